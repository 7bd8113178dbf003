"""Demand and value: the pills at the borders of the service value chain."""

from svs_designer.drawing.figures import FigureKind, Sketch
from svs_designer.drawing.geometry import Size
from svs_designer.drawing.marks import Mark, Rectangle, Words
from svs_designer.drawing.sketches.wording import Wording, sentence
from svs_designer.drawing.text import balance, plain, width
from svs_designer.model.stream import Demand, DemandKind, Value

WIDTH = 192.0
_PADDING = 14.0
_LINE = 15.0
_MOST_LINES = 4
NO_DEMAND = "Who asks, and for what?"
NO_VALUE = "What does the customer gain?"


def demand(part: Demand, wording: Wording) -> Sketch:
    """Draw what starts the stream."""
    heading = "Opportunity" if part.kind is DemandKind.OPPORTUNITY else "Demand"
    party = wording.party(part.party)
    spoken = sentence((heading, plain(part.text), f"from {party}" if party else "", str(part.rate or "")))
    return _pill(FigureKind.DEMAND, heading, part.text or NO_DEMAND, spoken)


def value(part: Value, wording: Wording) -> Sketch:
    """Draw what the consumer gains."""
    recipient = wording.party(part.recipient)
    spoken = sentence(("Value", plain(part.outcome), f"for {recipient}" if recipient else ""))
    return _pill(FigureKind.VALUE, "Value", part.outcome or NO_VALUE, spoken)


def _pill(kind: FigureKind, heading: str, text: str, spoken: str) -> Sketch:
    ink = f"on-{kind.value}"
    room = WIDTH - 2 * _PADDING
    lines = balance(text, room, _MOST_LINES, 11)
    # Only a long text makes the pill taller.
    height = 72.0 + 16.0 * max(0, len(lines) - 2)
    first = (height - 17 - _LINE * len(lines)) / 2 + 12
    marks: list[Mark] = [
        Rectangle(0, 0, WIDTH, height, 36, kind.value),
        Words(WIDTH / 2, first, heading, 13, 600, ink, "middle", width(heading, 13, 600)),
    ]
    marks += [
        Words(WIDTH / 2, first + 18 + index * _LINE, line, 11, 400, ink, "middle", width(line, 11))
        for index, line in enumerate(lines)
    ]
    return Sketch(kind, Size(WIDTH, height), tuple(marks), kind.value, heading, spoken)
