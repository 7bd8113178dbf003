"""Definitions of others become a stream: what is understood, what is guessed, and what is left out."""

import pytest

from svs_designer.exchange.importer import CannotImport
from svs_designer.exchange.refusal import obstacles
from svs_designer.formats.open_workflow.importer import IMPORTER
from svs_designer.model.step import Join, StepKind
from tests.formats.open_workflow.exporting import CATALOGUE

HEAD = "document: {dsl: 1.0.0, namespace: shop, name: order, version: 0.1.0, title: An order}\n"


def imported(text: str):
    return IMPORTER.read((HEAD + text).encode(), "order.yaml")


def flow_of(stream) -> dict[str, str]:
    told = {"demand": stream.demand.next, **{step.id: step.next for step in stream.steps}}
    return {
        node: " ".join([ways.split.value] if ways.split else []) + " ".join(["", *(link.to for link in ways.links)])
        for node, ways in told.items()
    }


def test_tasks_are_steps_in_a_line_to_value():
    back = imported("""
use: {secrets: [key]}
do:
  - takeOrder: {call: http, with: {method: get, endpoint: https://example.org}, if: "${ .open }"}
  - pause: {wait: {hours: 2, minutes: 30}}
  - ship: {run: {script: {language: js, code: ship()}}, timeout: {after: PT1H}}
""")

    stream = back.document.streams[0]
    assert (stream.id, stream.name) == ("an-order", "An order")
    assert flow_of(stream) == {"demand": " takeorder", "takeorder": " pause", "pause": " ship", "ship": " value"}
    assert str(stream.step("pause").wait.typical) == "2h30m"
    told = {(remark.element, remark.message) for remark in back.remarks}
    assert ("takeorder", "What it does (call) was left out: the task became a step") in told
    assert ("takeorder", "Left out: if, with") in told
    assert ("ship", "Left out: timeout") in told
    assert (None, "Left out: use") in told


def test_a_switch_is_a_decision_and_an_error_that_is_raised_an_end():
    stream = imported("""
do:
  - check: {set: {a: 1}}
  - way: {switch: [{good: {when: "${ .ok }", then: ship}}, {bad: {when: "${ .bad }", then: refuse}}]}
  - retry: {set: {a: 2}, then: check}
  - ship: {emit: {event: {with: {source: a://b, type: c}}}, then: end}
  - refuse: {raise: {error: {type: https://example.org/no, status: 400}}}
""").document.streams[0]

    assert flow_of(stream) == {
        "demand": " check",
        "check": " way",
        "way": "one ship refuse retry",
        "retry": " check",
        "ship": " value",
    }
    assert stream.step("way").kind is StepKind.DECISION
    assert [end.id for end in stream.ends] == ["refuse"]


def test_branches_of_a_fork_meet_in_what_follows_it():
    back = imported("""
do:
  - both:
      fork:
        branches:
          - pack: {do: [{fold: {set: {a: 1}}}, {tape: {set: {a: 1}}}]}
          - bill: {call: billing}
  - ship: {set: {a: 1}}
""")

    stream = back.document.streams[0]
    assert flow_of(stream) == {
        "demand": " both", "both": "all fold bill", "fold": " tape", "tape": " ship", "bill": " ship", "ship": " value",
    }  # fmt: skip
    assert stream.step("ship").join is Join.ALL
    assert obstacles(back.document, stream.id, CATALOGUE) == ()


def test_branches_that_meet_nowhere_get_a_step_where_they_do():
    back = imported("""
do:
  - outer:
      fork:
        compete: true
        branches:
          - inner: {fork: {branches: [{a: {set: {x: 1}}}, {b: {set: {x: 1}}}]}}
          - c: {set: {x: 1}}
""")

    stream = back.document.streams[0]
    assert flow_of(stream) == {
        "demand": " outer",
        "outer": "all inner c",
        "outer-done": " value",
        "inner": "all a b",
        "inner-done": " outer-done",
        "a": " inner-done",
        "b": " inner-done",
        "c": " outer-done",
    }
    assert {step.id for step in stream.steps if step.join is Join.ALL} == {"inner-done", "outer-done"}
    assert obstacles(back.document, stream.id, CATALOGUE) == ()
    assert any("race" in remark.message for remark in back.remarks)


def test_a_jump_to_nowhere_is_remarked_and_makes_no_link():
    back = imported("do: [{a: {set: {x: 1}, then: nowhere}}, {b: {set: {x: 1}}}]")

    assert flow_of(back.document.streams[0])["a"] == " value"
    assert any(remark.place == "do/a" and "`then: nowhere`" in remark.message for remark in back.remarks)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEAD, "do is no list of tasks"),
        (HEAD + "do: []", "has no tasks"),
        (HEAD + "do: [a]", "do/0 is no task"),
        (HEAD + "do: [{a: {}, b: {}}]", "do/0 is no task"),
        (HEAD + "do: [{a: 1}]", "the task 'a' at do/0 is empty"),
        (HEAD + "do: [{a: {fork: {branches: []}}}]", "the fork at do/a has no branches"),
        ("document: {dsl: 0.8, name: x}\ndo: []", "is written in DSL 0.8"),
        ("document: {name: x}", "no workflow of the DSL"),
        ("[]", "no workflow of the DSL"),
        ("", "no workflow of the DSL"),
    ],
)
def test_what_is_no_workflow_is_refused_with_the_place(text, words):
    with pytest.raises(CannotImport, match=words):
        IMPORTER.read(text.encode(), "order.yaml")


def test_a_workflow_is_told_by_its_beginning():
    assert IMPORTER.recognises(b"# mine\ndocument:\n  # name\n  name: x\n  dsl: 1.0.0\n")
    assert IMPORTER.recognises(HEAD.encode())
    assert not IMPORTER.recognises(b'svs: "1.0"\nstreams: []\n')
    assert not IMPORTER.recognises(b"kind: Workflow\nspec:\n  document: {}\n  dsl: 1\n")
