"""The figures in the window: status bar, inspector and ladder follow the document, and lead to each other."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from svs_designer.drawing.ladder.status import Said
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.ladder.status import StatusFigures
from svs_designer.gui.main_window import MainWindow
from svs_designer.gui.panels.figures_block import FiguresBlock
from svs_designer.gui.selection import Selection
from svs_designer.gui.settings import Settings
from svs_designer.model.edits.steps import set_steps
from svs_designer.resource_files import model_file

WIFI = "wifi-as-is"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path):
    path = tmp_path / "wifi.svs.yaml"
    shutil.copy(model_file("wifi-as-is.svs.yaml"), path)
    window = MainWindow(Appearance("light"), Settings(tmp_path / "window.ini"))
    window.resize(1440, 900)
    window.show()
    window.files.open([path])
    qtbot.waitUntil(lambda: bool(window.page.said))
    yield window
    for document in window.documents:
        document.session.mark_saved(document.session.document)
    window.close()
    window.deleteLater()


def buttons(window: MainWindow) -> dict[str, QToolButton]:
    found = window._frame.status.findChild(StatusFigures).findChildren(QToolButton)
    return {button.text().replace("\u00a0", " "): button for button in found if button.isVisible()}


def block(window: MainWindow) -> list[str]:
    """Return the texts of the figures in the inspector, as they are read."""
    QApplication.processEvents()
    found = window.page.inspector.findChild(FiguresBlock).findChildren(QLabel)
    shown = sorted((label.y(), label.x(), label.text()) for label in found if label.isVisible())
    return [text.replace("\u00a0", " ") for _, _, text in shown]


def place(window: MainWindow, step: str) -> QPoint:
    return window.page.ladder.drawn.place_of(step).center()


def test_the_status_bar_says_what_the_stream_adds_up_to(window: MainWindow) -> None:
    shown = buttons(window)

    assert list(shown) == [
        "Lead time 3 h 53 min",
        "touch 2 h 21 min",
        "flow efficiency 61 %",
        "3 hand-offs",
        "target missed by 1 h 15 min",
    ]
    assert "Field support → Network support" in shown["target missed by 1 h 15 min"].toolTip()


def test_a_change_of_a_time_changes_all_figures(window: MainWindow, qtbot: QtBot) -> None:
    session = window.current.session

    session.apply("Set the time", set_steps, WIFI, ("accept-ticket",), wait="8m")
    qtbot.waitUntil(lambda: "Lead time 3 h 33 min" in buttons(window))

    assert "3 h 33 min" in block(window)
    assert window.page.ladder.tiles.childAt(30, 20).accessibleName().startswith("Lead time 3 h 33 min")


def test_a_click_on_a_figure_opens_the_ladder(window: MainWindow, qtbot: QtBot) -> None:
    window.show_problems()
    window.panels.show("problems", shown=False)

    qtbot.mouseClick(buttons(window)["Lead time 3 h 53 min"], Qt.MouseButton.LeftButton)

    assert window.page.ladder.isVisible()


def test_the_ladder_is_a_command_away(window: MainWindow) -> None:
    window.show_problems()
    assert not window.page.ladder.isVisible()

    window.commands.action("view.ladder").trigger()

    assert window.page.ladder.isVisible()


def test_a_click_on_a_rung_selects_its_step_and_shows_its_figures(window: MainWindow, qtbot: QtBot) -> None:
    drawn = window.page.ladder.drawn

    qtbot.mouseClick(drawn, Qt.MouseButton.LeftButton, pos=place(window, "diagnose"))

    assert window.page.selection == Selection(WIFI, ("diagnose",))
    assert block(window)[3:5] == ["Begins", "after 2 h 25 min"]
    assert block(window)[-1] == "Both times: evidence not stated."


def test_what_is_selected_on_the_canvas_is_marked_on_the_ladder(window: MainWindow) -> None:
    drawn = window.page.ladder.drawn
    before = drawn.grab().toImage()

    window.page.canvas.select_elements("diagnose")
    marked = drawn.grab().toImage()
    window.page.canvas.clear_selection()

    assert marked != before
    assert drawn.grab().toImage() == before


def test_the_step_under_the_pointer_is_ringed_on_the_canvas(window: MainWindow, qtbot: QtBot) -> None:
    drawn, cards = window.page.ladder.drawn, window.page.canvas.board.cards

    qtbot.mouseMove(drawn, place(window, "diagnose"))
    ringed = [key for key, card in cards.items() if card.dress.tint]
    qtbot.mouseMove(drawn, QPoint(2, 2))

    assert ringed == ["diagnose"]
    assert [key for key, card in cards.items() if card.dress.tint] == []


def test_enter_takes_the_keyboard_to_the_canvas(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    window.show_ladder()
    drawn = window.page.ladder.drawn

    qtbot.keyClick(drawn, Qt.Key.Key_Right)
    qtbot.keyClick(drawn, Qt.Key.Key_Return)

    assert window.page.selection == Selection(WIFI, ("take-call",))
    assert window.page.canvas.hasFocus()


def test_without_a_selection_the_inspector_shows_the_figures_of_the_stream(window: MainWindow) -> None:
    window.page.canvas.clear_selection()

    assert block(window)[:3] == ["Figures", "Lead time", "3 h 53 min"]
    assert block(window)[-3:] == ["Priority 2 incident", "3 h 15 min of 2 h", "Lead time: nothing measured."]


def test_an_element_without_figures_has_no_block(window: MainWindow) -> None:
    window.page.canvas.select_elements("demand")

    assert block(window) == []


def test_another_stream_brings_its_own_figures(window: MainWindow, qtbot: QtBot) -> None:
    window.page.streams.add()

    qtbot.waitUntil(lambda: buttons(window) == {})
    assert window.page.ladder.trouble.startswith("Add steps")


def test_the_welcome_page_has_no_figures(window: MainWindow) -> None:
    window.show_welcome()

    assert buttons(window) == {}


def test_where_there_is_little_room_the_less_important_figures_give_way(qtbot: QtBot) -> None:
    figures = StatusFigures()
    qtbot.addWidget(figures)
    figures.show_figures([Said("Lead time 2 h", "", 0), Said("touch 1 h", "", 2), Said("target kept", "", 1)])
    figures.show()
    whole, first = figures.sizeHint().width(), figures.findChildren(QToolButton)[0].sizeHint().width()

    shown = []
    for width in (whole, whole - 10, first + 2, 10):
        figures.resize(width, 24)
        QApplication.processEvents()
        shown.append([each.text() for each in figures.findChildren(QToolButton) if each.isVisible()])

    assert shown == [
        ["Lead time 2 h", "touch 1 h", "target kept"],
        ["Lead time 2 h", "target kept"],
        ["Lead time 2 h"],
        [],
    ]


def test_a_hint_takes_room_from_the_figures(window: MainWindow) -> None:
    window.resize(1000, 700)
    QApplication.processEvents()
    before = len(buttons(window))

    window._frame.status.show_hint("Select an element first: Ctrl+L then goes through its links")
    QApplication.processEvents()

    assert 0 < len(buttons(window)) < before
