"""The review in the window: gaps lead to the steps, evidence is written in place, contradictions lead to problems."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QScrollArea
from pytestqt.qtbot import QtBot

from svs_designer.gui.appearance import Appearance
from svs_designer.gui.canvas.quick_add import QuickAdd
from svs_designer.gui.fields.field import Field
from svs_designer.gui.fields.link_button import LinkButton
from svs_designer.gui.main_window import MainWindow
from svs_designer.gui.review.block_head import BlockHead
from svs_designer.gui.review.principle_block import PrincipleBlock, RuleLink
from svs_designer.gui.review.view import ReviewView
from svs_designer.gui.selection import Selection
from svs_designer.gui.settings import Settings
from svs_designer.model.edits.nodes import delete_elements
from svs_designer.model.edits.steps import set_steps
from svs_designer.model.edits.streams import add_stream, set_stream
from svs_designer.model.stream import Principle
from svs_designer.resource_files import model_file

WIFI = "wifi-as-is"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path):
    path = tmp_path / "wifi.svs.yaml"
    shutil.copy(model_file(f"{WIFI}.svs.yaml"), path)
    window = MainWindow(Appearance("light"), Settings(tmp_path / "window.ini"))
    window.resize(1440, 900)
    window.show()
    window.files.open([path])
    qtbot.waitUntil(lambda: window.page.findings is not None)
    window.commands.action("view.review").trigger()
    yield window
    for document in window.documents:
        document.session.mark_saved(document.session.document)
    window.close()
    window.deleteLater()


def view(window: MainWindow) -> ReviewView:
    return window.page.review.view


def links(window: MainWindow) -> dict[str, LinkButton]:
    """Return what can be clicked in sight, by its words; the first of those that say the same."""
    shown = [each for each in view(window).findChildren(LinkButton) if each.isVisible()]
    return {each.words: each for each in reversed(shown)}


def principle(window: MainWindow, name: str) -> PrincipleBlock:
    blocks = view(window).findChildren(PrincipleBlock)
    return next(each for each in blocks if each.findChild(BlockHead).accessibleName() == name)


def evidence(block: PrincipleBlock) -> QPlainTextEdit:
    return block.evidence.focusProxy()


def click(qtbot: QtBot, widget: LinkButton) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def claims(window: MainWindow) -> list[tuple[str, str]]:
    stream = window.current.session.document.stream(WIFI)
    return [(each.id, each.evidence) for each in stream.principles]


def test_the_review_is_a_command_away_and_takes_the_keyboard(window: MainWindow) -> None:
    focused = QApplication.focusWidget()

    assert view(window).isVisible()
    assert view(window).isAncestorOf(focused)


def test_a_gap_selects_the_steps_that_have_it(window: MainWindow, qtbot: QtBot) -> None:
    session = window.current.session
    session.apply("Forget", set_steps, WIFI, ("log", "replace"), team=None)
    qtbot.waitUntil(lambda: "2 steps lack a team" in links(window))

    click(qtbot, links(window)["2 steps lack a team"])

    assert window.page.canvas.selection() == Selection(WIFI, ("log", "replace"))
    assert window.page.canvas.hasFocus() is False


def test_a_gap_closes_when_it_is_filled(window: MainWindow, qtbot: QtBot) -> None:
    gap = next(words for words in links(window) if words.endswith("a tool"))
    lacking = [step.id for step in window.current.session.document.stream(WIFI).steps if not step.tools]

    window.current.session.apply("Give tools", set_steps, WIFI, lacking, tools=("phone",))

    qtbot.waitUntil(lambda: gap not in links(window))


def test_what_the_stream_does_not_say_leads_to_its_field(window: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, links(window)["Nobody owns the stream"])
    owner = QApplication.focusWidget()

    click(qtbot, links(window)["Nobody looked for suppliers"])
    suppliers = window.page.inspector.findChild(Field, "stream.suppliers.state")

    assert window.page.inspector.findChild(Field, "stream.owner").isAncestorOf(owner)
    assert suppliers.isVisible()
    assert suppliers.isAncestorOf(QApplication.focusWidget())


def test_evidence_claims_a_principle_as_one_undo_step(window: MainWindow, qtbot: QtBot) -> None:
    block = principle(window, "Keep it simple and practical")
    click(qtbot, block.note)

    qtbot.keyClicks(evidence(block), "Two steps fewer")
    typed = claims(window)
    window.current.session.undo()

    assert typed == [("keep-it-simple", "Two steps fewer")]
    assert claims(window) == []
    assert not block.note.isVisible() or evidence(block).toPlainText() == ""


def test_the_place_for_evidence_has_all_the_room_it_needs(window: MainWindow, qtbot: QtBot) -> None:
    block = principle(window, "Focus on value")
    click(qtbot, block.note)
    qtbot.keyClicks(evidence(block), "The driver says when it works again, " * 6)
    qtbot.wait(50)

    assert evidence(block).height() > 3 * evidence(block).fontMetrics().lineSpacing()
    assert block.evidence.height() >= evidence(block).height()
    shown = [each for each in block.findChildren(LinkButton) if each.isVisible()]
    assert all(each.geometry().bottom() <= each.parentWidget().height() for each in shown)
    assert block.height() >= block.evidence.geometry().bottom() + shown[0].height()


def test_typing_keeps_focus_and_scroll(window: MainWindow, qtbot: QtBot) -> None:
    block = principle(window, "Optimize and automate")
    click(qtbot, block.note)
    qtbot.keyClicks(evidence(block), "The")
    bar = view(window).findChild(QScrollArea).verticalScrollBar()
    qtbot.wait(20)
    bar.setValue(bar.maximum() - 7)
    before = bar.value()

    qtbot.keyClicks(evidence(block), " machine")
    qtbot.waitUntil(block.drop.isVisible)
    qtbot.wait(200)

    assert evidence(block).hasFocus()
    assert evidence(block).toPlainText() == "The machine"
    assert bar.value() == before


def test_a_place_for_evidence_closes_when_nothing_was_written(window: MainWindow, qtbot: QtBot) -> None:
    block = principle(window, "Focus on value")
    click(qtbot, block.note)

    window.page.canvas.setFocus()

    assert block.note.isVisible()
    assert not block.evidence.isVisible()
    assert claims(window) == []


def test_a_claim_can_be_taken_back(window: MainWindow, qtbot: QtBot) -> None:
    block = principle(window, "Focus on value")
    click(qtbot, block.note)
    qtbot.keyClicks(evidence(block), "The driver says so")
    qtbot.waitUntil(block.drop.isVisible)

    qtbot.mouseClick(block.drop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not block.drop.isVisible())

    assert claims(window) == []
    assert window.current.session.undo_label == "Take the claim back"


def test_a_contradiction_leads_to_the_problem(window: MainWindow, qtbot: QtBot) -> None:
    block = principle(window, "Focus on value")
    link = next(each for each in block.findChildren(RuleLink) if each.isVisible())

    click(qtbot, link.link)

    assert window.page.problems.panel.isVisible()
    assert window.page.problems.panel.finding() == link.findings[0]
    assert window.page.problems.panel.has_list_focus()


def test_a_claim_that_findings_contradict_says_so(window: MainWindow, qtbot: QtBot) -> None:
    session = window.current.session
    head = principle(window, "Focus on value").findChild(BlockHead)

    session.apply("Claim", set_stream, WIFI, principles=(Principle(id="focus-on-value", evidence="Told"),))
    qtbot.waitUntil(lambda: head.state == "Claimed and contradicted")

    assert head.accessibleDescription() == "Claimed and contradicted"


def test_a_stream_without_steps_says_how_to_begin(window: MainWindow, qtbot: QtBot) -> None:
    window.current.session.apply("Add a stream", add_stream, "New")
    window.page.show_stream("new")

    assert view(window).nothing.isVisible()
    assert "begin with the first" in view(window).nothing.sentence

    qtbot.mouseClick(view(window).nothing.button, Qt.MouseButton.LeftButton)

    box = window.findChild(QuickAdd)
    assert box.isVisible()
    qtbot.keyClick(box.field, Qt.Key.Key_Escape)


@pytest.mark.parametrize(("width", "columns"), [(500, 1), (800, 2), (1300, 3)])
def test_the_review_takes_the_columns_there_is_room_for(window: MainWindow, width: int, columns: int) -> None:
    shown = view(window)
    shown.setFixedWidth(width)
    QApplication.processEvents()

    lefts = {block.mapTo(shown, block.rect().topLeft()).x() for block in shown.findChildren(BlockHead)}

    assert len(lefts) == columns


def test_deleting_steps_keeps_the_review_true(window: MainWindow, qtbot: QtBot) -> None:
    stream = window.current.session.document.stream(WIFI)

    window.current.session.apply("Delete", delete_elements, WIFI, tuple(step.id for step in stream.steps))
    qtbot.waitUntil(view(window).nothing.isVisible)
    window.current.session.undo()

    qtbot.waitUntil(lambda: not view(window).nothing.isVisible())
