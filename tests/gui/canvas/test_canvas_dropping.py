import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt

from tests.builders import a_document, a_step, a_stream
from tests.gui.canvas.stage import placed

PLACES = {"demand": (0, 24), "a": (264, 0), "b": (528, 0), "value": (792, 24)}


def line_of_two():
    return placed(a_document(), **PLACES)


def test_an_activity_dropped_on_the_canvas_is_a_step_whose_name_is_typed_at_once(make_stage):
    stage = make_stage(line_of_two())
    before = stage.session.document

    stage.drop("activity", "engage", stage.empty())
    stage.type("Take the call\n")

    step = stage.stream.step("take-the-call")
    assert (step.name, step.activity) == ("Take the call", "engage")
    assert stage.selected == ("take-the-call",)
    assert stage.session.undo_label == "Add step"
    assert stage.undo_restores(before)


def test_a_dropped_step_and_its_first_name_are_one_step_also_when_a_form_opens_beside_it(make_stage):
    stage = make_stage(line_of_two())
    stage.canvas.selection_changed.connect(lambda _: stage.session.end_gesture())
    before = stage.session.document

    stage.drop("activity", "engage", stage.empty())
    stage.type("Take the call\n")

    assert stage.undo_restores(before)


def test_a_step_that_was_saved_without_a_name_keeps_its_id(make_stage):
    stage = make_stage(line_of_two())
    stage.drop("activity", "engage", stage.empty())
    stage.session.mark_saved(stage.session.document)

    stage.type("Take the call\n")

    assert stage.stream.step("step").name == "Take the call"
    assert stage.session.undo_label == "Rename step"


def test_a_dropped_step_may_stay_without_a_name(make_stage):
    stage = make_stage(line_of_two())

    stage.drop("activity", "engage", stage.empty())
    stage.qtbot.keyClick(stage.title, Qt.Key.Key_Escape)

    assert stage.stream.step("step").name == ""
    assert stage.title is None


def test_a_name_that_something_else_came_before_is_a_rename(make_stage):
    from svs_designer.model.edits.steps import rename_step

    stage = make_stage(line_of_two())
    stage.drop("activity", "engage", stage.empty())
    stage.session.apply("Rename step", rename_step, "s", "a", "Elsewhere")

    stage.canvas.editor.rename("step", "Take the call")

    assert stage.stream.step("step").name == "Take the call"
    assert stage.stream.step("a").name == "Elsewhere"


def test_renaming_another_step_leaves_the_newest_without_a_name(make_stage):
    stage = make_stage(line_of_two())
    stage.drop("activity", "engage", stage.empty())
    stage.qtbot.keyClick(stage.title, Qt.Key.Key_Escape)

    stage.canvas.editor.rename("a", "Triage")

    assert stage.stream.step("a").name == "Triage"
    assert stage.stream.step("step").name == ""


def test_an_activity_dropped_on_a_connector_is_inserted_and_the_rest_makes_room(make_stage):
    stage = make_stage(line_of_two())
    before = stage.session.document

    accepted = stage.hover("activity", "engage", stage.on_link(("a", "b")))
    tint = stage.canvas.board.connectors["a", "b"].dress.tint
    stage.drop("activity", "engage", stage.on_link(("a", "b")))
    stage.type("Ask\n")

    assert accepted
    assert tint == "accent"
    assert {("a", "ask"), ("ask", "b")} <= set(stage.links)
    boxes = {key: card.box for key, card in stage.canvas.board.cards.items()}
    assert not any(boxes["ask"].intersects(box) for key, box in boxes.items() if key != "ask")
    assert stage.undo_restores(before)


def test_an_activity_dropped_on_a_step_that_has_one_becomes_the_next_step(make_stage):
    stage = make_stage(line_of_two())

    stage.hover("activity", "engage", stage.spot("b"))
    said = stage.hover_words
    stage.drop("activity", "engage", stage.spot("b"))
    stage.type("Ask\n")

    assert said == "Add the next step: Engage"
    assert stage.stream.step("b").activity == "deliver-support"
    assert ("b", "ask") in stage.links


def test_an_activity_dropped_on_a_step_without_one_changes_it(make_stage):
    stage = make_stage(a_document(a_stream(steps=(a_step("a", activity=None, next="value"),))))

    stage.drop("activity", "engage", stage.spot("a"))

    assert stage.stream.step("a").activity == "engage"
    assert stage.session.undo_label == "Change activity"


