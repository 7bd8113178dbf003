"""Accepting a finding: the form, what it writes, and the level of a rule in this document."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from svs_designer.editing.session import Session
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.dialogs.accept import AcceptDialog
from svs_designer.gui.problems.acts import ProblemActs
from svs_designer.gui.problems.idle import with_idle_acceptances
from svs_designer.gui.problems.panel import ProblemsPanel
from svs_designer.model.acceptance import Acceptance
from svs_designer.model.check_settings import Profile, RuleLevel
from svs_designer.model.edits.accepting import accept_finding, accepted_on
from svs_designer.model.edits.checking import set_rule_level
from svs_designer.model.edits.nodes import delete_elements
from svs_designer.rules.finding import Finding, Level
from tests.gui.problems.conftest import Answer
from tests.gui.problems.findings import DEAD_END, NO_TEAM, SHARES, accepted, two_streams
from tests.gui.problems.looking import click, entries, open_menu, page_lines, pick, the_list

BY_LAW = Acceptance(rule="SVS021", reason="By law", by="Ann")


@pytest.fixture
def dialog(qtbot: QtBot, appearance: Appearance) -> AcceptDialog:
    return shown(qtbot, AcceptDialog(DEAD_END, "Ann", appearance))


def shown(qtbot: QtBot, dialog: AcceptDialog) -> AcceptDialog:
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    return dialog


def reason(dialog: AcceptDialog) -> QPlainTextEdit:
    found = dialog.findChild(QPlainTextEdit)
    assert found is not None
    return found


def line(dialog: AcceptDialog, name: str) -> QLineEdit:
    return next(each for each in dialog.findChildren(QLineEdit) if each.accessibleName() == name)


def can_accept(dialog: AcceptDialog) -> bool:
    return next(each for each in dialog.findChildren(QPushButton) if each.text() == "Accept").isEnabled()


def trouble(dialog: AcceptDialog) -> list[str]:
    return [each.text() for each in dialog.findChildren(QLabel) if each.parent() is dialog and _complains(each)]


def _complains(label: QLabel) -> bool:
    return label.property("role") == "error" and bool(label.text())


# -- the form


def test_a_reason_and_a_name_are_enough(qtbot: QtBot, dialog: AcceptDialog) -> None:
    assert not can_accept(dialog)

    qtbot.keyClicks(reason(dialog), "By law ")

    assert can_accept(dialog)
    assert dialog.acceptance() == BY_LAW
    line(dialog, "Name").clear()
    assert not can_accept(dialog)


def test_a_last_day_is_optional_and_read_when_it_is_typed_to_its_end(qtbot: QtBot, dialog: AcceptDialog) -> None:
    day = date.today() + timedelta(days=1)
    qtbot.keyClicks(reason(dialog), "By law")
    line(dialog, "Until").setFocus()
    qtbot.keyClicks(line(dialog, "Until"), f"{day}"[:-3])
    assert not can_accept(dialog)
    assert trouble(dialog) == []

    qtbot.keyClick(line(dialog, "Until"), Qt.Key.Key_Tab)
    assert trouble(dialog) == [f"“{str(day)[:-3]}” is not a day: write it like 2027-03-31"]

    qtbot.keyClicks(line(dialog, "Until"), f"{day}"[-3:])
    assert trouble(dialog) == []
    assert can_accept(dialog)
    acceptance = dialog.acceptance()
    assert acceptance is not None
    assert acceptance.until == day


def test_a_day_that_is_over_is_refused(qtbot: QtBot, dialog: AcceptDialog) -> None:
    qtbot.keyClicks(reason(dialog), "By law")
    line(dialog, "Until").setFocus()
    qtbot.keyClicks(line(dialog, "Until"), "2020-01-31")
    qtbot.keyClick(line(dialog, "Until"), Qt.Key.Key_Tab)

    assert trouble(dialog) == ["This day is over: the finding would count at once"]
    assert not can_accept(dialog)


def test_an_acceptance_is_changed_from_what_it_was(qtbot: QtBot, appearance: Appearance) -> None:
    day = date.today() + timedelta(days=30)
    before = accepted(DEAD_END, by="Ben", reason="Agreed", until=day)

    dialog = shown(qtbot, AcceptDialog(before, "Ann", appearance))

    assert dialog.acceptance() == before.accepted


# -- what it does


def test_a_finding_is_accepted_on_its_element_and_the_acceptance_withdrawn(
    acts: ProblemActs, session: Session, answer: Answer
) -> None:
    answer.acceptance = BY_LAW
    acts.accept(DEAD_END)
    held = accepted_on(session.document, "s", "b")
    label = session.undo_label

    acts.withdraw(accepted(DEAD_END))

    assert held == (BY_LAW,)
    assert label == "Accept SVS021"
    assert accepted_on(session.document, "s", "b") == ()
    assert session.undo_label == "Withdraw the acceptance of SVS021"


def test_who_thinks_better_of_it_changes_nothing(acts: ProblemActs, session: Session, answer: Answer) -> None:
    acts.accept(DEAD_END)

    assert answer.asked == [DEAD_END]
    assert session.undo_label is None


def test_what_is_no_rule_or_is_gone_cannot_be_accepted(acts: ProblemActs, session: Session, answer: Answer) -> None:
    settings_fault = Finding("CHECK", Level.WARNING, "It cannot be read", "s")
    assert not acts.may_accept(settings_fault)
    assert acts.may_accept(DEAD_END)

    session.apply("Delete", delete_elements, "s", ("b",))

    assert not acts.may_accept(DEAD_END)
    acts.accept(DEAD_END)
    assert answer.asked == []


def test_an_accepted_finding_says_by_whom_and_can_be_withdrawn_from_its_menu(
    qtbot: QtBot, panel: ProblemsPanel, session: Session, acts: ProblemActs, answer: Answer
) -> None:
    answer.acceptance = BY_LAW
    acts.accept(DEAD_END)
    panel.set_findings((accepted(DEAD_END), NO_TEAM))
    click(qtbot, panel, "Accepted")
    click(qtbot, panel, "SVS021")
    assert page_lines(panel)[:2] == [DEAD_END.message, "Accepted by Ann: By law"]

    view = the_list(panel)
    view.menu_asked.emit(panel.finding(), view.mapToGlobal(view.rect().center()))
    assert "Change the acceptance…" in entries(open_menu())
    pick(open_menu(), "Withdraw the acceptance")

    assert accepted_on(session.document, "s", "b") == ()


def test_the_link_at_the_end_of_an_accepted_finding_takes_the_acceptance_back(
    qtbot: QtBot, panel: ProblemsPanel, session: Session, acts: ProblemActs, answer: Answer
) -> None:
    answer.acceptance = BY_LAW
    acts.accept(DEAD_END)
    panel.set_findings((accepted(DEAD_END),))
    click(qtbot, panel, "Accepted")

    click(qtbot, panel, "SVS021")
    qtbot.keyClick(the_list(panel), Qt.Key.Key_F)
    still = accepted_on(session.document, "s", "b")
    click(qtbot, panel, "SVS021", on_fix=True)

    assert still == (BY_LAW,)
    assert accepted_on(session.document, "s", "b") == ()


def test_what_is_accepted_in_vain_is_listed_to_be_withdrawn() -> None:
    document = accept_finding(two_streams(), "s", "b", BY_LAW)

    in_vain = with_idle_acceptances(document, (NO_TEAM,))
    needed = with_idle_acceptances(document, (NO_TEAM, DEAD_END))
    resting = with_idle_acceptances(set_rule_level(document, "SVS021", RuleLevel.OFF), (NO_TEAM,))

    assert [(each.rule, each.element, each.accepted) for each in in_vain[1:]] == [("SVS021", "b", BY_LAW)]
    assert needed == (NO_TEAM, DEAD_END)
    assert resting == (NO_TEAM,)


# -- levels and profiles


def test_a_profile_that_holds_by_itself_is_not_written_down(session: Session, answer: Answer) -> None:
    beside: list[Profile] = []
    acts = ProblemActs(session, answer, lambda: beside[0] if beside else None)
    acts.set_profile("workshop")
    acts.set_profile("default")
    assert session.document.check.profile is None

    beside.append(Profile.WORKSHOP)
    acts.set_profile("default")
    assert session.document.check.profile is Profile.DEFAULT
    acts.set_profile("workshop")
    assert session.document.check.profile is None


def test_the_level_of_a_rule_is_set_from_a_finding_and_given_back(
    qtbot: QtBot, panel: ProblemsPanel, session: Session, told: list[str]
) -> None:
    panel.set_findings((SHARES,))
    view = the_list(panel)
    for words in ("Off", "As the profile has it"):
        view.menu_asked.emit(SHARES, view.mapToGlobal(view.rect().center()))
        pick(open_menu(), words)
        set_now = session.document.check.rules
        if words == "Off":
            assert set_now == (("SVS026", RuleLevel.OFF),)
            assert session.undo_label == "Set SVS026 off"

    assert set_now == ()
    assert told == [
        "“Parallel split and join unbalanced” is off in this document: Check > Changed rules brings it back."
    ]


def test_the_menu_ticks_the_level_of_now(panel: ProblemsPanel, session: Session, acts: ProblemActs) -> None:
    panel.set_findings((SHARES,))
    acts.set_level("SVS026", RuleLevel.ADVICE)
    view = the_list(panel)

    view.menu_asked.emit(SHARES, view.mapToGlobal(view.rect().center()))

    levels = next(action.menu() for action in open_menu().actions() if action.menu())
    assert [action.text() for action in levels.actions() if action.isChecked()] == ["Advice"]
    open_menu().close()
