"""Edits of links: connect, disconnect, retarget, insert, and what kind of split several of them make."""

from typing import Any

from svs_designer.model.base import evolve
from svs_designer.model.document import Document
from svs_designer.model.edits.within import EditError, change_stream, with_ways
from svs_designer.model.ids import DEMAND
from svs_designer.model.links import Link, Split, Ways
from svs_designer.model.stream import ValueStream


def objection_to_link(document: Document, stream_id: str, source: str, target: str) -> str | None:
    """Say why two nodes cannot be connected, or None if they can; guards `connect` and colours the hover."""
    stream = document.stream(stream_id)
    ways = stream.ways(source)
    if ways is None:
        return "Nothing leaves an end: start from demand, a step or value"
    if target == DEMAND:
        return "Nothing leads to demand: it is where the stream begins"
    if target not in stream.nodes():
        return "A link leads to a step, to value or to an end"
    if source == target:
        return "A step cannot lead to itself: draw the rework over the step that repeats"
    if ways.link_to(target):
        return "These two are connected already"
    return None


def connect(document: Document, stream_id: str, source: str, target: str, **fields: Any) -> Document:
    """Return the document with a link added at the end of the source's ways; raise EditError with the objection.

    A second way on makes the split undecided until somebody says whether it is one of them or all.
    """
    objection = objection_to_link(document, stream_id, source, target)
    if objection:
        raise EditError(objection)
    return change_stream(document, stream_id, lambda stream: _linked(stream, source, Link(to=target, **fields)))


def _linked(stream: ValueStream, source: str, link: Link) -> ValueStream:
    ways = stream.ways(source) or Ways()
    return with_ways(stream, source, Ways(links=(*ways.links, link), split=ways.split))


def disconnect(document: Document, stream_id: str, source: str, target: str) -> Document:
    """Return the document without a link; the same document if there is none."""
    return change_stream(document, stream_id, lambda stream: _unlinked(stream, source, target))


def _unlinked(stream: ValueStream, source: str, target: str) -> ValueStream:
    ways = stream.ways(source)
    if ways is None or ways.link_to(target) is None:
        return stream
    return with_ways(stream, source, evolve(ways, links=tuple(link for link in ways.links if link.to != target)))


def set_link(document: Document, stream_id: str, source: str, target: str, **changes: Any) -> Document:
    """Return the document with fields of a link changed; raise EditError if there is no such link."""
    stream = document.stream(stream_id)
    ways, link = stream.ways(source), stream.link(source, target)
    if ways is None or link is None:
        raise EditError(f"no link leads from {source!r} to {target!r}")
    changed = evolve(link, **changes)
    links = [changed if each is link else each for each in ways.links]
    if changed.default and not link.default:
        links = [each if each is changed else evolve(each, default=False) for each in links]
    return change_stream(document, stream_id, lambda s: with_ways(s, source, evolve(ways, links=tuple(links))))


def set_split(document: Document, stream_id: str, source: str, split: Split) -> Document:
    """Return the document with the kind of a split chosen; nothing changes where fewer than two links leave."""
    ways = document.stream(stream_id).ways(source)
    if ways is None or len(ways.links) < 2:
        return document
    return change_stream(document, stream_id, lambda stream: with_ways(stream, source, evolve(ways, split=split)))


def retarget(document: Document, stream_id: str, source: str, target: str, new_target: str) -> Document:
    """Return the document with a link led to another node, its fields kept; raise EditError with the objection."""
    if target == new_target:
        return document
    objection = objection_to_link(document, stream_id, source, new_target)
    if objection:
        raise EditError(objection)
    return set_link(document, stream_id, source, target, to=new_target)


def order_links(document: Document, stream_id: str, source: str, targets: tuple[str, ...]) -> Document:
    """Return the document with the ways on from a node in another order; `targets` names them all."""
    ways = document.stream(stream_id).ways(source)
    if ways is None or sorted(targets) != sorted(link.to for link in ways.links):
        raise EditError(f"the new order must name each way on from {source!r} once")
    links = tuple(sorted(ways.links, key=lambda link: targets.index(link.to)))
    return change_stream(document, stream_id, lambda stream: with_ways(stream, source, evolve(ways, links=links)))
