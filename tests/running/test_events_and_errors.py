"""Events, waiting, errors and timeouts, as the Open Workflow specification says."""

import pytest

from svs_designer.running.case import Case
from svs_designer.running.happenings import Cancelled, Heard
from svs_designer.running.machine import advance
from tests.running.driving import START, Ride, ridden, workflow

LISTEN = """
- ask: {set: {ticket: '${ .ticket }'}, export: {as: .}}
- hear:
    listen:
      to:
        one:
          with: {type: work.completed, subject: triage}
          correlate:
            ticket: {from: .data.ticket, expect: '${ $context.ticket }'}
"""
TRY = """
- attempt:
    try:
    - fail: {{raise: {{error: {{type: https://acme.example/busy, status: 503, title: Busy}}}}}}
    catch: {catch}
- after: {{set: {{got: '${{ . }}'}}}}
"""


def listening(do=LISTEN, given=None):
    return Ride(workflow(do), stored=True).start(given if given is not None else {"ticket": "T1"})


def test_an_emitted_event_has_what_a_cloud_event_needs():
    ride = ridden(
        "- greet: {emit: {event: {with: {source: 'https://a.example', type: greeted.v1, data: {to: '${ .name }'}}}}}",
        {"name": "Ada"},
    )

    assert ride.events == [ride.case.output]
    assert {"id", "specversion", "time", "source", "type", "data"} == ride.case.output.keys()
    assert ride.case.output["data"] == {"to": "Ada"}


def test_each_emitted_event_has_an_id_of_its_own():
    emit = "{emit: {event: {with: {source: 'https://a.example', type: t}}}}"

    assert [each["id"] for each in ridden(f"- a: {emit}\n- b: {emit}").events] == ["case-1/1", "case-1/2"]


def test_a_listener_gets_the_data_of_the_event_that_agrees():
    ride = listening()

    ride.event(source="s", id="1", type="work.completed", subject="triage", data={"ticket": "T1", "ok": True})

    assert ride.case.output == [{"ticket": "T1", "ok": True}]


@pytest.mark.parametrize(
    "other",
    [
        {"type": "work.requested"},
        {"subject": "diagnose"},
        {"data": {"ticket": "T2"}},
        {"data": {}},
        {"data": None},
        {"data": "no object"},
        {"data": [1]},
    ],
)
def test_an_event_that_does_not_agree_is_let_go(other):
    ride = listening()
    agreeing = {"type": "work.completed", "subject": "triage", "data": {"ticket": "T1"}}

    said = ride.event(source="s", id="1", **(agreeing | other))

    assert said == []
    assert ride.case.open


def test_the_same_event_counts_once():
    ride = listening(
        """
        - one: {listen: {to: {one: {with: {type: t}}}}}
        - two: {listen: {to: {one: {with: {type: t}}}}}
        """
    )

    first, again, other = (ride.event(source="s", id=number, type="t") for number in ("1", "1", "2"))

    assert [any(isinstance(each, Heard) for each in said) for said in (first, again, other)] == [True, False, True]
    assert ride.case.status == "completed"


def test_a_listener_reads_the_envelope_where_it_asks_for_it():
    ride = listening("- hear: {listen: {to: {one: {with: {type: t}}}, read: envelope}}")

    ride.event(source="s", id="1", type="t", data=5)

    assert ride.case.output == [{"source": "s", "id": "1", "type": "t", "data": 5}]


def test_any_takes_one_of_several_events_and_conditions_look_into_the_data():
    ride = listening(
        """
        - call:
            listen:
              to:
                any:
                - with: {type: temperature, data: '${ .degrees > 38 }'}
                - with: {type: bpm, data: '${ .n < 60 or .n > 100 }'}
        """
    )

    ride.event(source="s", id="1", type="temperature", data={"degrees": 37})
    ride.event(source="s", id="2", type="bpm", data={"n": 120})

    assert ride.case.output == [{"n": 120}]


