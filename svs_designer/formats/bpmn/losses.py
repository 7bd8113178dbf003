"""What BPMN could not hold as it is: no engine watches it, though our own reader gets it back."""

from collections.abc import Iterator

from svs_designer.drawing.text import plain
from svs_designer.exchange.exporter import Loss
from svs_designer.exchange.gateways import LinkKey
from svs_designer.formats.bpmn.naming import element_name
from svs_designer.formats.bpmn.told import Told
from svs_designer.model.links import LinkKind
from svs_designer.model.stream import ValueStream

_KEPT = "kept in its svs: elements"


def losses_of(told: Told) -> tuple[Loss, ...]:
    """Return what the file keeps only for this program, and what it leaves out."""
    stream = told.stream
    found = [*_links(told), *_unreached(told)]
    if stream.targets:
        names = ", ".join(plain(each.name) or each.id for each in stream.targets)
        found.append(Loss(f"No engine watches the targets ({names}): {_KEPT}"))
    timed = [step.id for step in stream.steps if step.touch or step.wait]
    delayed = [source for source, link in stream.links() if link.delay]
    if timed or delayed:
        elements = tuple(dict.fromkeys((*timed, *delayed)))
        found.append(Loss(f"Times to work, wait and hand over are not run: {_KEPT}", elements))
    shared = [source for source, link in stream.links() if link.share is not None]
    if shared:
        words = "booleans decide" if told.dialect.condition else "a reader decides by itself"
        found.append(Loss(f"Shares choose no way, {words}: {_KEPT}", tuple(dict.fromkeys(shared))))
    if stream.annotations:
        found.append(Loss(f"Notes on the canvas are not drawn: {_KEPT}", tuple(each.id for each in stream.annotations)))
    others = [plain(each.name) or each.id for each in told.document.streams if each.id != stream.id]
    if others:
        found.append(Loss(f"The file holds one stream; left out: {', '.join(others)}"))
    return tuple(found)


def _links(told: Told) -> Iterator[Loss]:
    for source, target in told.flow.idle_links:
        link = told.stream.link(source, target)
        if link is not None and source not in told.flow.unreached:
            what = "feedback" if link.kind is LinkKind.FEEDBACK else "a share of 0 %"
            words = f"{_way(told.stream, (source, target))} is {what} and carries no case: {_KEPT}"
            yield Loss(words, (source, target))


def _unreached(told: Told) -> Iterator[Loss]:
    for node in told.flow.unreached:
        yield Loss(f"No case comes to “{element_name(told.stream, node)}”, so it is not drawn: {_KEPT}", (node,))


def _way(stream: ValueStream, key: LinkKey) -> str:
    return " to ".join(f"“{element_name(stream, each)}”" for each in key)
