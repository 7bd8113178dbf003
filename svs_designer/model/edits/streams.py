"""Edits of whole streams: add, change, duplicate, delete, order, copy between documents."""

from typing import Any

from svs_designer.model.base import evolve
from svs_designer.model.document import REGISTERS, Document
from svs_designer.model.edits.within import EditError, change_stream, with_places
from svs_designer.model.ids import fresh_id
from svs_designer.model.stream import Demand, StreamKind, Value, ValueStream

UNNAMED = "New stream"
"""What a new stream is called until somebody names it."""


def new_stream_id(document: Document, name: str) -> str:
    """Return the id that a stream of that name would get in a document."""
    return fresh_id(name, {stream.id for stream in document.streams}, fallback="stream")


def add_stream(document: Document, name: str, **fields: Any) -> Document:
    """Return the document with a new stream at the end that has its demand and value and nothing between."""
    made = ValueStream(id=new_stream_id(document, name), name=name, **{"demand": Demand(), "value": Value(), **fields})
    return evolve(document, streams=(*document.streams, made))


def set_stream(document: Document, stream_id: str, **changes: Any) -> Document:
    """Return the document with fields of a stream changed; its id stays."""
    return change_stream(document, stream_id, lambda stream: evolve(stream, **changes))


def duplicate_stream(document: Document, stream_id: str, name: str, *, kind: StreamKind | None = None) -> Document:
    """Return the document with a copy of a stream right behind it, layout included.

    A copy as to-be names the stream it was made from as its baseline.
    """
    stream = document.stream(stream_id)
    made_id = new_stream_id(document, name)
    baseline = stream_id if kind is StreamKind.TO_BE else stream.baseline
    made = evolve(stream, id=made_id, name=name, kind=kind or stream.kind, baseline=baseline)
    index = document.streams.index(stream) + 1
    document = evolve(document, streams=(*document.streams[:index], made, *document.streams[index:]))
    return with_places(document, made_id, document.layout.of(stream_id))


def delete_stream(document: Document, stream_id: str) -> Document:
    """Return the document without a stream and its layout; streams based on it lose that reference."""
    document.stream(stream_id)
    kept = tuple(
        evolve(stream, baseline=None) if stream.baseline == stream_id else stream
        for stream in document.streams
        if stream.id != stream_id
    )
    return evolve(with_places(document, stream_id, {}), streams=kept)


def order_streams(document: Document, stream_ids: tuple[str, ...]) -> Document:
    """Return the document with its streams in another order; `stream_ids` names them all."""
    if sorted(stream_ids) != sorted(stream.id for stream in document.streams):
        raise EditError("the new order must name each stream once")
    streams = tuple(document.stream(stream_id) for stream_id in stream_ids)
    return document if streams == document.streams else evolve(document, streams=streams)


def copy_stream(document: Document, source: Document, stream_id: str) -> Document:
    """Return the document with a stream of another document at its end, and the register entries it lacks.

    An id that is taken gets a number; entries that the document has already are left as they are.
    """
    stream = source.stream(stream_id)
    made_id = new_stream_id(document, stream.id)
    missing = {
        register: (*getattr(document, register), *_missing(document, source, register)) for register in REGISTERS
    }
    document = evolve(document, streams=(*document.streams, evolve(stream, id=made_id)), **missing)
    return with_places(document, made_id, source.layout.of(stream_id))


def _missing(document: Document, source: Document, register: str) -> tuple[Any, ...]:
    known = {entry.id for entry in getattr(document, register)}
    return tuple(entry for entry in getattr(source, register) if entry.id not in known)
