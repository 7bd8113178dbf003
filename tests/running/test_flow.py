"""Where a case goes: sequence, jumps, switch, for, fork, as the Open Workflow specification says."""

import pytest

from tests.running.driving import Ride, ridden, workflow

COLOURS = """
- choose:
    switch:
    - red: {when: .colour == "red", then: set_red}
    - green: {when: '${ .colour == "green" }', then: set_green}
    - other: {then: set_other}
- set_red: {set: {is: red}, then: end}
- set_green: {set: {is: green}, then: end}
- set_other: {set: {is: '${ $input.colour }'}}
"""


def test_tasks_follow_each_other_in_the_order_they_are_declared():
    ride = ridden(
        """
        - red: {set: {colours: '${ .colours + ["red"] }'}}
        - green: {set: {colours: '${ .colours + ["green"] }'}}
        """
    )

    assert ride.done == ["red", "green"]
    assert ride.case.output == {"colours": ["red", "green"]}
    assert ride.case.status == "completed"


def test_then_leads_to_any_task_of_the_same_list_also_backwards():
    ride = ridden(
        """
        - red: {set: {c: '${ .c + ["red"] }'}, then: green}
        - blue: {set: {c: '${ .c + ["blue"] }'}, then: end}
        - green: {set: {c: '${ .c + ["green"] }'}, then: blue}
        """
    )

    assert ride.case.output == {"c": ["red", "green", "blue"]}


def test_exit_ends_the_scope_and_end_the_whole_workflow():
    inner = """
        - outer: {{do: [{{a: {{set: {{n: 1}}, then: {then}}}}}, {{b: {{set: {{n: 2}}}}}}]}}
        - after: {{set: {{m: 3}}}}
        """

    assert ridden(inner.format(then="exit")).done == ["outer", "a", "after"]
    ended = ridden(inner.format(then="end"))
    assert ended.done == ["outer", "a"]
    assert (ended.case.status, ended.case.output) == ("completed", {"n": 1})


@pytest.mark.parametrize(("colour", "expected"), [("red", "red"), ("green", "green"), ("yellow", "yellow")])
def test_a_switch_takes_the_first_case_that_holds_else_the_default(colour, expected):
    assert ridden(COLOURS, {"colour": colour}).case.output == {"is": expected}


def test_a_switch_where_no_case_holds_goes_where_the_task_says():
    ride = ridden("- choose: {switch: [{a: {when: .n == 1, then: end}}], then: end}\n- after: {set: {m: 1}}", {"n": 2})

    assert ride.done == ["choose"]
    assert ride.case.output == {"n": 2}


def test_a_for_hands_each_turn_what_the_last_one_gave():
    ride = ridden(
        """
        - loop:
            for: {each: colour, in: .colours}
            do:
            - mark: {set: {done: '${ {colours: (.done.colours + [$colour]), at: (.done.at + [$index])} }'}}
        """,
        {"colours": ["red", "green", "blue"]},
    )

    assert ride.case.output == {"done": {"colours": ["red", "green", "blue"], "at": [0, 1, 2]}}


def test_a_for_stops_where_its_while_no_longer_holds():
    ride = ridden(
        "- loop: {for: {in: '[1, 2, 3, 4]', at: place}, while: $item < 3, do: [{add: {set: {n: '${ $place }'}}}]}"
    )

    assert ride.case.output == {"n": 1}


def test_a_for_over_nothing_gives_its_input_and_over_no_list_is_an_error():
    assert ridden("- loop: {for: {in: .none}, do: [{a: {set: {n: 1}}}]}", {"none": []}).case.output == {"none": []}
    assert ridden("- loop: {for: {in: .n}, do: [{a: {set: {n: 1}}}]}", {"n": 5}).case.error["status"] == 400


def test_loop_variables_are_seen_by_the_tasks_within_and_by_none_after():
    ride = ridden(
        """
        - outer:
            for: {each: row, in: '[[1, 2], [3]]'}
            do:
            - inner:
                for: {each: cell, in: $row}
                do: [{note: {set: {n: '${ [$row, $cell, $index] }'}, export: {as: '$context + [$output.n]'}}}]
        """
    )

    assert ride.case.context == [[[1, 2], 1, 0], [[1, 2], 2, 1], [[3], 3, 0]]


def test_a_fork_waits_for_all_branches_and_gives_their_outputs_in_the_order_declared():
    ride = ridden(
        """
        - both:
            fork:
              branches:
              - slow: {do: [{wait_long: {wait: {minutes: 9}}}, {a: {set: {by: slow}}}]}
              - quick: {do: [{wait_short: {wait: {minutes: 1}}}, {b: {set: {by: quick}}}]}
        - after: {set: {got: '${ . }'}}
        """
    )

    assert ride.case.output == {"got": [{"by": "slow"}, {"by": "quick"}]}
    assert ride.passed.total_seconds() == 540
    assert ride.done.index("b") < ride.done.index("a")


def test_branches_that_export_add_to_one_context():
    branch = "{name}: {{set: {{{name}: 1}}, export: {{as: '$context + .'}}}}"
    ride = ridden(f"- both: {{fork: {{branches: [{{{branch.format(name='a')}}}, {{{branch.format(name='b')}}}]}}}}")

    assert ride.case.context == {"a": 1, "b": 1}


def test_of_competing_branches_the_first_wins_and_the_others_are_broken_off():
    ride = ridden(
        """
        - race:
            fork:
              compete: true
              branches:
              - slow: {do: [{late: {wait: {minutes: 9}}}, {a: {set: {by: slow}}}]}
              - quick: {do: [{soon: {wait: PT1M}}, {b: {set: {by: quick}}}]}
        """
    )

    assert ride.case.output == {"by": "quick"}
    assert ride.passed.total_seconds() == 60
    assert "a" not in ride.done


def test_end_within_a_branch_ends_everything():
    ride = ridden(
        """
        - both: {fork: {branches: [{a: {wait: {minutes: 5}}}, {b: {do: [{c: {set: {by: b}, then: end}}]}}]}}
        - after: {set: {n: 1}}
        """
    )

    assert (ride.case.status, ride.case.output) == ("completed", {"by": "b"})
    assert not ride.case.timers
    assert not ride.case.frames


def test_a_chain_of_ten_thousand_tasks_is_no_trouble_for_the_stack():
    chain = "\n".join(f"- t{n}: {{set: {{n: {n}}}}}" for n in range(9_990))

    assert Ride(workflow(chain)).start().case.output == {"n": 9_989}


def test_tasks_that_go_round_in_circles_without_waiting_are_stopped():
    ride = ridden("- a: {set: {n: 1}}\n- b: {wait: {seconds: 0}, then: a}")

    assert ride.case.status == "faulted"
    assert "go round in circles" in ride.case.error["detail"]


def test_a_circle_that_waits_goes_on_as_long_as_somebody_lets_it():
    ride = Ride(workflow("- a: {wait: {hours: 1}}\n- b: {set: {n: 1}, then: a}")).start()

    for _ in range(50):
        ride.let_pass()

    assert ride.case.open
    assert ride.passed.total_seconds() == 50 * 3600
