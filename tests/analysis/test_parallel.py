"""The token game: sound and unsound flows by hand, and against a plain search of all markings."""

import pytest
from hypothesis import assume, given, settings

from svs_designer.analysis.facts import Facts
from svs_designer.analysis.parallel import EndApart, RunsBack, RunTogether, WaitsForever, parallel_faults
from svs_designer.analysis.walks import reach
from svs_designer.model.links import Split
from svs_designer.model.step import Join
from svs_designer.model.stream import ValueStream
from tests.analysis.flows import a_flow, flows
from tests.analysis.marking_search import is_sound

SOUND = {
    "a plain line": a_flow("demand > a", "a > b", "b > value"),
    "branches that a join closes": a_flow("demand > a", "a > all b c", "b > j", "c > j", "*j > value"),
    "demand as the fork": a_flow("demand > all b c", "b > j", "c > j", "*j > value"),
    "a branch straight to the join": a_flow("demand > a", "a > all b j", "b > j", "*j > value"),
    "rework inside a branch": a_flow("demand > a", "a > all b c", "b > one b2 j", "b2 > b", "c > j", "*j > value"),
    "rework behind the join to the fork": a_flow("demand > a", "a > all b c", "b > j", "c > j", "*j > one a value"),
    "a choice inside a branch": a_flow(
        "demand > a", "a > all b c", "b > one x y", "x > j", "y > j", "c > j", "*j > value"
    ),
    "forks in forks": a_flow(
        "demand > a", "a > all b c", "b > all d e", "d > k", "e > k", "*k > j", "c > j", "*j > value"
    ),
    "a join that forks again": a_flow(
        "demand > a", "a > all b c", "b > j", "c > j", "*j > all d e", "d > k", "e > k", "*k > value"
    ),
    "branches joined by and by": a_flow(
        "demand > a", "a > all b c d", "b > j", "c > j", "*j > k", "d > k", "*k > value"
    ),
    "crossing branches": a_flow(
        "demand > a",
        "a > all b c",
        "b > all p q",
        "c > all r t",
        "p > j",
        "r > j",
        "q > k",
        "t > k",
        "*j > m",
        "*k > m",
        "*m > value",
    ),
    "two ways to fork, pairwise merged": a_flow(
        "demand > a", "a > one b c", "b > all p q", "c > all p q", "p > j", "q > j", "*j > value"
    ),
    "a join with one way in": a_flow("demand > a", "*a > value"),
    "a tail whose branches end on their own": a_flow(
        "demand > a", "a > value", "value > all b c", "b > end", "c > end"
    ),
}


@pytest.mark.parametrize("stream", SOUND.values(), ids=SOUND.keys())
def test_a_sound_flow_has_no_fault(stream: ValueStream) -> None:
    assert parallel_faults(Facts(stream)) == ()


@pytest.mark.parametrize(
    ("stream", "fault"),
    [
        (a_flow("demand > a", "a > all b c", "b > d", "c > d", "d > value"), RunTogether("a", "d")),
        (a_flow("demand > a", "a > all b c", "b > value", "c > value"), EndApart("a", ("value",))),
        (a_flow("demand > a", "a > all b c", "b > value", "c > end"), EndApart("a", ("value", "end"))),
        (
            a_flow("demand > a", "a > one b c", "b > j", "c > j", "*j > value"),
            WaitsForever("j", ("b",), ("c",)),
        ),
        (
            a_flow("demand > a", "a > all b c", "b > j", "c > j", "*j > one b value"),
            WaitsForever("j", ("b",), ("c",)),
        ),
        (a_flow("demand > a", "a > all b c", "b > one a j", "c > j", "*j > value"), RunsBack("a", "b")),
        # A branch that runs into its sibling: b is done twice.
        (a_flow("demand > a", "a > all b c", "b > j", "c > b", "*j > value"), RunTogether("a", "b")),
        (
            a_flow("demand > a", "a > value", "value > one b c", "b > j", "c > j", "*j > end"),
            WaitsForever("j", ("b",), ("c",)),
        ),
    ],
)
def test_an_unsound_flow_is_told_where_it_breaks(stream: ValueStream, fault: object) -> None:
    assert fault in parallel_faults(Facts(stream))


def test_two_faults_behind_each_other_are_both_told() -> None:
    stream = a_flow(
        "demand > a", "a > all b c", "b > d", "c > d", "d > e", "e > one f g", "f > j", "g > j", "*j > value"
    )

    faults = parallel_faults(Facts(stream))

    assert RunTogether("a", "d") in faults
    assert {fault.join for fault in faults if isinstance(fault, WaitsForever)} == {"j"}


def test_a_dead_end_in_a_branch_is_left_to_its_own_rule() -> None:
    stream = a_flow("demand > a", "a > all b c", "b >", "c > j", "b2 > j", "*j > value")

    assert parallel_faults(Facts(stream)) == ()


def test_many_blocks_and_deep_nesting_take_one_walk() -> None:
    lines = ["demand > a0"]
    for block in range(300):
        lines += [f"a{block} > all b{block} c{block}", f"b{block} > j{block}", f"c{block} > j{block}"]
        lines += [f"*j{block} > " + (f"a{block + 1}" if block < 299 else "value")]
    nested = ["demand > f0"]
    for depth in range(200):
        nested += [f"f{depth} > all g{depth} " + (f"f{depth + 1}" if depth < 199 else "h"), f"g{depth} > j{depth}"]
        nested += [f"*j{depth} > " + (f"j{depth - 1}" if depth else "value")]
    nested += ["h > j199"]

    assert parallel_faults(Facts(a_flow(*lines))) == ()
    assert parallel_faults(Facts(a_flow(*nested))) == ()


@given(flows(most=6))
@settings(max_examples=400, deadline=None)
def test_the_verdict_is_that_of_a_search_of_all_markings(stream: ValueStream) -> None:
    facts = Facts(stream)
    assume(all(facts.finishing[node] or not facts.reached[node] for node in range(len(facts.nodes))))
    sound = is_sound(facts)
    assume(sound is not None)

    faults = parallel_faults(facts)

    if sound:
        assert faults == ()
    elif not _has_alternatives_into_a_join(facts):
        assert faults != ()


def _has_alternatives_into_a_join(facts: Facts) -> bool:
    """Tell whether some choice leads into one join by several links: the search waits for each of them, we do not."""
    joins = [facts.index[step.id] for step in facts.steps.values() if step.join is Join.ALL]
    for node, ways in enumerate(facts.ways):
        if ways.split is Split.ONE:
            beyond = reach(facts.out, [node])
            if any(sum(beyond[source] for source in facts.into[join]) > 1 for join in joins):
                return True
    return False
