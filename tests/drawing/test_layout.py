from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svs_designer.drawing.geometry import Box, Point, Size
from svs_designer.drawing.layout import LayoutEdge, LayoutNode, arrange
from tests.drawing.flows import CARD, FLOWS, Flow

KEYS = tuple("abcdefghijklmnop")


@st.composite
def flows(draw: st.DrawFn) -> tuple[list[LayoutNode], list[LayoutEdge]]:
    keys = KEYS[: draw(st.integers(1, len(KEYS)))]
    sizes = st.builds(Size, st.sampled_from([40, 128, 196, 203]), st.sampled_from([40, 64, 112, 90]))
    nodes = [LayoutNode(key, draw(sizes)) for key in keys]
    pairs = st.tuples(st.sampled_from(keys), st.sampled_from(keys))
    edges = draw(st.lists(st.builds(_edge, pairs, st.sampled_from([0.0, 150.0])), max_size=30))
    return nodes, edges


def _edge(pair: tuple[str, str], label_width: float) -> LayoutEdge:
    return LayoutEdge(*pair, label_width=label_width)


def placed(nodes: list[LayoutNode], positions: dict[str, Point]) -> dict[str, Box]:
    return {node.key: Box.at(positions[node.key], node.size) for node in nodes}


def overlapping(boxes: dict[str, Box]) -> list[tuple[str, str]]:
    return [(a, b) for a, b in combinations(boxes, 2) if boxes[a].intersects(boxes[b])]


def line_of(*keys: str) -> tuple[list[LayoutNode], list[LayoutEdge]]:
    return [LayoutNode(key, CARD) for key in keys], [LayoutEdge(a, b) for a, b in pairwise(keys)]


@settings(max_examples=150, deadline=None)
@given(flows())
def test_no_two_nodes_overlap_whatever_the_flow(flow):
    nodes, edges = flow

    positions = arrange(nodes, edges)

    assert list(positions) == [node.key for node in nodes]
    assert overlapping(placed(nodes, positions)) == []
    assert arrange(nodes, edges) == positions


@settings(max_examples=100, deadline=None)
@given(flows(), st.data())
def test_pinned_nodes_keep_their_place_and_the_others_make_room(flow, data):
    nodes, edges = flow
    spots = [Point(x * 400.0 - 300, y * 300.0 + 13) for x in range(4) for y in range(4)]
    keys = data.draw(st.lists(st.sampled_from([n.key for n in nodes]), unique=True, max_size=4))
    pinned = dict(zip(keys, data.draw(st.permutations(spots)), strict=False))

    positions = arrange(nodes, edges, pinned=pinned)

    assert {key: positions[key] for key in pinned} == pinned
    assert overlapping(placed(nodes, positions)) == []


def test_nothing_gives_nothing():
    assert arrange([], []) == {}


def test_a_short_stream_is_one_straight_line_from_left_to_right():
    nodes, edges = line_of("a", "b", "c", "d", "e", "f")

    boxes = placed(nodes, arrange(nodes, edges))

    assert len({box.centre.y for box in boxes.values()}) == 1
    assert all(boxes[a].right + 56 <= boxes[b].x for a, b in pairwise("abcdef"))


def test_nodes_of_different_heights_share_the_middle_of_the_main_line():
    nodes = [LayoutNode("demand", Size(128, 64)), LayoutNode("work", CARD), LayoutNode("end", Size(40, 40))]

    boxes = placed(nodes, arrange(nodes, [LayoutEdge("demand", "work"), LayoutEdge("work", "end")]))

    assert len({box.centre.y for box in boxes.values()}) == 1


def test_a_long_stream_is_wrapped_into_bands_read_like_lines_of_text():
    nodes, edges = line_of(*KEYS)

    boxes = placed(nodes, arrange(nodes, edges))

    width = max(box.right for box in boxes.values())
    height = max(box.bottom for box in boxes.values())
    assert 1.2 < width / height < 2.6
    steps = [(boxes[a], boxes[b]) for a, b in pairwise(KEYS)]
    returns = [(a, b) for a, b in steps if a.y != b.y]
    assert returns
    assert all(a.right < b.x for a, b in steps if (a, b) not in returns)
    assert all(b.x == 0 and b.y > a.bottom for a, b in returns)


