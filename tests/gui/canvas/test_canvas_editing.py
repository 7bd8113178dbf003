import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from svs_designer.drawing.theme import DARK
from svs_designer.gui.mime import FRAGMENT_MIME
from svs_designer.rules.finding import Level
from tests.builders import a_document, a_step, a_stream
from tests.gui.canvas.stage import CTRL, placed


@pytest.mark.parametrize("open_by", ["double click", "F2", "Enter"])
def test_a_step_is_renamed_in_place(make_stage, open_by):
    stage = make_stage(a_document())
    before = stage.session.document
    stage.click(stage.spot("a"))

    if open_by == "double click":
        stage.double_click(stage.spot("a"))
    else:
        stage.key(Qt.Key.Key_F2 if open_by == "F2" else Qt.Key.Key_Return)
    stage.type("Triage\n")

    assert stage.stream.step("a").name == "Triage"
    assert stage.session.undo_label == "Rename step"
    assert stage.canvas.hasFocus()
    assert stage.undo_restores(before)


def test_escape_leaves_the_name_as_it_was(make_stage):
    stage = make_stage(a_document())
    before = stage.session.document
    stage.double_click(stage.spot("a"))
    stage.qtbot.keyClicks(stage.title, "Something")

    stage.qtbot.keyClick(stage.title, Qt.Key.Key_Escape)

    assert stage.session.document is before
    assert stage.title is None


def test_a_click_elsewhere_keeps_what_was_typed(make_stage):
    stage = make_stage(a_document())
    stage.double_click(stage.spot("a"))
    stage.qtbot.keyClicks(stage.title, "Triage")

    stage.click(stage.spot("b"))

    assert stage.stream.step("a").name == "Triage"
    assert stage.selected == ("b",)


@pytest.mark.parametrize(
    ("key", "read"),
    [
        ("demand", lambda stream: stream.demand.text),
        ("value", lambda stream: stream.value.outcome),
        ("end", lambda stream: stream.end("end").name),
        ("note", lambda stream: stream.annotation("note").text),
    ],
)
def test_everything_with_words_is_edited_in_place(make_stage, key, read):
    stage = make_stage(a_document(a_stream(ends=[{"id": "end"}], annotations=[{"id": "note"}])))
    before = stage.session.document

    stage.select(key)
    stage.key(Qt.Key.Key_F2)
    stage.type("Said here\n")

    assert read(stage.stream) == "Said here"
    assert stage.undo_restores(before)


