"""Mending from the problems panel, one by one and all at once, and the explanation beside the list."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from svs_designer.editing.session import Session
from svs_designer.gui.problems.panel import ProblemsPanel
from svs_designer.model.document import Document
from svs_designer.model.edits.steps import set_steps
from svs_designer.rules.finding import Fix
from tests.gui.problems.findings import (
    DEAD_END,
    NO_TEAM,
    SHARES,
    a_finding,
    a_fix,
)
from tests.gui.problems.looking import (
    choose,
    click,
    entries,
    open_menu,
    page,
    page_lines,
    pick,
    press,
    the_list,
)


def renaming(step: str, *, safe: bool = True, title: str = "") -> Fix:
    """Return a fix whose effect on a document can be seen."""
    edit = partial(set_steps, stream_id="s", step_ids=(step,), name="Mended")
    return Fix(title or f"Name {step}", edit, safe=safe)


def mended(document: Document) -> list[str]:
    return [step.id for step in document.streams[0].steps if step.name == "Mended"]


def test_the_link_at_the_end_of_a_row_applies_the_only_fix(
    qtbot: QtBot, panel: ProblemsPanel, session: Session
) -> None:
    panel.set_findings((a_finding("SVS021", "a", renaming("a", safe=False)),))

    with qtbot.assertNotEmitted(panel.show_asked):
        click(qtbot, panel, "SVS021", on_fix=True)

    assert mended(session.document) == ["a"]
    assert session.undo_label == "Name a"


def test_several_fixes_are_offered_in_a_menu(qtbot: QtBot, panel: ProblemsPanel, session: Session) -> None:
    panel.set_findings((a_finding("SVS026", "a", a_fix("Do nothing"), renaming("a", title="Rename")),))

    click(qtbot, panel, "SVS026", on_fix=True)
    assert entries(open_menu()) == ["Do nothing", "Rename"]
    pick(open_menu(), "Rename")

    assert mended(session.document) == ["a"]


def test_the_keyboard_fixes_too(qtbot: QtBot, panel: ProblemsPanel, session: Session) -> None:
    panel.set_findings((a_finding("SVS021", "a", renaming("a")),))

    qtbot.keyClick(the_list(panel), Qt.Key.Key_F)

    assert mended(session.document) == ["a"]


def test_the_explanation_offers_every_fix_as_a_link(qtbot: QtBot, panel: ProblemsPanel, session: Session) -> None:
    panel.set_findings((a_finding("SVS026", "a", a_fix("Do nothing"), renaming("a", title="Rename")),))
    page(panel).setFocus()

    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return):
        qtbot.keyClick(page(panel), key)

    assert mended(session.document) == ["a"]


def test_all_safe_fixes_are_one_undo_step(
    qtbot: QtBot, panel: ProblemsPanel, session: Session, told: list[str]
) -> None:
    before = session.document
    panel.set_findings((a_finding("SVS021", "a", renaming("a")), a_finding("SVS026", "b", renaming("b")), NO_TEAM))

    press(qtbot, panel, "Fix all safe ones (2)")

    assert mended(session.document) == ["a", "b"]
    assert told == ["2 findings mended."]
    session.undo()
    assert session.document is before


def test_a_rule_is_mended_from_its_heading_and_says_what_is_left(
    qtbot: QtBot, panel: ProblemsPanel, session: Session, told: list[str]
) -> None:
    same = (renaming("a", safe=False, title="Rename"), renaming("b", safe=False, title="Rename"))
    findings = (a_finding("SVS011", "a", same[0], a_fix("Else")), a_finding("SVS011", "b", same[1], a_fix("Or")))
    panel.set_findings((*findings, a_finding("SVS011", "c")))
    choose(panel, "By level", "By rule")

    click(qtbot, panel, "External contact outside Engage", on_fix=True)

    assert mended(session.document) == ["a", "b"]
    assert session.undo_label == "Fix 2 findings"
    assert told == ["2 findings mended. 1 of this kind left: there the way out is a choice."]


def test_a_menu_on_a_finding_offers_all_that_can_be_done(qtbot: QtBot, panel: ProblemsPanel, session: Session) -> None:
    panel.set_findings(tuple(a_finding("SVS011", step, renaming(step)) for step in "ab"))
    view = the_list(panel)
    view.menu_asked.emit(panel.finding(), view.mapToGlobal(view.rect().center()))

    assert entries(open_menu()) == [
        "Name a", "Fix all of this kind (2)", "Accept…", "Level of SVS011 in this document", "Copy",
    ]  # fmt: skip
    pick(open_menu(), "Fix all of this kind (2)")

    assert mended(session.document) == ["a", "b"]


def test_a_document_opened_in_part_is_not_mended(
    qtbot: QtBot, panel: ProblemsPanel, session: Session, told: list[str]
) -> None:
    session.read_only = True
    panel.set_findings((a_finding("SVS021", "a", renaming("a")),))

    click(qtbot, panel, "SVS021", on_fix=True)

    assert mended(session.document) == []
    assert told == ["This document was opened in part: save it under another name to edit it."]


# -- explaining


def test_the_explanation_says_how_to_mend_and_why_and_shows_examples_when_asked(
    qtbot: QtBot, panel: ProblemsPanel
) -> None:
    panel.set_findings((replace(DEAD_END, message="Step `b` is *not* _led_ on"),))
    lines = page_lines(panel)

    assert lines[:2] == ["Step `b` is *not* _led_ on", "Lead it to value"]
    assert lines.index("How to mend it") < lines.index("Why")
    assert "Wrong" not in lines

    page(panel).setFocus()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return):
        qtbot.keyClick(page(panel), key)
    assert {"Wrong", "Right"} <= set(page_lines(panel))


def test_a_finding_is_explained_where_it_is_listed_and_where_it_is_filtered_away(
    qtbot: QtBot, panel: ProblemsPanel
) -> None:
    panel.set_findings((DEAD_END, SHARES))
    panel.explain(SHARES)
    listed = panel.finding()

    press(qtbot, panel, "Errors 1")
    panel.explain(DEAD_END)

    assert listed == SHARES
    assert page_lines(panel)[0] == DEAD_END.message
