"""How data flows, after the section of that name in the Open Workflow specification and its conformance scenarios."""

import pytest

from tests.running.driving import Ride, ridden, workflow


def test_a_task_sees_its_input_filtered():
    ride = ridden(
        "- id: {input: {from: .user.claims.subject}, set: {player: '${ . }'}}", {"user": {"claims": {"subject": "6As"}}}
    )

    assert ride.case.output == {"player": "6As"}


def test_the_output_of_a_task_becomes_the_input_of_the_next():
    ride = ridden(
        """
        - first: {set: {id: 1, rest: x}, output: {as: .id}}
        - second: {set: {id: 2}, output: {as: '{ids: [$input, .id]}'}}
        """
    )

    assert ride.case.output == {"ids": [1, 2]}


def test_an_output_may_be_an_object_with_expressions():
    ride = ridden("- one: {set: {a: 1}, output: {as: {b: '${ .a + 1 }', c: same}}}")

    assert ride.case.output == {"b": 2, "c": "same"}


def test_export_replaces_the_context_and_sees_the_transformed_output():
    ride = ridden(
        """
        - first: {set: {a: 1}, output: {as: '{b: .a}'}, export: {as: '{kept: ., same: ($output == .)}'}}
        - second: {set: {c: '${ $context.kept.b }'}, export: {as: '$context + .'}}
        """
    )

    assert ride.case.context == {"kept": {"b": 1}, "same": True, "c": 1}


def test_without_export_the_context_stays_as_it_is():
    ride = ridden(
        "- one: {set: {a: 1}, export: {as: .}}\n- two: {set: {b: 2}}\n- three: {set: {seen: '${ $context }'}}"
    )

    assert ride.case.output == {"seen": {"a": 1}}


def test_the_workflow_shapes_what_comes_in_and_what_goes_out():
    ride = ridden(
        "- one: {set: {n: '${ .ticket + $input.ticket }'}}",
        {"order": {"ticket": "T"}},
        more="input: {from: .order}\noutput: {as: '{got: .n, raw: $workflow.input}'}\n",
    )

    assert ride.case.output == {"got": "TT", "raw": {"order": {"ticket": "T"}}}


def test_a_task_without_its_condition_gives_its_input_on_to_the_task_after_it():
    ride = ridden("- one: {if: .skip | not, set: {a: 1}, then: end}\n- two: {set: {got: '${ . }'}}", {"skip": True})

    assert ride.done == ["two"]
    assert ride.case.output == {"got": {"skip": True}}


def test_expressions_know_the_task_the_workflow_and_the_runtime():
    ride = ridden(
        "- who: {set: {task: '${ $task.reference }', name: '${ $workflow.definition.document.name }',"
        " at: '${ $workflow.startedAt.epoch.seconds }', by: '${ $runtime.name }'}}"
    )

    assert ride.case.output == {"task": "/do/0/who", "name": "a-case", "at": 1772442000, "by": "SVS Designer"}


def test_data_that_looks_like_an_expression_is_never_evaluated():
    ride = ridden("- one: {set: {said: '${ .said }'}}\n- two: {set: {again: '${ .said }'}}", {"said": "${ 1 + 1 }"})

    assert ride.case.output == {"again": "${ 1 + 1 }"}


def test_an_expression_that_fails_is_an_expression_error_of_its_task():
    ride = ridden("- sum: {set: {n: '${ .a + 1 }'}}", {"a": {"b": 1}})

    assert ride.case.status == "faulted"
    assert ride.case.error["type"].endswith("/errors/expression")
    assert (ride.case.error["status"], ride.case.error["instance"]) == (400, "/do/0/sum")


def test_an_expression_that_gives_several_values_is_an_error_and_none_is_null():
    assert "several values" in ridden("- one: {set: {n: '${ .[] }'}}", [1, 2]).case.error["detail"]
    assert ridden("- one: {set: {n: '${ .[] }'}}", []).case.output == {"n": None}


def test_an_expression_sees_neither_the_clock_nor_the_environment():
    for text in ("now", "env.HOME", "input", "halt", "halt_error(1)", "0 | strflocaltime(.)", "1) | (now"):
        assert "differs from run to run" in ridden(f"- one: {{set: {{n: '${{ {text} }}'}}}}").case.error["detail"]
    assert ridden("- one: {set: {n: '${ $ENV }'}}").case.output == {"n": None}


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("[repeat(1)]", "repeat may go on without end"),
        ("[limit(3; repeat(1))]", "repeat may go on without end"),
        ("[range(1000000000)]", "more than 100000 steps"),
        ("[range(0; 1; 0.0000001)]", "more than 100000 steps"),
        ("last(recurse(.; true))", "recurse may go on without end"),
    ],
)
def test_an_expression_that_would_run_without_end_is_a_fault(expression, words):
    ride = Ride(workflow(f"- a: {{set: {{x: '${{ {expression} }}'}}}}")).start()

    assert words in ride.case.error["detail"]


def test_counting_to_a_bound_is_there():
    ride = Ride(workflow("- a: {set: {x: '${ [range(3)] + [range(1; 3)] + [range(0; 4; 2)] }'}}")).start()

    assert ride.case.output == {"x": [0, 1, 2, 1, 2, 0, 2]}
