"""Mining: what all cases of a log tell together. Neither the order of rows nor the names of cases matter."""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import pairwise
from statistics import fmean

from svs_designer.analysis.observed.journeys import Journey, in_order, journey
from svs_designer.analysis.observed.percentiles import spread_of
from svs_designer.analysis.observed.remarks import remarks_on
from svs_designer.analysis.observed.visits import Visits
from svs_designer.model.observed import Observed, ObservedStep, ObservedWay, Outcome, Overlap

_MOST_OVERLAPS = 50
"""Nobody reads more pairs, and each is looked up in every case."""


class _Step:
    """What is gathered of one step."""

    def __init__(self) -> None:
        self.cases = self.visits = self.again = 0
        self.touches, self.waits, self.places = array("d"), array("d"), array("l")
        self.teams: Counter[str] = Counter()


class _Gathered:
    """What is gathered of a log, journey by journey."""

    def __init__(self) -> None:
        self.steps: defaultdict[str, _Step] = defaultdict(_Step)
        self.ways: Counter[tuple[str | None, str | Outcome]] = Counter()
        self.returns: Counter[tuple[str | None, str | Outcome]] = Counter()
        self.outcomes: Counter[Outcome | None] = Counter()
        self.overlaps: Counter[tuple[str, str]] = Counter()
        self.reworked = self.reassignments = self.tied = 0
        self.first, self.last = math.inf, -math.inf

    def take(self, way: Journey) -> None:
        """Count a journey in."""
        seen: set[str] = set()
        came_from: str | None = None
        returned = False
        for place, stay in enumerate(way.stays):
            step = self.steps[stay.step]
            link = came_from, stay.step
            self.ways[link] += 1
            if stay.step in seen:
                self.returns[link] += 1
                returned = True
            else:
                seen.add(stay.step)
                step.cases += 1
                step.places.append(place)
            self._take_stay(step, stay.touch, stay.wait, stay.teams)
            came_from = stay.step
        if way.outcome is not None:
            self.ways[came_from, way.outcome] += 1
        self.outcomes[way.outcome] += 1
        self.overlaps.update(way.overlaps)
        self.reworked += returned
        self.tied += way.tied
        self.first, self.last = min(self.first, way.arrived), max(self.last, way.arrived)

    def _take_stay(self, step: _Step, touch: float | None, wait: float | None, teams: tuple[str | None, ...]) -> None:
        step.visits += 1
        step.again += len(teams) - 1
        step.teams.update(team for team in teams if team is not None)
        self.reassignments += sum(one != two for one, two in pairwise(teams) if None not in {one, two})
        if touch is not None:
            step.touches.append(touch)
        if wait is not None:
            step.waits.append(wait)


def observe(visits: Visits, same: Mapping[str, str] | None = None) -> Observed:
    """Return what the visits tell; empty where there are none. Steps in `same` are counted under the name it gives."""
    same = same or {}
    gathered = _gathered(visits, same, {})
    if gathered.tied:
        gathered = _gathered(visits, same, _usual_places(visits, same))
    order = sorted(gathered.steps, key=lambda name: (*_place(gathered.steps[name]), name))
    observed = Observed(
        cases=gathered.outcomes.total(),
        over=gathered.outcomes.total() - gathered.outcomes[None],
        without_value=gathered.outcomes[Outcome.WITHOUT],
        reworked=gathered.reworked,
        reassignments=gathered.reassignments,
        steps=tuple(_observed_step(name, gathered.steps[name]) for name in order),
        ways=_observed_ways(gathered, order),
        overlaps=_observed_overlaps(visits, same, gathered),
        first=gathered.first if gathered.steps else None,
        last=gathered.last if gathered.steps else None,
        tick=visits.tick,
        remarks=(),
    )
    return observed._replace(remarks=remarks_on(observed, tied=gathered.tied, ends_known=visits.has_ends))


def _gathered(visits: Visits, same: Mapping[str, str], places: Mapping[str, float]) -> _Gathered:
    gathered = _Gathered()
    for case in visits.by_case(same):
        gathered.take(journey(case, places, ends_known=visits.has_ends))
    return gathered


def _usual_places(visits: Visits, same: Mapping[str, str]) -> dict[str, float]:
    """Return how early each step usually comes; steps of one moment share their places, so that no name decides."""
    total: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for case in visits.by_case(same):
        moments: defaultdict[float, list[int]] = defaultdict(list)
        ordered = in_order(case, {})
        for place, visit in enumerate(ordered):
            moments[visit.begin].append(place)
        for visit in ordered:
            total[visit.step] += 2 * moments[visit.begin][0] + len(moments[visit.begin]) - 1
            count[visit.step] += 2
    return {step: total[step] / count[step] for step in count}


def _place(step: _Step) -> tuple[float, float]:
    ordered = sorted(step.places)
    middle = (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
    return middle, fmean(ordered)


def _observed_step(name: str, step: _Step) -> ObservedStep:
    teams = sorted(step.teams.items(), key=lambda each: (-each[1], each[0]))
    touch, wait = spread_of(step.touches), spread_of(step.waits)
    return ObservedStep(name, step.cases, step.visits, step.again, touch, wait, tuple(teams))


def _observed_ways(gathered: _Gathered, order: list[str]) -> tuple[ObservedWay, ...]:
    rank: dict[str | Outcome | None, int] = {name: number for number, name in enumerate((None, *order, *Outcome))}
    found = (ObservedWay(*link, count, gathered.returns[link]) for link, count in gathered.ways.items())
    return tuple(sorted(found, key=lambda way: (rank[way.source], -way.times, rank[way.target])))


def _observed_overlaps(visits: Visits, same: Mapping[str, str], gathered: _Gathered) -> tuple[Overlap, ...]:
    """Return the pairs that most often ran at the same time, and how often cases came to both at all."""
    ordered = sorted(gathered.overlaps.items(), key=lambda each: (-each[1], each[0]))[:_MOST_OVERLAPS]
    if not ordered:
        return ()
    both: Counter[tuple[str, str]] = Counter()
    for case in visits.by_case(same):
        seen = {visit.step for visit in case}
        both.update(pair for pair, _ in ordered if seen.issuperset(pair))
    return tuple(Overlap(*pair, cases, both[pair]) for pair, cases in ordered)
