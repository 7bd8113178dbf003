from PySide6.QtCore import QPoint, QPointF, Qt

from svs_designer.gui.selection import Selection
from tests.builders import a_document, a_step, a_stream
from tests.gui.canvas.stage import LEFT, placed

PLACES = {"demand": (0, 24), "a": (264, 0), "b": (528, 0), "c": (264, 240), "value": (792, 24)}


def three_steps(**fields):
    steps = (a_step("a", next="b"), a_step("b", next="value"), a_step("c"))
    return placed(a_document(a_stream(steps=steps, **fields)), **PLACES)


def test_a_drag_from_a_border_to_another_card_connects(make_stage):
    stage = make_stage(three_steps())
    before = stage.session.document

    stage.drag(stage.spot("a", down=0.99), stage.spot("c"), release=False)
    during = stage.hover_words, stage.canvas.board.cards["c"].dress.tint
    stage.qtbot.mouseRelease(stage.port, LEFT, pos=stage.spot("c"))

    assert during == ("Connect", "good")
    assert ("a", "c") in stage.links
    assert stage.session.undo_label == "Connect"
    assert stage.undo_restores(before)


def test_the_handle_shows_on_hover_and_connects(make_stage):
    stage = make_stage(three_steps())
    stage.qtbot.mouseMove(stage.port, stage.spot("c"))

    stage.drag(stage.spot("c", across=1.0) + QPoint(6, 0), stage.spot("value"))

    assert ("c", "value") in stage.links


def test_a_link_that_cannot_be_is_coloured_said_and_refused(make_stage):
    stage = make_stage(three_steps())
    before = stage.session.document

    stage.drag(stage.spot("a", down=0.99), stage.spot("b"), release=False)
    during = stage.hover_words, stage.canvas.board.cards["b"].dress.tint
    stage.qtbot.mouseRelease(stage.port, LEFT, pos=stage.spot("b"))

    assert during == ("These two are connected already", "error")
    assert stage.session.document is before
    assert stage.hints == ["These two are connected already"]
    assert stage.canvas.board.cards["b"].dress.tint == ""


def test_a_connector_released_in_empty_space_asks_for_the_next_step(make_stage):
    stage = make_stage(three_steps())
    before = stage.session.document

    stage.drag(stage.spot("c", down=0.99), stage.empty())
    stage.type("e Ask the driver\n")

    assert ("c", "ask-the-driver") in stage.links
    assert stage.stream.step("ask-the-driver").activity == "engage"
    assert stage.selected == ("ask-the-driver",)
    assert stage.undo_restores(before)


def test_a_click_on_the_handle_asks_for_the_next_step(make_stage):
    stage = make_stage(three_steps())
    stage.click(stage.spot("c"))

    stage.click(stage.spot("c", across=1.0) + QPoint(5, 0))

    assert stage.has_box


def test_the_end_of_a_selected_link_can_be_led_elsewhere(make_stage):
    stage = make_stage(three_steps())
    before = stage.session.document
    stage.select(links=(("a", "b"),))
    end = stage.canvas.board.connectors["a", "b"].connector.points[-1]

    stage.drag(stage.canvas.mapFromScene(QPointF(*end)), stage.spot("c"))

    assert ("a", "c") in stage.links
    assert ("a", "b") not in stage.links
    assert stage.canvas.selection() == Selection("s", (), (("a", "c"),))
    assert stage.undo_restores(before)


def test_the_end_of_a_link_released_nowhere_stays(make_stage):
    stage = make_stage(three_steps())
    before = stage.session.document
    stage.select(links=(("a", "b"),))
    end = stage.canvas.board.connectors["a", "b"].connector.points[-1]

    stage.drag(stage.canvas.mapFromScene(QPointF(*end)), stage.empty())

    assert stage.session.document is before
    assert stage.canvas.board.connectors["a", "b"].isVisible()


def test_a_double_click_on_a_link_edits_its_share_and_condition(make_stage):
    stage = make_stage(three_steps())
    before = stage.session.document

    stage.double_click(stage.on_link(("a", "b")))
    stage.type("80% device suspected\n")

    link = stage.stream.link("a", "b")
    assert (link.share, link.when) == (0.8, "device suspected")
    assert stage.session.undo_label == "Change link"
    assert stage.undo_restores(before)


def test_a_share_above_a_hundred_percent_is_explained_and_the_field_stays(make_stage):
    stage = make_stage(three_steps())
    before = stage.session.document

    stage.double_click(stage.on_link(("a", "b")))
    stage.type("120%\n")

    assert stage.title is not None
    assert stage.title.trouble == "120% is more than all cases: a share is at most 100%"
    assert stage.session.document is before
    stage.title.leave()


def test_delete_removes_the_selected_link(make_stage):
    stage = make_stage(three_steps())
    before = stage.session.document
    stage.select(links=(("a", "b"),))

    stage.key(Qt.Key.Key_Delete)

    assert ("a", "b") not in stage.links
    assert stage.session.undo_label == "Delete link"
    assert stage.undo_restores(before)
