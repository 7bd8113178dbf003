"""Dropping things of the palette: what a drop would do here, said and coloured before it is done."""

from collections.abc import Callable
from typing import NamedTuple

from svs_designer.catalogue.contribution import Contribution
from svs_designer.drawing.figures import LinkKey
from svs_designer.drawing.geometry import Point, Size
from svs_designer.gui.canvas.capture import Draft
from svs_designer.gui.canvas.editor import StreamEditor
from svs_designer.gui.canvas.hits import Hit, Part
from svs_designer.gui.canvas.placing import centred
from svs_designer.gui.mime import PaletteItem
from svs_designer.model.edits.nodes import objection_to_demand, objection_to_value
from svs_designer.model.edits.steps import objection_to_attaching
from svs_designer.model.ids import DEMAND, VALUE

PILL, END, NOTE = Size(192, 72), Size(96, 40), Size(176, 64)
FITS = {
    Contribution.HIGH: "good",
    Contribution.MEDIUM: "good",
    Contribution.LOW: "advice",
    Contribution.NONE: "warning",
}
"""A colour for how much a practice contributes; even `none` may be attached, so none of them is an error."""


class Drop(NamedTuple):
    """What a drop would do: the words and the colour of the hover, what it marks, and the deed (None: refused).

    The deed returns the element that is to be selected afterwards; `names` tells that its title is typed next.
    """

    words: str
    role: str
    deed: Callable[[], str | None] | None = None
    element: str = ""
    link: LinkKey | None = None
    names: bool = False


def drop_of(item: PaletteItem, hit: Hit, at: Point, editor: StreamEditor) -> Drop:
    """Return what dropping an item of the palette on a place would do."""
    if editor.session.read_only:
        return Drop("This document is read-only: save it under another name to edit it", "error")
    if item.kind == "activity":
        return _activity(item.id, hit, at, editor)
    if item.kind == "practice":
        return _practice(item.id, hit, editor)
    return _node(item.kind, hit, at, editor)


def _activity(activity_id: str, hit: Hit, at: Point, editor: StreamEditor) -> Drop:
    activity = editor.catalogue.activity(activity_id)
    name = activity.word if activity else activity_id
    draft = Draft(activity=activity_id)
    stream = editor.stream
    if hit.link:
        link = hit.link
        return Drop(f"Insert a step: {name}", "accent", lambda: editor.insert_step(draft, link), link=link, names=True)
    step = stream.step(hit.element)
    if step and step.activity is None:
        return Drop(
            f"Change activity to {name}",
            "accent",
            lambda: step.id if editor.change_activity((step.id,), activity_id) else None,
            element=step.id,
        )
    if hit.element and stream.ways(hit.element) is not None:
        source = hit.element
        return Drop(
            f"Add the next step: {name}",
            "accent",
            lambda: editor.add_step_after(draft, source),
            element=source,
            names=True,
        )
    if hit.element in {end.id for end in stream.ends}:
        return Drop("Nothing leaves an end: drop on a step or on empty canvas", "error", element=hit.element)
    return Drop(f"Add a step: {name}", "", lambda: editor.add_step(draft, centred(at)), names=True)


def _practice(practice_id: str, hit: Hit, editor: StreamEditor) -> Drop:
    practice = editor.catalogue.practice(practice_id)
    name = practice.name if practice else practice_id
    if not hit.element:
        return Drop("Drop the practice on a step", "")
    objection = objection_to_attaching(editor.session.document, editor.stream_id, hit.element, practice_id)
    step = editor.stream.step(hit.element)
    if objection or step is None:
        return Drop(objection or "Practices belong on steps", "error", element=hit.element)
    words, role = fit_of(practice_id, step.activity, editor)
    return Drop(
        f"{name}: {words}",
        role,
        lambda: step.id if editor.attach((step.id,), practice_id) else None,
        element=step.id,
    )


def fit_of(practice_id: str, activity_id: str | None, editor: StreamEditor) -> tuple[str, str]:
    """Say how much a practice contributes to an activity, and in which colour."""
    activity = editor.catalogue.activity(activity_id or "")
    grade = editor.catalogue.contribution(practice_id, activity_id or "")
    if activity is None or grade is None:
        return "attach", "accent"
    if grade is Contribution.NONE:
        return f"contributes nothing to {activity.word}", FITS[grade]
    return f"{grade.value} contribution to {activity.word}", FITS[grade]


def _node(kind: str, hit: Hit, at: Point, editor: StreamEditor) -> Drop:
    document, stream_id = editor.session.document, editor.stream_id
    objections = {DEMAND: objection_to_demand, VALUE: objection_to_value}
    objection = objections[kind](document, stream_id) if kind in objections else None
    if objection:
        return Drop(objection, "error")
    if kind == "note":
        about = hit.element if hit.part is not Part.CANVAS and not editor.stream.annotation(hit.element) else ""
        words = "Add a note about it" if about else "Add a note"
        return Drop(
            words,
            "accent" if about else "",
            lambda: editor.add_note(None if about else centred(at, NOTE), about=about or None),
            element=about,
            names=True,
        )
    corner = centred(at, END if kind == "end" else PILL)
    return Drop(f"Add {kind}", "", lambda: editor.add_node(kind, corner), names=True)
