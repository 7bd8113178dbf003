"""What can be done about a finding, or about a whole group of them, as a menu."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from svs_designer.gui.menus.menu import add_act
from svs_designer.gui.problems.acts import ProblemActs
from svs_designer.gui.problems.grouping import Group
from svs_designer.gui.problems.mass_fix import MassFix, ways_to_fix_all
from svs_designer.gui.problems.rows import ways_to_fix_group
from svs_designer.model.check_settings import RuleLevel
from svs_designer.rules.finding import Finding

LEVEL_CHOICES: tuple[tuple[RuleLevel | None, str], ...] = (
    (None, "As the profile has it"),
    (RuleLevel.ERROR, "Error"),
    (RuleLevel.WARNING, "Warning"),
    (RuleLevel.ADVICE, "Advice"),
    (RuleLevel.OFF, "Off"),
)


def menu_for(parent: QWidget) -> QMenu:
    """Return an empty menu that is gone when it closes."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def finding_menu(parent: QWidget, finding: Finding, alike: Sequence[Finding], acts: ProblemActs) -> QMenu:
    """Return what can be done about a finding; `alike` are the findings of its rule."""
    menu = menu_for(parent)
    add_fixes(menu, finding, acts)
    add_ways(menu, ways_to_fix_all(alike), acts)
    menu.addSeparator()
    if finding.accepted:
        add_act(menu, "Change the acceptance…", lambda: acts.accept(finding)).setEnabled(acts.may_accept(finding))
        add_act(menu, "Withdraw the acceptance", lambda: acts.withdraw(finding)).setEnabled(acts.may_edit)
    else:
        add_act(menu, "Accept…", lambda: acts.accept(finding)).setEnabled(acts.may_accept(finding))
    add_levels(menu, finding.rule, acts)
    menu.addSeparator()
    add_act(menu, "Copy", lambda: QGuiApplication.clipboard().setText(f"{finding.rule} {finding.message}"))
    return menu


def group_menu(parent: QWidget, group: Group, acts: ProblemActs) -> QMenu:
    """Return what can be done about a group of findings."""
    menu = menu_for(parent)
    add_ways(menu, ways_to_fix_group(group), acts)
    if group.rule:
        menu.addSeparator()
        add_levels(menu, group.rule, acts)
    if menu.isEmpty():
        menu.addAction("Nothing here can be mended at once").setEnabled(False)
    return menu


def ways_menu(parent: QWidget, ways: Sequence[MassFix], acts: ProblemActs) -> QMenu:
    """Return a choice between ways to mend several findings."""
    menu = menu_for(parent)
    add_ways(menu, ways, acts)
    return menu


def fixes_menu(parent: QWidget, finding: Finding, acts: ProblemActs) -> QMenu:
    """Return a choice between the fixes of a finding."""
    menu = menu_for(parent)
    add_fixes(menu, finding, acts)
    return menu


def add_fixes(menu: QMenu, finding: Finding, acts: ProblemActs) -> None:
    """Add the fixes of a finding."""
    for fix in finding.fixes:
        add_act(menu, fix.title, partial(acts.fix, finding, fix)).setEnabled(acts.may_edit)


def add_ways(menu: QMenu, ways: Sequence[MassFix], acts: ProblemActs) -> None:
    """Add the ways to mend several findings at once; behind each stands how many it mends."""
    if ways:
        menu.addSeparator()
    for way in ways:
        add_act(menu, way.words, partial(acts.fix_all, way)).setEnabled(acts.may_edit)


def add_levels(menu: QMenu, rule: str, acts: ProblemActs) -> None:
    """Add a choice of the level that a rule has in this document."""
    if not acts.may_set_level(rule):
        return
    choices = menu.addMenu(f"Level of {rule} in this document")
    group = QActionGroup(choices)
    now = acts.level_of(rule)
    for level, words in LEVEL_CHOICES:
        action = add_act(choices, words, partial(acts.set_level, rule, level))
        action.setCheckable(True)
        action.setChecked(level is now)
        group.addAction(action)
