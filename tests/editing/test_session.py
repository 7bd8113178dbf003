"""Sessions and history: every change is one undo step, and everything follows one event."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svs_designer.editing.session import ReadOnlyDocument, Session
from svs_designer.model.document import Document
from svs_designer.model.edits.steps import rename_step
from svs_designer.model.edits.within import EditError
from tests.builders import a_document
from tests.edit_strategies import edits


def test_undo_brings_back_the_same_document() -> None:
    session = Session(a_document())
    before = session.document

    session.apply("Rename step", rename_step, "s", "a", "Triage")
    session.undo()

    assert session.document is before
    assert session.redo_label == "Rename step"


def test_redo_brings_the_change_again_until_something_else_is_done() -> None:
    session = Session(a_document())
    session.apply("Rename step", rename_step, "s", "a", "Triage")
    session.undo()

    session.redo()
    assert session.document.stream("s").step("a").name == "Triage"

    session.undo()
    session.apply("Rename step", rename_step, "s", "a", "Other")
    assert session.redo_label is None


def test_an_edit_without_effect_is_no_undo_step() -> None:
    session = Session(a_document())

    session.apply("Rename step", rename_step, "s", "a", "Do a")

    assert session.undo_label is None


def test_listeners_are_told_of_edits_undo_and_redo_until_they_stop() -> None:
    session = Session(a_document())
    told: list[tuple[Document, Document]] = []
    stop = session.subscribe(lambda old, new: told.append((old, new)))

    session.apply("Rename step", rename_step, "s", "a", "Triage")
    session.undo()
    session.redo()
    stop()
    session.undo()

    assert len(told) == 3
    assert told[0] == (told[1][1], told[1][0]) == told[2]


def test_an_edit_that_fails_leaves_everything_as_it_was() -> None:
    session = Session(a_document())

    with pytest.raises(EditError, match="no step 'nobody'"):
        session.apply("Rename step", rename_step, "s", "nobody", "x")

    assert session.undo_label is None


def test_the_saved_mark_follows_undo_and_redo() -> None:
    session = Session(a_document(), saved=True)
    session.apply("Rename step", rename_step, "s", "a", "Triage")
    assert not session.is_saved

    session.undo()
    assert session.is_saved

    session.redo()
    session.mark_saved(session.document)
    assert session.is_saved


def test_typing_in_one_field_is_one_undo_step() -> None:
    session = Session(a_document())
    for typed in ("T", "Tr", "Tri"):
        session.apply_in_gesture("name of a", "Rename step", rename_step, "s", "a", typed)
    session.end_gesture()
    session.apply_in_gesture("name of a", "Rename step", rename_step, "s", "a", "Triage")

    session.undo()
    assert session.document.stream("s").step("a").name == "Tri"
    session.undo()
    assert session.document.stream("s").step("a").name == "Do a"


def test_an_amended_step_is_taken_back_by_one_undo_also_when_its_gesture_ended() -> None:
    session = Session(a_document())
    before = session.document
    session.apply("Rename step", rename_step, "s", "a", "Tri")
    session.end_gesture()

    session.amend(rename_step, "s", "a", "Triage")

    assert session.undo_label == "Rename step"
    session.undo()
    assert session.document is before


def test_a_gesture_that_continues_after_a_save_is_a_new_step() -> None:
    session = Session(a_document())
    session.apply_in_gesture("name of a", "Rename step", rename_step, "s", "a", "T")
    session.mark_saved(session.document)

    session.apply_in_gesture("name of a", "Rename step", rename_step, "s", "a", "Tr")
    session.undo()

    assert session.is_saved


def test_a_document_opened_in_part_refuses_edits() -> None:
    session = Session(a_document(), read_only=True)

    with pytest.raises(ReadOnlyDocument, match="another name"):
        session.apply("Rename step", rename_step, "s", "a", "Triage")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_editing_keeps_the_document_well_formed_and_undo_leads_back_to_the_start(data: st.DataObject) -> None:
    start = a_document()
    session = Session(start)

    for _ in range(data.draw(st.integers(1, 12))):
        edit = data.draw(edits(session.document))
        try:
            session.apply("Edit", edit)
        except EditError:
            continue
        document = session.document
        assert Document(**{name: getattr(document, name) for name in Document.model_fields}) == document

    while session.undo_label:
        session.undo()
    assert session.document is start
