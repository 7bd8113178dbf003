"""Guessing what the columns of a ticket export mean: by the words over them first, then by what they hold."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from svs_designer.formats.ticket_export.columns import TIMES, Columns
from svs_designer.formats.ticket_export.dates import DateOrder, time_of

_WORDS: dict[str, tuple[str, ...]] = {
    "case": (
        "case id", "case", "caseid", "ticket id", "ticket", "ticket number", "ticketnummer", "incident number",
        "incident", "request id", "request number", "request", "issue key", "vorgang", "vorgangsnummer", "fall",
        "fallnummer", "number", "nummer", "key", "issue", "order", "record", "id",
    ),
    "step": (
        "step", "activity", "step name", "activity name", "task name", "task", "phase", "stage", "concept name",
        "schritt", "arbeitsschritt", "aktivitat", "tatigkeit", "action", "event", "to state",
        "field value",
    ),
    "team": (
        "team", "group", "assignment group", "assigned group", "assigned team", "support group", "owner group",
        "gruppe", "zustandige gruppe", "bearbeitergruppe", "org group", "abteilung", "department", "queue", "resource",
        "org resource", "assigned to", "assignee", "bearbeiter", "owner",
    ),
    "start": (
        "start", "started", "start time", "started at", "start date", "start timestamp", "starttime", "begin", "began",
        "work start", "actual start", "begin time", "from", "in progress", "beginn", "gestartet", "startzeit", "anfang",
        "von", "accepted", "acknowledged",
    ),
    "end": (
        "end", "ended", "end time", "ended at", "end date", "endtime", "finish", "finished", "completed",
        "completed at", "complete", "completion time", "done", "stop", "actual end", "to", "until", "ende", "endzeit",
        "beendet", "fertig", "abgeschlossen", "bis", "time timestamp", "timestamp", "time", "resolved", "resolved at",
        "closed", "closed at", "gelost", "geschlossen",
    ),
    "created": (
        "queued", "queued at", "scheduled", "created", "created at", "created on", "opened", "opened at", "open time",
        "assigned", "assigned at", "arrived", "requested", "submitted", "reported", "erstellt", "angelegt", "eroffnet",
        "zugewiesen", "eingang", "waiting since",
    ),
    "status": ("status", "state", "resolution", "outcome", "result", "close code", "zustand", "ergebnis", "losung"),
}  # fmt: skip
_MOST_WORDS = 5


def guessed_columns(header: Sequence[str], sample: Sequence[Sequence[str]]) -> Columns:
    """Return what the columns seem to mean; what nothing speaks for stays None."""
    held = {name: [row[place].strip() for row in sample if place < len(row)] for place, name in enumerate(header)}
    times = [name for name in held if _are_times(held[name])]
    found: dict[str, str] = {}
    for _, meaning, name in sorted(_candidates(held, times), key=lambda each: -each[0]):
        if meaning not in found and name not in found.values():
            found[meaning] = name
    _add_times(found, times, held)
    _add_names(found, [name for name in held if name not in times], held)
    if "step" not in found and "team" not in found and "status" in found:
        found["step"] = found.pop("status")
    return Columns.of(found)


def _candidates(held: dict[str, list[str]], times: list[str]) -> Iterator[tuple[float, str, str]]:
    for name, cells in held.items():
        words = _plain(name)
        for meaning, phrases in _WORDS.items():
            if (
                words
                and _fits(meaning, cells, is_times=name in times)
                and (score := max(_likeness(words, phrase, rank) for rank, phrase in enumerate(phrases)))
            ):
                yield score, meaning, name


def _fits(meaning: str, cells: list[str], *, is_times: bool) -> bool:
    """Tell whether cells can mean that: a bad cell does not spoil a time, and ten digits may be a time or a ticket."""
    if meaning in TIMES:
        return is_times or any(time_of(cell, order) for cell in cells for order in DateOrder)
    return meaning == "case" or not is_times


def _likeness(words: list[str], phrase: str, rank: int) -> float:
    """Return how much the words over a column are a phrase; 0 for not at all. Earlier phrases are likelier."""
    wanted = phrase.split()
    if words == wanted:
        return 100.0 - rank
    if len(words) > _MOST_WORDS or not set(wanted) <= set(words):
        return 0.0
    return 50.0 - rank - 5 * (len(words) - len(wanted))


def _plain(name: str) -> list[str]:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    plain = unicodedata.normalize("NFKD", spaced).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z0-9]+", plain)


def _are_times(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return sum(any(time_of(cell, order) for order in DateOrder) for cell in filled) * 2 > len(filled)


def _add_times(found: dict[str, str], times: list[str], held: dict[str, list[str]]) -> None:
    """Let two columns of times without telling words be start and end, and a single one the end."""
    left = [name for name in times if name not in found.values()]
    if "start" in found or "end" in found:
        return
    if len(left) >= 2:
        found["start"], found["end"] = _earlier_first(left[0], left[1], held)
    elif left:
        found["end"] = left[0]
    elif "created" in found:
        found["end"] = found.pop("created")


def _earlier_first(one: str, two: str, held: dict[str, list[str]]) -> tuple[str, str]:
    pairs = [
        (time_of(a, DateOrder.DAY_FIRST), time_of(b, DateOrder.DAY_FIRST))
        for a, b in zip(held[one], held[two], strict=False)
    ]
    later = sum(a.seconds > b.seconds for a, b in pairs if a and b)
    return (two, one) if later * 2 > len(pairs) else (one, two)


def _add_names(found: dict[str, str], others: list[str], held: dict[str, list[str]]) -> None:
    """Let what has the most different values be the case, and what has the fewest, but several, the step."""
    distinct = {name: len({cell for cell in held[name] if cell}) for name in others if name not in found.values()}
    if "case" not in found and distinct:
        found["case"] = max(distinct, key=lambda name: distinct[name])
        del distinct[found["case"]]
    repeating = {name: count for name, count in distinct.items() if 2 <= count <= len(held[name]) / 2}
    if "step" not in found and "team" not in found and repeating:
        found["step"] = min(repeating, key=lambda name: repeating[name])
