"""Fragments: a part of a stream that travels by clipboard, as a document of its own.

A fragment holds one stream with the chosen elements, the links among them, the places, and the register entries
they use; so it is written and read like any file, and pastes into a text editor and back.
"""

from collections.abc import Collection, Mapping

from svs_designer.model.base import evolve
from svs_designer.model.check_settings import CheckSettings
from svs_designer.model.document import REGISTERS, Document
from svs_designer.model.edits.nodes import delete_elements
from svs_designer.model.edits.registers import uses
from svs_designer.model.edits.within import place, with_places, with_stream
from svs_designer.model.ids import DEMAND, END, VALUE, fresh_id
from svs_designer.model.layout import Place
from svs_designer.model.links import Ways
from svs_designer.model.stream import Demand, Value, ValueStream


def fragment(document: Document, stream_id: str, elements: Collection[str], places: Mapping[str, Place]) -> Document:
    """Return the chosen elements of a stream as a small document; `places` are where they are drawn."""
    whole = evolve(document, streams=(document.stream(stream_id),), title="", notes="", check=CheckSettings())
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
    """Bring the elements over, with the links that lead among them; return the new name of each id."""
    stream = document.stream(stream_id)
    names = _names(stream, source)

    def ways(key: str, old: Ways) -> Ways:
        kept = (link for link in old.links if link.to in names and link.to != key)
        return evolve(old, links=tuple(evolve(link, to=names[link.to]) for link in kept))

    borders: dict[str, Demand | Value] = {}
    if DEMAND in names and source.demand:
        borders[DEMAND] = evolve(source.demand, next=ways(DEMAND, source.demand.next))
    if VALUE in names and source.value:
        borders[VALUE] = evolve(source.value, next=ways(VALUE, source.value.next))
    steps = (evolve(step, id=names[step.id], next=ways(step.id, step.next)) for step in source.steps)
    ends = (evolve(end, id=names[end.id]) for end in source.ends)
    notes = (evolve(note, id=names[note.id], about=names.get(note.about or "")) for note in source.annotations)
    # One edit for all: thousands of steps are pasted while the window waits.
    pasted = evolve(
        stream,
        **borders,
        steps=(*stream.steps, *steps),
        ends=(*stream.ends, *ends),
        annotations=(*stream.annotations, *notes),
    )
    return with_stream(document, pasted), names


def _names(stream: ValueStream, source: ValueStream) -> dict[str, str]:
    """Return under which id each element of a fragment comes into a stream; what is there once stays out."""
    names: dict[str, str] = {}
    taken = set(stream.elements())

    def take(key: str, name: str) -> None:
        names[key] = name
        taken.add(name)

    if source.demand and not stream.demand:
        take(DEMAND, DEMAND)
    if source.value and not stream.value:
        take(VALUE, VALUE)
    for step in source.steps:
        take(step.id, fresh_id(step.id, taken, fallback="step"))
    for end in source.ends:
        is_first = end.id == END and END not in taken
        take(end.id, END if is_first else fresh_id(end.id, taken, fallback="end"))
    for note in source.annotations:
        take(note.id, fresh_id("note", taken, fallback="note"))
    return names