def test_only_the_last_band_may_be_short():
    nodes, edges = line_of(*KEYS)

    boxes = placed(nodes, arrange(nodes, edges))

    tops = [box.y for box in boxes.values()]
    lengths = [tops.count(top) for top in sorted(set(tops))]
    assert len(set(lengths[:-1])) == 1
    assert lengths[-1] <= lengths[0]


def test_a_branch_stands_in_the_next_row_even_if_its_way_on_passes_below_others():
    nodes = [LayoutNode(key, CARD) for key in ("ask", "known", "search", "make", "buy", "apply", "check")]
    pairs = "search make; search buy; search apply; make apply; buy apply; apply check; known check; known search"
    edges = [LayoutEdge(*pair.split()) for pair in pairs.split("; ")]
    edges += [LayoutEdge("ask", "known", share=0.4), LayoutEdge("ask", "search", share=0.6)]

    boxes = placed(nodes, arrange(nodes, edges, row_width=float("inf")))

    assert boxes["ask"].y == boxes["search"].y == boxes["check"].y
    assert boxes["known"].y == min(box.y for box in boxes.values() if box.y > boxes["ask"].y)


def test_a_row_width_bounds_the_bands():
    nodes, edges = line_of(*KEYS)

    narrow = placed(nodes, arrange(nodes, edges, row_width=800))
    endless = placed(nodes, arrange(nodes, edges, row_width=float("inf")))

    assert max(box.right for box in narrow.values()) <= 800
    assert len({box.y for box in endless.values()}) == 1


def test_a_loop_the_author_drew_does_not_turn_the_flow_round():
    nodes, edges = line_of("a", "b", "c")

    boxes = placed(nodes, arrange(nodes, [LayoutEdge("c", "b"), *edges]))

    assert boxes["a"].x < boxes["b"].x < boxes["c"].x


def test_the_likeliest_branch_is_the_straight_one_and_the_others_stand_below():
    nodes = [LayoutNode(key, CARD) for key in ("ask", "rare", "usual", "done")]
    edges = [
        LayoutEdge("ask", "rare", share=0.2),
        LayoutEdge("ask", "usual", share=0.8),
        LayoutEdge("rare", "done"),
        LayoutEdge("usual", "done"),
    ]

    boxes = placed(nodes, arrange(nodes, edges))

    assert boxes["ask"].y == boxes["usual"].y == boxes["done"].y
    assert boxes["rare"].y > boxes["usual"].bottom


def test_a_label_widens_the_gap_under_it():
    nodes, _ = line_of("a", "b")

    boxes = placed(nodes, arrange(nodes, [LayoutEdge("a", "b", label_width=150)]))

    assert boxes["b"].x - boxes["a"].right >= 180


def test_pieces_that_hang_on_nothing_go_below():
    nodes, edges = line_of("a", "b", "c")
    note = LayoutNode("note", Size(128, 64))

    boxes = placed([*nodes, note], arrange([note, *nodes], edges))

    assert boxes["note"].y > max(boxes[key].bottom for key in "abc")


def test_edges_to_nowhere_and_to_oneself_are_ignored():
    nodes, edges = line_of("a", "b")

    assert arrange(nodes, [*edges, LayoutEdge("a", "a"), LayoutEdge("b", "gone")]) == arrange(nodes, edges)


@pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS.keys())
def test_a_real_stream_fits_a_screen_and_keeps_its_rows_straight(flow: Flow):
    positions = arrange(flow.nodes, flow.edges)

    boxes = placed(flow.nodes, positions)
    assert overlapping(boxes) == []
    width = max(box.right for box in boxes.values())
    height = max(box.bottom for box in boxes.values())
    assert 1.2 < width / height < 3
    rows = sorted({box.centre.y for box in boxes.values()})
    assert all(lower - upper >= 150 for upper, lower in pairwise(rows))
