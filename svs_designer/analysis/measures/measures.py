"""The measures of a stream, each computed at the first question and then kept."""

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from svs_designer.analysis.facts import Facts, facts_of
from svs_designer.analysis.measures.ahead import Ahead, Exit
from svs_designer.analysis.measures.chain import Move
from svs_designer.analysis.measures.clock import TargetClock
from svs_designer.analysis.measures.figures import Amount, Cost, Share, StepFigures, TargetFigures, TeamFigures
from svs_designer.analysis.measures.flow import ANYWHERE, Flow, NoFigures
from svs_designer.analysis.measures.lead import LeadTime
from svs_designer.analysis.measures.likely import likely_path
from svs_designer.analysis.measures.linear import Singular
from svs_designer.analysis.measures.load import Load
from svs_designer.analysis.measures.passages import Passages, arrivals, passages
from svs_designer.analysis.measures.quality import first_time_right, rolled_ca
from svs_designer.analysis.measures.shares import Shares
from svs_designer.analysis.measures.times import StepTimes, StreamHours, times_of
from svs_designer.analysis.measures.travel import handoffs, reassigns, team_changes, tool_changes, until_value_is_added
from svs_designer.analysis.measures.unsound import why_unsound
from svs_designer.analysis.measures.wording import time_text
from svs_designer.analysis.parallel import faults_before_value
from svs_designer.analysis.walks import reach
from svs_designer.model.document import Document
from svs_designer.model.ids import DEMAND
from svs_designer.model.stream import ValueStream


class _Run(NamedTuple):
    """What all figures of the flow stand on: its chains, the outlook to value, and what cases pass before it."""

    flow: Flow
    goal: Ahead
    stop: int
    chance: float
    visits: list[float]
    way: Passages
    lead: LeadTime


