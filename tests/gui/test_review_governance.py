"""Governance in the window: chains from policy to reviewer, and open ends that are closed where they show."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from svs_designer.gui.appearance import Appearance
from svs_designer.gui.main_window import MainWindow
from svs_designer.gui.review.governance_view import GovernanceView
from svs_designer.gui.review.place_cell import PlaceCell
from svs_designer.gui.selection import Selection
from svs_designer.gui.settings import Settings
from svs_designer.model.document import Document
from svs_designer.model.edits.registers import remove_entry, set_entry
from svs_designer.model.edits.steps import set_steps
from svs_designer.model.edits.streams import set_stream
from svs_designer.resource_files import model_file
from svs_designer.rules.review import Chain, governance_of


@contextmanager
def opened(qtbot: QtBot, folder: Path, name: str) -> Iterator[MainWindow]:
    path = folder / f"{name}.svs.yaml"
    shutil.copy(model_file(path.name), path)
    window = MainWindow(Appearance("light"), Settings(folder / "window.ini"))
    window.resize(1440, 900)
    window.show()
    window.files.open([path])
    qtbot.waitUntil(lambda: window.page.findings is not None)
    window.commands.action("view.governance").trigger()
    yield window
    for document in window.documents:
        document.session.mark_saved(document.session.document)
    window.close()
    window.deleteLater()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path):
    with opened(qtbot, tmp_path, "wifi-as-is") as made:
        yield made


@pytest.fixture
def whole(qtbot: QtBot, tmp_path: Path):
    with opened(qtbot, tmp_path, "wifi-to-be") as made:
        yield made


def view(window: MainWindow) -> GovernanceView:
    return window.page.review.governance


def cells(window: MainWindow) -> dict[str, PlaceCell]:
    """Return the places in sight by what is read of them; the first of those that read the same."""
    shown = [each for each in view(window).findChildren(PlaceCell) if each.isVisible()]
    return {each.accessibleName(): each for each in reversed(shown)}


def choose(qtbot: QtBot, cell: PlaceCell, text: str) -> None:
    """Choose by keys: open the place, type, take it."""
    cell.setFocus()
    qtbot.keyClick(cell, Qt.Key.Key_Return)
    field = cell.findChild(QLineEdit)
    field.clear()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def document(window: MainWindow) -> Document:
    return window.current.session.document


def chain(window: MainWindow) -> Chain:
    return governance_of(document(window), document(window).streams[0]).chains[0]


def tab(window: MainWindow) -> str:
    bar = window.page.bottom._bar
    return next(bar.tabText(row) for row in range(bar.count()) if bar.tabText(row).startswith("Governance"))


def test_the_keyboard_begins_at_the_first_policy_and_follows_the_chain(whole: MainWindow, qtbot: QtBot) -> None:
    read = []
    for _ in range(11):
        read.append(QApplication.focusWidget().accessibleName().partition(":")[0])
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)

    assert read == [*["Policy", "Control", "Measure", "Reviewer", "How often"] * 2, "Add a policy"]


def test_a_measure_that_no_stream_defines_is_made_by_two_keys(whole: MainWindow, qtbot: QtBot) -> None:
    whole.current.session.apply("Forget", set_stream, "wifi-to-be", metrics=())
    qtbot.waitUntil(lambda: chain(whole).measure.is_unknown)
    qtbot.wait(20)
    cell = cells(whole)["Measure: sla-breach"]
    cell.setFocus()

    qtbot.keyClick(cell, Qt.Key.Key_Return)
    qtbot.keyClick(cell.findChild(QLineEdit), Qt.Key.Key_Return)

    assert [metric.id for metric in document(whole).streams[0].metrics] == ["sla-breach"]
    assert not chain(whole).measure.is_open


def test_an_open_chain_is_closed_place_by_place_with_the_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    assert tab(window) == "Governance · 1 open"

    choose(qtbot, cells(window)["Control: open"], "Breach report")
    qtbot.waitUntil(lambda: tab(window) == "Governance · 3 open")
    choose(qtbot, cells(window)["Measure: open"], "Breaches")
    qtbot.waitUntil(lambda: "Measure: Breaches" in cells(window))
    choose(qtbot, cells(window)["Reviewer: open"], "Service desk manager")
    qtbot.waitUntil(lambda: "Reviewer: Service desk manager" in cells(window))
    choose(qtbot, cells(window)["How often: open"], "month")
    qtbot.waitUntil(lambda: tab(window) == "Governance")

    assert [place.name for place in chain(window).places[1:]] == [
        "Breach report", "Breaches", "Service desk manager", "every month",
    ]  # fmt: skip
    assert [metric.name for metric in document(window).streams[0].metrics] == ["Breaches"]


def test_each_place_is_one_undo_step(window: MainWindow, qtbot: QtBot) -> None:
    choose(qtbot, cells(window)["Control: open"], "Breach report")

    assert window.current.session.undo_label == "Create a control"
    window.current.session.undo()

    assert document(window).controls == ()
    assert chain(window).open_ends == ("control",)


def test_a_filled_place_can_be_chosen_anew_and_emptied(whole: MainWindow, qtbot: QtBot) -> None:
    choose(qtbot, cells(whole)["Reviewer: Service level manager"], "Service desk manager")
    qtbot.waitUntil(lambda: "Reviewer: Service desk manager" in cells(whole))
    chosen = chain(whole).reviewer.id

    choose(qtbot, cells(whole)["Reviewer: Service desk manager"], "")
    qtbot.waitUntil(lambda: "Reviewer: open" in cells(whole))

    assert chosen == "service-desk-manager"
    assert chain(whole).open_ends == ("reviewer",)


def test_escape_leaves_a_place_as_it_is(whole: MainWindow, qtbot: QtBot) -> None:
    before, cell = document(whole), cells(whole)["Reviewer: Service level manager"]
    cell.click()
    field = cell.findChild(QLineEdit)
    qtbot.keyClicks(field, "Nobody")

    qtbot.keyClick(field, Qt.Key.Key_Escape)

    assert document(whole) is before
    assert not cell.is_editing
    assert cell.hasFocus()


def test_what_is_being_typed_outlives_a_change_elsewhere(window: MainWindow, qtbot: QtBot) -> None:
    cell = cells(window)["Control: open"]
    cell.click()
    field = cell.findChild(QLineEdit)
    qtbot.keyClicks(field, "Breach")

    window.current.session.apply("Rename", set_entry, "policies", "p2-sla", text="Two hours")
    qtbot.waitUntil(lambda: "Policy: Two hours" in cells(window))

    assert field.hasFocus()
    assert field.text() == "Breach"


def test_a_policy_leads_to_the_steps_it_directs(window: MainWindow, qtbot: QtBot) -> None:
    session = window.current.session
    session.apply("Direct", set_steps, "wifi-as-is", ("log", "replace"), policies=("p2-sla",))
    session.apply("Direct", set_stream, "wifi-as-is", policies=())
    qtbot.waitUntil(lambda: chain(window).steps == ("log", "replace"))
    qtbot.wait(20)

    cells(window)["Policy: Priority 2 is solved within two hours"].click()

    assert window.page.canvas.selection() == Selection("wifi-as-is", ("log", "replace"))


def test_a_policy_that_is_not_defined_can_be_written(window: MainWindow, qtbot: QtBot) -> None:
    session = window.current.session
    session.apply("Follow", set_stream, "wifi-as-is", policies=("lost",))
    qtbot.waitUntil(lambda: "Policy: lost" in cells(window))
    assert not cells(window)["Control: open"].isEnabled()

    choose(qtbot, cells(window)["Policy: lost"], "Nothing gets lost")

    assert document(window).label("policies", "lost") == "Nothing gets lost"


def test_a_policy_is_added_and_followed(window: MainWindow, qtbot: QtBot) -> None:
    choose(qtbot, cells(window)["Add a policy: open"], "Answer in a day")

    assert document(window).streams[0].policies == ("p2-sla", "answer-in-a-day")


def test_a_policy_that_no_stream_follows_is_one_click_away(window: MainWindow, qtbot: QtBot) -> None:
    window.current.session.apply("Let go", set_stream, "wifi-as-is", policies=())
    qtbot.waitUntil(lambda: tab(window) == "Governance")

    cells(window)["Policy: Priority 2 is solved within two hours"].click()

    assert document(window).streams[0].policies == ("p2-sla",)


def test_without_any_policy_the_view_says_how_to_begin(window: MainWindow, qtbot: QtBot) -> None:
    window.current.session.apply("Remove", remove_entry, "policies", "p2-sla")
    qtbot.waitUntil(view(window).nothing.isVisible)

    qtbot.mouseClick(view(window).nothing.button, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(QApplication.focusWidget(), "Two hours")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Policy: Two hours" in cells(window))

    assert document(window).streams[0].policies == ("two-hours",)


def test_giving_up_the_first_policy_leads_back_to_the_sentence(window: MainWindow, qtbot: QtBot) -> None:
    window.current.session.apply("Remove", remove_entry, "policies", "p2-sla")
    qtbot.waitUntil(view(window).nothing.isVisible)
    view(window).nothing.button.click()

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)

    qtbot.waitUntil(view(window).nothing.isVisible)
