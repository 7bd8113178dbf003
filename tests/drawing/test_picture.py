"""The picture: everything is there, places are kept, and an edit redraws only what it changed."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svs_designer.catalogue import load_catalogue
from svs_designer.drawing.figures import FigureKind, Picture
from svs_designer.drawing.picture import boxes_of, picture_of
from svs_designer.drawing.tidy import tidied
from svs_designer.editing.session import Session
from svs_designer.formats.native import read_file
from svs_designer.model.base import evolve
from svs_designer.model.document import Document, NoSuchStream
from svs_designer.model.edits.nodes import (
    add_annotation,
    add_end,
    delete_elements,
    move_elements,
    set_annotation,
    set_demand,
)
from svs_designer.model.edits.within import change_stream
from svs_designer.model.layout import Place
from svs_designer.model.registers import Team
from svs_designer.model.stream import ValueStream
from svs_designer.resource_files import model_file
from tests.builders import a_document, a_step, a_stream

CATALOGUE = load_catalogue("itil4")


def drawn(document: Document, previous: Picture | None = None) -> Picture:
    return picture_of(document, "s", CATALOGUE, previous=previous)


def with_step(document: Document, step_id: str, **changes: object) -> Document:
    def change(stream: ValueStream) -> ValueStream:
        return evolve(stream, steps=tuple(evolve(s, **changes) if s.id == step_id else s for s in stream.steps))

    return change_stream(document, "s", change)


def branching() -> Document:
    steps = (
        a_step("a", team="x", next={"one": [{"to": "b", "share": "80%"}, {"to": "c", "share": "20%"}]}),
        a_step("b", team="y", next="value"),
        a_step("c", team="x", next={"to": "a", "kind": "rework"}),
    )
    teams = ({"id": "x", "name": "Desk"}, {"id": "y", "name": "Field"})
    return a_document(a_stream(steps=steps, ends=({"id": "refused"},)), teams=teams)


def test_every_element_and_every_link_is_drawn():
    picture = drawn(branching())

    assert list(picture.figures) == ["demand", "a", "b", "c", "value", "refused"]
    assert list(picture.connectors) == [("demand", "a"), ("a", "b"), ("a", "c"), ("b", "value"), ("c", "a")]
    assert picture.figures["value"].sketch.kind is FigureKind.VALUE


def test_placed_elements_stand_where_the_layout_says():
    document = a_document(layout={"s": {"a": [400, 120], "b": [800, -40]}})

    picture = drawn(document)

    assert (picture.figures["a"].at, picture.figures["b"].at) == ((400, 120), (800, -40))


def test_what_has_no_place_is_arranged_around_the_rest():
    document = a_document(a_stream(steps=6), layout={"s": {"c": [40, 40], "d": [300, 40]}})

    figures = drawn(document).figures.values()

    boxes = [figure.box for figure in figures]
    assert not any(one.intersects(other) for i, one in enumerate(boxes) for other in boxes[:i])


@pytest.mark.parametrize("model", ["wifi-as-is", "restore-service", "software-release"])
def test_the_boxes_alone_are_those_of_the_picture(model):
    document = read_file(model_file(f"{model}.svs.yaml")).document
    unplaced = evolve(document, layout={})
    stream, catalogue = document.streams[0].id, load_catalogue("itil4")

    for each in (document, unplaced):
        figures = picture_of(each, stream, catalogue).figures
        assert boxes_of(each, stream, catalogue) == {key: figure.box for key, figure in figures.items()}


def test_a_note_without_a_place_stands_beside_what_it_is_about():
    document = add_annotation(tidied(a_document(), "s", CATALOGUE), "s", "Ask again", about="b")

    picture = drawn(document)

    note, step = picture.figures["note"].box, picture.figures["b"].box
    assert note.expanded(17).intersects(step)
    assert not any(note.intersects(figure.box) for key, figure in picture.figures.items() if key != "note")


def test_a_change_of_team_is_a_handoff():
    picture = drawn(branching())

    spoken = {key: "hand-off" in connector.spoken for key, connector in picture.connectors.items()}
    assert [key for key, is_handoff in spoken.items() if is_handoff] == [("a", "b")]


def test_the_bounds_hold_figures_lines_and_labels():
    picture = drawn(branching())

    inside = picture.bounds.expanded(0.01)
    boxes = [figure.box for figure in picture.figures.values()] + [
        c.label for c in picture.connectors.values() if c.label
    ]
    assert all(inside.contains((box.x, box.y)) and inside.contains((box.right, box.bottom)) for box in boxes)
    assert all(inside.contains(point) for c in picture.connectors.values() for point in c.points)


def test_an_empty_stream_is_an_empty_picture():
    picture = drawn(a_document(ValueStream(id="s")))

    assert not picture.figures
    assert picture.bounds == (0, 0, 0, 0)


def test_an_unknown_stream_is_refused():
    with pytest.raises(NoSuchStream, match="'t'"):
        picture_of(a_document(), "t", CATALOGUE)


# -- what an edit leaves alone


def test_drawing_the_same_document_again_makes_nothing_new():
    document = branching()
    first = drawn(document)

    second = drawn(document, first)

    assert all(second.figures[key] is figure for key, figure in first.figures.items())
    assert all(second.connectors[key] is connector for key, connector in first.connectors.items())


def test_renaming_a_step_redraws_that_step_alone():
    document = tidied(branching(), "s", CATALOGUE)
    first = drawn(document)

    second = drawn(with_step(document, "b", name="Another name"), first)

    assert [key for key in first.figures if second.figures[key] is not first.figures[key]] == ["b"]
    assert second.figures["b"].sketch.title == "Another name"


def test_a_field_that_no_card_shows_redraws_nothing():
    document = tidied(branching(), "s", CATALOGUE)
    first = drawn(document)

    second = drawn(with_step(document, "b", notes="Nobody sees this", touch=None), first)

    assert second == first
    assert all(second.figures[key] is figure for key, figure in first.figures.items())
    assert all(second.connectors[key] is connector for key, connector in first.connectors.items())


def test_moving_a_step_keeps_its_sketch_and_the_other_figures():
    document = tidied(branching(), "s", CATALOGUE)
    first = drawn(document)

    second = drawn(move_elements(document, "s", {"b": (900, 900)}), first)

    assert second.figures["b"].sketch is first.figures["b"].sketch
    assert second.figures["b"].at == (900, 900)
    assert [key for key in first.figures if second.figures[key] is not first.figures[key]] == ["b"]
    assert second.connectors["a", "b"] is not first.connectors["a", "b"]


def test_renaming_a_team_redraws_its_cards():
    document = tidied(branching(), "s", CATALOGUE)
    first = drawn(document)

    teams = (Team(id="x", name="Front office"), document.teams[1])
    second = drawn(evolve(document, teams=teams), first)

    assert [key for key in first.figures if second.figures[key] is not first.figures[key]] == ["a", "c"]


def test_a_note_is_redrawn_when_its_subject_is_renamed():
    document = tidied(add_annotation(branching(), "s", "Ask", about="b"), "s", CATALOGUE)
    first = drawn(document)

    renamed = with_step(document, "b", name="Another name")

    assert drawn(renamed, first) == drawn(renamed)
    assert drawn(renamed, first).figures["note"] is not first.figures["note"]


def test_a_picture_of_another_stream_is_no_help_and_no_harm():
    document = a_document(a_stream("s", steps=2), a_stream("t", steps=4))
    other = picture_of(document, "t", CATALOGUE)

    assert drawn(document, other) == drawn(document)


EDITS: list[tuple[str, Callable[[Document], Document]]] = [
    ("rename", lambda d: with_step(d, "a", name="Log the incident")),
    ("hand over", lambda d: with_step(d, "b", team="x")),
    ("move", lambda d: move_elements(d, "s", {"a": (120, 240)})),
    ("place", lambda d: move_elements(d, "s", {"demand": (-240, 0), "refused": (640, 320)})),
    ("end", lambda d: add_end(d, "s", "Refused")),
    ("note", lambda d: add_annotation(d, "s", "Why?", about="a")),
    ("free note", lambda d: add_annotation(d, "s", "Ask the customer", at=Place(0, 400))),
    ("write", lambda d: set_annotation(d, "s", "note", text="Because") if "note" in d.stream("s").elements() else d),
    ("delete", lambda d: delete_elements(d, "s", {"c"})),
    ("cut", lambda d: delete_elements(d, "s", (), [("a", "b")])),
    ("demand", lambda d: set_demand(d, "s", text="Nothing works")),
    ("undecided", lambda d: with_step(d, "b", next=["value", "refused"])),
    ("parallel", lambda d: with_step(d, "b", next={"all": ["value", "refused"]})),
    ("tidy", lambda d: tidied(d, "s", CATALOGUE)),
    ("team", lambda d: evolve(d, teams=(Team(id="x", name="Front office"), *d.teams[1:]))),
]


@given(st.lists(st.sampled_from(EDITS), min_size=1, max_size=6))
def test_a_picture_drawn_after_each_edit_equals_one_drawn_afresh(edits):
    document = branching()
    picture = drawn(document)

    for _, edit in edits:
        document = edit(document)
        picture = drawn(document, picture)

    assert picture == drawn(document)


# -- tidy


def test_tidy_places_everything_and_is_one_undo_step():
    session = Session(branching())
    before = session.document

    session.apply("Tidy", tidied, "s", CATALOGUE)

    assert set(session.document.layout.of("s")) == set(before.stream("s").elements())
    session.undo()
    assert session.document is before


def test_tidy_twice_changes_nothing_more():
    once = tidied(branching(), "s", CATALOGUE)

    assert tidied(once, "s", CATALOGUE) == once


def test_tidy_keeps_what_is_pinned():
    document = a_document(a_stream(steps=5), layout={"s": {"c": [1000, 500, "pinned"], "d": [3, 3]}})

    places = tidied(document, "s", CATALOGUE).layout.of("s")

    assert places["c"] == Place(1000, 500, pinned=True)
    assert places["d"] != Place(3, 3)


def test_tidy_leaves_meaning_alone():
    document = branching()

    assert tidied(document, "s", CATALOGUE).streams[0] is document.streams[0]


def test_a_link_from_a_step_to_itself_is_no_line() -> None:
    document = a_document(a_stream(steps=(a_step("a", next={"one": ["value", {"to": "a", "kind": "rework"}]}),)))

    assert ("a", "a") not in drawn(document).connectors
    assert ("a", "value") in drawn(document).connectors
