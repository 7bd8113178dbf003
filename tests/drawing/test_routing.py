from collections.abc import Iterable
from itertools import combinations, pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from svs_designer.drawing.geometry import Box, Point, Size
from svs_designer.drawing.routing import Route, RouteLink, route
from tests.drawing.flows import FLOWS, Flow

LEFT, MIDDLE, RIGHT = Box(0, 0, 196, 112), Box(300, 0, 196, 112), Box(600, 0, 196, 112)


def pieces(found: Route) -> list[tuple[Point, Point]]:
    return list(pairwise(found.points))


def spanned(a: Point, b: Point) -> Box:
    return Box(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y))


def on_border(point: Point, box: Box) -> bool:
    return box.contains(point) and (point.x in {box.x, box.right} or point.y in {box.y, box.bottom})


def through(found: Route, boxes: Iterable[Box]) -> list[Box]:
    return [box for box in boxes for a, b in pieces(found) if spanned(a, b).intersects(box)]


def on_one_track(one: Route, other: Route) -> list[tuple[Point, Point]]:
    """Pieces of two routes that lie on each other for some length."""
    found = []
    for a, b in pieces(one):
        for c, d in pieces(other):
            for across, along in ((0, 1), (1, 0)):
                if a[across] == b[across] == c[across] == d[across]:
                    low = max(min(a[along], b[along]), min(c[along], d[along]))
                    high = min(max(a[along], b[along]), max(c[along], d[along]))
                    if high > low:
                        found.append((a, b))
    return found


@st.composite
def pictures(draw: st.DrawFn) -> tuple[dict[str, Box], list[RouteLink]]:
    """Boxes anywhere, at least two units apart, and links between them."""
    boxes: dict[str, Box] = {}
    for i in range(draw(st.integers(2, 9))):
        x, y = draw(st.integers(-50, 1100)), draw(st.integers(-50, 700))
        box = Box(x, y, draw(st.sampled_from([40, 128, 196])), draw(st.sampled_from([40, 64, 112])))
        if not any(box.expanded(2).intersects(other) for other in boxes.values()):
            boxes[f"n{i}"] = box
    assume(len(boxes) > 1)
    pairs = [(a, b) for a in boxes for b in boxes if a != b]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, min_size=1, max_size=12))
    labels = st.sampled_from([None, Size(90, 20)])
    return boxes, [RouteLink(a, b, draw(labels), draw(st.booleans())) for a, b in chosen]


@settings(max_examples=200, deadline=None)
@given(pictures())
def test_every_link_gets_an_orthogonal_line_from_border_to_border_past_all_other_boxes(picture):
    boxes, links = picture

    routes = route(boxes, links)

    assert list(routes) == [link.key for link in links]
    for link in links:
        found = routes[link.key]
        assert on_border(found.points[0], boxes[link.source])
        assert on_border(found.points[-1], boxes[link.target])
        assert all((a.x == b.x) != (a.y == b.y) for a, b in pieces(found))
        assert through(found, (box for key, box in boxes.items() if key not in link.key)) == []
        assert (found.label_at is None) == (link.label is None)
    assert route(boxes, links) == routes


def test_a_neighbour_on_the_right_is_reached_straight():
    found = route({"a": LEFT, "b": MIDDLE}, [RouteLink("a", "b")])

    assert found["a", "b"].points == (Point(196, 56), Point(300, 56))


def test_a_card_a_little_out_of_line_is_still_reached_straight():
    found = route({"a": LEFT, "b": MIDDLE.moved(0, 30)}, [RouteLink("a", "b")])

    assert len(found["a", "b"].points) == 2


def test_a_neighbour_below_is_reached_from_bottom_to_top():
    found = route({"a": LEFT, "b": LEFT.moved(0, 200)}, [RouteLink("a", "b")])

    assert found["a", "b"].points == (Point(98, 112), Point(98, 200))


def test_rework_runs_back_below():
    links = [RouteLink("a", "b"), RouteLink("b", "a", rework=True)]

    found = route({"a": LEFT, "b": MIDDLE}, links)["b", "a"]

    assert max(point.y for point in found.points) > LEFT.bottom
    assert found.points[0].y == found.points[-1].y == LEFT.bottom


def test_two_links_between_the_same_cards_do_not_lie_on_each_other():
    routes = route({"a": LEFT, "b": MIDDLE}, [RouteLink("a", "b"), RouteLink("b", "a")])

    assert on_one_track(routes["a", "b"], routes["b", "a"]) == []


def test_a_line_goes_round_a_card_in_the_way():
    boxes = {"a": LEFT, "b": MIDDLE, "c": RIGHT}

    found = route(boxes, [RouteLink("a", "c")])["a", "c"]

    assert through(found, [MIDDLE.expanded(8)]) == []
    assert len(found.points) <= 4


