"""A connector: the line of a link, its label, and small marks for hand-offs and kinds of splits.

Like BPMN, a small diamond at the start tells one way of several, a plus all ways at once; a question mark tells that
nobody decided yet which is meant.
"""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

from svs_designer.drawing.figures import Connector, LinkKey
from svs_designer.drawing.geometry import Box, Point, Size
from svs_designer.drawing.marks import Disc, Icon, Mark, Rectangle, Stroke, Words
from svs_designer.drawing.sketches.wording import sentence
from svs_designer.drawing.text import balance, plain, width
from svs_designer.model.links import Link, LinkKind, Split

RADIUS, LINE = 8.0, 1.5
_WIDEST, _LEADING, _PADDING = 132.0, 14.0, 6.0
_DISC = 20.0
_START = 12.0
"""How much of the line a split's mark takes at its start."""


class ConnectorFace(NamedTuple):
    """What a connector says: its words and the room they need, whether the team changes, how its source splits."""

    key: LinkKey
    lines: tuple[str, ...]
    label: Size | None
    kind: LinkKind
    handoff: bool
    split: Split | None
    spoken: str

    @classmethod
    def of(
        cls, key: LinkKey, link: Link, split: Split | None, *, handoff: bool, ends: tuple[str, str]
    ) -> "ConnectorFace":
        """Word a link; `ends` are the names of its source and target."""
        lines = balance(label_of(link), _WIDEST, 3, 11)
        return cls(
            key=key,
            lines=lines,
            label=_label_size(lines, handoff=handoff),
            kind=link.kind,
            handoff=handoff,
            split=split,
            spoken=_spoken(link, split, handoff=handoff, ends=ends),
        )


def connector(face: ConnectorFace, points: Sequence[Point], label: Box | None) -> Connector:
    """Draw a link along its route; no label is drawn where the route has no box for it."""
    marks: list[Mark] = []
    rework = face.kind is LinkKind.REWORK
    rest = tuple((x, y) for x, y in points)
    if face.split is not None and len(points) > 1:
        sign, rest = _after_split(rest)
        marks += split_mark(face.split, *sign)
    marks.append(Stroke(rest, "connector", LINE, RADIUS, arrow=True, dashed=rework))
    if label is not None:
        marks += _label_marks(face, label)
    return Connector(face.key, tuple(points), label, tuple(marks), face.spoken)


def label_of(link: Link) -> str:
    """Return what a link says, in one line: its share, its condition and its delay."""
    share = f"{_percent(link.share)}" if link.share is not None else ""
    said = " ".join(part for part in (share, plain(link.when)) if part)
    delay = f"+{link.delay}" if link.delay and str(link.delay) != "0m" else ""
    return "  ".join(part for part in (said, delay) if part)


def _label_size(lines: Sequence[str], *, handoff: bool) -> Size | None:
    if not lines and not handoff:
        return None
    wide = max((width(line, 11) for line in lines), default=0.0)
    room = (_DISC if handoff else 0) + (wide + 2 * _PADDING if lines else 0)
    return Size(float(ceil(room)), max(_DISC, _LEADING * len(lines) + 4))


def _percent(share: float) -> str:
    # A no-break space keeps the number with its sign.
    return f"{share * 100:.1f}".removesuffix(".0") + "\u00a0%"


def _label_marks(face: ConnectorFace, box: Box) -> Iterator[Mark]:
    """Draw the words on a pill in the colour of the ground, which interrupts the line; the hand-off in a ring."""
    x = box.x
    if face.lines:
        yield Rectangle(box.x, box.y, box.width, box.height, min(box.height / 2, 8), "canvas")
    if face.handoff:
        yield from handoff_mark(x + _DISC / 2, box.centre.y)
        x += _DISC
    first = box.centre.y - _LEADING * (len(face.lines) - 1) / 2 + 4
    middle = (x + box.right) / 2
    for index, line in enumerate(face.lines):
        yield Words(middle, first + index * _LEADING, line, 11, 400, "dim", "middle", width(line, 11))


def handoff_mark(x: float, y: float) -> tuple[Mark, ...]:
    """Draw the sign of a hand-off around a point."""
    return Disc(x, y, _DISC / 2 - 0.5, "canvas", "connector", 1), Icon("handoff", x - 6, y - 6, 12, "connector")


def split_mark(split: Split, x: float, y: float) -> tuple[Mark, ...]:
    """Draw the sign of a split around a point."""
    centre = Point(x, y)
    if split is Split.ONE:
        return (_diamond(centre, _START / 2),)
    ring = Disc(x, y, _START / 2, "canvas", "connector", 1.25)
    if split is Split.ALL:
        return ring, *_plus(centre, 3)
    return ring, Words(x, y + 3.5, "?", 10, 600, "dim", "middle", width("?", 10, 600))


def _after_split(points: tuple[tuple[float, float], ...]) -> tuple[Point, tuple[tuple[float, float], ...]]:
    """Return where the sign of the split stands at the start of a line, and the line that is left."""
    (x, y), (along_x, along_y) = points[0], points[1]
    dx, dy = _sign(along_x - x), _sign(along_y - y)
    rest = ((x + dx * _START, y + dy * _START), *points[1:])
    return Point(x + dx * _START / 2, y + dy * _START / 2), rest


def _diamond(centre: Point, reach: float) -> Stroke:
    x, y = centre
    corners = ((x - reach, y), (x, y - reach + 1.5), (x + reach, y), (x, y + reach - 1.5), (x - reach, y))
    return Stroke(corners, "connector", 1.25)


def _plus(centre: Point, reach: float) -> tuple[Mark, Mark]:
    x, y = centre
    return (
        Stroke(((x - reach, y), (x + reach, y)), "connector", 1.25),
        Stroke(((x, y - reach), (x, y + reach)), "connector", 1.25),
    )


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


def _spoken(link: Link, split: Split | None, *, handoff: bool, ends: tuple[str, str]) -> str:
    meant = {Split.ONE: "one of several ways", Split.ALL: "in parallel", Split.UNDECIDED: "kind of split undecided"}
    return sentence((
        f"From {ends[0]} to {ends[1]}",
        _percent(link.share).replace("\u00a0", " ") if link.share is not None else "",
        f"when {plain(link.when)}" if link.when else "",
        f"delay {link.delay}" if link.delay else "",
        "" if link.kind is LinkKind.FLOW else link.kind.value,
        "hand-off to another team" if handoff else "",
        meant[split] if split else "",
    ))  # fmt: skip
