"""Load: demand against the time there is, and what each team has to do for one stream.

Takt is available working time by demand, work in progress is arrival rate times time (Little's law), utilisation is
work by capacity. Capacity is a team's staff times the hours of its calendar.
"""

from svs_designer.analysis.facts import Facts
from svs_designer.analysis.measures.figures import Cost, TeamFigures
from svs_designer.analysis.measures.times import OFFICE, StepTimes, StreamHours
from svs_designer.model.document import Document
from svs_designer.model.step import Step


class Load:
    """What the steps of a stream ask for, given the expected visits of each."""

    def __init__(self, document: Document, facts: Facts, times: dict[int, StepTimes], visits: dict[int, float]) -> None:
        self._document = document
        self._times = times
        self._work = [
            (step, facts.index[step.id], visits[facts.index[step.id]])
            for step in facts.steps.values()
            if visits.get(facts.index[step.id])
        ]

    def assumes_office(self, hours: StreamHours, rate: float | None) -> bool:
        """Tell whether the capacity of some team rests on usual office hours."""
        return rate is not None and any(
            team.staff is not None and hours.of_team(team.id) is None
            for team in self._document.teams
            if any(step.team == team.id for step, _, _ in self._work)
        )

    def teams(self, hours: StreamHours, rate: float | None) -> tuple[TeamFigures, ...]:
        """Return the figures of each team that works in the stream; `rate` are cases a week."""
        by_team: dict[str, list[tuple[Step, int, float]]] = {}
        for step, number, visits in self._work:
            if step.team:
                by_team.setdefault(step.team, []).append((step, number, visits))
        staff = {team.id: team.staff for team in self._document.teams}
        return tuple(self._team(team, work, staff.get(team), hours, rate) for team, work in by_team.items())

    def _team(
        self,
        team: str,
        work: list[tuple[Step, int, float]],
        staff: float | None,
        hours: StreamHours,
        rate: float | None,
    ) -> TeamFigures:
        times = self._times
        touch = sum(visits * times[number].work for _, number, visits in work)
        busy = sum(visits * times[number].mean for _, number, visits in work)
        missing = tuple(step.id for step, number, _ in work if times[number].touch is None)
        week = hours.of_team(team)
        capacity = staff * (week or OFFICE).week if staff is not None else None
        needed = touch * rate if rate is not None else None
        return TeamFigures(
            id=team,
            label=self._document.label("teams", team),
            touch=touch,
            missing=missing,
            work_per_week=needed,
            capacity_per_week=capacity,
            utilisation=needed / capacity if needed is not None and capacity else None,
            wip=rate * busy / hours.stream.week if rate is not None else None,
        )

    def cost(self) -> Cost | None:
        """Return the cost of a case; None where no role of a step has a rate."""
        rates = {role.id: role.cost_per_hour for role in self._document.roles if role.cost_per_hour is not None}
        if not rates:
            return None
        value, missing, known = 0.0, [], False
        for step, number, visits in self._work:
            rate, touch = rates.get(step.role or ""), self._times[number].touch
            if rate is None or touch is None:
                missing.append(step.id)
            else:
                value, known = value + visits * touch.mean / 3600 * rate, True
        return Cost(value, tuple(missing)) if known else None
