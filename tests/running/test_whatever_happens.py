"""Whatever people and other systems tell a case, in any order: it stays whole, and each piece of work counts once."""

import json
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from svs_designer.running.case import Case, as_time
from svs_designer.running.definition import checked_definition
from svs_designer.running.happenings import Arrived, Cancelled, Fired, Heard, Started
from svs_designer.running.machine import advance
from svs_designer.running.ways import ways_on
from svs_designer.running.work import open_work
from tests.running.driving import START
from tests.running.hardware import hardware, source

DEFINITION = hardware()
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from(["", "T-1", "triage", "yes"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["ticket", "visit", "mend_triage"]), inner)
    ),
    max_leaves=4,
)
ATTRIBUTES = st.fixed_dictionaries(
    {},
    optional={
        "id": JSON,
        "source": JSON,
        "type": st.sampled_from(["io.svs.work.completed.v1", "other"]) | JSON,
        "subject": st.sampled_from(["triage", "mend", "swap"]) | JSON,
        "data": JSON,
    },
)
ANSWERS = st.dictionaries(st.sampled_from(["triage_swap", "mend_triage", "junk"]), JSON, max_size=2)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("work"), st.integers(0, 3), ANSWERS),
        st.tuples(st.just("again"), st.integers(0, 9), ANSWERS),
        st.tuples(st.just("event"), st.just(0), ATTRIBUTES),
        st.tuples(st.just("timer"), st.integers(0, 9), st.just({})),
        st.tuples(st.just("start"), st.just(0), st.just({})),
    ),
    max_size=14,
)


def told(what, number, data, items, done):
    """The event somebody tells the case, if there is anything to tell."""
    if what == "work" and items:
        return items[number % len(items)].completed(data)
    if what == "again" and done:
        return {**done[number % len(done)], "data": data}
    return data if what == "event" else None


@given(ACTS, st.booleans())
def test_a_case_stays_whole_and_each_piece_of_work_counts_once(acts, cancelled):
    case = Case("T-1")
    said = advance(DEFINITION, case, Started(START, {"ticket": "T-1"}))
    done = []

    for what, number, data in acts:
        happening = told(what, number, data, open_work(DEFINITION, case), done)
        if what == "timer":
            said += advance(DEFINITION, case, Fired(as_time(case.now), f"{number}:wait"))
        elif what == "start":
            said += advance(DEFINITION, case, Started(START, {}))
        elif happening is not None:
            said += advance(DEFINITION, case, Arrived(as_time(case.now), happening))
            done += [happening] if what == "work" else []
        stored = json.loads(json.dumps(case.to_json()))
        assert Case.from_json(stored) == case
        case = Case.from_json(stored)
    if cancelled:
        said += advance(DEFINITION, case, Cancelled(as_time(case.now)))

    heard = Counter(command.frame for command in said if isinstance(command, Heard))
    assert set(heard.values()) <= {1}
    assert case.error is None
    assert case.open == bool(case.frames)
    assert not cancelled or not case.open
    for item in open_work(DEFINITION, case):
        assert sum(way.default for way in ways_on(DEFINITION, case, item)) in (0, 1)


def test_the_same_happenings_always_lead_to_the_same_place():
    def led():
        definition, case = checked_definition(source()), Case("T-1")
        said = advance(definition, case, Started(START, {"ticket": "T-1"}))
        for answers in ({}, {"mend_triage": True}, {"triage_swap": True}, {}, {}):
            item = open_work(definition, case)[0]
            said += advance(definition, case, Arrived(as_time(case.now), item.completed(answers)))
        return said, case.to_json()

    assert led() == led()
