"""Edits that divide work over two steps, or bring it together in one."""

from typing import Any

from svs_designer.model.base import evolve
from svs_designer.model.document import Document
from svs_designer.model.edits.links import retarget
from svs_designer.model.edits.nodes import delete_and_heal, delete_elements
from svs_designer.model.edits.steps import add_step, insert_step, move_in_order, new_step_id
from svs_designer.model.edits.within import EditError, with_stream, with_ways
from svs_designer.model.links import Link, Ways
from svs_designer.model.step import Join, Step
from svs_designer.model.stream import ValueStream


def add_step_before(document: Document, stream_id: str, step_id: str, name: str, **fields: Any) -> Document:
    """Return the document with a new step right before another: every link that led there leads to the new one.

    The new step waits for parallel branches if the other did. Raises EditError if there is no such step.
    """
    stream = document.stream(stream_id)
    step = _required(stream, step_id)
    made = new_step_id(stream, name)
    ids = [each.id for each in stream.steps]
    before = ids[ids.index(step_id) - 1] if ids[0] != step_id else None
    document = add_step(document, stream_id, name, **{"join": step.join, **fields})
    document = move_in_order(document, stream_id, made, behind=before)
    stream = _led(document.stream(stream_id), step_id, made)
    kept = tuple(evolve(each, join=Join.ANY) if each.id == step_id else each for each in stream.steps)
    stream = with_ways(evolve(stream, steps=kept), made, Ways(links=(Link(to=step_id),)))
    return with_stream(document, stream)


def add_step_behind(document: Document, stream_id: str, step_id: str, name: str, **fields: Any) -> Document:
    """Return the document with a new step right behind another, which takes over its ways on.

    Raises EditError if there is no such step.
    """
    stream = document.stream(stream_id)
    ways = _required(stream, step_id).next
    made = new_step_id(stream, name)
    document = add_step(document, stream_id, name, **fields)
    document = move_in_order(document, stream_id, made, behind=step_id)
    stream = with_ways(document.stream(stream_id), made, ways)
    return with_stream(document, with_ways(stream, step_id, Ways(links=(Link(to=made),))))


def add_step_between(
    document: Document, stream_id: str, sources: tuple[str, ...], target: str, name: str, **fields: Any
) -> Document:
    """Return the document with a new step that stands between some nodes and the one they all lead to.

    The links keep their shares and conditions up to the new step. Raises EditError if one of the links is missing.
    """
    first, *others = sources
    made = new_step_id(document.stream(stream_id), name)
    document = insert_step(document, stream_id, first, target, name, **fields)
    for source in others:
        document = retarget(document, stream_id, source, target, made)
    return document


def merge_steps(document: Document, stream_id: str, kept: str, gone: str) -> Document:
    """Return the document with one step in place of two: links to the gone one lead to the kept one.

    Its own ways on go with it, and so do its data. Raises EditError if either step is missing.
    """
    stream = document.stream(stream_id)
    _required(stream, kept)
    _required(stream, gone)
    if kept == gone:
        return document
    return delete_elements(with_stream(document, _led(stream, gone, kept)), stream_id, (gone,))


def take_out_step(document: Document, stream_id: str, step_id: str) -> Document:
    """Return the document without a step, its neighbours joined; see `delete_and_heal`.

    Steps that took what it alone made take what it was made of. Raises EditError if there is no such step.
    """
    stream = document.stream(stream_id)
    step = _required(stream, step_id)
    others = [each for each in stream.steps if each is not step]
    lost = set(step.outputs).difference(*(each.outputs for each in others))
    steps = tuple(each if each is step else evolve(each, inputs=_taken(each, step, lost)) for each in stream.steps)
    return delete_and_heal(with_stream(document, evolve(stream, steps=steps)), stream_id, step_id)


def _taken(step: Step, gone: Step, lost: set[str]) -> tuple[str, ...]:
    if lost.isdisjoint(step.inputs):
        return step.inputs
    spread = ((each,) if each not in lost else gone.inputs for each in step.inputs)
    return tuple(dict.fromkeys(each for group in spread for each in group))


def _led(stream: ValueStream, old: str, new: str) -> ValueStream:
    """Return the stream with the links to one node led to another, except where that would make a second or a loop."""
    for source in dict.fromkeys(source for source, link in stream.links() if link.to == old):
        ways = stream.ways(source)
        if ways is None or ways.link_to(new) is not None or source == new:
            continue
        links = tuple(evolve(link, to=new) if link.to == old else link for link in ways.links)
        stream = with_ways(stream, source, evolve(ways, links=links))
    return stream


def _required(stream: ValueStream, step_id: str) -> Step:
    step = stream.step(step_id)
    if step is None:
        raise EditError(f"there is no step {step_id!r} in stream {stream.id!r}")
    return step
