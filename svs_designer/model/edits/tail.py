"""Edits of the tail of a stream: what follows value."""

from typing import Any

from svs_designer.model.document import Document
from svs_designer.model.edits.nodes import add_end, new_end_id
from svs_designer.model.edits.steps import add_step, move_in_order, new_step_id
from svs_designer.model.edits.within import EditError, with_stream, with_ways
from svs_designer.model.ids import END, VALUE
from svs_designer.model.links import Link, Ways
from svs_designer.model.stream import ValueStream


def add_step_behind_value(document: Document, stream_id: str, name: str, **fields: Any) -> Document:
    """Return the document with a new step right behind value, which takes over the ways on from there.

    Where nothing follows value, the step leads to an end of its own. Raises EditError if there is no value.
    """
    stream = document.stream(stream_id)
    if stream.value is None:
        raise EditError(f"stream {stream_id!r} has no value: nothing can follow it")
    made, ways = new_step_id(stream, name), stream.value.next
    document = move_in_order(add_step(document, stream_id, name, **fields), stream_id, made, behind=VALUE)
    if not ways.links:
        document, end = _free_end(document, stream_id)
        ways = Ways(links=(Link(to=end),))
    stream = with_ways(document.stream(stream_id), made, ways)
    return with_stream(document, with_ways(stream, VALUE, Ways(links=(Link(to=made),))))


def _free_end(document: Document, stream_id: str) -> tuple[Document, str]:
    """Return an end that no case ends at yet, made if need be: where work is refused, a tail has no business."""
    stream = document.stream(stream_id)
    if _is_free_end(stream):
        return document, END
    return add_end(document, stream_id), new_end_id(stream)


def _is_free_end(stream: ValueStream) -> bool:
    end = stream.end(END)
    return end is not None and not end.name and all(link.to != END for _, link in stream.links())
