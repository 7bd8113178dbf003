"""Which findings somebody accepted, each on its own element; and which acceptances meet no finding any more."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from svs_designer.model.acceptance import Acceptance
from svs_designer.model.document import REGISTERS, Document
from svs_designer.model.ids import DEMAND, VALUE
from svs_designer.model.links import Link
from svs_designer.model.registers import RegisterEntry
from svs_designer.model.step import Step
from svs_designer.model.stream import Annotation, Demand, End, Value, ValueStream
from svs_designer.rules.finding import Element, Finding

Place = tuple[Element | None, str]
"""An element (None is the stream itself) and a rule."""
_Holder = ValueStream | Demand | Value | Step | End | Annotation | Link | RegisterEntry


class Standing(NamedTuple):
    """An acceptance and where it stands: an entry of a register where there is no stream."""

    stream: str | None
    element: Element | None
    acceptance: Acceptance


class Acceptances:
    """What is accepted in one place (a stream, or the registers), looked up when the first finding asks."""

    def __init__(self, held: Iterable[Standing], today: date | None) -> None:
        """Judge by a day; without one no acceptance is over."""
        self._held = held
        self._today = today

    def marked(self, finding: Finding) -> Finding:
        """Return a finding marked where it is accepted. Where that is over, the finding counts again and says so."""
        acceptance = self._known.get((finding.element, finding.rule))
        if acceptance is None:
            return finding
        if self._today is None or not acceptance.is_over(self._today):
            return replace(finding, accepted=acceptance)
        over = f" (accepted by {acceptance.by} until {acceptance.until}, which is over)"
        return replace(finding, message=finding.message + over)

    @cached_property
    def _known(self) -> dict[Place, Acceptance]:
        return {(each.element, each.acceptance.rule): each.acceptance for each in self._held}


def idle_acceptances(document: Document, findings: Iterable[Finding], rules: Collection[str]) -> tuple[Standing, ...]:
    """Return the acceptances of these rules (those that ran) that meet no finding any more: they can be withdrawn."""
    met = {(finding.stream, finding.element, finding.rule) for finding in findings}
    held = [*in_registers(document), *(each for stream in document.streams for each in in_stream(stream))]
    return tuple(
        each
        for each in held
        if each.acceptance.rule in rules and (each.stream, each.element, each.acceptance.rule) not in met
    )


def in_registers(document: Document) -> Iterator[Standing]:
    """Yield what is accepted on entries of the registers."""
    for register in REGISTERS:
        for entry in getattr(document, register):
            yield from _on(None, entry.id, entry)


def in_stream(stream: ValueStream) -> Iterator[Standing]:
    """Yield what is accepted on a stream, its nodes, its notes and its links."""
    yield from _on(stream.id, None, stream)
    if stream.demand:
        yield from _on(stream.id, DEMAND, stream.demand)
    for step in stream.steps:
        yield from _on(stream.id, step.id, step)
    if stream.value:
        yield from _on(stream.id, VALUE, stream.value)
    for end in stream.ends:
        yield from _on(stream.id, end.id, end)
    for note in stream.annotations:
        yield from _on(stream.id, note.id, note)
    for source, link in stream.links():
        yield from _on(stream.id, (source, link.to), link)


def _on(stream_id: str | None, element: Element | None, holder: _Holder) -> Iterator[Standing]:
    for acceptance in holder.accepted:
        yield Standing(stream_id, element, acceptance)
