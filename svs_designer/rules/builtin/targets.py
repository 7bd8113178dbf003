"""Targets: whether the stream as drawn can keep what was promised to whoever asks."""

from collections.abc import Iterator, Mapping
from operator import itemgetter

from svs_designer.analysis.measures import TargetFigures
from svs_designer.analysis.measures.times import seconds
from svs_designer.model.registers import Contract
from svs_designer.model.step import ValueClass
from svs_designer.rules.builtin.declare import rule
from svs_designer.rules.builtin.wording import listed, quoted
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject

_SEEN = 0.005
"""A share that reads as 1 %: below it nobody is told of cases that miss a target."""

_Agreed = tuple[Contract, float]
"""A contract, and the time it leaves in seconds."""

_Passed = tuple[str, "_Passed | None"]
"""A step, and those passed before it: a list that branches can share."""


@rule("SVS061")
def broken_by_design(subject: Subject) -> Iterator[Found]:
    """Object to a target that takes longer on average than promised."""
    for target in subject.measures.targets if subject.stream.targets else ():
        if target.used is not None and target.used > 1:
            text = subject.measures.time_text
            expected, within = text(target.expected or 0), text(target.within or 0)
            least = "at least " if target.missing else ""
            gone = f", used up {_where(subject, target)}" if target.breaks_at else ""
            message = (
                f"'{target.label}' is broken on average: {least}{expected} of the {within} promised{gone}: "
                "take waiting and hand-offs out of the way, or promise what can be kept"
            )
            yield Found(message, target.breaks_at, "targets")


def _where(subject: Subject, target: TargetFigures) -> str:
    at = target.breaks_at
    if isinstance(at, tuple):
        return f"on the way from {quoted(subject, at[0])} to {quoted(subject, at[1])}"
    return f"at {quoted(subject, at or '')}"


@rule("SVS062")
def at_risk(subject: Subject) -> Iterator[Found]:
    """Object to a target that is kept on average but missed by more cases than promised, or than is usual."""
    usually = subject.settings.threshold("most-breaches")
    if not subject.stream.targets:
        return
    for promise, target in zip(subject.stream.targets, subject.measures.targets, strict=False):
        percentile = promise.percentile
        most = usually if percentile is None else 1 - percentile / 100
        if target.used is None or target.used > 1 or target.breach is None or target.breach <= max(most, _SEEN):
            continue
        promised = "" if percentile is None else f", promised for {percentile:g} %"
        usual = ", with spreads as they are usual" if target.assumed_spread else ""
        message = (
            f"About {target.breach * 100:.0f} % of the cases would miss '{target.label}'{promised}{usual}: "
            "make long waits and rework rarer, or promise more than "
            f"{subject.measures.time_text(target.within or 0)}"
        )
        yield Found(message, None, "targets")


@rule("SVS063")
def solved_too_late(subject: Subject) -> Iterator[Found]:
    """Object to a clock that is nearly used up when the team that solves the case can begin."""
    limit = subject.settings.threshold("target-used-before-solving")
    for target in subject.measures.targets if subject.stream.targets else ():
        solving = _solving(subject, target)
        if solving is None or not target.within:
            continue
        step, begins = solving
        if begins > limit * target.within:
            text = subject.measures.time_text
            team = subject.facts.steps[step].team
            who = f"'{subject.document.label('teams', team)}'" if team else f"Step {quoted(subject, step)}"
            message = (
                f"{who} can begin to solve the case only when {text(begins)} of the {text(target.within)} of "
                f"'{target.label}' are gone: send the case there sooner, or let the teams look at it together"
            )
            yield Found(message, step, "team", related=() if target.breaks_at is None else (target.breaks_at,))


def _solving(subject: Subject, target: TargetFigures) -> tuple[str, float] | None:
    """Return the first step, on the most likely path, of the team that first adds value; and the clock at its begin."""
    steps, path = subject.facts.steps, subject.measures.likely_path
    adding = next((each for each in path if steps[each].value is ValueClass.ADDING), None)
    if adding is None:
        return None
    team = steps[adding].team
    first = next((each for each in path if each == adding or (team and steps[each].team == team)), adding)
    clock = target.steps.get(first)
    return None if clock is None else (first, clock.begins)


@rule("SVS066")
def inner_targets_too_long(subject: Subject) -> Iterator[Found]:
    """Object to contracts that leave their parties more time than the stream promises."""
    agreed = _agreed(subject) if subject.stream.targets else {}
    for target in subject.measures.targets if agreed else ():
        running = {step: each for step, each in agreed.items() if step in target.steps}
        if target.within and sum(time for _, time in running.values()) > target.within:
            yield from _too_long(subject, target, target.within, running)


def _too_long(
    subject: Subject, target: TargetFigures, within: float, running: Mapping[str, _Agreed]
) -> Iterator[Found]:
    """Yield each contract that is too long alone; else those that are too long in turn."""
    text = subject.measures.time_text
    fitting = f"but '{target.label}' promises {text(within)}: agree on less, or promise more"
    alone = [step for step, (_, time) in running.items() if time > within]
    for step in alone:
        contract, time = running[step]
        message = f"{quoted(subject, step)} may take {text(time)} by '{contract.label}', {fitting}"
        yield Found(message, step, "contract")
    in_turn = [] if alone else _in_turn(subject, target, running)
    together = sum(running[step][1] for step in in_turn)
    if together > within:
        names = listed([quoted(subject, step) for step in in_turn])
        message = f"{names} may take {text(together)} together by their contracts, {fitting}"
        yield Found(message, in_turn[0], "contract", related=tuple(in_turn[1:]))


def _in_turn(subject: Subject, target: TargetFigures, running: Mapping[str, _Agreed]) -> list[str]:
    """Return the steps under contract that a case may meet in turn on the clock, with the most time in all.

    Links go forward as the clock does, so that rework is counted once.
    """
    facts = subject.facts
    rank = {node: place for place, members in enumerate(reversed(facts.components)) for node in members}
    nodes = sorted((facts.index[step] for step in target.steps), key=rank.__getitem__)
    best: dict[int, tuple[float, _Passed | None]] = {}
    for node in nodes:
        step = facts.nodes[node]
        before = (best[each] for each in facts.into[node] if each in best)
        time, passed = max(before, key=itemgetter(0), default=(0.0, None))
        best[node] = (time + running[step][1], (step, passed)) if step in running else (time, passed)
    passed = max(best.values(), key=itemgetter(0))[1]
    found = []
    while passed is not None:
        found.append(passed[0])
        passed = passed[1]
    return found[::-1]


def _agreed(subject: Subject) -> dict[str, _Agreed]:
    """Return the contracts with a time that steps work under, and that time in seconds, by step."""
    day = subject.measures.day
    timed = {each.id: (each, seconds(each.within, day)) for each in subject.document.contracts if each.within}
    return {step.id: timed[step.contract] for step in subject.stream.steps if step.contract in timed}


RULES: tuple[Rule, ...] = (broken_by_design, at_risk, solved_too_late, inner_targets_too_long)
