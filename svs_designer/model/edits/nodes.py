"""Edits of demand, value, ends and notes, and of whatever stands on the canvas: move, pin, delete."""

from collections.abc import Collection, Mapping
from typing import Any

from svs_designer.model.base import evolve
from svs_designer.model.document import Document
from svs_designer.model.duration import Duration
from svs_designer.model.edits.within import (
    EditError,
    change_stream,
    forget_places,
    place,
    replaced,
    with_stream,
    with_ways,
)
from svs_designer.model.ids import DEMAND, END, VALUE, fresh_id
from svs_designer.model.layout import Place
from svs_designer.model.links import Link, LinkKind
from svs_designer.model.stream import Annotation, Demand, End, Target, Value, ValueStream


def objection_to_demand(document: Document, stream_id: str) -> str | None:
    """Say why demand cannot be added, or None if it can."""
    return "This stream has its demand already" if document.stream(stream_id).demand else None


def objection_to_value(document: Document, stream_id: str) -> str | None:
    """Say why value cannot be added, or None if it can."""
    return "This stream has its value already" if document.stream(stream_id).value else None


def add_demand(document: Document, stream_id: str, *, at: Place | None = None, **fields: Any) -> Document:
    """Return the document with demand added to a stream; raise EditError if it has one."""
    objection = objection_to_demand(document, stream_id)
    if objection:
        raise EditError(objection)
    document = change_stream(document, stream_id, lambda stream: evolve(stream, demand=Demand(**fields)))
    return place(document, stream_id, {DEMAND: at}) if at else document


def add_value(document: Document, stream_id: str, *, at: Place | None = None, **fields: Any) -> Document:
    """Return the document with value added to a stream; raise EditError if it has one."""
    objection = objection_to_value(document, stream_id)
    if objection:
        raise EditError(objection)
    document = change_stream(document, stream_id, lambda stream: evolve(stream, value=Value(**fields)))
    return place(document, stream_id, {VALUE: at}) if at else document


def new_end_id(stream: ValueStream, name: str = "") -> str:
    """Return the id that an end of that name would get: `end` for the first one without a name."""
    if not name and END not in stream.elements():
        return END
    return fresh_id(name or "end", {*stream.elements(), END}, fallback="end")


def add_end(document: Document, stream_id: str, name: str = "", *, at: Place | None = None) -> Document:
    """Return the document with an end without value; its id is `new_end_id(stream, name)`."""
    stream = document.stream(stream_id)
    end = End(id=new_end_id(stream, name), name=name)
    document = with_stream(document, evolve(stream, ends=(*stream.ends, end)))
    return place(document, stream_id, {end.id: at}) if at else document


def new_annotation_id(stream: ValueStream) -> str:
    """Return the id that the next note would get."""
    return fresh_id("note", stream.elements(), fallback="note")


def add_annotation(
    document: Document, stream_id: str, text: str = "", *, about: str | None = None, at: Place | None = None
) -> Document:
    """Return the document with a note on the canvas, free or about one element."""
    stream = document.stream(stream_id)
    note = Annotation(id=new_annotation_id(stream), text=text, about=about)
    document = with_stream(document, evolve(stream, annotations=(*stream.annotations, note)))
    return place(document, stream_id, {note.id: at}) if at else document


def set_demand(document: Document, stream_id: str, **changes: Any) -> Document:
    """Return the document with fields of a stream's demand changed; demand is made where there was none."""
    return change_stream(
        document, stream_id, lambda s: evolve(s, demand=evolve(s.demand, **changes) if s.demand else Demand(**changes))
    )


def set_value(document: Document, stream_id: str, **changes: Any) -> Document:
    """Return the document with fields of a stream's value changed; value is made where there was none."""
    return change_stream(
        document, stream_id, lambda s: evolve(s, value=evolve(s.value, **changes) if s.value else Value(**changes))
    )


def set_end(document: Document, stream_id: str, end_id: str, **changes: Any) -> Document:
    """Return the document with fields of an end changed; raise EditError if there is no such end."""
    stream = document.stream(stream_id)
    end = stream.end(end_id)
    if end is None:
        raise EditError(f"there is no end {end_id!r} in stream {stream_id!r}")
    return with_stream(document, evolve(stream, ends=replaced(stream.ends, end, evolve(end, **changes))))


