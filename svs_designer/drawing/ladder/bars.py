"""The marks of the ladder: bars, gaps, names, lanes and the clock."""

from collections.abc import Iterable, Iterator

from svs_designer.analysis.measures import Measures
from svs_designer.drawing.ladder.clock import Clock
from svs_designer.drawing.ladder.names import SIZE, Name
from svs_designer.drawing.ladder.places import SIGN_SIZE, Lane, Placed
from svs_designer.drawing.ladder.rows import BAR, LANE, MARGIN, Rows
from svs_designer.drawing.marks import Mark, Rectangle, Stroke, Weight, Words
from svs_designer.drawing.text import fit, width

RADIUS = 2.0
_CLOCK_BAR = 16.0
_THIN = 8.0
_PADDING = 3.0
_LEADING = 13.0
_SHORTEST_NAME = 40.0
"""The least room in which the name of a lane says something."""


def words(x: float, y: float, text: str, size: float, weight: Weight, colour: str, *, middle: bool = False) -> Words:
    """Set one line of text from a place on, or around it."""
    return Words(x, y, text, size, weight, colour, "middle" if middle else "start", width(text, size, weight))


def row_names(rows: Rows, *, has_lanes: bool) -> Iterator[Words]:
    """Name the rows at the left."""
    yield words(MARGIN, rows.wait + BAR / 2 + 4, "waiting", 11, 400, "dim")
    yield words(MARGIN, rows.touch + BAR / 2 + 4, "work", 11, 400, "dim")
    if has_lanes:
        yield words(MARGIN, rows.lanes + LANE / 2 + 4, "parallel", 11, 400, "dim")


def wait_marks(path: Iterable[Placed], rows: Rows, measures: Measures, breaks: float | None) -> Iterator[Mark]:
    """Draw the waits, delays on the way included: first the bars, then the times on them.

    `breaks` is where the line of a clock runs through.
    """
    bars: list[Mark] = []
    texts: list[Mark] = []
    for placed in path:
        rung = placed.rung
        end = placed.wait if rung.wait is None else placed.touch
        seconds = rung.delay + (rung.wait or 0.0)
        if end > placed.start:
            bars.append(_bar(placed.start, rows.wait, end, "chip", "hairline"))
            texts += _time(_clear(placed.start, end, breaks), rows.wait, measures.time_text(seconds), 400, "dim")
        if rung.wait is None:
            yield from gap_marks(placed.wait, placed.touch, rows.wait)
    yield from bars
    yield from texts


def touch_marks(path: Iterable[Placed], rows: Rows, measures: Measures, breaks: float | None) -> Iterator[Mark]:
    """Draw the work, colour by colour, then the times on it, then how often it is done; `breaks` as for waits."""
    bars: list[Rectangle] = []
    texts: list[Words] = []
    signs: list[Words] = []
    for placed in path:
        rung = placed.rung
        if rung.touch is None:
            yield from gap_marks(placed.touch, placed.end, rows.touch)
        elif rung.touch:
            fill, line, ink = _colours(rung.role)
            bars.append(_bar(placed.touch, rows.touch, placed.end, fill, line))
            room = _clear(placed.touch, placed.end, breaks)
            texts += _time(room, rows.touch, measures.time_text(rung.touch), 600, ink)
        elif rung.role:
            bars.append(_bar(placed.touch, rows.touch, placed.end, _colours(rung.role)[0], ""))
        if placed.sign_above:
            middle = (placed.touch + placed.end) / 2
            signs.append(words(middle, rows.waited - 4, placed.sign_above, SIGN_SIZE, 500, "dim", middle=True))
    yield from sorted(bars, key=lambda bar: (bar.fill, bar.x))
    yield from sorted(texts, key=lambda text: (text.colour, text.x))
    yield from signs


def gap_marks(start: float, end: float, top: float) -> Iterator[Mark]:
    """Draw the place of a time that nobody knows."""
    left, right, bottom = start + 1, end - 1, top + BAR - 0.5
    corners = ((left, top + 0.5), (right, top + 0.5), (right, bottom), (left, bottom), (left, top + 0.5))
    yield Stroke(corners, "connector", 1.0, dashed=True)
    yield words((start + end) / 2, top + BAR / 2 + 4, "?", 12, 600, "dim", middle=True)


