"""What an event refuses to be."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from svs_designer.exchange.events import EventKind, WorkEvent

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def an_event(at: datetime, visit: int = 1) -> WorkEvent:
    return WorkEvent("INC1", "triage", "Triage", "desk", EventKind.STARTED, at, visit)


@pytest.mark.parametrize("at", [NOON.replace(tzinfo=None), NOON.astimezone(timezone(timedelta(hours=1)))])
def test_an_event_at_a_time_that_is_not_utc_is_refused(at: datetime):
    with pytest.raises(ValueError, match="event times are in UTC"):
        an_event(at)


def test_an_event_before_the_first_visit_is_refused():
    with pytest.raises(ValueError, match="visits count from 1"):
        an_event(NOON, visit=0)


def test_an_event_in_utc_under_another_name_is_in_utc():
    event = an_event(NOON.replace(tzinfo=timezone(timedelta(0), "GMT")))

    assert event.at.tzinfo is UTC
