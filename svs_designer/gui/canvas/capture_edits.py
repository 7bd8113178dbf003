"""Edits behind capture: a typed step, a pasted list, and the team that came with it. No Qt."""

from collections.abc import Iterable, Mapping
from typing import Any

from svs_designer.drawing.geometry import Box, Point
from svs_designer.gui.canvas.capture import Draft
from svs_designer.gui.canvas.placing import CARD, GAP, after, free_spot
from svs_designer.model.document import Document
from svs_designer.model.edits.links import connect
from svs_designer.model.edits.registers import add_entry, new_entry_id
from svs_designer.model.edits.steps import add_step, insert_step, new_step_id
from svs_designer.model.edits.within import place
from svs_designer.model.ids import VALUE, slug
from svs_designer.model.layout import Place
from svs_designer.model.registers import Team


def add_draft(
    document: Document, stream_id: str, draft: Draft, *, at: Point, source: str | None = None
) -> tuple[Document, str]:
    """Return the document with a typed step, linked from `source` if given, and the id of the step."""
    document, fields = _fields(document, draft)
    made = new_step_id(document.stream(stream_id), draft.name)
    return add_step(document, stream_id, draft.name, at=Place(*at), after=source, **fields), made


def insert_draft(
    document: Document, stream_id: str, source: str, target: str, draft: Draft, *, at: Point
) -> tuple[Document, str]:
    """Return the document with a typed step put on a link, and the id of the step."""
    document, fields = _fields(document, draft)
    made = new_step_id(document.stream(stream_id), draft.name)
    return insert_step(document, stream_id, source, target, draft.name, at=Place(*at), **fields), made


def add_drafts(
    document: Document,
    stream_id: str,
    drafts: Iterable[Draft],
    *,
    at: Point,
    taken: Mapping[str, Box],
    source: str | None = None,
) -> tuple[Document, tuple[str, ...]]:
    """Return the document with a chain of steps, wrapped into rows of six from `at` on, and their ids in order."""
    made: list[str] = []
    boxes = dict(taken)
    for number, draft in enumerate(drafts):
        row, column = divmod(number, 6)
        wanted = Point(at.x + column * (CARD.width + GAP.width), at.y + row * (CARD.height + GAP.height))
        if not made and source is not None and source in taken:
            wanted = at = after(taken[source])
        spot = free_spot(wanted, boxes.values())
        document, key = add_draft(document, stream_id, draft, at=spot, source=made[-1] if made else source)
        boxes[key] = Box.at(spot, CARD)
        made.append(key)
    return document, tuple(made)


def make_room(document: Document, stream_id: str, moved: Mapping[str, Point]) -> Document:
    """Return the document with elements moved aside; what is pinned was never asked to move."""
    return place(document, stream_id, {key: Place(*at) for key, at in moved.items()}) if moved else document


def lead_to_value(document: Document, stream_id: str, last: str) -> Document:
    """Return the document with a step linked to value, if there is one."""
    if document.stream(stream_id).value is None:
        return document
    return connect(document, stream_id, last, VALUE)


def known_team(document: Document, text: str) -> Team | None:
    """Return the team that a text names, by its name or its id."""
    wanted = {text.lower(), slug(text)}
    return next((team for team in document.teams if team.name.lower() in wanted or team.id in wanted), None)


def _fields(document: Document, draft: Draft) -> tuple[Document, dict[str, Any]]:
    """Return the fields of the step, and the document with its team where that is new."""
    fields: dict[str, Any] = {"activity": draft.activity, "touch": draft.touch, "wait": draft.wait}
    if not draft.team:
        return document, fields
    known = known_team(document, draft.team)
    if known:
        return document, {**fields, "team": known.id}
    team = new_entry_id(document, "teams", draft.team)
    return add_entry(document, "teams", draft.team), {**fields, "team": team}
