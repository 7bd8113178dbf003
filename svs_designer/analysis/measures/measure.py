"""The measures of a stream, computed once for the same stream, teams, roles and calendars."""

import weakref
from collections.abc import Mapping
from dataclasses import replace

from svs_designer.analysis.facts import Facts, facts_of
from svs_designer.analysis.measures.ahead import Ahead, Exit
from svs_designer.analysis.measures.chain import Move
from svs_designer.analysis.measures.clock import TargetClock
from svs_designer.analysis.measures.figures import Measures, Share, StepFigures
from svs_designer.analysis.measures.flow import ANYWHERE, Flow, NoFigures, Timing
from svs_designer.analysis.measures.lead import LeadTime
from svs_designer.analysis.measures.likely import likely_path
from svs_designer.analysis.measures.load import Load
from svs_designer.analysis.measures.passages import Passages, arrivals, passages
from svs_designer.analysis.measures.quality import first_time_right, rolled_ca
from svs_designer.analysis.measures.shares import Shares
from svs_designer.analysis.measures.times import StreamHours, times_of
from svs_designer.analysis.measures.travel import handoffs, handoffs_before_adding, reassigns, tool_changes
from svs_designer.model.document import Document
from svs_designer.model.ids import DEMAND
from svs_designer.model.stream import ValueStream

_known: dict[int, tuple[weakref.ref[ValueStream], tuple[object, ...], Measures]] = {}


def measures_of(document: Document, stream: ValueStream) -> Measures:
    """Return the figures of a stream of a document; the same object for the same stream, teams, roles and calendars."""
    key, shared = id(stream), (document.teams, document.roles, document.calendars)
    known = _known.get(key)
    if known is not None and known[0]() is stream and known[1] == shared:
        return known[2]
    measures = _Measuring(document, stream).measures()
    _known[key] = (weakref.ref(stream, lambda _: _known.pop(key, None)), shared, measures)
    return measures


