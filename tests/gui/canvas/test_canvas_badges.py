"""Badges on the canvas: what stands under the pointer, what it tells, and what a hand-off wears."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QToolTip

from svs_designer.gui.canvas.look import BADGE
from svs_designer.rules.finding import Level
from tests.builders import a_document, a_step, a_stream

LINK = ("a", "b")


def handed_over():
    """Return a document whose only inner link is a hand-off."""
    steps = (a_step("a", team="desk", next="b"), a_step("b", team="field", next="value"))
    return a_document(a_stream(steps=steps), teams=[{"id": "desk"}, {"id": "field"}])


def on_badge(stage) -> QPoint:
    label = stage.canvas.board.connectors[LINK].connector.label
    return stage.canvas.mapFromScene(label.centre.x, label.y - 1.5 * BADGE)


def red_pixels(stage) -> int:
    """Count the pixels that are rather red around the label of the link; its badge stands above."""
    box = stage.canvas.board.connectors[LINK].connector.label
    corner = stage.canvas.mapFromScene(box.x, box.y + 2)
    image = stage.canvas.viewport().grab().toImage()
    area = [(corner.x() + x, corner.y() + y) for x in range(round(box.width)) for y in range(round(box.height) - 2)]
    colours = [image.pixelColor(x, y) for x, y in area]
    return sum(each.red() - max(each.green(), each.blue()) > 40 for each in colours)


def test_the_badge_of_a_link_is_part_of_the_link(make_stage):
    stage = make_stage(handed_over())
    spot = on_badge(stage)
    stage.click(spot)
    without = stage.canvas.selection().only_link

    stage.canvas.set_badges({LINK: Level.WARNING})
    stage.click(spot)

    assert without is None
    assert stage.canvas.selection().only_link == LINK


def test_the_badge_of_a_link_tells_its_findings(make_stage):
    stage = make_stage(handed_over())
    stage.canvas.set_badges({LINK: Level.WARNING})
    stage.canvas.set_badge_texts({LINK: "Warning: two tools for one flow"})

    stage.canvas.show_tip(on_badge(stage), stage.canvas.mapToGlobal(on_badge(stage)))

    assert "Warning: two tools for one flow" in QToolTip.text()
    QToolTip.hideText()


def test_the_sign_of_a_handoff_takes_the_colour_of_what_a_rule_says_of_it(make_stage):
    stage = make_stage(handed_over())
    before = red_pixels(stage)

    stage.canvas.set_badges({LINK: Level.ERROR})

    assert before == 0
    assert red_pixels(stage) > 0


def test_no_card_hides_the_badge_of_a_link(make_stage):
    board = (stage := make_stage(handed_over())).canvas.board
    line, cards = board.connectors[LINK], board.cards.values()

    stage.canvas.set_badges({LINK: Level.ERROR})
    worn = line.zValue()
    stage.canvas.set_badges({})

    assert worn > max(card.zValue() for card in cards)
    assert line.zValue() < min(card.zValue() for card in cards)
