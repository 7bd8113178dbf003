import pytest
from PySide6.QtCore import QPoint, Qt

from svs_designer.drawing.geometry import Box, Point
from svs_designer.gui.canvas.guides import snapped
from tests.builders import a_document, a_step, a_stream
from tests.gui.canvas.stage import placed

LINE = {"demand": (0, 24), "a": (264, 0), "b": (528, 0), "value": (792, 24)}


def line_of_two():
    return placed(a_document(), **LINE)


def test_a_drag_moves_a_card_as_one_step(make_stage):
    stage = make_stage(line_of_two())
    before = stage.session.document
    start = stage.spot("a", down=0.6)

    stage.drag(start, start + QPoint(0, 160))

    at = stage.session.document.layout.of("s")["a"]
    assert (at.x, at.y) == (264, 160)
    assert stage.session.undo_label == "Move step"
    assert stage.undo_restores(before)
    assert stage.canvas.board.cards["a"].y() == 0


def test_escape_in_a_drag_puts_the_cards_back(make_stage):
    stage = make_stage(line_of_two())
    before = stage.session.document
    start = stage.spot("a", down=0.6)

    stage.drag(start, start + QPoint(0, 160), release=False)
    during = stage.canvas.board.cards["a"].y()
    stage.key(Qt.Key.Key_Escape)

    assert during == 160
    assert stage.canvas.board.cards["a"].y() == 0
    assert stage.session.document is before
    assert stage.canvas.board.connectors["a", "b"].isVisible()


def test_alt_moves_freely_and_without_it_the_grid_holds(make_stage):
    stage = make_stage(line_of_two())
    start = stage.spot("a", down=0.6)

    stage.drag(start, start + QPoint(3, 203), keys=Qt.KeyboardModifier.AltModifier)
    free = stage.session.document.layout.of("s")["a"]
    stage.session.undo()
    stage.drag(start, start + QPoint(11, 203))
    held = stage.session.document.layout.of("s")["a"]

    assert (free.x, free.y) == (267, 203)
    assert (held.x % 8, held.y % 8) == (0, 0)


def test_several_cards_move_together(make_stage):
    stage = make_stage(line_of_two())
    stage.select("a", "b")
    start = stage.spot("b", down=0.6)

    stage.drag(start, start + QPoint(0, 160))

    places = stage.session.document.layout.of("s")
    assert (places["a"].y, places["b"].y) == (160, 160)
    assert stage.session.undo_label == "Move 2 steps"


def test_moving_one_card_keeps_the_others_where_they_were_drawn(make_stage):
    stage = make_stage(a_document())
    drawn = {key: card.box for key, card in stage.canvas.board.cards.items()}
    start = stage.spot("a", down=0.6)

    stage.drag(start, start + QPoint(0, 240))

    assert {key: card.box for key, card in stage.canvas.board.cards.items() if key != "a"} == {
        key: box for key, box in drawn.items() if key != "a"
    }


def test_a_loose_step_dragged_onto_a_link_goes_in(make_stage):
    loose = (a_step("a", next="b"), a_step("b", next="value"), a_step("c"))
    stage = make_stage(placed(a_document(a_stream(steps=loose)), **LINE, c=(380, 300)))
    before = stage.session.document

    stage.drag(stage.spot("c", down=0.5), stage.on_link(("a", "b")))

    assert {("a", "c"), ("c", "b")} <= set(stage.links)
    assert ("a", "b") not in stage.links
    assert stage.undo_restores(before)


def test_arrows_nudge_and_nudges_in_a_row_are_one_step(make_stage):
    stage = make_stage(line_of_two())
    before = stage.session.document
    stage.select("a")

    for _ in range(3):
        stage.key(Qt.Key.Key_Down)
    stage.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)

    at = stage.session.document.layout.of("s")["a"]
    assert (at.x, at.y) == (265, 24)
    assert stage.undo_restores(before)


def test_align_and_distribute_are_one_step_each(make_stage):
    stage = make_stage(placed(a_document(a_stream(steps=3)), demand=(0, 0), a=(300, 8), b=(530, 40), c=(900, 24)))
    stage.select("a", "b", "c")

    stage.canvas.align("top")
    tops = [stage.canvas.board.cards[key].y() for key in "abc"]
    stage.canvas.distribute("horizontal")

    assert tops == [8, 8, 8]
    assert stage.canvas.board.cards["b"].x() == 600
    assert stage.session.undo_label == "Distribute 3 steps"


def test_pinned_cards_stay_where_they_are_when_the_stream_is_tidied(make_stage):
    stage = make_stage(placed(a_document(), demand=(0, 24), a=(300, 400), b=(310, 0), value=(780, 24)))
    stage.select("a")

    stage.canvas.toggle_pin()
    stage.canvas.tidy()

    cards = stage.canvas.board.cards
    assert (cards["a"].x(), cards["a"].y()) == (300, 400)
    assert (cards["b"].x(), cards["b"].y()) != (310, 0)
    assert cards["a"].dress.pinned
    assert stage.session.undo_label == "Tidy"


def test_what_was_wholly_in_view_is_so_after_tidy(make_stage):
    stage = make_stage(a_document(a_stream(steps=14)))
    canvas = stage.canvas
    scattered = {key: Point(20.0 * i, 20.0 * i) for i, key in enumerate(canvas.board.cards)}
    canvas.editor.move(scattered)
    canvas.zoom_to_100()
    canvas.camera.look_at(canvas._content().center(), 1.0)

    canvas.tidy()

    assert all(canvas.seen().contains(card.box.centre) for card in canvas.board.cards.values())


def test_what_was_fitted_is_fitted_again_after_tidy(make_stage):
    places = {key: (4000.0 * i, 0.0) for i, key in enumerate(("demand", "a", "b", "value"))}
    stage = make_stage(placed(a_document(), **places))
    stage.canvas.zoom_to_fit()
    small = stage.canvas.zoom

    stage.canvas.tidy()

    assert stage.canvas.zoom > small


def test_a_tidy_stream_is_told_and_nothing_changes(make_stage):
    stage = make_stage(a_document())
    stage.canvas.tidy()
    before = stage.session.document

    stage.canvas.tidy()

    assert stage.session.document is before
    assert stage.hints == ["The stream is tidy already"]


def test_a_read_only_document_says_why_nothing_moves(make_stage):
    stage = make_stage(line_of_two(), read_only=True)
    start = stage.spot("a", down=0.6)

    stage.drag(start, start + QPoint(0, 160))

    assert "read" in stage.hints[0] or "part" in stage.hints[0]
    assert stage.canvas.board.cards["a"].y() == 0


@pytest.mark.parametrize(("dx", "snapped_to"), [(3.0, 0.0), (-4.0, 0.0), (20.0, 16.0)])
def test_an_edge_within_reach_of_a_neighbours_edge_snaps(dx, snapped_to):
    box, neighbour = Box(0, 200, 196, 112), Box(0, 0, 196, 112)

    snap = snapped(box, dx, 0.0, [neighbour], reach=5.0)

    assert snap.dx == snapped_to
    assert bool(snap.guides) == (snapped_to == 0.0)