class _Measuring:
    """One run of the computation."""

    def __init__(self, document: Document, stream: ValueStream) -> None:
        self.document = document
        self.stream = stream
        self.facts: Facts = facts_of(stream)
        self.hours = StreamHours(document, stream)
        index, day_of = self.facts.index, self.hours.day_of
        steps = {index[step.id]: times_of(step, day_of(step.team)) for step in stream.steps}
        self.timing = Timing(steps, self.hours.stream.day)
        self.shares = Shares(self.facts)
        rate = stream.demand.rate if stream.demand else None
        self.rate = self.hours.stream.per_week(rate) if rate and rate.count else None

    def measures(self) -> Measures:
        """Return the figures, or the trouble that hinders them."""
        takt = self.hours.work.week / self.rate if self.rate else None
        bare = Measures(day=self.timing.day, rate_per_week=self.rate, takt=takt)
        trouble = self._trouble()
        if trouble:
            return replace(bare, trouble=trouble)
        try:
            return self._figures(bare)
        except NoFigures as error:
            return replace(bare, trouble=str(error))

    def _trouble(self) -> str | None:
        facts = self.facts
        if not self.stream.steps:
            return "The stream has no steps yet: add the first one."
        if facts.demand is None:
            return "The stream has no demand to begin at: add it, and lead it to the first step."
        if not facts.out[facts.demand]:
            return "Demand leads to no step yet: connect it with the first one."
        for members in facts.traps:
            if facts.reached[members[0]]:
                names = ", ".join(f"'{facts.label(facts.nodes[member])}'" for member in members[:3])
                return f"Cases circle for ever at {names}: add a way out of the loop."
        return None

    def _figures(self, bare: Measures) -> Measures:
        stop = self._stop()
        flow = Flow(self.shares, self.timing, self.facts.index[DEMAND], stop=stop)
        goal = Ahead(flow.main, {stop: Exit(1.0)}, flow.times)
        chance = goal.goal(flow.start)
        if chance <= 0:
            raise NoFigures("No case can reach value or an end: look at the ways on from demand.")
        visits = flow.main.visits([Move(flow.start, 1.0)])
        every = passages(flow, visits, lambda _: 1.0, 1.0)
        way = passages(flow, visits, goal.goal, chance)
        tail = Passages() if stop == ANYWHERE else self._tail(stop, chance)
        all_visits = {
            node: every.nodes.get(node, 0.0) + tail.nodes.get(node, 0.0) for node in {**every.nodes, **tail.nodes}
        }
        figures = self._of_flow(bare, flow, goal, stop, way)
        return self._of_load(
            replace(
                figures,
                reaches_value=0.0 if stop == ANYWHERE else chance,
                assumptions=self._assumptions(stop),
                steps=self._steps(flow, way, all_visits),
            ),
            LeadTime(flow, every, self.shares).seconds,
            all_visits,
        )

    def _stop(self) -> int:
        """Return value, or anywhere in a stream that leads no case to value yet."""
        value = self.facts.value
        return ANYWHERE if value is None or not self.facts.reached_before_value[value] else value

    def _tail(self, value: int, chance: float) -> Passages:
        """Return what cases pass after value."""
        if not self.shares.ways[value]:
            return Passages()
        flow = Flow(self.shares, self.timing, value, is_tail=True)
        return passages(flow, flow.main.visits([Move(value, chance)]), lambda _: 1.0, 1.0)

    def _of_flow(self, bare: Measures, flow: Flow, goal: Ahead, stop: int, way: Passages) -> Measures:
        lead = LeadTime(flow, way, self.shares)
        path = likely_path(flow, goal, stop)
        known = [self.facts.steps[self.facts.nodes[node]] for node in way.nodes if node in self.timing.steps]
        unrated = tuple(step.id for step in known if step.complete_and_accurate is None)
        return replace(
            bare,
            **lead.amounts(),
            evidence=lead.evidence(),
            rolled_ca=Share(rolled_ca(flow, goal, stop), unrated) if len(unrated) < len(known) else None,
            first_time_right=first_time_right(flow, goal, stop),
            handoffs=handoffs(self.facts, way),
            handoffs_before_adding=handoffs_before_adding(self.facts, path),
            tool_changes=tool_changes(self.facts, way),
            reassigns=reassigns(flow, way),
            likely_path=tuple(self.facts.nodes[node] for node in path if node in self.timing.steps),
            targets=tuple(
                TargetClock(flow, goal, target, stop=stop, day=self.timing.day).figures(path)
                for target in self.stream.targets
            ),
        )

    def _of_load(self, figures: Measures, in_system: float, visits: dict[int, float]) -> Measures:
        load = Load(self.document, self.facts, self.timing, visits)
        teams = load.teams(self.hours, self.rate)
        office = ("Teams without a calendar are counted with 40 hours a week.",) if load.assumed_office else ()
        return replace(
            figures,
            teams=teams,
            cost=load.cost(),
            wip=self.rate * in_system / self.hours.stream.week if self.rate else None,
            assumptions=figures.assumptions + office,
        )

    def _steps(self, flow: Flow, way: Passages, visits: Mapping[int, float]) -> dict[str, StepFigures]:
        first = arrivals(flow, flow.main, [Move(flow.start, 1.0)])
        into = LeadTime(flow, way, self.shares).delays()
        found = {}
        for step in self.stream.steps:
            node = self.facts.index[step.id]
            times = self.timing.steps[node]
            found[step.id] = StepFigures(
                visits=visits.get(node, 0.0),
                on_the_way=way.nodes.get(node, 0.0),
                on_the_path=way.path_nodes.get(node, 0.0),
                wait=times.wait.mean if times.wait else None,
                touch=times.touch.mean if times.touch else None,
                begins=first[node] + times.before if node in first else None,
                delay=into.get(node, 0.0),
            )
        return found

    def _assumptions(self, stop: int) -> tuple[str, ...]:
        told = list(self.shares.assumptions)
        if stop == ANYWHERE:
            told.insert(0, "No case reaches value yet: the figures run to wherever the flow stops.")
        if self.hours.guesses_day:
            told.append("No calendar says how long a working day is: counted with 8 hours.")
        return tuple(told)
