"""What a status of a ticket says of its case: it goes on, it is over, or it ended without value."""

from svs_designer.analysis.observed import CaseState

_WITHOUT = (
    "without value", "cancel", "reject", "declin", "withdrawn", "refus", "abort", "not approved", "denied", "won't",
    "wont", "abgebrochen", "abgelehnt", "storniert", "zurückgezogen",
)  # fmt: skip
_OVER = (
    "closed", "resolved", "done", "complete", "fulfilled", "solved", "finished", "geschlossen", "gelöst", "erledigt",
    "abgeschlossen", "beendet",
)  # fmt: skip
_OPEN = (
    "open", "new", "progress", "pending", "waiting", "hold", "assigned", "active", "offen", "neu", "bearbeitung",
    "wartend", "unresolved", "incomplete",
)  # fmt: skip


def state_of(status: str) -> CaseState:
    """Return what a status says; UNKNOWN for words nobody agreed on."""
    words = status.casefold()
    if any(word in words for word in _WITHOUT):
        return CaseState.WITHOUT_VALUE
    if any(word in words for word in ("unresolved", "incomplete")):
        return CaseState.OPEN
    if any(word in words for word in _OVER):
        return CaseState.OVER
    return CaseState.OPEN if any(word in words for word in _OPEN) else CaseState.UNKNOWN
