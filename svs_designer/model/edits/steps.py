"""Edits of steps: add, insert, change, and the practices on them."""

from collections.abc import Collection, Mapping
from typing import Any

from svs_designer.model.base import evolve
from svs_designer.model.document import Document
from svs_designer.model.edits.links import connect
from svs_designer.model.edits.within import EditError, change_stream, place, with_stream, with_ways
from svs_designer.model.ids import DEMAND, VALUE, fresh_id
from svs_designer.model.layout import Place
from svs_designer.model.links import Link, Ways
from svs_designer.model.step import Step
from svs_designer.model.stream import ValueStream


def new_step_id(stream: ValueStream, name: str) -> str:
    """Return the id that a step of that name would get in a stream."""
    return fresh_id(name, set(stream.elements()), fallback="step")


def add_step(
    document: Document, stream_id: str, name: str, *, at: Place | None = None, after: str | None = None, **fields: Any
) -> Document:
    """Return the document with a new step, linked from `after` if given; its id is `new_step_id(stream, name)`.

    The step stands behind `after` in the author's order, else last.
    """
    stream = document.stream(stream_id)
    step = Step(id=new_step_id(stream, name), name=name, **fields)
    ids = [each.id for each in stream.steps]
    index = ids.index(after) + 1 if after in ids else (0 if after == DEMAND else len(ids))
    steps = (*stream.steps[:index], step, *stream.steps[index:])
    document = with_stream(document, evolve(stream, steps=steps))
    if after is not None:
        document = connect(document, stream_id, after, step.id)
    return place(document, stream_id, {step.id: at}) if at else document


def insert_step(
    document: Document, stream_id: str, source: str, target: str, name: str, *, at: Place | None = None, **fields: Any
) -> Document:
    """Return the document with a new step on a link: source leads to it, it leads to the target.

    The link keeps its share, condition and kind up to the new step. Raises EditError if there is no such link.
    """
    stream = document.stream(stream_id)
    step_id = new_step_id(stream, name)
    document = add_step(document, stream_id, name, at=at, **fields)
    document = move_in_order(document, stream_id, step_id, behind=source)
    return put_on_link(document, stream_id, source, target, step_id)


def objection_to_putting_on_link(
    document: Document, stream_id: str, source: str, target: str, step_id: str
) -> str | None:
    """Say why an existing step cannot be put on a link, or None if it can."""
    stream = document.stream(stream_id)
    step = stream.step(step_id)
    if step is None:
        return "Only a step can be put on a link"
    if step_id in {source, target}:
        return "The link begins or ends at this step already"
    if step.next.links or any(link.to == step_id for _, link in stream.links()):
        return "This step is connected already: disconnect it first"
    return None if stream.link(source, target) else "There is no such link"


def put_on_link(document: Document, stream_id: str, source: str, target: str, step_id: str) -> Document:
    """Return the document with an unconnected step put on a link; raise EditError with the objection."""
    objection = objection_to_putting_on_link(document, stream_id, source, target, step_id)
    if objection:
        raise EditError(objection)
    stream = document.stream(stream_id)
    ways = stream.ways(source) or Ways()
    led = tuple(evolve(link, to=step_id) if link.to == target else link for link in ways.links)
    stream = with_ways(stream, source, evolve(ways, links=led))
    return with_stream(document, with_ways(stream, step_id, Ways(links=(Link(to=target),))))


def move_in_order(document: Document, stream_id: str, step_id: str, *, behind: str | None) -> Document:
    """Return the document with a step moved behind another in the author's order; None or demand moves it first."""
    stream = document.stream(stream_id)
    step = _step(stream, step_id)
    others = [each for each in stream.steps if each is not step]
    ids = [each.id for each in others]
    index = ids.index(behind) + 1 if behind in ids else (len(ids) if behind == VALUE else 0)
    steps = (*others[:index], step, *others[index:])
    return document if steps == stream.steps else with_stream(document, evolve(stream, steps=steps))


def set_steps(document: Document, stream_id: str, step_ids: Collection[str], **changes: Any) -> Document:
    """Return the document with the same fields changed on several steps."""
    return change_stream(document, stream_id, lambda stream: _with_steps(stream, dict.fromkeys(step_ids, changes)))


def rename_step(document: Document, stream_id: str, step_id: str, name: str) -> Document:
    """Return the document with a step renamed; its id stays."""
    return set_steps(document, stream_id, (step_id,), name=name.strip())


def objection_to_attaching(document: Document, stream_id: str, step_id: str, practice: str) -> str | None:
    """Say why a practice cannot be attached to a step, or None; whether it fits is another question."""
    step = document.stream(stream_id).step(step_id)
    if step is None:
        return "Practices belong on steps"
    return "This practice is on the step already" if practice in step.practices else None


def attach_practice(document: Document, stream_id: str, step_id: str, practice: str) -> Document:
    """Return the document with a practice on a step; the same document if it is there already."""
    step = _step(document.stream(stream_id), step_id)
    if practice in step.practices:
        return document
    return set_steps(document, stream_id, (step_id,), practices=(*step.practices, practice))


def detach_practice(document: Document, stream_id: str, step_ids: Collection[str], practice: str) -> Document:
    """Return the document with a practice taken off steps."""
    stream = document.stream(stream_id)
    changes = {
        step_id: {"practices": tuple(each for each in _step(stream, step_id).practices if each != practice)}
        for step_id in step_ids
    }
    return with_stream(document, _with_steps(stream, changes))


def exchange_tool(document: Document, stream_id: str, old: str, new: str) -> Document:
    """Return the document with one tool in place of another on all steps of a stream."""
    changes = {
        step.id: {"tools": tuple(dict.fromkeys(new if tool == old else tool for tool in step.tools))}
        for step in document.stream(stream_id).steps
        if old in step.tools
    }
    return change_stream(document, stream_id, lambda stream: _with_steps(stream, changes))


def _with_steps(stream: ValueStream, changes: Mapping[str, Mapping[str, Any]]) -> ValueStream:
    for step_id in changes:
        _step(stream, step_id)
    steps = tuple(evolve(step, **changes[step.id]) if step.id in changes else step for step in stream.steps)
    if all(new is old for new, old in zip(steps, stream.steps, strict=True)):
        return stream
    return evolve(stream, steps=steps)


def _step(stream: ValueStream, step_id: str) -> Step:
    step = stream.step(step_id)
    if step is None:
        raise EditError(f"there is no step {step_id!r} in stream {stream.id!r}")
    return step