def set_annotation(document: Document, stream_id: str, annotation_id: str, **changes: Any) -> Document:
    """Return the document with fields of a note changed; raise EditError if there is no such note."""
    stream = document.stream(stream_id)
    note = stream.annotation(annotation_id)
    if note is None:
        raise EditError(f"there is no note {annotation_id!r} in stream {stream_id!r}")
    notes = replaced(stream.annotations, note, evolve(note, **changes))
    return with_stream(document, evolve(stream, annotations=notes))


def move_elements(document: Document, stream_id: str, to: Mapping[str, tuple[float, float]]) -> Document:
    """Return the document with elements moved to new places; what is pinned stays pinned."""
    places = document.layout.of(stream_id)
    moved = {key: Place(x, y, places[key].pinned if key in places else False) for key, (x, y) in to.items()}
    return place(document, stream_id, moved)


def pin_elements(
    document: Document, stream_id: str, elements: Mapping[str, tuple[float, float]], *, pinned: bool
) -> Document:
    """Return the document with elements pinned where they stand, or freed; pinned places survive Tidy."""
    return place(document, stream_id, {key: Place(x, y, pinned) for key, (x, y) in elements.items()})


def delete_elements(
    document: Document, stream_id: str, elements: Collection[str], links: Collection[tuple[str, str]] = ()
) -> Document:
    """Return the document without some elements and links, and without what referred to them.

    Links to and from a deleted node go with it; targets, improvements and notes that named it lose that reference.
    """
    stream = document.stream(stream_id)
    gone = set(elements) & set(stream.elements())
    cut = {(source, link.to) for source, link in stream.links() if link.to in gone or (source, link.to) in set(links)}
    if not gone and not cut:
        return document
    for source in {source for source, _ in cut if source not in gone}:
        ways = stream.ways(source)
        if ways:
            kept = tuple(link for link in ways.links if (source, link.to) not in cut)
            stream = with_ways(stream, source, evolve(ways, links=kept))
    return forget_places(with_stream(document, _without(stream, gone)), stream_id, gone)


def delete_and_heal(document: Document, stream_id: str, step_id: str) -> Document:
    """Return the document without a step, its arriving links led on to the step's only way on.

    What that way says (kind, delay, information) goes over to them. Where the step has none or several ways on there is
    nothing to lead to: then it is plainly deleted.
    """
    stream = document.stream(stream_id)
    ways = stream.ways(step_id)
    if ways is not None and len(ways.links) == 1 and ways.links[0].to != step_id:
        onward = ways.links[0]
        for source in [source for source, link in stream.links() if link.to == step_id and source != step_id]:
            before = stream.ways(source)
            if before and before.link_to(onward.to) is None and onward.to != source:
                led = tuple(_joined(source, link, onward) if link.to == step_id else link for link in before.links)
                stream = with_ways(stream, source, evolve(before, links=led))
        document = with_stream(document, stream)
    return delete_elements(document, stream_id, (step_id,))


def _joined(source: str, first: Link, second: Link) -> Link:
    """Return one link in place of two; demand neither escalates nor sends back."""
    delays = [delay for delay in (first.delay, second.delay) if delay is not None]
    return evolve(
        first,
        to=second.to,
        when=first.when or second.when,
        kind=second.kind if first.kind is LinkKind.FLOW and source != DEMAND else first.kind,
        delay=Duration(sum(each.days for each in delays), sum(each.seconds for each in delays)) if delays else None,
        info=tuple(dict.fromkeys((*first.info, *second.info))),
    )


def _without(stream: ValueStream, gone: set[str]) -> ValueStream:
    return evolve(
        stream,
        demand=None if DEMAND in gone else stream.demand,
        value=None if VALUE in gone else stream.value,
        steps=tuple(step for step in stream.steps if step.id not in gone),
        ends=tuple(end for end in stream.ends if end.id not in gone),
        annotations=tuple(
            evolve(note, about=None) if note.about in gone else note
            for note in stream.annotations
            if note.id not in gone
        ),
        targets=tuple(_freed(target, gone) for target in stream.targets),
        improvements=tuple(evolve(item, step=None) if item.step in gone else item for item in stream.improvements),
    )


def _freed(target: Target, gone: set[str]) -> Target:
    return evolve(
        target,
        starts=None if target.starts and target.starts.step in gone else target.starts,
        stops=tuple(stop for stop in target.stops if stop.step not in gone),
    )