def name_marks(names: Iterable[Name], rows: Rows) -> Iterator[Words]:
    """Set the names under the work."""
    for name in names:
        for number, line in enumerate(name.lines):
            yield words(name.centre, rows.names + 14 + number * _LEADING, line, SIZE, 400, "dim", middle=True)


def lane_marks(lane: Lane, number: int, rows: Rows, right: float) -> Iterator[Mark]:
    """Draw one lane of parallel branches, each with its name behind it where there is room."""
    top = rows.lanes + number * LANE + (LANE - _THIN) / 2
    for index, placed in enumerate(lane.placed):
        fill, line, _ = _colours(placed.rung.role)
        if placed.touch > placed.start:
            yield Rectangle(placed.start, top, placed.touch - placed.start, _THIN, RADIUS, "chip", "hairline")
        yield Rectangle(placed.touch, top, placed.end - placed.touch, _THIN, RADIUS, fill, line)
        until = lane.placed[index + 1].start if index + 1 < len(lane.placed) else right
        text = " · ".join(part for part in (placed.rung.name, placed.rung.sign) if part)
        room = until - placed.end - 12
        if room >= min(_SHORTEST_NAME, width(text, 11)):
            yield words(placed.end + 6, top + _THIN, fit(text, room, 11), 11, 400, "dim")


def clock_marks(clock: Clock, rows: Rows, label: str, late: str) -> Iterator[Mark]:
    """Draw the clock of a target: neutral while there is time, red where it is used up."""
    top, breaks = rows.clock, clock.stops if clock.breaks is None else clock.breaks
    if breaks > clock.starts:
        yield Rectangle(clock.starts, top, breaks - clock.starts, _CLOCK_BAR, 4, "chip", "hairline")
        yield from _label(clock.starts, breaks, top, label, "text")
    if clock.breaks is None:
        return
    if clock.stops > breaks:
        yield Rectangle(breaks, top, clock.stops - breaks, _CLOCK_BAR, 4, "error")
        yield from _label(breaks, clock.stops, top, late, "on-error")


def sentence_marks(text: str, clock: Clock | None, rows: Rows, *, left: float, right: float) -> Iterator[Mark]:
    """Set the sentence about the target below the place it speaks of, or further left, and mark that place."""
    breaks = clock.breaks if clock else None
    shown = fit(text, right - left, 11, 600)
    start = left if clock is None else clock.starts if breaks is None else breaks + 6
    x = max(left, min(start, right - width(shown, 11, 600)))
    yield words(x, rows.sentence + 14, shown, 11, 600, "dim" if breaks is None else "error")
    if breaks is not None:
        crossed = x < breaks < x + width(shown, 11, 600)
        top = rows.wait - 4 if crossed else rows.clock - 2
        yield Stroke(((breaks, top), (breaks, rows.worked + 4)), "error", 1.0, dashed=True)


def _label(start: float, end: float, top: float, text: str, colour: str) -> Iterator[Words]:
    if width(text, 11, 600) + 16 <= end - start:
        yield words(start + 8, top + 12, text, 11, 600, colour)


def _bar(start: float, top: float, end: float, fill: str, line: str) -> Rectangle:
    """Draw a bar; half a unit stays free on each side, so that neighbours can be told apart."""
    return Rectangle(start + 0.5, top, max(end - start - 1, 1.0), BAR, RADIUS, fill, line)


def _clear(start: float, end: float, line: float | None) -> tuple[float, float]:
    """Return the part of a bar that a line leaves: the whole, or the wider side."""
    if line is None or not start < line < end:
        return start, end
    return (start, line) if line - start > end - line else (line, end)


def _time(room: tuple[float, float], top: float, text: str, weight: Weight, colour: str) -> Iterator[Words]:
    start, end = room
    if width(text, 11, weight) + 2 * _PADDING <= end - start:
        yield words((start + end) / 2, top + BAR / 2 + 4, text, 11, weight, colour, middle=True)


def _colours(role: str) -> tuple[str, str, str]:
    """Return fill, line and ink of work; a step without an activity has no colour yet."""
    return ("card", "connector", "text") if role in {"", "hairline"} else (role, "", "on-activity")