def test_a_note_may_have_several_lines(make_stage):
    stage = make_stage(a_document(a_stream(annotations=[{"id": "note"}])))
    stage.select("note")
    stage.key(Qt.Key.Key_F2)

    stage.type("One")
    stage.qtbot.keyClick(stage.title, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    stage.type("Two\n")

    assert stage.stream.annotation("note").text == "One\nTwo"


def test_deleting_one_step_leads_the_line_on(make_stage):
    stage = make_stage(a_document())
    before = stage.session.document
    stage.select("a")

    stage.key(Qt.Key.Key_Delete)

    assert stage.links == [("demand", "b"), ("b", "value")]
    assert stage.session.undo_label == "Delete step"
    assert stage.undo_restores(before)


def test_deleting_everything_is_one_step(make_stage):
    stage = make_stage(a_document())
    before = stage.session.document

    stage.key(Qt.Key.Key_A, CTRL)
    stage.key(Qt.Key.Key_Backspace)

    assert stage.stream.elements() == ()
    assert stage.undo_restores(before)


def test_copy_puts_yaml_on_the_clipboard_that_pastes_back(make_stage):
    stage = make_stage(a_document())
    before = stage.session.document
    stage.select("a", "b")

    stage.key(Qt.Key.Key_C, CTRL)
    text = QGuiApplication.clipboard().text()
    stage.key(Qt.Key.Key_V, CTRL)

    assert text.startswith(("svs:", "# yaml-language-server"))
    assert "name: Do a" in text
    assert QGuiApplication.clipboard().mimeData().hasFormat(FRAGMENT_MIME)
    assert stage.selected == ("a-2", "b-2")
    assert ("a-2", "b-2") in stage.links
    assert stage.session.undo_label == "Paste 2 steps"
    assert stage.undo_restores(before)


def test_a_fragment_that_went_through_a_text_editor_pastes_too(make_stage):
    stage = make_stage(a_document())
    stage.select("a")
    stage.canvas.copy()
    QGuiApplication.clipboard().setText(QGuiApplication.clipboard().text().replace("Do a", "Edited"))

    stage.canvas.paste()

    assert stage.stream.step("a-2").name == "Edited"


def test_broken_yaml_on_the_clipboard_is_explained(make_stage):
    stage = make_stage(a_document())
    before = stage.session.document
    QGuiApplication.clipboard().setText('svs: "1.0"\nstreams: [{id: s, nmae: x}')

    stage.canvas.paste()

    assert stage.session.document is before
    assert stage.hints[0].startswith("The clipboard holds a stream that cannot be read")


def test_what_could_not_be_read_of_the_clipboard_is_told(make_stage):
    stage = make_stage(a_document())
    QGuiApplication.clipboard().setText('svs: "1.0"\nstreams: [{id: s, steps: [{id: new, touch: 6}]}]')

    stage.canvas.paste()

    assert stage.stream.step("new") is not None
    assert "6 has no unit" in stage.hints[-1]


def test_cut_takes_away_and_paste_brings_back(make_stage):
    stage = make_stage(a_document())
    before = stage.session.document
    stage.select("a", "b")

    stage.key(Qt.Key.Key_X, CTRL)
    cut, label = stage.stream.steps, stage.session.undo_label
    stage.key(Qt.Key.Key_V, CTRL)

    assert (cut, label) == ((), "Cut 2 steps")
    assert [step.name for step in stage.stream.steps] == ["Do a", "Do b"]
    stage.session.undo()
    assert stage.undo_restores(before)


def test_pasted_lines_become_connected_steps_in_one_undo(make_stage):
    stage = make_stage(a_document())
    before = stage.session.document
    stage.select("b")
    QGuiApplication.clipboard().setText("First\tEngage\tDesk\t5m\nSecond\tPlan\tBoard\t1h")

    stage.canvas.paste()

    assert {("b", "first"), ("first", "second")} <= set(stage.links)
    assert stage.stream.step("second").activity == "plan"
    assert stage.session.undo_label == "Paste 2 steps"
    assert stage.undo_restores(before)


def test_a_list_pasted_into_an_empty_stream_is_the_stream_tidied_and_in_view(make_stage):
    stage = make_stage(a_document(a_stream(steps=0)))
    before = stage.session.document
    QGuiApplication.clipboard().setText("\n".join(f"{number}. Step {number}" for number in range(1, 13)))

    stage.canvas.paste()

    assert [step.name for step in stage.stream.steps] == [f"Step {number}" for number in range(1, 13)]
    assert ("demand", "step-1") in stage.links
    assert ("step-12", "value") in stage.links
    boxes = [card.box for card in stage.canvas.board.cards.values()]
    assert not any(one.intersects(other) for i, one in enumerate(boxes) for other in boxes[:i])
    seen = stage.canvas.seen()
    assert all(seen.contains(box.centre) for box in boxes)
    assert stage.session.undo_label == "Paste 12 steps"
    assert stage.undo_restores(before)


def test_what_was_pasted_out_of_view_is_brought_into_view(make_stage):
    stage = make_stage(a_document())
    stage.select("a")
    stage.canvas.copy()
    stage.canvas.camera.pan(4000, 0)

    stage.canvas.paste()

    assert stage.canvas.seen().contains(stage.canvas.board.cards["a-2"].box.centre)


def test_an_empty_clipboard_is_told(make_stage):
    stage = make_stage(a_document())
    QGuiApplication.clipboard().clear()

    stage.canvas.paste()

    assert stage.hints == ["There is nothing on the clipboard to paste"]


def test_duplicate_stands_beside_its_original(make_stage):
    stage = make_stage(a_document())
    before = stage.session.document
    stage.select("a")

    stage.key(Qt.Key.Key_D, CTRL)

    original, copy = stage.canvas.board.cards["a"], stage.canvas.board.cards["a-2"]
    assert (copy.x() - original.x(), copy.y() - original.y()) == (32, 32)
    assert stage.session.undo_label == "Duplicate step"
    assert stage.undo_restores(before)


def test_the_context_menu_offers_what_fits_the_selection(make_stage):
    from svs_designer.gui.canvas.menu import context_menu

    steps = (a_step("a", next=["b", "value"]), a_step("b", next="value"))
    stage = make_stage(a_document(a_stream(steps=steps)))
    stage.select("a")

    menu = context_menu(stage.canvas, stage.canvas.mapToScene(stage.empty()))
    texts = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    kinds = next(action.menu() for action in menu.actions() if action.text() == "Kind of split")
    kinds.actions()[0].trigger()

    assert texts == [
        "Rename", "Add next step…", "Change activity", "Kind of split", "Pin in place",
        "Cut", "Copy", "Duplicate", "Delete",
    ]  # fmt: skip
    assert stage.stream.step("a").next.split == "one"
    menu.deleteLater()


def test_badges_show_on_cards_and_links_and_survive_edits(make_stage):
    stage = make_stage(a_document())
    stage.canvas.set_badges({"a": Level.ERROR, ("a", "b"): Level.ADVICE})

    stage.canvas.editor.rename("a", "Triage")

    assert stage.canvas.board.cards["a"].dress.badge == "error"
    assert stage.canvas.board.cards["b"].dress.badge == ""
    assert stage.canvas.board.connectors["a", "b"].dress.badge == "advice"


def test_the_tooltip_says_all_of_a_step_and_its_findings(make_stage):
    from PySide6.QtWidgets import QToolTip

    stage = make_stage(a_document(a_stream(steps=(a_step("a", touch="5m", next="value"),))))
    stage.canvas.set_badge_texts({"a": "No team does this step"})

    stage.canvas.show_tip(stage.spot("a"), stage.canvas.mapToGlobal(stage.spot("a")))

    text = QToolTip.text()
    for said in ("Do a", "Deliver", "Incident management", "Touch 5m", "No team does this step"):
        assert said in text
    QToolTip.hideText()


def test_a_switch_of_the_theme_repaints(make_stage, appearance):
    stage = make_stage(a_document())
    light = stage.canvas.grab().toImage().pixelColor(5, 5).name().upper()

    appearance.set_mode("dark")
    dark = stage.canvas.grab().toImage().pixelColor(5, 5).name().upper()
    appearance.set_mode("light")

    assert light == "#F4F5F7"
    assert dark == DARK.colour("canvas")


def test_what_is_renamed_or_led_on_is_brought_into_view_first(make_stage):
    stage = make_stage(a_document())
    stage.select("a")

    stage.canvas.camera.pan(-3000, 0)
    stage.key(Qt.Key.Key_F2)
    renamed_at = stage.title.geometry()
    stage.qtbot.keyClick(stage.title, Qt.Key.Key_Escape)
    stage.canvas.camera.pan(-3000, 0)
    stage.key(Qt.Key.Key_Tab)

    assert stage.port.rect().contains(renamed_at)
    assert stage.canvas.seen().contains(stage.canvas.board.cards["a"].box.centre)


def test_words_on_a_short_link_make_room_for_themselves(make_stage):
    stage = make_stage(placed(a_document(), demand=(0, 24), a=(264, 0), b=(528, 0), value=(792, 24)))
    before = stage.session.document

    stage.canvas.writing.edit_link(("a", "b"))
    stage.type("80% access point suspected\n")

    label = stage.canvas.board.connectors["a", "b"].connector.label
    assert not any(label.intersects(card.box) for card in stage.canvas.board.cards.values())
    assert stage.session.undo_label == "Change link"
    assert stage.undo_restores(before)


def test_words_on_a_link_move_nothing_where_there_is_room_or_a_pin(make_stage):
    stage = make_stage(placed(a_document(), demand=(0, 24), a=(264, 0), b=(800, 0), value=(1072, 24)))
    stage.canvas.editor.pin(("value",), pinned=True)

    stage.canvas.editor.set_link(("a", "b"), share=0.8)
    stage.canvas.editor.set_link(("b", "value"), when="the access point is suspected")

    assert stage.canvas.board.cards["b"].x() == 800
    assert stage.canvas.board.cards["value"].x() == 1072
