"""Aligning and distributing."""

import pytest

from svs_designer.drawing.alignment import aligned, distributed
from svs_designer.drawing.geometry import Box, Point

BOXES = {"a": Box(0, 0, 100, 40), "b": Box(150, 100, 50, 20), "c": Box(400, 30, 100, 60)}


@pytest.mark.parametrize(
    ("edge", "expected"),
    [
        ("left", {"a": (0, 0), "b": (0, 100), "c": (0, 30)}),
        ("centre", {"a": (200, 0), "b": (225, 100), "c": (200, 30)}),
        ("right", {"a": (400, 0), "b": (450, 100), "c": (400, 30)}),
        ("top", {"a": (0, 0), "b": (150, 0), "c": (400, 0)}),
        ("middle", {"a": (0, 40), "b": (150, 50), "c": (400, 30)}),
        ("bottom", {"a": (0, 80), "b": (150, 100), "c": (400, 60)}),
    ],
)
def test_boxes_align_on_an_edge_of_all(edge, expected):
    assert aligned(BOXES, edge) == {key: Point(*at) for key, at in expected.items()}


def test_distributing_makes_equal_gaps_and_keeps_the_outermost():
    found = distributed(BOXES, "horizontal")

    assert found == {"a": Point(0, 0), "b": Point(225, 100), "c": Point(400, 30)}


def test_distributing_downwards_follows_the_order_on_the_canvas():
    found = distributed(BOXES, "vertical")

    assert [found[key].y for key in ("a", "c", "b")] == [0, 40, 100]
    assert [found[key].x for key in ("a", "b", "c")] == [0, 150, 400]


def test_two_boxes_have_nothing_to_distribute():
    two = {key: BOXES[key] for key in ("a", "b")}

    assert distributed(two, "horizontal") == {"a": Point(0, 0), "b": Point(150, 100)}


def test_distributing_twice_changes_nothing():
    once = distributed(BOXES, "horizontal")
    again = distributed({key: Box.at(at, BOXES[key].size) for key, at in once.items()}, "horizontal")

    assert again == once


def test_nothing_aligns_to_nothing():
    assert aligned({}, "left") == {}
    assert distributed({}, "vertical") == {}
