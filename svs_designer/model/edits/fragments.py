"""Fragments: a part of a stream that travels by clipboard, as a document of its own.

A fragment holds one stream with the chosen elements, the links among them, the places, and the register entries
they use; so it is written and read like any file, and pastes into a text editor and back.
"""

from collections.abc import Collection, Mapping

from svs_designer.model.base import evolve
from svs_designer.model.document import REGISTERS, Document
from svs_designer.model.edits.links import objection_to_link
from svs_designer.model.edits.nodes import delete_elements, new_annotation_id, new_end_id
from svs_designer.model.edits.registers import uses
from svs_designer.model.edits.steps import new_step_id
from svs_designer.model.edits.within import place, with_places, with_stream, with_ways
from svs_designer.model.ids import DEMAND, VALUE
from svs_designer.model.layout import Place
from svs_designer.model.links import Ways
from svs_designer.model.stream import ValueStream


def fragment(document: Document, stream_id: str, elements: Collection[str], places: Mapping[str, Place]) -> Document:
    """Return the chosen elements of a stream as a small document; `places` are where they are drawn."""
    whole = evolve(document, streams=(document.stream(stream_id),), title="", notes="")
    whole = delete_elements(whole, stream_id, set(document.stream(stream_id).elements()) - set(elements))
    stream = whole.stream(stream_id)
    bare = ValueStream(
        id=stream.id,
        name=stream.name,
        demand=stream.demand,
        value=stream.value,
        steps=stream.steps,
        ends=stream.ends,
        annotations=stream.annotations,
    )
    made = evolve(whole, streams=(bare,))
    made = with_places(made, stream_id, {key: at for key, at in places.items() if key in bare.elements()})
    kept = {
        register: tuple(entry for entry in getattr(made, register) if uses(made, register, entry.id))
        for register in REGISTERS
    }
    return evolve(made, **kept)


def paste(
    document: Document, stream_id: str, copied: Document, *, offset: tuple[float, float] = (0.0, 0.0)
) -> tuple[Document, tuple[str, ...]]:
    """Return the document with the streams of a fragment pasted into one stream, and the ids of what came.

    Ids that are taken get a number; demand and value come only where the stream has none; register entries that the
    document lacks come along.
    """
    pasted: list[str] = []
    for source in copied.streams:
        document, names = _paste_stream(document, stream_id, source)
        moved = {
            names[key]: Place(at.x + offset[0], at.y + offset[1], at.pinned)
            for key, at in copied.layout.of(source.id).items()
            if key in names
        }
        document = place(document, stream_id, moved)
        pasted += names.values()
    missing = {
        register: (
            *getattr(document, register),
            *(
                entry
                for entry in getattr(copied, register)
                if document.entry(register, entry.id) is None and uses(document, register, entry.id)
            ),
        )
        for register in REGISTERS
    }
    return evolve(document, **missing), tuple(pasted)


def _paste_stream(document: Document, stream_id: str, source: ValueStream) -> tuple[Document, dict[str, str]]:
    """Bring the elements over without links, then the links that lead among them; return the new name of each id."""
    names: dict[str, str] = {}
    stream = document.stream(stream_id)
    if source.demand and not stream.demand:
        stream, names[DEMAND] = evolve(stream, demand=evolve(source.demand, next=Ways())), DEMAND
    if source.value and not stream.value:
        stream, names[VALUE] = evolve(stream, value=evolve(source.value, next=Ways())), VALUE
    for step in source.steps:
        names[step.id] = new_step_id(stream, step.id)
        stream = evolve(stream, steps=(*stream.steps, evolve(step, id=names[step.id], next=Ways())))
    for end in source.ends:
        names[end.id] = new_end_id(stream, "" if end.id == "end" else end.id)
        stream = evolve(stream, ends=(*stream.ends, evolve(end, id=names[end.id])))
    for note in source.annotations:
        names[note.id] = new_annotation_id(stream)
        about = names.get(note.about or "")
        stream = evolve(stream, annotations=(*stream.annotations, evolve(note, id=names[note.id], about=about)))
    document = with_stream(document, stream)
    for key, name in names.items():
        ways = source.ways(key)
        if ways:
            links = tuple(
                evolve(link, to=names[link.to])
                for link in ways.links
                if link.to in names and objection_to_link(document, stream_id, name, names[link.to]) is None
            )
            document = with_stream(document, with_ways(document.stream(stream_id), name, evolve(ways, links=links)))
    return document, names