def test_all_waits_for_each_event_and_the_first_correlation_binds_the_others():
    each = "{{with: {{type: {0}}}, correlate: {{order: {{from: .data.order}}}}}}"
    ride = listening(f"- both: {{listen: {{to: {{all: [{each.format('a')}, {each.format('b')}]}}}}}}")

    ride.event(source="s", id="1", type="b", data={"order": 7})
    ride.event(source="s", id="2", type="a", data={"order": 8})
    assert ride.case.open
    ride.event(source="s", id="3", type="a", data={"order": 7})

    assert ride.case.output == [{"order": 7}, {"order": 7}]


def test_attributes_of_events_may_be_patterns():
    ride = listening("- hear: {listen: {to: {one: {with: {type: 'work[.].*'}}}}}")

    ride.event(source="s", id="1", type="work.completed", data=1)

    assert ride.case.output == [1]


def test_an_event_reaches_every_listener_that_waits_for_it():
    hear = "{listen: {to: {one: {with: {type: t}}}}}"
    ride = listening(f"- both: {{fork: {{branches: [{{a: {hear}}}, {{b: {hear}}}]}}}}")

    ride.event(source="s", id="1", type="t", data=1)

    assert ride.case.output == [[1], [1]]


@pytest.mark.parametrize(("wait", "seconds"), [("{minutes: 2, seconds: 5}", 125), ("PT1H", 3600), ("P1DT1S", 86401)])
def test_a_wait_takes_its_time_and_gives_its_input_on(wait, seconds):
    ride = ridden(f"- pause: {{wait: {wait}}}", {"n": 1})

    assert ride.passed.total_seconds() == seconds
    assert ride.case.output == {"n": 1}


def test_a_raised_error_nobody_catches_faults_the_workflow_and_names_its_task():
    ride = ridden(
        "- fail: {raise: {error: {type: https://acme.example/no, status: 400, title: '${ .why }'}}}", {"why": "No"}
    )

    assert ride.case.status == "faulted"
    assert ride.case.error == {
        "type": "https://acme.example/no",
        "status": 400,
        "title": "No",
        "instance": "/do/0/fail",
    }


def test_a_raised_error_may_be_defined_once_for_all():
    ride = ridden(
        "- fail: {raise: {error: busy}}", more="use: {errors: {busy: {type: 'https://a.example/b', status: 503}}}\n"
    )

    assert ride.case.error["status"] == 503


def test_a_caught_error_is_there_for_the_tasks_that_handle_it():
    ride = ridden(TRY.format(catch="{as: err, do: [{note: {set: {error: '${ $err }'}}}]}"))

    assert ride.case.output["got"]["error"]["status"] == 503
    assert ride.case.output["got"]["error"]["instance"] == "/do/0/attempt/try/0/fail"


@pytest.mark.parametrize(
    ("catch", "status"),
    [
        ("{errors: {with: {status: 503}}}", "completed"),
        ("{errors: {with: {type: https://acme.example/busy, status: 503}}}", "completed"),
        ("{errors: {with: {status: 404}}}", "faulted"),
        ("{when: $error.status == 503}", "completed"),
        ("{when: $error.status == 404}", "faulted"),
        ("{exceptWhen: $error.status == 503}", "faulted"),
        ("{as: e, exceptWhen: $e.status == 404}", "completed"),
    ],
)
def test_only_the_errors_asked_for_are_caught(catch, status):
    assert ridden(TRY.format(catch=catch)).case.status == status


def test_an_error_goes_to_the_nearest_try_that_wants_it():
    ride = ridden(
        """
        - outer:
            try:
            - inner:
                try: [{fail: {raise: {error: {type: 'https://a.example/x', status: 500}}}}]
                catch: {errors: {with: {status: 404}}, do: [{wrong: {set: {n: 1}}}]}
            catch: {do: [{right: {set: {n: 2}}}]}
        """
    )

    assert ride.case.output == {"n": 2}


