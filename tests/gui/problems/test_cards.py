"""Findings as cards in the inspector, and as badges on the canvas."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from svs_designer.gui.appearance import Appearance
from svs_designer.gui.fields.link_button import LinkButton
from svs_designer.gui.panels.finding_cards import FEW, FindingCards
from svs_designer.gui.problems.badges import badges_of, open_counts
from svs_designer.gui.problems.card import FindingCard
from svs_designer.rules.finding import Level
from tests.gui.problems.findings import DEAD_END, ELSEWHERE, NO_TEAM, REGISTERS, SHARES, a_finding, accepted


@pytest.fixture
def cards(qtbot: QtBot, appearance: Appearance) -> FindingCards:
    cards = FindingCards(appearance)
    qtbot.addWidget(cards)
    cards.resize(280, 600)
    return cards


def rules(cards: FindingCards) -> list[str]:
    QApplication.processEvents()  # shows and lays out what was made a moment ago
    return [card.finding.rule for card in cards.findChildren(FindingCard) if not card.isHidden()]


def link(cards: FindingCards, words: str) -> LinkButton:
    return next(each for each in cards.findChildren(LinkButton) if each.words == words and each.isVisible())


def test_cards_stand_the_worst_first_and_the_accepted_last(cards: FindingCards) -> None:
    cards.show_findings((accepted(DEAD_END), NO_TEAM, SHARES))

    assert rules(cards) == ["SVS026", "SVS106", "SVS021"]


def test_a_card_keeps_its_place_when_its_words_change(cards: FindingCards) -> None:
    cards.show_findings((SHARES, NO_TEAM))
    before = cards.findChildren(FindingCard)

    cards.show_findings((replace(SHARES, message="Shares add up to 90%"), NO_TEAM))

    assert cards.findChildren(FindingCard) == before
    assert "Shares add up to 90%" in [label.text() for label in cards.findChildren(QLabel)]


def test_many_cards_are_shown_when_asked_for_and_few_again_elsewhere(qtbot: QtBot, cards: FindingCards) -> None:
    many = tuple(a_finding(f"SVS0{number}", "a") for number in range(11, 18))
    cards.show_findings(many)
    assert len(rules(cards)) == FEW

    qtbot.mouseClick(link(cards, "4 more"), Qt.MouseButton.LeftButton)
    assert len(rules(cards)) == 7
    cards.show_findings(many[:6])
    assert len(rules(cards)) == 6

    cards.show_findings(tuple(replace(each, element="b") for each in many))
    assert len(rules(cards)) == FEW


def test_a_card_asks_for_acceptance_and_takes_it_back(qtbot: QtBot, cards: FindingCards) -> None:
    cards.show_findings((DEAD_END,))
    with qtbot.waitSignal(cards.accept_asked) as accept:
        qtbot.mouseClick(link(cards, "Accept…"), Qt.MouseButton.LeftButton)

    cards.show_findings((accepted(DEAD_END),))
    with qtbot.waitSignal(cards.withdraw_asked) as withdraw:
        qtbot.mouseClick(link(cards, "Withdraw"), Qt.MouseButton.LeftButton)

    assert accept.args == [DEAD_END]
    assert withdraw.args == [accepted(DEAD_END)]
    assert "Accepted by Ann: By law" in [label.text() for label in cards.findChildren(QLabel)]


def test_a_click_on_a_card_leaves_the_focus_where_it_was(qtbot: QtBot, cards: FindingCards) -> None:
    elsewhere = QLineEdit(cards)
    cards.show_findings((DEAD_END,))
    rules(cards)
    elsewhere.setFocus()

    qtbot.mouseClick(link(cards, "Explain"), Qt.MouseButton.LeftButton)
    cards.show_findings(())

    assert cards.focusWidget() is elsewhere


def test_badges_show_the_worst_and_tell_all_the_accepted_last() -> None:
    same = replace(NO_TEAM, element="b")

    badges = badges_of((same, DEAD_END, SHARES, ELSEWHERE, accepted(a_finding("SVS011", "b"))), "s")

    assert badges.levels == {"b": Level.ERROR, ("a", "b"): Level.WARNING}
    assert badges.texts["b"].splitlines() == [
        "Error: It leads nowhere: lead it on", "Advice: Nobody does it", "Accepted by Ann: SVS011 at b",
    ]  # fmt: skip


def test_what_is_accepted_wears_no_badge_and_does_not_count() -> None:
    findings = (accepted(DEAD_END), SHARES)

    assert DEAD_END.element not in badges_of(findings, "s").levels
    assert open_counts(findings, "s") == {"warning": 1}


def test_a_stream_counts_its_own_findings_and_those_of_the_registers() -> None:
    assert open_counts((SHARES, REGISTERS, ELSEWHERE), "s") == {"warning": 1, "advice": 1}