@pytest.mark.parametrize(
    ("practice", "said", "tint"),
    [
        ("service-desk", "Service desk: high contribution to Deliver & support", "good"),
        ("strategy-management", "Strategy management: low contribution to Deliver & support", "advice"),
        ("deployment-management", "Deployment management: contributes nothing to Deliver & support", "warning"),
    ],
)
def test_hovering_a_practice_says_and_colours_how_it_fits_and_never_forbids(make_stage, practice, said, tint):
    stage = make_stage(line_of_two())
    before = stage.session.document

    accepted = stage.hover("practice", practice, stage.spot("a"))
    hovered = stage.hover_words, stage.canvas.board.cards["a"].dress.tint
    stage.drop("practice", practice, stage.spot("a"))

    assert accepted
    assert hovered == (said, tint)
    assert practice in stage.stream.step("a").practices
    assert stage.hover_words == ""
    assert stage.canvas.board.cards["a"].dress.tint == ""
    assert stage.undo_restores(before)


def test_a_practice_that_is_there_already_is_refused(make_stage):
    stage = make_stage(line_of_two())
    before = stage.session.document

    accepted = stage.hover("practice", "incident-management", stage.spot("a"))
    stage.drop("practice", "incident-management", stage.spot("a"))

    assert not accepted
    assert stage.session.document is before
    assert stage.hints == ["This practice is on the step already"]


def test_demand_and_value_are_refused_where_the_stream_has_them(make_stage):
    stage = make_stage(line_of_two())

    accepted = [stage.hover(kind, "", stage.empty()) for kind in ("demand", "value")]

    assert accepted == [False, False]
    assert stage.hover_words == "This stream has its value already"


@pytest.mark.parametrize("kind", ["demand", "value", "end", "note"])
def test_the_other_items_land_where_they_are_dropped(make_stage, kind):
    stage = make_stage(a_document(a_stream(steps=(), demand=None, value=None)))
    before = stage.session.document

    stage.drop(kind, "", stage.empty())

    assert stage.selected == (kind,)
    assert stage.canvas.board.cards[kind].box.contains(stage.canvas.mapToScene(stage.empty()).toTuple())
    stage.qtbot.keyClick(stage.title, Qt.Key.Key_Escape)
    assert stage.undo_restores(before)


def test_a_note_dropped_on_a_card_is_about_it(make_stage):
    stage = make_stage(line_of_two())

    stage.drop("note", "", stage.spot("a"))
    stage.type("Ask them why\n")

    note = stage.stream.annotation("note")
    assert (note.text, note.about) == ("Ask them why", "a")


def test_lines_of_text_dropped_become_steps(make_stage):
    stage = make_stage(line_of_two())
    mime = QMimeData()
    mime.setText("First\nSecond")

    stage.drop_data(mime, stage.empty())

    assert ("first", "second") in stage.links


def test_leaving_the_canvas_with_a_drag_clears_the_hover(make_stage):
    from PySide6.QtGui import QDragLeaveEvent
    from PySide6.QtWidgets import QApplication

    stage = make_stage(line_of_two())
    stage.hover("practice", "service-desk", stage.spot("a"))

    QApplication.sendEvent(stage.canvas.viewport(), QDragLeaveEvent())

    assert stage.hover_words == ""
    assert stage.canvas.board.cards["a"].dress.tint == ""


def test_nothing_can_be_dropped_on_a_read_only_document(make_stage):
    stage = make_stage(line_of_two(), read_only=True)

    assert not stage.hover("activity", "engage", stage.empty())


def test_what_is_dropped_beside_a_connector_far_away_is_not_put_on_it(make_stage):
    stage = make_stage(line_of_two())
    stage.canvas.camera.zoom_to(0.35)
    beside = stage.on_link(("a", "b")) + QPoint(0, 8)

    stage.hover("activity", "engage", beside)
    words = stage.hover_words
    stage.hover("activity", "engage", stage.on_link(("a", "b")))

    assert words == "Add a step: Engage"
    assert stage.hover_words == "Insert a step: Engage"


def test_a_practice_between_the_cards_is_told_where_to_go_without_alarm(make_stage):
    stage = make_stage(line_of_two())

    accepted = stage.hover("practice", "incident-management", stage.empty())

    assert not accepted
    assert stage.hover_words == "Drop the practice on a step"
    assert stage.canvas.hand._drop.role == ""
