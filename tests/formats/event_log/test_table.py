"""The CSV log: one row for each visit."""

import csv
import io

from hypothesis import given

from svs_designer.exchange.events import EventKind, WorkEvent
from svs_designer.formats.event_log import write_csv
from tests.formats.event_log.an_event import a_log, an_event, logs

VISITS = {EventKind.SCHEDULED, EventKind.STARTED, EventKind.COMPLETED}


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_each_visit_is_a_row_and_what_did_not_happen_is_empty():
    text = write_csv(a_log()).decode()

    assert text.splitlines() == [
        "case,step id,step,team,scheduled,started,completed,visit,status",
        "INC1,triage,Triage,desk,2026-11-23T08:00:00.000Z,2026-11-23T08:05:00.000Z,2026-11-23T08:15:00.000Z,1,completed",
        "INC1,repair,Repair,,,2026-11-23T08:15:00.000Z,2026-11-23T08:40:00.000Z,1,completed",
        "INC1,triage,Triage,desk,2026-11-23T08:40:00.000Z,2026-11-23T08:45:00.000Z,2026-11-23T08:50:00.000Z,2,completed",
        "INC2,triage,Triage,desk,2026-11-23T08:07:00.000Z,,,1,open",
    ]


def test_the_status_says_how_a_case_ended():
    done = [an_event(0, "started"), an_event(5, "completed")]

    def status(*events: WorkEvent) -> str:
        return rows(write_csv([*done, *events]))[0]["status"]

    assert status() == "open"
    assert status(an_event(6, "ended", "declined")) == "ended without value"
    assert status(an_event(5, "milestone", "value"), an_event(9, "ended", "closed")) == "completed"


def test_work_that_is_taken_up_again_counts_from_its_first_start_to_its_last_completion():
    events = [an_event(0, "started"), an_event(5, "completed"), an_event(9, "started"), an_event(12, "completed")]

    (row,) = rows(write_csv(events))

    assert (row["started"][11:16], row["completed"][11:16]) == ("08:00", "08:12")


def test_a_visit_that_changes_hands_belongs_to_the_team_that_had_it_last():
    events = [an_event(0, "scheduled", team="desk"), an_event(5, "started", team="field")]

    (row,) = rows(write_csv(events))

    assert row["team"] == "field"


@given(logs)
def test_any_log_has_a_row_for_each_visit_with_its_case_and_step(log: list[WorkEvent]):
    found = rows(write_csv(log))

    def plain(text: str) -> str:
        return text.encode("utf-8", "replace").decode()

    visits = {(event.case, event.element, event.visit) for event in log if event.kind in VISITS}
    expected = sorted((plain(case), plain(element), str(visit)) for case, element, visit in visits)
    assert sorted((row["case"], row["step id"], row["visit"]) for row in found) == expected
