"""A log that we write is a log that we read: the visits of a run come back as they were."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from svs_designer.analysis.observed import CaseState, Visit, observe
from svs_designer.exchange.events import EventKind, WorkEvent
from svs_designer.formats.event_log import write_csv
from svs_designer.formats.ticket_export import read_tickets
from tests.analysis.observed.logs import a_walk, observed

_START = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


def events_of(visits: list[Visit]) -> list[WorkEvent]:
    """Tell what a runner would have seen: each visit with its three moments, and the end of its case."""
    told = []
    last = {visit.case: visit for visit in visits}
    for number, visit in enumerate(visits):
        for kind, at in (("scheduled", visit.queued), ("started", visit.start), ("completed", visit.end)):
            if at is not None:
                moment = datetime.fromtimestamp(at, UTC)
                told.append(
                    WorkEvent(visit.case, visit.step, visit.step, visit.team, EventKind(kind), moment, number + 1)
                )
        if last[visit.case] is visit and visit.end is not None:
            reached = "declined" if visit.state is CaseState.WITHOUT_VALUE else "value"
            moment = datetime.fromtimestamp(visit.end, UTC)
            told.append(WorkEvent(visit.case, reached, reached, None, EventKind.ENDED, moment))
    return told


names = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=12)
ticks = st.integers(0, 10**7).map(lambda tick: (_START + timedelta(milliseconds=tick * 100)).timestamp())
whole = st.builds(
    lambda case, step, team, times: Visit(case, step, team, times[1], times[2], times[0], CaseState.OVER),
    names,
    names,
    st.none() | names,
    st.tuples(ticks, ticks, ticks).map(sorted),
)


@given(st.lists(whole, min_size=1, max_size=9, unique_by=lambda visit: visit.case))
def test_visits_come_back_as_they_were(visits: list[Visit]):
    found = read_tickets(write_csv(events_of(visits)))

    back = sorted(visit for case in found.visits.by_case() for visit in case)
    assert not [remark for remark in found.remarks if "left out" in remark.message]
    assert [visit[:3] for visit in back] == [visit[:3] for visit in sorted(visits)]
    for one, two in zip(back, sorted(visits), strict=True):
        assert all(abs(a - b) < 0.001 for a, b in zip(one[3:6], two[3:6], strict=True))


def test_a_log_of_ours_tells_what_the_run_told():
    visits = a_walk(60)

    found = observe(read_tickets(write_csv(events_of(visits))).visits)

    told = observed(visits)
    assert [step[:4] for step in found.steps] == [step[:4] for step in told.steps]
    assert (found.ways, found.without_value, found.overlaps) == (told.ways, told.without_value, told.overlaps)