def test_lines_leave_one_card_in_the_order_of_their_targets():
    boxes = {"a": LEFT} | {key: MIDDLE.moved(100, 150 * i + 150) for i, key in enumerate("xyz")}

    routes = route(boxes, [RouteLink("a", key) for key in "zxy"])

    assert all(on_one_track(routes[p], routes[q]) == [] for p, q in combinations(routes, 2))
    begin = {key: routes["a", key].points[0] for key in "xyz"}
    assert begin["x"].x > begin["y"].x > begin["z"].x


def test_the_way_on_to_the_next_band_runs_in_the_gutter_above_it_and_enters_from_the_top():
    below = {"first": LEFT.moved(0, 500), "second": MIDDLE.moved(0, 500)}
    boxes = {"a": LEFT, "b": MIDDLE, "last": RIGHT, "branch": MIDDLE.moved(0, 200)} | below

    found = route(boxes, [RouteLink("last", "first")])["last", "first"]

    assert found.points[0].y == RIGHT.bottom
    assert found.points[-1].y == below["first"].y
    levels = [a.y for a, b in pieces(found) if a.y == b.y]
    assert len(levels) == 1
    assert below["first"].y - 60 < levels[0] < below["first"].y


def test_the_way_on_leaves_to_the_right_if_a_branch_stands_below():
    branch = {"ask": LEFT.moved(0, 200), "answer": RIGHT.moved(0, 200)}
    boxes = {"before": MIDDLE, "last": RIGHT, "first": LEFT.moved(0, 500)} | branch

    routes = route(boxes, [RouteLink("before", "last"), RouteLink("last", "first"), RouteLink("ask", "answer")])

    found = routes["last", "first"]
    assert found.points[0].x == RIGHT.right
    assert found.points[-1].y == boxes["first"].y
    assert crossings(found, routes["ask", "answer"]) == []


def test_a_branch_to_the_next_band_passes_the_way_on_without_crossing_it():
    boxes = {"last": RIGHT, "first": LEFT.moved(0, 250), "branch": LEFT.moved(0, 410)}

    routes = route(boxes, [RouteLink("last", "first"), RouteLink("last", "branch")])

    assert crossings(routes["last", "first"], routes["last", "branch"]) == []


def crossings(one: Route, other: Route) -> list[Point]:
    pairs = [(p, q) for a in pieces(one) for b in pieces(other) for p, q in ((a, b), (b, a))]
    levels = [(level, upright) for level, upright in pairs if level[0].y == level[1].y and upright[0].x == upright[1].x]
    return [
        Point(upright[0].x, level[0].y)
        for level, upright in levels
        if min(level[0].x, level[1].x) < upright[0].x < max(level[0].x, level[1].x)
        and min(upright[0].y, upright[1].y) < level[0].y < max(upright[0].y, upright[1].y)
    ]


def test_a_walled_in_card_is_found_through_the_gap():
    wall = {f"w{i}": box for i, box in enumerate(ring(Box(1000, 500, 100, 60), gap=20))}
    boxes = {"a": LEFT, "b": Box(1000, 500, 100, 60)} | wall

    found = route(boxes, [RouteLink("a", "b")])["a", "b"]

    assert through(found, wall.values()) == []


def ring(inner: Box, *, gap: float) -> list[Box]:
    """Four boxes around one, like a pinwheel with slits at the corners."""
    around = inner.expanded(gap)
    return [
        Box(around.x, around.y - 100, around.width + 80, 100),
        Box(around.right, around.y + 20, 80, around.height + 60),
        Box(around.x - 80, around.bottom, around.width + 60, 80),
        Box(around.x - 80, around.y - 80, 80, around.height + 60),
    ]


def test_links_without_their_boxes_and_to_themselves_are_left_out():
    links = [RouteLink("a", "gone"), RouteLink("a", "a"), RouteLink("a", "b")]

    assert list(route({"a": LEFT, "b": MIDDLE}, links)) == [("a", "b")]


@pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS.keys())
def test_a_laid_out_stream_is_drawn_cleanly(flow: Flow):
    boxes = flow.boxes()

    routes = route(boxes, flow.links)

    for key, found in routes.items():
        assert through(found, (box.expanded(7) for other, box in boxes.items() if other not in key)) == []
    assert all(on_one_track(routes[p], routes[q]) == [] for p, q in combinations(routes, 2))
    labels = [found.label_at for found in routes.values() if found.label_at is not None]
    assert not any(label.intersects(box) for label in labels for box in boxes.values())
    assert not any(one.intersects(other) for one, other in combinations(labels, 2))
    bends = sum(len(found.points) - 2 for found in routes.values())
    assert bends <= 1.2 * len(routes)
    assert sum(len(crossings(routes[p], routes[q])) for p, q in combinations(routes, 2)) <= len(routes) / 3
    begins = [routes[p].points[0] for p in routes]
    assert all(abs(a.x - b.x) + abs(a.y - b.y) >= 14 for a, b in combinations(begins, 2))
