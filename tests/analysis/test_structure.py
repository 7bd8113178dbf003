"""Block structure: lists and forks by hand, refusals, and every link of random sound flows in its place."""

import pytest
from hypothesis import assume, given

from svs_designer.analysis.facts import Facts
from svs_designer.analysis.parallel import parallel_faults
from svs_designer.analysis.structure import DEEPEST, Fork, NoStructure, Sequence, structure
from tests.analysis.flows import a_flow, flows, nested_flows


def shown(items: Sequence) -> str:
    """Return a list in one line: `a b(x | y)>j` is a, then b whose branches x and y meet in j."""
    return " ".join(item.node + (_fork(item.fork) if item.fork else "") for item in items)


def _fork(fork: Fork) -> str:
    inside = " | ".join(shown(branch.items) or "-" for branch in fork.branches)
    return f"({inside})" + ("*" if fork.open else f">{fork.join or '..'}")


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        (a_flow("demand > b", "a > value", "b > a"), "demand a b value"),
        (a_flow("demand > a", "a > all b c", "b > j", "c > j", "*j > value"), "demand a(b | c)>j j value"),
        (a_flow("demand > all b c", "b > j", "c > j", "*j > value"), "demand(b | c)>j j value"),
        (a_flow("demand > a", "a > all b j", "b > j", "*j > value"), "demand a(b | -)>j j value"),
        (
            a_flow("demand > a", "x > j", "a > all b c", "b > one x y", "y > j", "c > j", "*j > value"),
            "demand a(b x y | c)>j j value",
        ),
        (
            a_flow("demand > a", "a > all b c", "b > all d e", "d > k", "e > k", "*k > j", "c > j", "*j > value"),
            "demand a(b(d | e)>k k | c)>j j value",
        ),
        (
            a_flow("demand > a", "a > all b c", "b > all d e", "d > j", "e > j", "c > j", "*j > value"),
            "demand a(b(d | e)>.. | c)>j j value",
        ),
        (
            a_flow("demand > a", "a > all b c d", "b > j", "c > j", "*j > k", "d > k", "*k > value"),
            "demand a((b | c)>j j | d)>k k value",
        ),
        (
            a_flow("demand > a", "survey > lesson", "a > value", "lesson > end", "value > survey"),
            "demand a value survey lesson end",
        ),
        (
            a_flow("demand > a", "a > value", "value > all b c", "b > d", "c > d", "d > end"),
            "demand a value(b d end | c d end)*",
        ),
        (
            a_flow("demand > a", "a > value", "value > all b c d", "b > j", "c > j", "d > end", "*j"),
            "demand a value((b | c)>j j | d end)*",
        ),
    ],
)  # fmt: skip
def test_a_flow_is_told_as_lists_in_the_authors_order(stream, expected):
    assert shown(structure(Facts(stream))) == expected


def test_alternatives_of_a_branch_leave_it_where_the_branches_meet():
    stream = a_flow("demand > a", "a > all b c", "b > one x j", "x > j", "c > j", "*j > value")

    branch = structure(Facts(stream))[1].fork.branches[0]

    assert [(item.node, item.ways, set(item.leaving)) for item in branch.items] == [
        ("b", ("x", "j"), {"j"}),
        ("x", ("j",), {"j"}),
    ]


def test_a_stream_without_demand_has_no_nodes():
    assert structure(Facts(a_flow("a > value", demand=None))) == ()


@pytest.mark.parametrize(
    ("stream", "node", "words"),
    [
        (
            a_flow(
                "demand > a", "a > all b c", "b > all p q", "c > all r t", "p > j", "r > j", "q > k", "t > k",
                "*j > m", "*k > m", "*m > value",
            ),
            "b",
            "“Do b” have no block structure; its branches go on to different joins (“Do j” and “Do k”)",
        ),
        (
            a_flow(
                "demand > a", "a > one b c", "b > all p q", "c > all p q", "p > j", "q > j", "*j > value"
            ),
            "b",
            "a link leads into the midst of a branch",
        ),
        (a_flow("demand > a", "a > all b c", "b > value", "c > value"), "a", "some of its branches end on their own"),
        (a_flow("demand > a", "a > all b c", "b > a", "c > value"), "a", "a branch leads back to it"),
        (a_flow("demand > a", "a > one b c", "b > j", "c > j", "*j > value"), "j", "waits for branches that do not"),
        (a_flow("demand > a", "a > all b c", "b > x", "c > one x j", "x > j", "*j > value"), "a", "run together"),
    ],
)  # fmt: skip
def test_what_has_no_block_structure_is_named_with_a_way_out(stream, node, words):
    with pytest.raises(NoStructure) as refused:
        structure(Facts(stream))

    assert refused.value.node == node
    assert words in str(refused.value)


def test_splits_inside_each_other_are_told_up_to_a_depth():
    def nested(depth: int) -> list[str]:
        forks = [f"f{n} > all f{n + 1} x{n}" for n in range(depth)]
        joins = [f"*j{n} > {'value' if n == 0 else f'j{n - 1}'}" for n in range(depth)]
        return ["demand > f0", *forks, f"f{depth} > j{depth - 1}", *(f"x{n} > j{n}" for n in range(depth)), *joins]

    assert len(structure(Facts(a_flow(*nested(DEEPEST))))) == 4
    with pytest.raises(NoStructure, match="more than 8 splits stand inside each other"):
        structure(Facts(a_flow(*nested(DEEPEST + 1))))


def test_what_open_branches_share_is_not_unfolded_without_end():
    def level(n: int) -> list[str]:
        branches = [f"b{n}{each}" for each in "abcdef"]
        return [f"f{n} > all {' '.join(branches)}", *(f"{branch} > f{n + 1}" for branch in branches)]

    forks = [line for n in range(6) for line in level(n)]
    stream = a_flow("demand > a", "a > value", "value > f0", *forks, "f6 > end")

    with pytest.raises(NoStructure, match="too many branches end in the same steps"):
        structure(Facts(stream))


def told(items: Sequence, beyond: str | None = None) -> list[tuple[str, str]]:
    """Return every link that the lists tell, and check that no jump leaves its list."""
    inside = {item.node for item in items}
    found = []
    for item in items:
        assert set(item.following) <= inside
        assert item.leaving <= {beyond}
        found += [(item.node, target) for target in item.ways]
        if item.fork is not None:
            join = item.fork.join or beyond
            assert item.fork.open == (join is None)
            for branch in item.fork.branches:
                found += _branch_links(item.node, branch, join)
    return found


def _branch_links(node, branch, join):
    inner = told(branch.items, join)
    if branch.items and branch.items[0].node == "":
        return [(node if source == "" else source, target) for source, target in inner]
    assert branch.first == (branch.items[0].node if branch.items else join)
    return [(node, branch.first), *inner]


@given(flows())
def test_every_link_of_a_sound_flow_is_told_once(stream):
    facts = Facts(stream)
    assume(not parallel_faults(facts))
    try:
        items = structure(facts)
    except NoStructure:
        return  # crossing branches are sound, and cannot be said as lists

    assert sorted(told(items)) == sorted(carried(facts))


@given(nested_flows())
def test_what_is_drawn_as_blocks_has_block_structure(stream):
    facts = Facts(stream)

    assert sorted(told(structure(facts))) == sorted(carried(facts))


def carried(facts):
    return [(facts.nodes[s], facts.nodes[t]) for s, ts in enumerate(facts.out) if facts.reached[s] for t in ts]
