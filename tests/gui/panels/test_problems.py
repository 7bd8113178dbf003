"""The problems panel: order, filters, jumping, fixing, explaining."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QLabel, QMenu, QTextBrowser, QToolButton
from pytestqt.qtbot import QtBot

from svs_designer.catalogue import Catalogue
from svs_designer.editing.session import Session
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.panels.problem_list import ProblemList
from svs_designer.gui.panels.problem_painting import fix_rect
from svs_designer.gui.panels.problem_rows import FINDING_ROLE, PLACE_ROLE
from svs_designer.gui.panels.problems import ProblemsPanel
from svs_designer.gui.selection import Selection
from svs_designer.rules.finding import Finding, Fix, Level
from tests.builders import a_document, a_stream

NO_TEAM = Finding("SVS106", Level.ADVICE, "Nobody does it", "s", "a")
DEAD_END = Finding("SVS021", Level.ERROR, "It leads nowhere", "s", "b", fixes=(Fix("Lead it to value", lambda d: d),))
LINK = Finding(
    "SVS026", Level.WARNING, "Shares add up to 80%", "s", ("a", "b"),
    fixes=(Fix("Spread the rest", lambda d: d), Fix("Drop the shares", lambda d: d)),
)  # fmt: skip
ELSEWHERE = Finding("SVS004", Level.WARNING, "Nobody owns it", "t")
REGISTERS = Finding("SVS120", Level.ADVICE, "Two teams have one name")


@pytest.fixture
def panel(qtbot: QtBot, catalogue: Catalogue, appearance: Appearance) -> ProblemsPanel:
    session = Session(a_document(a_stream("s"), a_stream("t")))
    panel = ProblemsPanel(session, catalogue, appearance)
    qtbot.addWidget(panel)
    panel.resize(900, 260)
    panel.show_stream("s")
    panel.show()
    return panel


def the_list(panel: ProblemsPanel) -> ProblemList:
    found = panel.findChild(ProblemList)
    assert found is not None
    return found


def shown(panel: ProblemsPanel) -> list[str]:
    model = the_list(panel).model()
    return [model.index(n, 0).data(FINDING_ROLE).rule for n in range(model.rowCount(QModelIndex()))]


def places(panel: ProblemsPanel) -> list[str]:
    model = the_list(panel).model()
    return [model.index(n, 0).data(PLACE_ROLE) for n in range(model.rowCount(QModelIndex()))]


def button(panel: ProblemsPanel, text: str) -> QToolButton:
    return next(each for each in panel.findChildren(QToolButton) if each.text().startswith(text))


def click(qtbot: QtBot, panel: ProblemsPanel, row: int, *, on_fix: bool = False) -> None:
    view = the_list(panel)
    index = view.model().index(row, 0)
    rect = view.visualRect(index)
    at = fix_rect(rect, view.font(), index.data(FINDING_ROLE)).center() if on_fix else QPoint(80, rect.center().y())
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_the_worst_findings_come_first_and_say_where_they_are(panel: ProblemsPanel) -> None:
    panel.set_findings((NO_TEAM, LINK, DEAD_END))

    assert shown(panel) == ["SVS021", "SVS026", "SVS106"]
    assert places(panel) == ["Do b", "Do a → Do b", "Do a"]


def test_other_streams_are_shown_when_asked_for(qtbot: QtBot, panel: ProblemsPanel) -> None:
    panel.set_findings((REGISTERS, DEAD_END, ELSEWHERE))
    here = shown(panel)
    qtbot.mouseClick(button(panel, "All streams"), Qt.MouseButton.LeftButton)

    assert here == ["SVS021", "SVS120"]
    assert shown(panel) == ["SVS021", "SVS004", "SVS120"]
    assert places(panel) == ["Do b · Stream s", "Stream t", "Document"]


def test_levels_are_counted_and_can_be_filtered_away(qtbot: QtBot, panel: ProblemsPanel) -> None:
    panel.set_findings((NO_TEAM, LINK, DEAD_END))
    qtbot.mouseClick(button(panel, "Warnings 1"), Qt.MouseButton.LeftButton)

    assert shown(panel) == ["SVS021", "SVS106"]
    assert button(panel, "Errors").text() == "Errors 1"


def test_a_click_jumps_to_the_place(qtbot: QtBot, panel: ProblemsPanel) -> None:
    panel.set_findings((DEAD_END, LINK))
    with qtbot.waitSignal(panel.jump_asked) as step:
        click(qtbot, panel, 0)
    with qtbot.waitSignal(panel.jump_asked) as link:
        click(qtbot, panel, 1)

    assert step.args == [Selection("s", ("b",))]
    assert link.args == [Selection("s", (), (("a", "b"),))]


def test_enter_jumps_and_the_arrows_do_not(qtbot: QtBot, panel: ProblemsPanel) -> None:
    panel.set_findings((DEAD_END, NO_TEAM))
    jumps: list[Selection] = []
    panel.jump_asked.connect(jumps.append)
    qtbot.keyClick(the_list(panel), Qt.Key.Key_Down)
    walked = list(jumps)
    qtbot.keyClick(the_list(panel), Qt.Key.Key_Return)

    assert walked == []
    assert jumps == [Selection("s", ("a",))]


def test_next_and_previous_go_round(qtbot: QtBot, panel: ProblemsPanel) -> None:
    panel.set_findings((DEAD_END, NO_TEAM))
    jumps: list[Selection] = []
    panel.jump_asked.connect(jumps.append)
    panel.next_finding()
    panel.next_finding()
    panel.previous_finding()

    assert jumps == [Selection("s", ("a",)), Selection("s", ("b",)), Selection("s", ("a",))]


def test_the_link_at_the_end_of_a_row_asks_for_the_only_fix(qtbot: QtBot, panel: ProblemsPanel) -> None:
    panel.set_findings((DEAD_END,))
    with qtbot.waitSignal(panel.fix_asked) as asked, qtbot.assertNotEmitted(panel.jump_asked):
        click(qtbot, panel, 0, on_fix=True)

    assert asked.args == [DEAD_END, DEAD_END.fixes[0]]


def test_several_fixes_are_offered_in_a_menu(qtbot: QtBot, panel: ProblemsPanel) -> None:
    panel.set_findings((LINK,))
    click(qtbot, panel, 0, on_fix=True)
    menu = panel.findChild(QMenu)
    assert menu is not None
    titles = [action.text() for action in menu.actions()]
    with qtbot.waitSignal(panel.fix_asked) as asked:
        menu.actions()[1].trigger()
    menu.close()

    assert titles == ["Spread the rest", "Drop the shares"]
    assert asked.args[1].title == "Drop the shares"


def test_the_keyboard_fixes_too(qtbot: QtBot, panel: ProblemsPanel) -> None:
    panel.set_findings((DEAD_END,))
    with qtbot.waitSignal(panel.fix_asked):
        qtbot.keyClick(the_list(panel), Qt.Key.Key_F)


def test_the_explanation_offers_every_fix_as_a_link(qtbot: QtBot, panel: ProblemsPanel) -> None:
    panel.set_findings((LINK,))
    page = panel.findChild(QTextBrowser)
    assert page is not None
    page.setFocus()
    with qtbot.waitSignal(panel.fix_asked) as asked:
        qtbot.keyClick(page, Qt.Key.Key_Tab)
        qtbot.keyClick(page, Qt.Key.Key_Tab)
        qtbot.keyClick(page, Qt.Key.Key_Return)

    assert asked.args[1].title == "Drop the shares"


def test_the_explanation_says_why_and_how_to_mend(panel: ProblemsPanel) -> None:
    panel.set_findings((replace(DEAD_END, message="Step `b` is *not* _led_ on"),))
    page = panel.findChild(QTextBrowser)
    assert page is not None

    lines = page.toPlainText().splitlines()
    assert lines[:3] == ["Dead end", "Step `b` is *not* _led_ on", "Lead it to value"]
    assert {"Why", "How to mend it", "Wrong", "Right"} <= set(lines)


def test_the_current_finding_stays_current_while_it_stands(panel: ProblemsPanel) -> None:
    panel.set_findings((DEAD_END, LINK, NO_TEAM))
    the_list(panel).go_to_row(2)
    panel.set_findings((LINK, NO_TEAM))

    current = the_list(panel).finding()
    assert current is not None
    assert current.rule == "SVS106"


def test_no_findings_is_one_calm_sentence(panel: ProblemsPanel) -> None:
    panel.set_findings(())
    texts = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]

    assert texts == ["No findings. What the rules look at is in order."]


def test_a_rule_is_explained_by_its_id(panel: ProblemsPanel) -> None:
    panel.set_findings((DEAD_END, LINK))
    panel.explain("SVS026")

    current = the_list(panel).finding()
    assert current is not None
    assert current.rule == "SVS026"