class Measures:
    """The figures of one stream, at one moment; those that are not known are None.

    With `trouble` (one sentence: what hinders, and what to do) there are no figures of the flow.
    """

    def __init__(self, document: Document, stream: ValueStream) -> None:
        self._document = document
        self._stream = stream
        self._facts: Facts = facts_of(stream)
        self._hours = StreamHours(document, stream)
        self.day: float = self._hours.stream.day
        """The length of a day in seconds, as this stream counts it."""

    @cached_property
    def rate_per_week(self) -> float | None:
        """The demand, in cases a week."""
        rate = self._stream.demand.rate if self._stream.demand else None
        return self._hours.stream.per_week(rate) if rate and rate.count else None

    @property
    def takt(self) -> float | None:
        """The working time between two cases, in seconds."""
        return self._hours.work.week / self.rate_per_week if self.rate_per_week else None

    @cached_property
    def trouble(self) -> str | None:
        """Why there are no figures of the flow, in one sentence; None where there are."""
        return self._outcome if isinstance(self._outcome, str) else None

    @cached_property
    def assumptions(self) -> tuple[str, ...]:
        """What the figures take for granted, in sentences."""
        told = list(self._shares.assumptions)
        if self._run and self._run.stop == ANYWHERE:
            told.insert(0, "No case reaches value yet: the figures run to wherever the flow stops.")
        if self._run and any(block.varies for block in self._run.flow.blocks.values()):
            told.append(
                "Of parallel branches the one counts that is slowest on average: cases take longer if times vary."
            )
        if self._hours.guesses_day:
            told.append("No calendar says how long a working day is: counted with 8 hours.")
        if self._run and self._load.assumes_office(self._hours, self.rate_per_week):
            told.append("Teams without a calendar are counted with 40 hours a week.")
        return tuple(told)

    @property
    def reaches_value(self) -> float | None:
        """The share of cases that reach value."""
        return None if self._run is None else 0.0 if self._run.stop == ANYWHERE else min(1.0, self._run.chance)

    @property
    def lead(self) -> Amount | None:
        """The lead time: from demand to value along the critical path.

        Parallel branches count their slowest, loops their expected visits.
        """
        return self._run.lead.amounts.lead if self._run else None

    @property
    def touch(self) -> Amount | None:
        """All work before value, parallel work summed."""
        return self._run.lead.amounts.touch if self._run else None

    @property
    def wait(self) -> Amount | None:
        """Lead time less the touch time in it."""
        return self._run.lead.amounts.wait if self._run else None

    @property
    def path_touch(self) -> Amount | None:
        """The touch time on the critical path."""
        return self._run.lead.amounts.path_touch if self._run else None

    @property
    def adding(self) -> Amount | None:
        """The touch time of value-adding steps on the critical path."""
        return self._run.lead.amounts.adding if self._run else None

    @property
    def flow_efficiency(self) -> float | None:
        """Touch time by lead time, both on the critical path; never above 1."""
        return self._run.lead.amounts.flow_efficiency if self._run else None

    @property
    def value_added_ratio(self) -> float | None:
        """Value-adding time by lead time; None where nobody has said of any step whether it adds value."""
        return self._run.lead.amounts.value_added_ratio if self._run else None

    @cached_property
    def evidence(self) -> Mapping[str, float]:
        """How lead time divides among times that are `measured`, `agreed`, a `guess`, or `unstated`."""
        return self._run.lead.evidence if self._run else {}

    @cached_property
    def rolled_ca(self) -> Share | None:
        """The rolled %C&A of cases that reach value; None where no step has one."""
        if self._run is None:
            return None
        steps = [self._facts.steps[self._facts.nodes[node]] for node in self._run.way.nodes if node in self._times]
        missing = tuple(step.id for step in steps if step.complete_and_accurate is None)
        if len(missing) == len(steps):
            return None
        return Share(rolled_ca(self._run.flow, self._run.goal, self._run.stop), missing)

    @cached_property
    def first_time_right(self) -> float | None:
        """The share of cases without rework or reassignment, of those that reach value."""
        return first_time_right(self._run.flow, self._run.goal, self._run.stop) if self._run else None

    @cached_property
    def handoffs(self) -> float | None:
        """The expected number of links between steps of different teams, before value."""
        return handoffs(self._facts, self._run.way) if self._run else None

    @cached_property
    def handoffs_before_adding(self) -> float | None:
        """How often the team changes on the most likely path up to where value is first added; None where it is not."""
        path = self.path_to_adding
        has_teams = any(self._facts.steps[each].team for each in path)
        return float(team_changes(self._facts, path)) if has_teams else None

    @cached_property
    def path_to_adding(self) -> tuple[str, ...]:
        """The steps of the most likely path up to where value is first added, be it in a parallel branch beside it."""
        return until_value_is_added(self._facts, self.likely_path)

    @cached_property
    def tool_changes(self) -> float | None:
        """The expected number of links between steps that share no tool, before value."""
        return tool_changes(self._facts, self._run.way) if self._run else None

    @cached_property
    def reassigns(self) -> float | None:
        """The expected number of reassignments before value."""
        return reassigns(self._run.flow, self._run.way) if self._run else None

    @cached_property
    def likely_path(self) -> tuple[str, ...]:
        """The steps of the most likely path to value, of parallel branches the slowest."""
        return tuple(self._facts.nodes[node] for node in self._path if node in self._times)

    @cached_property
    def targets(self) -> tuple[TargetFigures, ...]:
        """The targets of the stream against the clock, in the author's order."""
        if self._run is None:
            return ()
        flow, goal, stop = self._run.flow, self._run.goal, self._run.stop
        clocks = [TargetClock(flow, goal, target, stop=stop, day=self.day) for target in self._stream.targets]
        return tuple(clock.figures(self._path) for clock in clocks)

    @cached_property
    def teams(self) -> tuple[TeamFigures, ...]:
        """The figures of the teams that work in the stream."""
        return self._load.teams(self._hours, self.rate_per_week) if self._run else ()

    @cached_property
    def wip(self) -> float | None:
        """The cases in progress between demand and value or an end (Little's law)."""
        if self._run is None or self.rate_per_week is None:
            return None
        return self.rate_per_week * LeadTime(self._run.flow, self._every).seconds / self._hours.stream.week

    @cached_property
    def cost(self) -> Cost | None:
        """The cost of a case, its tail included; None where no role of a step has a rate."""
        return self._load.cost() if self._run else None

    @cached_property
    def steps(self) -> Mapping[str, StepFigures]:
        """The figures of each step of the stream; empty where there is trouble."""
        if self._run is None:
            return {}
        way, path, into = self._run.way.nodes, self._run.way.path_nodes, self._run.lead.delays
        nodes = self._facts.nodes
        return {
            nodes[node]: StepFigures(
                nodes[node],
                way.get(node, 0.0),
                path.get(node, 0.0),
                times.before if times.wait else None,
                times.work if times.touch else None,
                into.get(node, 0.0),
                self,
            )
            for node, times in self._times.items()
        }

    def visits_of(self, step: str) -> float:
        """Return the expected visits of a step, the tail included; 0 where no case comes."""
        return self._all_visits.get(self._facts.index[step], 0.0) if self._run else 0.0

    def begin_of(self, step: str) -> float | None:
        """Return the expected time from demand to the first begin of a step, None where no case comes."""
        node = self._facts.index[step]
        arrival = self._arrivals.get(node)
        return None if arrival is None else arrival + self._times[node].before

    def begins_later(self, step: str) -> bool:
        """Tell whether a time before the first begin of a step is not known, so that it may be later than told."""
        node = self._facts.index[step]
        if self._facts.demand is None or self.begin_of(step) is None:
            return False
        if self._facts.steps[step].wait is None:
            return True
        lacking = [at for at in self._lacking if at != node]
        if not lacking:
            return False
        come = reach(self._facts.out, (self._facts.demand,), stop=node)
        lead = reach(self._facts.into, (node,), stop=self._facts.demand)
        return any(come[at] and lead[at] for at in lacking)

    def team(self, team_id: str | None) -> TeamFigures | None:
        """Return the figures of a team, if it works in the stream."""
        return next((team for team in self.teams if team.id == team_id), None)

    def target(self, target_id: str) -> TargetFigures | None:
        """Return the figures of a target, if there is one of that id."""
        return next((target for target in self.targets if target.id == target_id), None)

    def time_text(self, seconds: float) -> str:
        """Return a time as people read it, three figures at most: `3 h 53 min`, `2.5 d`, `40 s`."""
        return time_text(seconds, day=self.day)

    @property
    def _run(self) -> _Run | None:
        return self._outcome if isinstance(self._outcome, _Run) else None

    @cached_property
    def _outcome(self) -> _Run | str:
        return self._hindrance() or self._computed()

    def _hindrance(self) -> str | None:
        facts = self._facts
        if not self._stream.steps:
            return "The stream has no steps yet: add the first one."
        if facts.demand is None:
            return "The stream has no demand to begin at: add it, and lead it to the first step."
        if not facts.out[facts.demand]:
            return "Demand leads to no step yet: connect it with the first one."
        fault = next(iter(faults_before_value(facts)), None)
        if fault is not None:
            return why_unsound(facts, fault)
        for members in facts.traps:
            if facts.reached[members[0]]:
                names = ", ".join(f"'{facts.label(facts.nodes[member])}'" for member in members[:3])
                return f"Cases circle for ever at {names}: add a way out of the loop."
        return None

    def _computed(self) -> _Run | str:
        try:
            return self._solved(self._stop())
        except NoFigures as error:
            return str(error)
        except Singular:
            return "Cases circle for ever in a loop that only feedback leaves: add a way out of the loop."

    def _solved(self, stop: int) -> _Run | str:
        flow = Flow(self._shares, self._times, self._facts.index[DEMAND], stop=stop)
        goal = Ahead(flow.main, {stop: Exit(1.0)}, flow.times)
        chance = goal.goal(flow.start)
        if chance <= 0:
            return "No case can reach value or an end: look at the ways on from demand."
        visits = flow.main.visits([Move(flow.start, 1.0)])
        way = passages(flow, visits, goal.goal, chance)
        return _Run(flow, goal, stop, chance, visits, way, LeadTime(flow, way))

    def _stop(self) -> int:
        """Return value, or anywhere in a stream that leads no case to value yet."""
        value = self._facts.value
        return ANYWHERE if value is None or not self._facts.reached_before_value[value] else value

    @cached_property
    def _shares(self) -> Shares:
        return Shares(self._facts, self.day)

    @cached_property
    def _times(self) -> dict[int, StepTimes]:
        """The times of the steps, by number."""
        index, day_of = self._facts.index, self._hours.day_of
        return {index[step.id]: times_of(step, day_of(step.team)) for step in self._stream.steps}

    @cached_property
    def _lacking(self) -> tuple[int, ...]:
        """The steps without a time, by number."""
        return tuple(node for node, times in self._times.items() if None in (times.wait, times.touch))

    @cached_property
    def _path(self) -> tuple[int, ...]:
        return likely_path(self._run.flow, self._run.goal, self._run.stop) if self._run else ()

    @cached_property
    def _arrivals(self) -> dict[int, float]:
        flow = self._run.flow if self._run else None
        return arrivals(flow, flow.main, [Move(flow.start, 1.0)]) if flow else {}

    @cached_property
    def _every(self) -> Passages:
        """What all cases pass before value or an end."""
        return passages(self._run.flow, self._run.visits, lambda _: 1.0, 1.0) if self._run else Passages()

    @cached_property
    def _all_visits(self) -> dict[int, float]:
        """The visits of all cases, those of the tail included."""
        visits = dict(self._every.nodes)
        for node, count in self._tail.nodes.items():
            visits[node] = visits.get(node, 0.0) + count
        return visits

    @cached_property
    def _tail(self) -> Passages:
        """What cases pass after value."""
        if self._run is None or self._run.stop == ANYWHERE or not self._shares.ways[self._run.stop]:
            return Passages()
        flow = Flow(self._shares, self._times, self._run.stop, is_tail=True)
        try:
            return passages(flow, flow.main.visits([Move(flow.start, self._run.chance)]), lambda _: 1.0, 1.0)
        except (NoFigures, Singular):
            return Passages()  # a tail that runs in circles is no reason to say nothing of the way to value

    @cached_property
    def _load(self) -> Load:
        return Load(self._document, self._facts, self._times, self._all_visits)
