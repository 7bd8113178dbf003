"""The legend of a page: the activities that are used and the signs that are drawn, nothing else."""

from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from svs_designer.catalogue import Catalogue
from svs_designer.drawing.elements import elements_of, team_of, ways_of
from svs_designer.drawing.marks import Icon, Mark, Stroke, Words, moved
from svs_designer.drawing.sketches.connector import handoff_mark, split_mark
from svs_designer.drawing.sketches.wording import activity_role
from svs_designer.drawing.text import width
from svs_designer.drawing.title_block import Block
from svs_designer.model.links import LinkKind, Split
from svs_designer.model.step import Automation, Step, StepKind
from svs_designer.model.stream import ValueStream

_ROW, _GAP = 24.0, 22.0
_SIGN = 28.0
"""The room of a sign before its words."""


class Entry(NamedTuple):
    """One line of the legend: a sign around (0, 0) to (20, 20) and its words."""

    sign: tuple[Mark, ...]
    words: str
    colour: str = "dim"


def legend(stream: ValueStream, catalogue: Catalogue, shown: Collection[str], available: float) -> Block:
    """Set the legend for the elements that are shown; no marks where there is nothing to explain."""
    rows = [
        [*_activities(stream, catalogue, set(shown))],
        [*_signs(stream, set(shown))],
    ]
    marks: list[Mark] = []
    y = 0.0
    for row in rows:
        x = 0.0
        for entry in row:
            words = width(entry.words, 11, 500)
            if x and x + _SIGN + words > available:
                x, y = 0.0, y + _ROW
            marks += [moved(mark, x, y) for mark in entry.sign]
            marks.append(Words(x + _SIGN, y + 14, entry.words, 11, 500, entry.colour, "start", words))
            x += _SIGN + words + _GAP
        y += _ROW if row else 0.0
    return tuple(marks), max(0.0, y - 4)


def _activities(stream: ValueStream, catalogue: Catalogue, shown: set[str]) -> Iterator[Entry]:
    used = {step.activity for step in stream.steps if step.id in shown}
    for activity in catalogue.activities:
        if activity.id in used:
            role = activity_role(activity)
            yield Entry((Icon(activity.icon, 2, 2, 16, role),), activity.word, role)


def _signs(stream: ValueStream, shown: set[str]) -> Iterator[Entry]:
    steps = [step for step in stream.steps if step.id in shown]
    if any(step.touch or step.wait for step in steps):
        yield Entry((Icon("clock", 2, 2, 16, "dim"),), "touch time + wait time")
    for icon, words, is_drawn in _STEP_SIGNS:
        if any(is_drawn(step) for step in steps):
            yield Entry((Icon(icon, 3, 3, 14, "dim"),), words)
    yield from _way_signs(stream, shown)


_STEP_SIGNS: tuple[tuple[str, str, Callable[[Step], bool]], ...] = (
    ("decision", "decision", lambda step: step.kind is StepKind.DECISION),
    ("approval", "approval", lambda step: step.kind is StepKind.APPROVAL),
    ("live", "changes the live environment", lambda step: step.live),
    ("automation", "assisted or automatic", lambda step: step.automation is not Automation.MANUAL),
)


def _way_signs(stream: ValueStream, shown: set[str]) -> Iterator[Entry]:
    elements = elements_of(stream)
    ways = [
        (element, link, ways_of(element).split)
        for key, element in elements.items()
        if key in shown
        for link in ways_of(element).links
        if link.to in shown
    ]
    teams = [(team_of(element), team_of(elements[link.to])) for element, link, _ in ways]
    if any(one and other and one != other for one, other in teams):
        yield Entry(handoff_mark(10, 10), "hand-off to another team")
    for split, words in (
        (Split.ONE, "one of several ways"),
        (Split.ALL, "all ways at once"),
        (Split.UNDECIDED, "not decided: one way or all"),
    ):
        if any(each is split for _, _, each in ways):
            yield Entry(split_mark(split, 10, 10), words)
    if any(link.kind is LinkKind.REWORK for _, link, _ in ways):
        yield Entry((Stroke(((-1, 10), (23, 10)), "connector", 1.5, arrow=True, dashed=True),), "rework")
