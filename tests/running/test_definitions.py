"""Definitions are checked when they are read: what cannot run is named with its place, and nothing else is raised."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svs_designer.running.case import Case
from svs_designer.running.definition import BadDefinition, checked_definition, read_definition
from svs_designer.running.happenings import Started
from svs_designer.running.machine import advance
from tests.running.driving import START, Ride, text_of, workflow

FAULTY = {
    "- a: {dance: {}}": "/do/0/a: a task that does 'dance' is not known here",
    "- a: {call: http, with: {}}": "/do/0/a: a task that does 'call' is not known here",
    "- a: {run: {shell: {command: ls}}}": "a task that does 'run' is not known here",
    "- a: {}": "/do/0/a: a task that does 'nothing'",
    "- a: {set: {n: 1}, then: nowhere}": "/do/0/a: it jumps to 'nowhere', and there is no such task beside it",
    "- a: {do: [{b: {set: {n: 1}, then: a}}]}": "/do/0/a/do/0/b: it jumps to 'a'",
    "- a: {switch: [{x: {when: .n, then: gone}}]}": "/do/0/a: it jumps to 'gone'",
    "- a: {set: {n: 1}, then: [a]}": "it jumps to ['a']",
    "- a: {fork: {branches: [{b: {set: {n: 1}, then: c}}, {c: {set: {n: 1}}}]}}": "a branch of a fork can only",
    "- a: {set: {n: 1}}\n- a: {set: {n: 2}}": "/do/1/a: the name 'a' stands twice",
    "- end: {set: {n: 1}}": "is a word that `then` keeps for itself",
    "- a: {set: {n: '${ def f: f; f }'}}": "defines a function, which may go on without end",
    "- a: {set: {n: '${ .n + }'}}": "/do/0/a: '.n +' is no jq expression",
    "- a: {set: {n: '${ $nobody }'}}": "$nobody is not defined",
    "- a: {set: {n: 1}, output: {as: $output}}": "/do/0/a/output/as: '$output' is no jq expression",
    "- a: {set: {n: 1}, if: $input}": "$input is not defined",
    "- a: {set: [1]}": "set takes an object",
    "- a: {switch: []}": "switch takes a list of cases",
    "- a: {switch: [{x: {when: .n}}]}": "does not say where to go",
    "- a: {switch: [{x: {then: end}}, {y: {then: end}}]}": "2 cases have no `when`",
    "- a: {wait: soon}": "/do/0/a/wait: 'soon' is not a duration",
    "- a: {wait: {fortnights: 1}}": "is no duration: write it like {minutes: 5} or PT5M",
    "- a: {wait: {minutes: -1}}": "minutes: -1 is no number of minutes",
    "- a: {wait: {days: 99999999}}": "more than a hundred years",
    "- a: {emit: {event: {with: {type: t}}}}": "an event needs its source",
    "- a: {listen: {to: {some: {}}}}": "takes one of one, any, all",
    "- a: {listen: {to: {one: {with: {type: t}}}, read: all}}": "is data, envelope or raw",
    "- a: {listen: {to: {any: [], until: '${ . }'}}}": "takes one of one, any, all",
    "- a: {raise: {error: busy}}": "use/errors has no 'busy'",
    "- a: {raise: {error: {title: x}}}": "an error needs its type and its status",
    "- a: {try: [{b: {set: {n: 1}}}]}": "/do/0/a/catch: an object with named fields is expected",
    "- a: {try: [{b: {set: {n: 1}}}], catch: {retry: soon}}": "use/retries has no 'soon'",
    "- a: {try: [{b: {set: {n: 1}}}], catch: {retry: {jitter: {}}}}": "does not know 'jitter' here",
    "- a: {for: {each: x}, do: [{b: {set: {n: 1}}}]}": "/do/0/a/for/in: an expression is expected",
    "- a: {do: []}": "/do/0/a/do: write a list of tasks",
    "- {a: {set: {n: 1}}, b: {set: {n: 2}}}": "/do/0: write one task as",
    "- a: {set: {n: 1}, timeout: late}": "use/timeouts has no 'late'",
}  # fmt: skip
TOPS = {
    "[1, 2]": "this is no Open Workflow definition",
    "svs: '1.0'": "this is no Open Workflow definition",
    "document: {dsl: '0.8'}": "document/dsl is '0.8': this runner knows 1.0.0",
    "document: {dsl: 1.0}": "document/dsl is 1.0",
    "document: {dsl: 1.0.3, namespace: a, name: b}": "document/version is missing",
    "document: {dsl: 1.0.3, namespace: a, name: b, version: 1.0.0}": "nothing to run",
    "a: [": "line ",
    "a: &x [1]\nb: *y": "line 2: an alias stands for nothing",
    "a: 1\na: 2": "line 2: the key 'a' stands twice",
    "%TAG !a! tag:x\n---\na: 1": "it has a directive",
    "a: !!binary YQ==": "the tag tag:yaml.org,2002:binary means nothing here",
    "a: !!python/object:os.system {}": "means nothing here",
    "[" * 300 + "]" * 300: "more than 250 levels",
    "a: {? [1] : 2}": "",
    "": "this is no Open Workflow definition",
}


@pytest.mark.parametrize("tasks", FAULTY)
def test_a_task_that_cannot_run_is_named_with_its_place(tasks):
    with pytest.raises(BadDefinition) as refusal:
        workflow(tasks)

    assert FAULTY[tasks] in str(refusal.value)


@pytest.mark.parametrize("text", TOPS)
def test_a_text_that_is_no_definition_is_refused_in_one_line(text):
    with pytest.raises(BadDefinition) as refusal:
        read_definition(text.encode())

    assert TOPS[text] in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("asked", ["schedule: {every: {days: 1}}", "use: {secrets: [a]}", "evaluate: {language: js}"])
def test_what_would_need_another_runner_is_refused(asked):
    with pytest.raises(BadDefinition):
        workflow("- a: {set: {n: 1}}", more=asked + "\n")


def test_bytes_that_are_no_text_and_a_text_without_end_are_refused():
    with pytest.raises(BadDefinition, match="no UTF-8"):
        read_definition(b"\xffa")
    with pytest.raises(BadDefinition, match="20 MB is the most"):
        read_definition(b"#" * 20_000_001)


def test_words_and_times_stay_what_yaml_1_2_says_they_are():
    ride = Ride(workflow("- a: {set: {no: yes, at: 12:30, on: 2026-03-02, n: 010, half: .5}}")).start()

    assert ride.case.output == {"no": "yes", "at": "12:30", "on": "2026-03-02", "n": "010", "half": 0.5}


def test_tasks_too_deep_in_each_other_are_refused():
    deep = {"set": {"n": 1}}
    for _ in range(60):
        deep = {"do": [{"a": deep}]}
    source = {"document": {"dsl": "1.0.3", "namespace": "a", "name": "b", "version": "1"}, "do": [{"a": deep}]}

    with pytest.raises(BadDefinition, match="more than 40 deep"):
        checked_definition(source)


WORDS = [
    *("set", "do", "then", "switch", "when", "fork", "branches", "for", "in", "try", "catch", "wait", "emit", "event"),
    *("with", "listen", "to", "one", "all", "raise", "error", "retry", "if", "input", "from", "output", "as", "export"),
    *("timeout", "after", "limit", "attempt", "count", "errors", "metadata", "correlate"),
]
LEAVES = (
    st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["a", "end", "PT5M", "${ .a }", ".a", "${", "$x"])
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*WORDS, "a", "b"]), inner, max_size=4),
    max_leaves=12,
)
BODIES = st.dictionaries(st.sampled_from(WORDS), TREES, min_size=1, max_size=4)


@given(BODIES, BODIES)
def test_whatever_a_definition_holds_it_is_refused_with_a_reason_or_runs(first, second):
    source = {"document": {"dsl": "1.0.3", "namespace": "t", "name": "n", "version": "1"}}
    source["do"] = [{"a": first}, {"b": second}]

    try:
        definition = checked_definition(source)
    except BadDefinition:
        return
    case = Case("random")
    advance(definition, case, Started(START, {"a": 1}))
    assert case.status in ("waiting", "completed", "faulted")
    assert Case.from_json(json.loads(json.dumps(case.to_json()))) == case


def test_every_task_has_its_place():
    definition = workflow(
        "- a: {do: [{b: {set: {n: 1}}}]}\n- c: {try: [{d: {wait: PT1S}}], catch: {do: [{e: {set: {n: 1}}}]}}"
    )

    assert list(definition.tasks) == [
        "", "/do/0/a", "/do/0/a/do/0/b", "/do/1/c", "/do/1/c/try/0/d", "/do/1/c/catch/do/0/e",
    ]  # fmt: skip


def test_a_definition_in_json_is_read_as_well():
    text = json.dumps(
        {"document": {"dsl": "1.0.0", "namespace": "a", "name": "b", "version": "1"}, "do": [{"a": {"set": {"n": 1}}}]}
    )

    assert Ride(read_definition(text.encode())).start().case.output == {"n": 1}
    assert text_of("- a: {}").startswith("document:")


def test_one_bad_expression_among_many_is_named_with_its_place():
    good = "".join(f"- t{number}: {{set: {{n: '${{ .n + {number} }}'}}}}\n" for number in range(300))

    with pytest.raises(BadDefinition, match=r"/do/300/bad: '\.n \+' is no jq expression"):
        workflow(good + "- bad: {set: {n: '${ .n + }'}}")