def test_an_error_while_handling_one_is_caught_further_out():
    ride = ridden(
        """
        - outer:
            try:
            - inner:
                try: [{fail: {raise: {error: {type: 'https://a.example/x', status: 500}}}}]
                catch: {do: [{again: {raise: {error: {type: 'https://a.example/y', status: 501}}}}]}
            catch: {do: [{note: {set: {status: '${ $error.status }'}}}]}
        """
    )

    assert ride.case.output == {"status": 501}


@pytest.mark.parametrize(("backoff", "minutes"), [("{constant: {}}", 3), ("{linear: {}}", 6), ("{exponential: {}}", 7)])
def test_retries_wait_longer_each_time_end_and_then_the_error_is_handled(backoff, minutes):
    retry = f"{{delay: {{minutes: 1}}, backoff: {backoff}, limit: {{attempt: {{count: 3}}}}}}"
    ride = ridden(TRY.format(catch=f"{{retry: {retry}, do: [{{note: {{set: {{n: 1}}}}}}]}}"))

    assert ride.done.count("fail") == 4
    assert ride.passed.total_seconds() == minutes * 60
    assert ride.case.output == {"got": {"n": 1}}


def test_an_error_that_outlasts_its_retries_and_is_not_handled_faults_the_case():
    ride = ridden(TRY.format(catch="{retry: quick}"), more="use: {retries: {quick: {limit: {attempt: {count: 2}}}}}\n")

    assert ride.done.count("fail") == 3
    assert (ride.case.status, ride.case.error["status"]) == ("faulted", 503)


def test_retries_without_a_limit_are_bounded_all_the_same():
    ride = ridden(TRY.format(catch="{retry: {delay: {seconds: 1}}}"))

    assert ride.done.count("fail") == 101
    assert ride.case.status == "faulted"


def test_retries_end_with_the_time_they_may_take():
    ride = ridden(TRY.format(catch="{retry: {delay: {minutes: 2}, limit: {duration: {minutes: 5}}}}"))

    assert ride.done.count("fail") == 3
    assert ride.passed.total_seconds() == 240


def test_a_task_that_takes_too_long_is_broken_off_with_a_timeout_error():
    ride = ridden(
        """
        - attempt:
            try: [{slow: {do: [{pause: {wait: {hours: 5}}}], timeout: {after: {minutes: 10}}}}]
            catch: {do: [{note: {set: {status: '${ $error.status }', at: '${ $error.instance }'}}}]}
        """
    )

    assert ride.case.output == {"status": 408, "at": "/do/0/attempt/try/0/slow"}
    assert ride.passed.total_seconds() == 600
    assert not ride.case.timers


def test_a_timeout_that_is_not_needed_disturbs_nobody():
    ride = ridden(
        "- quick: {wait: {minutes: 1}, timeout: short}\n- more: {wait: {hours: 1}}",
        more="use: {timeouts: {short: {after: PT5M}}}\n",
    )

    assert ride.case.status == "completed"
    assert ride.passed.total_seconds() == 3660


def test_a_workflow_has_a_timeout_of_its_own():
    ride = ridden("- slow: {wait: {hours: 5}}", more="timeout: {after: {hours: 1}}\n")

    assert (ride.case.status, ride.case.error["instance"]) == ("faulted", "/")
    assert ride.passed.total_seconds() == 3600


def test_a_cancelled_case_waits_for_nothing_and_takes_nothing_more():
    ride = listening()

    advance(ride.definition, ride.case, Cancelled(START))
    said = ride.event(source="s", id="1", type="work.completed", subject="triage", data={"ticket": "T1"})

    assert ride.case.status == "cancelled"
    assert not ride.case.frames
    assert said == []


def test_a_case_that_has_not_begun_takes_nothing_but_its_start():
    definition, case = workflow(LISTEN), Case("new")

    assert advance(definition, case, Cancelled(START)) == []
    assert case == Case("new")
