"""The journey of one case: its visits in order, with the work and the waiting of each, and what ran side by side.

A case waits for a step since the last completion before it, or since it was queued if that came later. Work that goes
straight on at the same step is one visit: touch and waits of its pieces add up, so that no time is lost.
"""

import heapq
import math
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from svs_designer.analysis.observed.visits import CaseState, Visit
from svs_designer.model.observed import Outcome

_MOST_AT_ONCE = 50
"""No case needs more steps at the same time, and the pairs of them are counted."""


class Stay(NamedTuple):
    """A case at a step, until it goes elsewhere."""

    step: str
    touch: float | None
    wait: float | None
    teams: tuple[str | None, ...]


class Journey(NamedTuple):
    """The way of a case. `outcome` is None while it goes on; `tied` visits began at the same moment as the next."""

    stays: tuple[Stay, ...]
    outcome: Outcome | None
    overlaps: frozenset[tuple[str, str]]
    arrived: float
    tied: int


def in_order(visits: Iterable[Visit], places: Mapping[str, float]) -> list[Visit]:
    """Return the visits of a case as they began; what began at once by end, then as cases usually go."""

    def rank(visit: Visit) -> tuple[float, float, float, str, str, float]:
        end = visit.end if visit.end is not None else float("inf")
        place = places.get(visit.step, 0.0)
        return visit.begin, end, place, visit.step, visit.team or "", visit.queued or 0.0

    return sorted(visits, key=rank)


def journey(visits: Iterable[Visit], places: Mapping[str, float], *, ends_known: bool) -> Journey:
    """Return the journey of a case; where no visit of a log has an end, every case counts as over."""
    ordered = in_order(visits, places)
    stays: list[Stay] = []
    overlaps: set[tuple[str, str]] = set()
    running = _Running()
    for visit in ordered:
        running.pass_on_to(visit.begin)
        overlaps.update(_pairs(visit, running.steps))
        stay = Stay(visit.step, _touch(visit), _wait(visit, running), (visit.team,))
        if stays and stays[-1].step == visit.step:
            stays[-1] = _together(stays[-1], stay)
        else:
            stays.append(stay)
        running.take(visit)
    tied = sum(_same_time(one, two) for one, two in pairwise(ordered))
    arrived = min(time for visit in ordered for time in (visit.queued, visit.start, visit.end) if time is not None)
    return Journey(tuple(stays), _outcome(ordered, ends_known=ends_known), frozenset(overlaps), arrived, tied)


class _Running:
    """The visits being worked on at a moment.

    `latest` is when the last completion before it was, `endless` when work began of which nobody knows the end.
    """

    def __init__(self) -> None:
        self.latest = self.endless = -math.inf
        self.steps: dict[str, int] = {}
        self._ends: list[tuple[float, str]] = []

    def take(self, visit: Visit) -> None:
        if visit.end is None:
            self.endless = visit.begin
        else:
            heapq.heappush(self._ends, (visit.end, visit.step))
            self.steps[visit.step] = self.steps.get(visit.step, 0) + 1

    def pass_on_to(self, moment: float) -> None:
        while self._ends and self._ends[0][0] <= moment:
            end, step = heapq.heappop(self._ends)
            self.latest = max(self.latest, end)
            self.steps[step] -= 1
            if not self.steps[step]:
                del self.steps[step]


def _pairs(visit: Visit, busy: Iterable[str]) -> Iterable[tuple[str, str]]:
    if visit.start is None:
        return ()
    others = (step for _, step in zip(range(_MOST_AT_ONCE), busy, strict=False) if step != visit.step)
    return [(min(step, visit.step), max(step, visit.step)) for step in others]


def _touch(visit: Visit) -> float | None:
    return None if visit.start is None or visit.end is None else visit.end - visit.start


def _wait(visit: Visit, running: _Running) -> float | None:
    """Return how long the case waited; None also where work before it has no end, which may have lasted till now."""
    if visit.start is None:
        return None
    since = running.latest if visit.queued is None else max(running.latest, visit.queued)
    return visit.start - since if running.endless < since <= visit.start else None


def _together(first: Stay, more: Stay) -> Stay:
    touch = None if first.touch is None or more.touch is None else first.touch + more.touch
    wait = None if first.wait is None else first.wait + (more.wait or 0.0)
    return Stay(first.step, touch, wait, (*first.teams, *more.teams))


def _same_time(one: Visit, two: Visit) -> bool:
    return one.step != two.step and (one.begin, one.end) == (two.begin, two.end)


def _outcome(ordered: list[Visit], *, ends_known: bool) -> Outcome | None:
    last = ordered[-1]  # its row has the last word: what was rejected once may have been granted later
    if last.state is CaseState.WITHOUT_VALUE:
        return Outcome.WITHOUT
    if last.state is CaseState.OPEN or (ends_known and last.end is None and last.state is not CaseState.OVER):
        return None
    return Outcome.VALUE
