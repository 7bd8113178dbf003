"""The view of where the time goes: what pointer and keyboard do on the ladder, and what stands in its place."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from svs_designer.analysis.measures import measures_of
from svs_designer.catalogue import load_catalogue
from svs_designer.drawing.theme import DARK, LIGHT, Theme
from svs_designer.formats.native.reader import read_file
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.ladder.drawn import SELECTED
from svs_designer.gui.ladder.figure_tiles import FigureTile
from svs_designer.gui.ladder.measuring import Reading
from svs_designer.gui.ladder.view import LadderView
from svs_designer.gui.selection import Selection
from svs_designer.model.base import evolve
from svs_designer.model.document import Document
from svs_designer.resource_files import model_file
from tests.builders import a_document, a_step, a_stream
from tests.drawing.test_theme import contrast

WIFI = "wifi-as-is"


@pytest.fixture
def view(qtbot: QtBot) -> LadderView:
    view = LadderView(load_catalogue("itil4"), Appearance("light"))
    qtbot.addWidget(view)
    view.resize(900, 300)
    view.show()
    QApplication.processEvents()
    return view


def model(name: str) -> Document:
    document = read_file(model_file(f"{name}.svs.yaml")).document
    assert document is not None
    return document


def reading(document: Document) -> Reading:
    return Reading(document, document.streams[0], measures_of(document, document.streams[0]))


def a_long_line(count: int = 60) -> Document:
    names = [f"s{number}" for number in range(count)]
    steps = (
        a_step(name, touch="10m", wait="5m", next=following)
        for name, following in zip(names, [*names[1:], "value"], strict=True)
    )
    return a_document(a_stream(steps=tuple(steps)))


def middle(view: LadderView, step: str) -> QPoint:
    place = view.drawn.place_of(step)
    assert place is not None
    return place.center()


def figures(view: LadderView) -> list[str]:
    tiles = [tile for tile in view.tiles.findChildren(FigureTile) if tile.isVisible()]
    return [tile.accessibleName().replace("\u00a0", " ") for tile in tiles]


def test_a_click_chooses_the_step(view: LadderView, qtbot: QtBot) -> None:
    view.show_reading(reading(model(WIFI)))

    with qtbot.waitSignal(view.jump_asked) as asked:
        qtbot.mouseClick(view.drawn, Qt.MouseButton.LeftButton, pos=middle(view, "examine"))

    assert asked.args == [Selection(WIFI, ("examine",))]


def test_a_double_click_goes_there(view: LadderView, qtbot: QtBot) -> None:
    view.show_reading(reading(model(WIFI)))

    with qtbot.waitSignal(view.go_asked) as asked:
        qtbot.mouseDClick(view.drawn, Qt.MouseButton.LeftButton, pos=middle(view, "examine"))

    assert asked.args == [Selection(WIFI, ("examine",))]


def test_the_pointer_names_the_step_it_is_over_and_none_beside(view: LadderView, qtbot: QtBot) -> None:
    view.show_reading(reading(model(WIFI)))
    pointed: list[str] = []
    view.pointed.connect(pointed.append)

    qtbot.mouseMove(view.drawn, middle(view, "examine"))
    qtbot.mouseMove(view.drawn, middle(view, "replace"))
    qtbot.mouseMove(view.drawn, QPoint(2, 2))

    assert pointed == ["examine", "replace", ""]


def test_the_arrow_keys_walk_the_rungs_and_enter_goes_there(view: LadderView, qtbot: QtBot) -> None:
    view.show_reading(reading(model(WIFI)))
    view.drawn.setFocus()
    pointed: list[str] = []
    view.pointed.connect(pointed.append)

    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Right):
        qtbot.keyClick(view.drawn, key)
    with qtbot.waitSignal(view.go_asked) as asked:
        qtbot.keyClick(view.drawn, Qt.Key.Key_Return)

    assert pointed == ["take-call", "log", "take-call", "close"]
    assert asked.args == [Selection(WIFI, ("close",))]


def test_screen_readers_hear_the_rung_the_keyboard_is_on(view: LadderView, qtbot: QtBot) -> None:
    view.show_reading(reading(model(WIFI)))

    qtbot.keyClick(view.drawn, Qt.Key.Key_Home)

    assert view.drawn.accessibleName() == "Lead-time ladder"
    assert view.drawn.accessibleDescription().startswith("Take the call and agree priority, Wait 3 min, touch 6 min")


def test_the_keyboard_goes_on_from_what_is_selected(view: LadderView, qtbot: QtBot) -> None:
    view.show_reading(reading(model(WIFI)))
    view.show_selection(Selection(WIFI, ("reassign",)))
    pointed: list[str] = []
    view.pointed.connect(pointed.append)

    qtbot.keyClick(view.drawn, Qt.Key.Key_Right)

    assert pointed == ["diagnose"]


def test_what_is_selected_is_marked(view: LadderView) -> None:
    view.show_reading(reading(model(WIFI)))
    spot = QPoint(middle(view, "reassign").x(), view.drawn.place_of("reassign").bottom() - 2)
    before = view.drawn.grab().toImage().pixelColor(spot)

    view.show_selection(Selection(WIFI, ("reassign",)))
    marked = view.drawn.grab().toImage().pixelColor(spot)
    view.show_selection(Selection(WIFI))

    assert marked != before
    assert view.drawn.grab().toImage().pixelColor(spot) == before


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_names_can_be_read_on_what_is_selected(theme: Theme) -> None:
    ground, tint = (QColor(theme.colour(role)) for role in ("panel", "accent"))
    mixed = [round(low + (high - low) * SELECTED) for low, high in zip(ground.getRgb(), tint.getRgb(), strict=True)]
    under = Theme("tinted", {**theme.colours, "tinted": QColor(*mixed).name()})

    assert contrast(under, "dim", "tinted") >= 4.5


def test_the_ring_on_the_canvas_goes_when_the_ladder_does(view: LadderView, qtbot: QtBot) -> None:
    view.show_reading(reading(model(WIFI)))
    pointed: list[str] = []
    view.pointed.connect(pointed.append)

    qtbot.keyClick(view.drawn, Qt.Key.Key_Home)
    view.hide()

    assert pointed == ["take-call", ""]


def test_a_long_ladder_scrolls_to_what_is_selected_or_walked_to(view: LadderView, qtbot: QtBot) -> None:
    view.show_reading(reading(a_long_line()))
    bar = view._across.horizontalScrollBar()
    assert bar.maximum() > 0

    view.show_selection(Selection("s", ("s59",)))
    at_the_end = bar.value()
    qtbot.keyClick(view.drawn, Qt.Key.Key_Home)

    assert at_the_end > bar.maximum() * 0.9
    assert bar.value() == 0


def test_a_tooltip_tells_what_has_no_room(view: LadderView) -> None:
    view.show_reading(reading(model(WIFI)))
    at = middle(view, "log")

    QApplication.sendEvent(view.drawn, QHelpEvent(QEvent.Type.ToolTip, at, view.drawn.mapToGlobal(at)))

    assert "Log the incident" in QToolTip.text()
    assert "Wait 0 min, touch 4 min" in QToolTip.text()
    QToolTip.hideText()


def test_the_figures_stand_under_the_ladder(view: LadderView) -> None:
    view.show_reading(reading(model(WIFI)))

    assert figures(view)[:3] == [
        "Lead time 3 h 53 min, nothing measured",
        "Touch time 2 h 21 min, 61 % flow efficiency",
        "Waiting 1 h 32 min, 39 % of lead time",
    ]
    assert figures(view)[-1] == "Takt 2.3 d, 0.069 in progress"


@pytest.mark.parametrize("width", [300, 500, 700, 900, 1600])
def test_tiles_never_lie_on_each_other(view: LadderView, width: int) -> None:
    view.resize(width, 400)
    view.show_reading(reading(model(WIFI)))

    places = [tile.geometry() for tile in view.tiles.findChildren(FigureTile)]
    assert all(not one.intersects(other) for one in places for other in places if one is not other)
    assert max(place.right() for place in places) <= view.tiles.width()
    assert max(place.bottom() for place in places) <= view.tiles.height()


def test_a_stream_without_steps_says_what_to_do_next(view: LadderView) -> None:
    view.show_reading(reading(a_document(a_stream(steps=()))))

    assert view.trouble.startswith("Add steps")


def test_a_stream_without_figures_says_why_until_it_has_some(view: LadderView) -> None:
    circling = a_document(a_stream(steps=(a_step("a", next="b"), a_step("b", next="a"))))

    view.show_reading(reading(circling))
    trouble = view.trouble
    view.show_reading(reading(a_document()))

    assert "circle" in trouble
    assert view.trouble == ""


def test_of_several_targets_one_can_be_chosen_and_stays_chosen(view: LadderView, qtbot: QtBot) -> None:
    document = model(WIFI)
    stream = document.streams[0]
    later = {"id": "later", "name": "Next day", "within": "24h", "starts": {"step": "log"}}
    document = evolve(document, streams=(evolve(stream, targets=(*stream.targets, later)),))
    view.show_reading(reading(document))
    menu = view._target.menu()
    assert isinstance(menu, QMenu)

    menu.aboutToShow.emit()
    menu.actions()[1].trigger()
    view.show_reading(reading(evolve(document, title="Another moment")))
    menu.aboutToShow.emit()

    assert [(action.text(), action.isChecked()) for action in menu.actions()] == [
        ("Priority 2 incident", False),
        ("Next day", True),
    ]


def test_a_single_target_needs_no_choice(view: LadderView) -> None:
    view.show_reading(reading(model(WIFI)))

    assert not view._target.isVisible()


def test_out_of_sight_nothing_is_drawn_until_it_comes_into_sight(view: LadderView) -> None:
    view.show_reading(reading(model(WIFI)))
    view.hide()

    view.show_reading(reading(model("wifi-to-be")))
    hidden = view.drawn.place_of("examine")
    view.show()

    assert hidden is not None
    assert view.drawn.place_of("examine") is None


def test_another_width_is_filled(view: LadderView) -> None:
    view.show_reading(reading(model(WIFI)))
    narrow = view.drawn.place_of("close").right()

    view.resize(1300, 300)
    QApplication.processEvents()

    assert narrow < 900 < view.drawn.place_of("close").right() <= 1300


def test_a_change_of_theme_is_painted(view: LadderView) -> None:
    view.show_reading(reading(model(WIFI)))
    appearance = view.drawn._appearance
    at = middle(view, "examine") + QPoint(0, 2)
    light = view.drawn.grab().toImage().pixelColor(at)

    appearance.set_mode("dark")
    dark = view.drawn.grab().toImage().pixelColor(at)
    appearance.set_mode("light")

    assert light != dark


def test_the_wheel_scrolls_a_long_ladder_sideways(view: LadderView) -> None:
    view.show_reading(reading(a_long_line()))
    port = view._across.viewport()
    at = QPointF(port.rect().center())

    QApplication.sendEvent(port, QWheelEvent(
        at, QPointF(port.mapToGlobal(at.toPoint())), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    ))  # fmt: skip

    assert view._across.horizontalScrollBar().value() == 120
