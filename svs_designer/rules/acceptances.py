"""Which findings somebody accepted, each on its own element; and which acceptances meet no finding any more."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from svs_designer.analysis.facts import Facts
from svs_designer.model.acceptance import Acceptance
from svs_designer.model.document import REGISTERS, Document
from svs_designer.model.ids import DEMAND, VALUE
from svs_designer.model.links import Link
from svs_designer.model.registers import RegisterEntry
from svs_designer.model.step import Step
from svs_designer.model.stream import Annotation, Demand, End, Value, ValueStream
from svs_designer.rules.finding import Element, Finding

Held = tuple[Acceptance, ...]
_Holder = ValueStream | Demand | Value | Step | End | Annotation | Link | RegisterEntry


class Standing(NamedTuple):
    """An acceptance and where it stands: an entry of a register where there is no stream."""

    stream: str | None
    element: Element | None
    acceptance: Acceptance


class Acceptances:
    """Marks what is accepted in one place, a stream or the registers, as of a day."""

    def __init__(self, held: Callable[[Element | None], Held], today: date | None) -> None:
        """Ask `held` for what is accepted on an element; without a day no acceptance is over."""
        self._held = held
        self._today = today

    def marked(self, finding: Finding) -> Finding:
        """Return a finding marked where it is accepted. Where that is over, the finding counts again and says so."""
        acceptance = next((each for each in self._held(finding.element) if each.rule == finding.rule), None)
        if acceptance is None:
            return finding
        if self._today is None or not acceptance.is_over(self._today):
            return replace(finding, accepted=acceptance)
        over = f" (accepted by {acceptance.by} until {acceptance.until}, which is over)"
        return replace(finding, message=finding.message + over)


def accepted_in_stream(stream: ValueStream, facts: Facts, element: Element | None) -> Held:
    """Return what is accepted on an element of a stream, found by its facts: there may be thousands of steps."""
    if element is None:
        return stream.accepted
    if not isinstance(element, str):
        source = facts.index.get(element[0])
        link = None if source is None else facts.ways[source].link_to(element[1])
        return link.accepted if link else ()
    borders = {DEMAND: stream.demand, VALUE: stream.value}
    holder = facts.steps.get(element) or borders.get(element) or stream.end(element) or stream.annotation(element)
    return holder.accepted if holder else ()


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
            for acceptance in entry.accepted:
                yield Standing(None, entry.id, acceptance)


def in_stream(stream: ValueStream) -> Iterator[Standing]:
    """Yield what is accepted on a stream, its nodes, its notes and its links."""
    for element, holder in _holders(stream):
        for acceptance in holder.accepted:
            yield Standing(stream.id, element, acceptance)


def _holders(stream: ValueStream) -> Iterator[tuple[Element | None, _Holder]]:
    yield None, stream
    for border, node in ((DEMAND, stream.demand), (VALUE, stream.value)):
        if node:
            yield border, node
    yield from ((each.id, each) for each in stream.steps)
    yield from ((each.id, each) for each in stream.ends)
    yield from ((each.id, each) for each in stream.annotations)
    yield from (((source, link.to), link) for source, link in stream.links())
