"""Load: cases in progress against the limits, and work against the people there are.

Silent without a rate of demand; where people matter, without staff. Arrivals times time are cases in progress (Little).
"""

import math
from collections.abc import Collection, Iterator
from functools import partial

from svs_designer.analysis.measures import TeamFigures
from svs_designer.analysis.measures.times import StreamHours
from svs_designer.model.base import evolve
from svs_designer.model.edits import steps
from svs_designer.model.registers import Team
from svs_designer.model.step import Queue, Step
from svs_designer.model.times import WaitReason
from svs_designer.rules.builtin.declare import rule
from svs_designer.rules.builtin.wording import quoted
from svs_designer.rules.finding import Fix, Level
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject

_MOST_A_PERSON = 2
"""Nobody works on more cases at once; what is in progress beyond that waits."""


def arrivals_a_second(subject: Subject) -> float | None:
    """Return how many cases arrive, in the time that the stream counts in; None where nobody says."""
    rate = subject.measures.rate_per_week
    return None if rate is None else rate / StreamHours(subject.document, subject.stream).stream.week


def fitting_limit(subject: Subject, step: Step, arrivals: float | None) -> int | None:
    """Return the smallest limit above what waits before a step on average; None where that is not known."""
    waiting = _waiting(subject, step, arrivals)
    return None if waiting is None else math.floor(waiting) + 1


def _waiting(subject: Subject, step: Step, arrivals: float | None) -> float | None:
    figures = subject.measures.steps.get(step.id)
    if arrivals is None or figures is None or figures.wait is None:
        return None
    return arrivals * figures.visits * figures.wait


@rule("SVS074")
def over_the_limit(subject: Subject) -> Iterator[Found]:
    """Object to more cases before a step than its limit allows, and to more than a team can hold without any limit."""
    limited = [step for step in subject.stream.steps if step.queue and step.queue.limit]
    staffed = [team for team in subject.document.teams if team.staff is not None]
    arrivals = arrivals_a_second(subject) if limited or staffed else None
    if arrivals is None or subject.measures.trouble:
        return
    for step in limited:
        if step.queue and step.queue.limit and step.id not in subject.facts.tail:
            yield from _above(subject, step, step.queue.limit, arrivals)
    with_limits = {step.team for step in limited}
    unlimited = {team.id: team for team in staffed if team.id not in with_limits}
    for team, cases in _in_progress(subject, unlimited, arrivals).items():
        yield from _too_many(subject, unlimited[team], cases, arrivals)


def _above(subject: Subject, step: Step, limit: int, arrivals: float) -> Iterator[Found]:
    waiting = _waiting(subject, step, arrivals)
    if waiting is not None and waiting > limit:
        message = (
            f"On average {waiting:.3g} cases wait before step '{step.label}', and its limit is {limit}: "
            "let fewer cases in, or shorten the wait"
        )
        yield Found(message, step.id, "queue")


def _in_progress(subject: Subject, teams: Collection[str], arrivals: float) -> dict[str, dict[str, float]]:
    """Return the cases in progress at the steps of some teams before value; those only observed do not count."""
    found: dict[str, dict[str, float]] = {}
    for step in subject.stream.steps if teams else ():
        is_observed = step.wait is not None and step.wait.reason is WaitReason.OBSERVATION
        if step.team in teams and step.id not in subject.facts.tail and not is_observed:
            figures = subject.measures.steps[step.id]
            cases = arrivals * figures.visits * ((figures.wait or 0.0) + (figures.touch or 0.0))
            found.setdefault(step.team or "", {})[step.id] = cases
    return found


def _too_many(subject: Subject, team: Team, cases: dict[str, float], arrivals: float) -> Iterator[Found]:
    held = sum(cases.values())
    if held <= _MOST_A_PERSON * (team.staff or 0.0):
        return
    fullest, *others = sorted(cases, key=lambda each: (-cases[each], each))
    message = (
        f"Team '{team.label}' has about {held:.0f} cases of this stream in progress and a staff of {team.staff:g}, "
        "and none of its queues has a limit: limit what waits, or change arrivals, times or staff"
    )
    yield Found(message, fullest, "queue", _limit(subject, fullest, arrivals), related=tuple(others))


def _limit(subject: Subject, step_id: str, arrivals: float) -> tuple[Fix, ...]:
    step = subject.facts.steps[step_id]
    limit, queue = fitting_limit(subject, step, arrivals), step.queue or Queue()
    if limit is None:
        return ()
    limited = evolve(queue, limit=limit, owner=queue.owner or step.role)
    edit = partial(steps.set_steps, stream_id=subject.stream.id, step_ids=(step_id,), queue=limited)
    return (Fix(f"Let at most {limit} cases wait before {quoted(subject, step_id)}", edit),)


@rule("SVS075")
def overloaded(subject: Subject) -> Iterator[Found]:
    """Object to a team that this stream alone asks for all it has (error), or nearly all (warning)."""
    if not any(team.staff is not None for team in subject.document.teams):
        return
    high = subject.settings.threshold("high-utilisation")
    for team in subject.measures.teams:
        if team.utilisation is not None and team.utilisation >= high:
            yield _overload(subject, team, team.utilisation)


def _overload(subject: Subject, team: TeamFigures, utilisation: float) -> Found:
    work, capacity = ((seconds or 0.0) / 3600 for seconds in (team.work_per_week, team.capacity_per_week))
    message = (
        f"Team '{team.label}' is loaded to {'at least ' if team.missing else ''}{utilisation * 100:.3g} % "
        f"by this stream alone, with {work:.3g} of {capacity:.3g} hours a week: "
        "shorten or move work, take in fewer cases, or add people"
    )
    figures = subject.measures.steps
    mine = [step.id for step in subject.stream.steps if step.team == team.id]
    busiest, *others = sorted(mine, key=lambda each: (-figures[each].visits * (figures[each].touch or 0.0), each))
    level = Level.ERROR if utilisation >= 1 else Level.WARNING
    return Found(message, busiest, "team", related=tuple(others), level=level)


RULES: tuple[Rule, ...] = (over_the_limit, overloaded)
