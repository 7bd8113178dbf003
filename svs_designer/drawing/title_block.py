"""What a page says above and below its picture: name, owner, version, demand, value, targets, notes."""

from collections.abc import Iterator

from svs_designer.drawing.marks import Mark, Stroke, Weight, Words
from svs_designer.drawing.sketches.wording import words_of_id
from svs_designer.drawing.text import plain, width, wrap
from svs_designer.model.document import Document
from svs_designer.model.stream import DemandKind, StreamKind, Target, ValueStream

Block = tuple[tuple[Mark, ...], float]
"""Marks from (0, 0) on, and the height they take."""
_KINDS = {StreamKind.AS_IS: "As-is", StreamKind.TO_BE: "To-be", StreamKind.SAMPLE: "Sample"}
_LABEL_COLUMN = 64.0
_LINES = 4


def title_block(document: Document, stream: ValueStream, available: float, *, version: str, date: str) -> Block:
    """Set the head of a page, with a hairline below it."""
    marks: list[Mark] = []
    y = 0.0
    for line in wrap(stream.label, available, 2, 20, 700):
        y += 24
        marks.append(_words(0, y - 5, line, 20, 700, "text"))
    facts = "  ·  ".join(_facts(document, stream, version, date))
    for line in wrap(facts, available, 3, 12):
        y += 18
        marks.append(_words(0, y - 4, line, 12, 400, "dim"))
    y += 6
    for label, text in _statements(document, stream):
        marks.append(_words(0, y + 14, label, 12, 600, "dim"))
        for line in wrap(text, available - _LABEL_COLUMN, _LINES, 12):
            y += 18
            marks.append(_words(_LABEL_COLUMN, y - 4, line, 12, 400, "text"))
    y += 10
    marks.append(Stroke(((0, y), (available, y)), "hairline", 1.0))
    return tuple(marks), y


def notes_block(document: Document, stream: ValueStream, available: float) -> Block:
    """Set the notes of document and stream as dim lines; no marks where there are none."""
    paragraphs = [line for text in (document.notes, stream.notes) for line in text.splitlines() if plain(line)]
    lines = [line for text in dict.fromkeys(paragraphs) for line in wrap(text, available, _LINES, 11)]
    marks = tuple(_words(0, 12 + index * 16, line, 11, 400, "dim") for index, line in enumerate(lines))
    return marks, 16.0 * len(lines)


def _facts(document: Document, stream: ValueStream, version: str, date: str) -> Iterator[str]:
    yield _KINDS[stream.kind]
    if stream.type:
        yield words_of_id(stream.type)
    if plain(document.title) not in {"", plain(stream.label)}:
        yield plain(document.title)
    yield f"Owner: {_owner(document, stream)}" if stream.owner else "No owner yet"
    if version:
        yield f"Version {version}"
    if date:
        yield date


def _owner(document: Document, stream: ValueStream) -> str:
    role = document.entry("roles", stream.owner)
    return role.label if role else words_of_id(stream.owner or "")


def _statements(document: Document, stream: ValueStream) -> Iterator[tuple[str, str]]:
    """Say demand and value in full, which the pills may have to cut, and what is promised."""
    if stream.demand and plain(stream.demand.text):
        opportunity = stream.demand.kind is DemandKind.OPPORTUNITY
        rate = f" ({stream.demand.rate})" if stream.demand.rate else ""
        yield ("Chance" if opportunity else "Demand"), plain(stream.demand.text) + rate
    if stream.value and plain(stream.value.outcome):
        recipient = document.label("parties", stream.value.recipient)
        yield "Value", plain(stream.value.outcome) + (f" (for {plain(recipient)})" if recipient else "")
    targets = [said for said in map(_target, stream.targets) if said]
    if targets:
        yield ("Target" if len(targets) == 1 else "Targets"), "; ".join(targets)


def _target(target: Target) -> str:
    name = plain(target.name) or words_of_id(target.id)
    return f"{name} within {target.within}" if target.within else ""


def _words(x: float, y: float, text: str, size: float, weight: Weight, colour: str) -> Words:
    return Words(x, y, text, size, weight, colour, "start", width(text, size, weight))
