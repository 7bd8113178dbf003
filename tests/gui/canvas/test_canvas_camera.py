import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton

from tests.builders import a_document, a_stream
from tests.gui.canvas.stage import CTRL


def test_ctrl_and_the_wheel_zoom_at_the_pointer(make_stage):
    stage = make_stage(a_document())
    heard = []
    stage.canvas.zoom_changed.connect(heard.append)
    at = stage.spot("b")

    stage.wheel(at, QPoint(0, 240), CTRL)

    assert stage.canvas.zoom > 1.3
    assert heard == [stage.canvas.zoom]
    assert (stage.spot("b") - at).manhattanLength() <= 3


def test_the_wheel_scrolls_and_with_shift_sideways(make_stage):
    stage = make_stage(a_document())
    start = stage.spot("a")

    stage.wheel(start, QPoint(0, -120))
    down = stage.spot("a")
    stage.wheel(start, QPoint(0, -120), Qt.KeyboardModifier.ShiftModifier)

    assert (down.x(), down.y() < start.y()) == (start.x(), True)
    assert stage.spot("a").x() < start.x()


@pytest.mark.parametrize("how", ["middle", "space"])
def test_the_canvas_is_pushed_by_hand(make_stage, how):
    stage = make_stage(a_document())
    before = stage.session.document
    start = stage.spot("a")
    if how == "space":
        stage.qtbot.keyPress(stage.canvas, Qt.Key.Key_Space)

    button = Qt.MouseButton.MiddleButton if how == "middle" else Qt.MouseButton.LeftButton
    stage.drag(start, start + QPoint(70, -40), button=button)
    stage.qtbot.keyRelease(stage.canvas, Qt.Key.Key_Space)

    assert stage.spot("a") - start == QPoint(70, -40)
    assert stage.session.document is before


def test_zoom_keeps_within_its_bounds_and_100_is_exact(make_stage):
    stage = make_stage(a_document())

    for _ in range(30):
        stage.canvas.zoom_in()
    largest = stage.canvas.zoom
    for _ in range(30):
        stage.canvas.zoom_out()
    smallest = stage.canvas.zoom
    stage.canvas.zoom_to_100()

    assert (smallest, largest, stage.canvas.zoom) == (0.1, 4.0, 1.0)


def test_fit_shows_everything_and_blows_nothing_up(make_stage):
    stage = make_stage(a_document(a_stream(steps=40)))

    stage.canvas.zoom_to_fit()

    seen = stage.canvas.seen().expanded(1)
    bounds = stage.canvas.board.picture.bounds
    assert seen.united(bounds) == seen
    assert stage.canvas.zoom < 1


def test_reveal_brings_what_is_out_of_view_into_view(make_stage):
    from svs_designer.gui.selection import Selection

    stage = make_stage(a_document(a_stream(steps=60)))
    stage.canvas.zoom_to_100()

    stage.canvas.reveal(Selection("s", ("value",)))

    box = stage.canvas.board.cards["value"].box
    assert stage.canvas.seen().united(box) == stage.canvas.seen()


def test_each_stream_is_found_again_where_it_was_left(make_stage):
    stage = make_stage(a_document(a_stream("s", steps=20), a_stream("t")))
    stage.canvas.zoom_in()
    stage.canvas.camera.pan(120, 80)
    left = stage.spot("a")

    stage.canvas.show_stream("t")
    stage.canvas.show_stream("s")

    assert (stage.spot("a") - left).manhattanLength() <= 2


def test_from_far_away_one_layer_paints_and_cards_can_still_be_taken(make_stage):
    stage = make_stage(a_document(a_stream(steps=240)))
    stage.canvas.camera.zoom_to(0.2)
    stage.canvas.zoom_to_fit()
    stage.canvas.camera.zoom_to(0.2)
    theme = stage.canvas.look.appearance.theme

    image = stage.canvas.viewport().grab().toImage()
    stage.click(stage.spot("a"))

    at = stage.spot("a", across=0.5, down=0.5)
    assert image.pixelColor(at).name().upper() == theme.colour("deliver-support")
    assert stage.selected == ("a",)


def test_a_small_stream_keeps_its_cards_from_far_away(make_stage):
    stage = make_stage(a_document(a_stream(steps=12)))
    stage.canvas.camera.zoom_to(0.25)
    theme = stage.canvas.look.appearance.theme

    image = stage.canvas.viewport().grab().toImage()

    at = stage.spot("a", across=0.8, down=0.8)
    assert image.pixelColor(at).name().upper() == theme.colour("card")


def test_what_was_fitted_stays_fitted_in_another_size_until_the_user_zooms(make_stage):
    stage = make_stage(a_document(a_stream(steps=12)))
    canvas = stage.canvas
    canvas.zoom_to_fit()
    stage.qtbot.wait(250)
    wide = canvas.zoom

    canvas.resize(canvas.width() // 2, canvas.height())
    narrow = canvas.zoom
    canvas.zoom_to_100()
    canvas.resize(canvas.width() * 2, canvas.height())

    assert narrow < wide
    assert canvas.zoom == 1.0


def test_the_offer_of_an_empty_stream_stands_clear_of_demand_and_value(make_stage):
    stage = make_stage(a_document(a_stream(steps=0)))
    canvas = stage.canvas

    canvas.resize(640, 420)

    offer = canvas.findChild(QPushButton).parentWidget()
    ground = canvas.mapFromScene(0, canvas.board.cards["value"].box.bottom).y()
    assert offer.isVisible()
    assert offer.geometry().top() >= ground
