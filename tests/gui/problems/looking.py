"""What a person sees in a panel of problems, and does there."""

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QTextBrowser, QToolButton
from pytestqt.qtbot import QtBot

from svs_designer.gui.problems.listing import ProblemList
from svs_designer.gui.problems.painting import heading_link, parts_of
from svs_designer.gui.problems.panel import ProblemsPanel
from svs_designer.gui.problems.rows import FINDING_ROLE, GROUP_ROLE


def the_list(panel: ProblemsPanel) -> ProblemList:
    found = panel.findChild(ProblemList)
    assert found is not None
    return found


def headings(panel: ProblemsPanel) -> list[str]:
    model = the_list(panel).model()
    return [model.index(row, 0).data(GROUP_ROLE).title for row in range(model.rowCount(QModelIndex()))]


def shown(panel: ProblemsPanel) -> list[str]:
    """Return the rules of the findings that can be seen, from top to bottom."""
    view = the_list(panel)
    found, index = [], view.model().index(0, 0)
    while index.isValid():
        if index.data(FINDING_ROLE):
            found.append(index.data(FINDING_ROLE).rule)
        index = view.indexBelow(index)
    return found


def row_of(panel: ProblemsPanel, rule: str) -> QModelIndex:
    """Return the row of the first finding of a rule, or the heading of that title."""
    view = the_list(panel)
    index = view.model().index(0, 0)
    while index.isValid():
        finding, group = index.data(FINDING_ROLE), index.data(GROUP_ROLE)
        if (finding and finding.rule == rule) or (group and group.title == rule):
            return index
        index = view.indexBelow(index)
    raise AssertionError(f"{rule} is not shown")


def click(qtbot: QtBot, panel: ProblemsPanel, rule: str, *, on_fix: bool = False) -> None:
    view, index = the_list(panel), row_of(panel, rule)
    row = view.visualRect(index)
    at = QPoint(120, row.center().y())
    if on_fix:
        at = (parts_of(row, index).fix if index.data(FINDING_ROLE) else heading_link(row, index)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def button(panel: ProblemsPanel, text: str) -> QToolButton:
    return next(
        each for each in panel.findChildren(QToolButton) if each.text().startswith(text) and not each.isHidden()
    )


def press(qtbot: QtBot, panel: ProblemsPanel, text: str) -> None:
    qtbot.mouseClick(button(panel, text), Qt.MouseButton.LeftButton)


def choose(panel: ProblemsPanel, chooser: str, words: str) -> None:
    """Choose from the menu of a button of the bar."""
    action = next(each for each in button(panel, chooser).menu().actions() if each.text() == words)
    action.trigger()


def open_menu() -> QMenu:
    """Return the menu that is open."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def entries(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def pick(menu: QMenu, words: str) -> None:
    """Choose an entry of a menu, or of one inside, and close it."""
    for action in menu.actions():
        inside = action.menu()
        if isinstance(inside, QMenu):
            for each in inside.actions():
                if each.text() == words:
                    each.trigger()
        elif action.text() == words:
            action.trigger()
    menu.close()


def page(panel: ProblemsPanel) -> QTextBrowser:
    found = panel.findChild(QTextBrowser)
    assert found is not None
    return found


def page_lines(panel: ProblemsPanel) -> list[str]:
    return page(panel).toPlainText().splitlines()


def sentences(panel: ProblemsPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible() and label.text()]
