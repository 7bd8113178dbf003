"""Edits of accepted findings: somebody answers for one on its element, or takes that back."""

from collections.abc import Callable
from functools import partial

from svs_designer.model.acceptance import Acceptance
from svs_designer.model.document import REGISTERS, Document
from svs_designer.model.edits.links import set_link
from svs_designer.model.edits.nodes import set_annotation, set_demand, set_end, set_value
from svs_designer.model.edits.registers import set_entry
from svs_designer.model.edits.steps import set_steps
from svs_designer.model.edits.streams import set_stream
from svs_designer.model.edits.within import EditError
from svs_designer.model.ids import DEMAND, VALUE
from svs_designer.model.links import Link
from svs_designer.model.registers import RegisterEntry
from svs_designer.model.step import Step
from svs_designer.model.stream import Annotation, Demand, End, Value, ValueStream

Element = str | tuple[str, str]
"""A node, a note or an entry of a register by its id; a link by the ids of its source and its target."""

_Accepted = tuple[Acceptance, ...]
_Holder = ValueStream | Demand | Value | Step | End | Annotation | Link | RegisterEntry
_Put = Callable[..., Document]
_BORDERS: dict[str, _Put] = {DEMAND: set_demand, VALUE: set_value}


def accepted_on(document: Document, stream_id: str | None, element: Element | None) -> tuple[Acceptance, ...]:
    """Return what is accepted on an element; on the stream itself without one; empty for what is not there.

    Without a stream the element is an entry of whichever registers hold that id.
    """
    return tuple(each for holder, _ in _holders(document, stream_id, element) for each in holder.accepted)


def objection_to_accepting(document: Document, stream_id: str | None, element: Element | None) -> str | None:
    """Say why nothing can be accepted on an element, or None if it can."""
    if _holders(document, stream_id, element):
        return None
    if stream_id is None and element is None:
        return "This finding is about no element: set the level of its rule instead"
    return "What this finding was about is not there any more"


def accept_finding(
    document: Document, stream_id: str | None, element: Element | None, acceptance: Acceptance
) -> Document:
    """Return the document with a rule accepted on an element: on the `stream` and `element` of a finding.

    An earlier acceptance of the rule there is replaced. Raises EditError with the objection.
    """
    objection = objection_to_accepting(document, stream_id, element)
    if objection:
        raise EditError(objection)
    return _changed(document, stream_id, element, lambda held: _with(held, acceptance))


def withdraw_acceptance(document: Document, stream_id: str | None, element: Element | None, rule: str) -> Document:
    """Return the document with a rule no longer accepted on an element; the same document if it is not."""
    return _changed(document, stream_id, element, lambda held: tuple(each for each in held if each.rule != rule))


def _with(held: _Accepted, acceptance: Acceptance) -> _Accepted:
    if all(each.rule != acceptance.rule for each in held):
        return (*held, acceptance)
    return tuple(acceptance if each.rule == acceptance.rule else each for each in held)


def _changed(
    document: Document, stream_id: str | None, element: Element | None, change: Callable[[_Accepted], _Accepted]
) -> Document:
    for holder, put in _holders(document, stream_id, element):
        accepted = change(holder.accepted)
        if accepted != holder.accepted:
            document = put(document, accepted=accepted)
    return document


def _holders(document: Document, stream_id: str | None, element: Element | None) -> list[tuple[_Holder, _Put]]:
    """Return what carries acceptances for an element, and how it is changed; empty for what is not there.

    A finding names an entry by its id alone; what two registers call the same is accepted in both.
    """
    if stream_id is None:
        return _entries(document, element) if isinstance(element, str) else []
    stream = next((each for each in document.streams if each.id == stream_id), None)
    if stream is None:
        return []
    holder, put = _in_stream(stream, element)
    return [(holder, partial(put, stream_id=stream_id))] if holder else []


def _entries(document: Document, entry_id: str) -> list[tuple[_Holder, _Put]]:
    found = ((register, document.entry(register, entry_id)) for register in REGISTERS)
    return [(entry, partial(set_entry, register=name, entry_id=entry_id)) for name, entry in found if entry]


def _in_stream(stream: ValueStream, element: Element | None) -> tuple[_Holder | None, _Put]:
    if element is None:
        return stream, set_stream
    if not isinstance(element, str):
        source, target = element
        return stream.link(source, target), partial(set_link, source=source, target=target)
    if element in _BORDERS:
        return getattr(stream, element), _BORDERS[element]
    return _by_id(stream, element)


def _by_id(stream: ValueStream, element: str) -> tuple[_Holder | None, _Put]:
    if step := stream.step(element):
        return step, partial(set_steps, step_ids=(element,))
    if end := stream.end(element):
        return end, partial(set_end, end_id=element)
    return stream.annotation(element), partial(set_annotation, annotation_id=element)
