"""The problems panel: order, filters, groups, jumping, and that nothing flickers."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from svs_designer.editing.session import Session
from svs_designer.gui.fields.link_button import LinkButton
from svs_designer.gui.problems.panel import ProblemsPanel
from svs_designer.gui.selection import Selection
from svs_designer.model.check_settings import Profile
from svs_designer.model.edits.checking import set_profile
from svs_designer.rules.finding import Finding, Level
from tests.gui.problems.findings import (
    DEAD_END,
    ELSEWHERE,
    NO_TEAM,
    REGISTERS,
    SHARES,
    a_finding,
    accepted,
)
from tests.gui.problems.looking import (
    button,
    choose,
    click,
    headings,
    page,
    page_lines,
    press,
    row_of,
    sentences,
    shown,
    the_list,
)

# -- what is listed


def test_the_worst_findings_come_first(panel: ProblemsPanel) -> None:
    panel.set_findings((NO_TEAM, SHARES, DEAD_END))

    assert headings(panel) == ["Errors", "Warnings", "Advice"]
    assert shown(panel) == ["SVS021", "SVS026", "SVS106"]


def test_other_streams_are_shown_when_asked_for(panel: ProblemsPanel) -> None:
    panel.set_findings((REGISTERS, DEAD_END, ELSEWHERE))
    here = shown(panel)

    choose(panel, "This stream", "All streams")

    assert here == ["SVS021", "SVS100"]
    assert shown(panel) == ["SVS021", "SVS004", "SVS100"]


def test_levels_are_counted_and_can_be_filtered_away(qtbot: QtBot, panel: ProblemsPanel) -> None:
    panel.set_findings((NO_TEAM, SHARES, DEAD_END))

    press(qtbot, panel, "Warnings 1")

    assert shown(panel) == ["SVS021", "SVS106"]
    assert button(panel, "Errors").text() == "Errors 1"


def test_words_filter_and_what_is_filtered_away_can_be_had_back(qtbot: QtBot, panel: ProblemsPanel) -> None:
    panel.set_findings((NO_TEAM, SHARES, DEAD_END))
    words = panel.findChild(QLineEdit)
    assert words is not None

    qtbot.keyClicks(words, "shares")
    filtered = shown(panel)
    qtbot.keyClicks(words, " of gold")

    assert filtered == ["SVS026"]
    assert "The findings are filtered away." in sentences(panel)
    way_out = next(each for each in panel.findChildren(LinkButton) if each.isVisible())
    qtbot.mouseClick(way_out, Qt.MouseButton.LeftButton)
    assert shown(panel) == ["SVS021", "SVS026", "SVS106"]


def test_the_grouping_is_remembered_beside_every_document(make_panel: Callable[[], ProblemsPanel]) -> None:
    first = make_panel()
    first.set_findings((NO_TEAM, SHARES, DEAD_END))
    choose(first, "By level", "By step")

    second = make_panel()
    second.set_findings((NO_TEAM, SHARES, DEAD_END))

    assert headings(first) == headings(second) == ["Do a", "Do b"]


def test_accepted_findings_are_folded_at_the_end_and_can_be_hidden_for_good(
    qtbot: QtBot, make_panel: Callable[[], ProblemsPanel]
) -> None:
    first = make_panel()
    first.set_findings((accepted(DEAD_END), NO_TEAM))
    assert headings(first) == ["Advice", "Accepted"]
    assert shown(first) == ["SVS106"]
    assert button(first, "Errors").text() == "Errors 0"

    click(qtbot, first, "Accepted")
    assert shown(first) == ["SVS106", "SVS021"]

    press(qtbot, first, "Accepted 1")
    second = make_panel()
    second.set_findings((accepted(DEAD_END), NO_TEAM))
    assert headings(first) == headings(second) == ["Advice"]


def test_no_findings_is_one_calm_sentence(panel: ProblemsPanel) -> None:
    assert sentences(panel) == ["The check is under way."]

    panel.set_findings(())

    assert sentences(panel) == ["No findings. What the rules look at is in order."]


def test_the_workshop_profile_says_that_it_looks_at_less_and_offers_more(
    qtbot: QtBot, panel: ProblemsPanel, session: Session
) -> None:
    session.apply("Check", set_profile, Profile.WORKSHOP)
    panel.set_findings(())
    assert sentences(panel) == ["No findings, as far as the workshop profile looks."]

    way_out = next(each for each in panel.findChildren(LinkButton) if each.isVisible())
    qtbot.mouseClick(way_out, Qt.MouseButton.LeftButton)

    assert session.document.check.profile is None


def test_the_profile_is_chosen_above_the_list_and_said_there(panel: ProblemsPanel, session: Session) -> None:
    choose(panel, "All rules", "Strict")

    assert session.document.check.profile is Profile.STRICT
    assert button(panel, "Strict").text() == "Strict"
    session.undo()
    assert button(panel, "All rules").text() == "All rules"


# -- where they are


def test_a_click_shows_the_place_and_leaves_the_keyboard_in_the_list(qtbot: QtBot, panel: ProblemsPanel) -> None:
    panel.set_findings((DEAD_END, SHARES))

    with qtbot.assertNotEmitted(panel.jump_asked):
        with qtbot.waitSignal(panel.show_asked) as step:
            click(qtbot, panel, "SVS021")
        with qtbot.waitSignal(panel.show_asked) as link:
            click(qtbot, panel, "SVS026")

    assert step.args == [Selection("s", ("b",))]
    assert link.args == [Selection("s", (), (("a", "b"),))]


def test_enter_jumps_and_the_arrows_do_not(qtbot: QtBot, panel: ProblemsPanel) -> None:
    panel.set_findings((DEAD_END, NO_TEAM))
    jumps: list[Selection] = []
    panel.jump_asked.connect(jumps.append)
    panel.show_asked.connect(jumps.append)
    qtbot.keyClick(the_list(panel), Qt.Key.Key_Down)
    qtbot.keyClick(the_list(panel), Qt.Key.Key_Down)
    walked = list(jumps)

    qtbot.keyClick(the_list(panel), Qt.Key.Key_Return)

    assert walked == []
    assert jumps == [Selection("s", ("a",))]


def test_headings_fold_by_click_and_by_enter_and_stay_folded(qtbot: QtBot, panel: ProblemsPanel) -> None:
    panel.set_findings((DEAD_END, NO_TEAM))
    click(qtbot, panel, "Errors")
    assert shown(panel) == ["SVS106"]

    panel.set_findings((NO_TEAM,))
    panel.set_findings((DEAD_END, NO_TEAM))
    assert shown(panel) == ["SVS106"]

    the_list(panel).setCurrentIndex(row_of(panel, "Errors"))
    qtbot.keyClick(the_list(panel), Qt.Key.Key_Return)
    assert shown(panel) == ["SVS021", "SVS106"]


def test_a_walk_begins_at_the_first_goes_round_and_opens_what_is_folded(panel: ProblemsPanel) -> None:
    panel.set_findings((DEAD_END, accepted(SHARES), NO_TEAM))
    the_list(panel).collapse(row_of(panel, "Advice"))

    walked = [panel.step(by) for by in (1, 1, 1, -1)]

    assert walked == [DEAD_END, NO_TEAM, DEAD_END, NO_TEAM]
    assert shown(panel) == ["SVS021", "SVS106"]


def test_a_walk_begins_below_the_heading_that_is_current(panel: ProblemsPanel) -> None:
    panel.set_findings((DEAD_END, SHARES, NO_TEAM))
    the_list(panel).setCurrentIndex(row_of(panel, "Advice"))

    assert panel.step(1) == NO_TEAM


def test_a_walk_goes_on_where_the_current_finding_was_mended(panel: ProblemsPanel) -> None:
    findings = tuple(a_finding("SVS011", element) for element in "abcd")
    panel.set_findings(findings)
    panel.step(1)
    panel.step(1)

    panel.set_findings((findings[0], *findings[2:]))

    assert panel.finding() is None
    assert panel.step(1) == findings[2]
    panel.set_findings((findings[0], findings[3]))
    assert panel.step(-1) == findings[0]


# -- nothing flickers


def test_the_current_finding_stays_current_when_others_come_and_its_words_change(panel: ProblemsPanel) -> None:
    panel.set_findings((DEAD_END, SHARES, NO_TEAM))
    panel.explain(NO_TEAM)

    panel.set_findings((a_finding("SVS020", "a", level=Level.ERROR), replace(NO_TEAM, message="Nobody does 'Triage'")))

    current = panel.finding()
    assert current is not None
    assert current.message == "Nobody does 'Triage'"
    assert "Nobody does 'Triage'" in page_lines(panel)


def test_the_list_stays_where_it_was_scrolled_to(qtbot: QtBot, panel: ProblemsPanel) -> None:
    findings = [a_finding("SVS011", f"step-{number}") for number in range(200)]
    panel.set_findings(tuple(findings))
    view = the_list(panel)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    top = view.indexAt(view.viewport().rect().topLeft())
    finding, height = top.data(0), view.visualRect(top).top()

    panel.set_findings((*findings[:3], a_finding("SVS020", "a"), *findings[5:]))

    again = view.indexAt(view.viewport().rect().topLeft())
    assert again.data(0) == finding
    assert view.visualRect(again).top() == height


def test_an_explanation_that_is_read_stays_when_its_finding_is_mended(qtbot: QtBot, panel: ProblemsPanel) -> None:
    panel.set_findings((DEAD_END, NO_TEAM))
    panel.step(1)
    bar = page(panel).verticalScrollBar()
    bar.setValue(20)

    panel.set_findings((NO_TEAM,))
    assert page_lines(panel)[0] == "The check does not find this any more."
    assert "Why" in page_lines(panel)
    assert bar.value() == 20

    panel.set_findings(())
    assert page(panel).isVisible()
    panel.show_stream("t")
    assert not page(panel).isVisible()


def test_a_finding_that_comes_back_is_explained_again(panel: ProblemsPanel) -> None:
    panel.set_findings((DEAD_END, NO_TEAM))
    panel.step(1)
    panel.set_findings((NO_TEAM,))

    panel.set_findings((DEAD_END, NO_TEAM))

    assert page_lines(panel)[0] == DEAD_END.message


def test_two_thousand_findings_are_listed_and_walked(panel: ProblemsPanel) -> None:
    many: tuple[Finding, ...] = tuple(a_finding(f"SVS{n % 60:03}", f"step-{n}") for n in range(2000))
    panel.set_findings(many)

    panel.set_findings(many[:1000] + many[1001:])

    assert len(shown(panel)) == 1999
    assert panel.step(-1) == many[-1]
