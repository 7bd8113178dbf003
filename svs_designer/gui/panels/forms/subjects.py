"""What a form edits: which parts of the document, and how changed parts come back into it. No widgets."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from svs_designer.model.base import Part, evolve
from svs_designer.model.document import Document, Register
from svs_designer.model.edits.links import set_link
from svs_designer.model.edits.nodes import set_annotation, set_demand, set_end, set_value
from svs_designer.model.edits.registers import set_document, set_entry
from svs_designer.model.edits.steps import set_steps
from svs_designer.model.edits.streams import set_stream
from svs_designer.model.stream import ValueStream

Read = Callable[[Document], tuple[Part, ...]]
Write = Callable[[Document, int, dict[str, Any]], Document]
"""Puts changed fields of the part of that number back."""


@dataclass(frozen=True)
class Subject:
    """Parts that are edited together. `key` tells gestures and drafts of one subject from those of another.

    `source` is the node whose ways on are edited with it, if it is about one.
    """

    key: str
    stream_id: str
    noun: str
    read: Read
    write: Write
    source: str = ""

    def parts(self, document: Document) -> tuple[Part, ...]:
        """Return the parts as they are in a document; none where they are gone."""
        return self.read(document)

    def change(self, document: Document, changes: Callable[[Part], dict[str, Any]]) -> Document:
        """Return the document with every part changed."""
        for number, part in enumerate(self.read(document)):
            document = self.write(document, number, changes(part))
        return document


def stream_of(document: Document, stream_id: str) -> ValueStream | None:
    """Return a stream, if it is (still) there."""
    return next((each for each in document.streams if each.id == stream_id), None)


def steps(stream_id: str, ids: tuple[str, ...]) -> Subject:
    """Edit one step or several together."""

    def read(document: Document) -> tuple[Part, ...]:
        stream = stream_of(document, stream_id)
        by_id = {step.id: step for step in stream.steps} if stream else {}
        return tuple(by_id[each] for each in ids) if all(each in by_id for each in ids) else ()

    return Subject(
        f"{stream_id}/{'+'.join(ids)}",
        stream_id,
        "step" if len(ids) == 1 else f"{len(ids)} steps",
        read,
        lambda document, number, changes: set_steps(document, stream_id, (ids[number],), **changes),
        ids[0] if len(ids) == 1 else "",
    )


def links(stream_id: str, keys: tuple[tuple[str, str], ...]) -> Subject:
    """Edit one link or several together."""

    def read(document: Document) -> tuple[Part, ...]:
        stream = stream_of(document, stream_id)
        found = [stream.link(*key) for key in keys] if stream else []
        return tuple(link for link in found if link) if all(found) else ()

    return Subject(
        f"{stream_id}/{'+'.join(f'{source}>{target}' for source, target in keys)}",
        stream_id,
        "link" if len(keys) == 1 else f"{len(keys)} links",
        read,
        lambda document, number, changes: set_link(document, stream_id, *keys[number], **changes),
        keys[0][0] if len(keys) == 1 else "",
    )


def node(stream_id: str, element: str) -> Subject | None:
    """Edit demand or value; None for anything else."""
    edits = {"demand": set_demand, "value": set_value}
    if element not in edits:
        return None

    def read(document: Document) -> tuple[Part, ...]:
        stream = stream_of(document, stream_id)
        part = getattr(stream, element) if stream else None
        return (part,) if part else ()

    return Subject(
        f"{stream_id}/{element}",
        stream_id,
        element,
        read,
        lambda document, _, changes: edits[element](document, stream_id, **changes),
        element,
    )


def end(stream_id: str, end_id: str) -> Subject:
    """Edit an end without value."""

    def read(document: Document) -> tuple[Part, ...]:
        stream = stream_of(document, stream_id)
        part = stream.end(end_id) if stream else None
        return (part,) if part else ()

    return Subject(
        f"{stream_id}/{end_id}",
        stream_id,
        "end",
        read,
        lambda document, _, changes: set_end(document, stream_id, end_id, **changes),
    )


def note(stream_id: str, note_id: str) -> Subject:
    """Edit a note on the canvas."""

    def read(document: Document) -> tuple[Part, ...]:
        stream = stream_of(document, stream_id)
        part = stream.annotation(note_id) if stream else None
        return (part,) if part else ()

    return Subject(
        f"{stream_id}/{note_id}",
        stream_id,
        "note",
        read,
        lambda document, _, changes: set_annotation(document, stream_id, note_id, **changes),
    )


def stream(stream_id: str) -> Subject:
    """Edit a stream's own fields."""

    def read(document: Document) -> tuple[Part, ...]:
        found = stream_of(document, stream_id)
        return (found,) if found else ()

    return Subject(
        stream_id,
        stream_id,
        "stream",
        read,
        lambda document, _, changes: set_stream(document, stream_id, **changes),
    )


def item(stream_id: str, field: str, number: int, noun: str) -> Subject:
    """Edit one item of a list of the stream, such as its second target."""

    def read(document: Document) -> tuple[Part, ...]:
        found = stream_of(document, stream_id)
        items: tuple[Part, ...] = getattr(found, field) if found else ()
        return (items[number],) if number < len(items) else ()

    def write(document: Document, _: int, changes: dict[str, Any]) -> Document:
        items = list(getattr(document.stream(stream_id), field))
        items[number] = evolve(items[number], **changes)
        return set_stream(document, stream_id, **{field: tuple(items)})

    return Subject(f"{stream_id}/{field}/{number}", stream_id, noun, read, write)


def document_itself() -> Subject:
    """Edit the document's own fields."""
    return Subject(
        "document",
        "",
        "document",
        lambda document: (document,),
        lambda document, _, changes: set_document(document, **changes),
    )


def entry(register: Register, entry_id: str, noun: str) -> Subject:
    """Edit an entry of a register."""

    def read(document: Document) -> tuple[Part, ...]:
        found = document.entry(register, entry_id)
        return (found,) if found else ()

    return Subject(
        f"{register}/{entry_id}",
        "",
        noun,
        read,
        lambda document, _, changes: set_entry(document, register, entry_id, **changes),
    )
