from svs_designer.drawing.geometry import Box, Point
from svs_designer.gui.canvas.hits import Card, Part, distance_to_line, hit_card
from svs_designer.gui.canvas.placing import CARD, free_spot, moved_box, room_after, room_between


def card(x: float, y: float) -> Box:
    return Box(x, y, *CARD)


def test_a_line_pushes_the_rest_of_its_row_on_and_leaves_other_rows_and_pins():
    boxes = {"a": card(0, 0), "b": card(272, 0), "pinned": card(800, 0), "below": card(272, 240)}

    room = room_after("a", boxes, {"pinned"}, branches=False)

    assert room.at == (272, 0)
    assert room.moved == {"b": Point(544, 0)}


def test_a_branch_goes_below_what_stands_in_its_place():
    boxes = {"a": card(0, 0), "b": card(272, 0)}

    room = room_after("a", boxes, (), branches=True)

    assert room.moved == {}
    assert room.at == (272, 160)


def test_what_is_pinned_in_the_way_is_walked_around():
    boxes = {"a": card(0, 0), "pinned": card(264, 0)}

    room = room_after("a", boxes, {"pinned"}, branches=False)

    assert not Box.at(room.at, CARD).intersects(boxes["pinned"])


def test_between_cards_that_stand_far_apart_nothing_moves():
    boxes = {"a": card(0, 0), "b": card(800, 0)}

    room = room_between("a", "b", boxes, ())

    assert (room.at, room.moved) == ((400, 0), {})


def test_between_cards_below_each_other_the_lower_ones_move_down():
    boxes = {"a": card(0, 0), "b": card(0, 160), "aside": card(264, 0)}

    room = room_between("a", "b", boxes, ())
    moved = [moved_box(key, box, room.moved) for key, box in boxes.items()]

    assert room.at == (0, 160)
    assert set(room.moved) == {"b"}
    assert not any(Box.at(room.at, CARD).intersects(box) for box in moved)


def test_a_free_spot_keeps_clear_of_everything_below_it():
    taken = [card(0, 0), card(0, 160), card(264, 0)]

    assert free_spot(Point(0, 0), taken) == (0, 320)


def test_the_upper_card_is_hit_first_and_its_border_opens_links():
    upper, lower = Card("u", Box(0, 0, 100, 50), opens=True, handle=False), Card("l", Box(0, 0, 100, 50), True, False)

    assert hit_card(Point(50, 25), [upper, lower], 1.0) == (Part.BODY, "u", None)
    assert hit_card(Point(50, 1), [upper], 1.0).part is Part.BORDER
    assert hit_card(Point(50, 1), [upper], 0.4).part is Part.BODY
    assert hit_card(Point(50, 90), [upper], 1.0).part is Part.CANVAS


def test_the_distance_to_a_line_is_that_to_its_nearest_stretch():
    line = [Point(0, 0), Point(100, 0), Point(100, 100)]

    assert distance_to_line(Point(50, 6), line) == 6
    assert distance_to_line(Point(103, 104), line) == 5
