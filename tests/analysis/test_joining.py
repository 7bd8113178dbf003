"""What a join waits for: branches all, alternatives within a branch one."""

import pytest

from svs_designer.analysis.facts import facts_of
from svs_designer.analysis.joining import AllOf, AnyOf, joining, joinings
from tests.analysis.flows import a_flow


def sets(*groups):
    return frozenset(frozenset(group) for group in groups)


def waited_for(*lines, at="j"):
    facts = facts_of(a_flow(*lines))
    return said(joinings(facts)[at], facts.nodes)


def said(expression, names):
    match expression:
        case int():
            return names[expression]
        case AnyOf(parts):
            return "(" + " or ".join(said(part, names) for part in parts) + ")"
        case AllOf(parts):
            return "(" + " and ".join(said(part, names) for part in parts) + ")"


def test_a_join_waits_for_each_branch():
    assert waited_for("demand > a", "a > all b c", "b > j", "c > j", "*j > value") == "(b and c)"


def test_alternatives_within_a_branch_count_as_one():
    flow = ("demand > a", "a > all b c", "b > one d e", "d > j", "e > j", "c > j", "*j > value")

    assert waited_for(*flow) == "((d or e) and c)"


def test_a_branch_may_fork_again_in_one_of_its_alternatives():
    flow = (
        "demand > a", "a > all b c", "b > one d e", "d > all f g", "f > j", "g > j", "e > j", "c > j", "*j > value",
    )  # fmt: skip

    assert waited_for(*flow) == "(((f and g) or e) and c)"


def test_a_join_after_value_is_played_as_well():
    flow = ("demand > a", "a > value", "value > all b c", "b > j", "c > j", "*j > end")

    assert waited_for(*flow) == "(b and c)"


@pytest.mark.parametrize(
    "together",
    [
        sets(),
        sets({1, 2}, {2, 3}, {3, 4}),  # a path of four is no nest of branches and alternatives
        sets({1, 2}, {2, 3}, {1, 3}),  # each two, never all three
    ],
)
def test_what_is_too_entangled_has_no_expression(together):
    assert joining(together) is None


def test_many_alternatives_in_many_branches_are_not_multiplied_out():
    two_of_many = sets(*({branch * 100 + number for branch in range(12)} for number in range(12)))

    assert joining(two_of_many) == AnyOf(
        tuple(AllOf(tuple(branch * 100 + number for branch in range(12))) for number in range(12))
    )
