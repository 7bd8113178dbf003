"""Events for tests of event logs: two hand-made cases, and any events at all."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from svs_designer.exchange.events import EventKind, WorkEvent

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def an_event(
    minutes: float, kind: str, element: str = "triage", *, case: str = "INC1", team: str | None = "desk", visit: int = 1
) -> WorkEvent:
    name = element.replace("-", " ").capitalize()
    return WorkEvent(case, element, name, team, EventKind(kind), MONDAY + timedelta(minutes=minutes), visit)


def a_log() -> list[WorkEvent]:
    """One case through triage, repair, triage again and value; another one that waits for triage."""
    return [
        an_event(0, "scheduled"),
        an_event(5, "started"),
        an_event(7, "scheduled", case="INC2"),
        an_event(15, "completed"),
        an_event(15, "started", "repair", team=None),
        an_event(40, "completed", "repair", team=None),
        an_event(40, "scheduled", visit=2),
        an_event(45, "started", visit=2),
        an_event(50, "completed", visit=2),
        an_event(50, "milestone", "value", team=None),
        an_event(51, "ended", "value", team=None),
    ]


_texts = st.text(max_size=12) | st.sampled_from(["", "a,b", '"', "a\nb", "<&>", "\x00", "\ud800", "=1+1", " x "])
_moments = st.integers(0, 10**8).map(lambda tick: MONDAY + timedelta(milliseconds=tick))
events = st.builds(
    WorkEvent, _texts, _texts, _texts, st.none() | _texts, st.sampled_from(EventKind), _moments, st.integers(1, 9)
)
logs = st.lists(events, max_size=12)
