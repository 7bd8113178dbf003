"""The path from a part back to a whole document: what every edit stands on."""

from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

from svs_designer.model.base import evolve
from svs_designer.model.document import Document
from svs_designer.model.ids import DEMAND, VALUE
from svs_designer.model.layout import Layout, Place, StreamLayout
from svs_designer.model.links import Ways
from svs_designer.model.stream import ValueStream

T = TypeVar("T")


class EditError(ValueError):
    """An edit that was asked for wrongly; the message names the thing and the way out."""


def with_stream(document: Document, stream: ValueStream) -> Document:
    """Return the document with the stream of the same id replaced."""
    old = document.stream(stream.id)
    if old is stream:
        return document
    return evolve(document, streams=tuple(stream if each is old else each for each in document.streams))


def change_stream(document: Document, stream_id: str, change: Callable[[ValueStream], ValueStream]) -> Document:
    """Return the document with one stream changed; raise NoSuchStream."""
    return with_stream(document, change(document.stream(stream_id)))


def replaced(items: tuple[T, ...], old: T, new: T) -> tuple[T, ...]:
    """Return the items with one of them (by identity) replaced."""
    return tuple(new if item is old else item for item in items)


def with_ways(stream: ValueStream, node_id: str, ways: Ways) -> ValueStream:
    """Return the stream with the ways on from a node replaced; raise EditError where the node can have none."""
    if node_id == DEMAND and stream.demand:
        return evolve(stream, demand=evolve(stream.demand, next=ways))
    if node_id == VALUE and stream.value:
        return evolve(stream, value=evolve(stream.value, next=ways))
    step = stream.step(node_id)
    if step is None:
        raise EditError(f"no links can leave {node_id!r} in stream {stream.id!r}: choose demand, a step or value")
    if step.next == ways:
        return stream
    return evolve(stream, steps=replaced(stream.steps, step, evolve(step, next=ways)))


def with_places(document: Document, stream_id: str, places: Mapping[str, Place]) -> Document:
    """Return the document with the layout of one stream replaced; the streams themselves stay the same objects."""
    if document.layout.of(stream_id) == dict(places):
        return document
    mine = StreamLayout(stream=stream_id, places=tuple((key, at.within_reach()) for key, at in places.items()))
    known = [layout.stream for layout in document.layout.streams]
    if stream_id in known:
        layouts = tuple(mine if layout.stream == stream_id else layout for layout in document.layout.streams)
    else:
        layouts = (*document.layout.streams, mine)
    kept = tuple(layout for layout in layouts if layout.places)
    return evolve(document, layout=Layout(streams=kept))


def place(document: Document, stream_id: str, places: Mapping[str, Place]) -> Document:
    """Return the document with some elements of a stream placed, others left where they are."""
    return with_places(document, stream_id, {**document.layout.of(stream_id), **places})


def forget_places(document: Document, stream_id: str, gone: Collection[str]) -> Document:
    """Return the document without the places of elements that are gone."""
    kept = {key: at for key, at in document.layout.of(stream_id).items() if key not in gone}
    return with_places(document, stream_id, kept)
