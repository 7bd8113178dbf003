"""Targets: what was promised to whoever asks, and whether the stream as drawn can keep it."""

from collections.abc import Iterator
from functools import partial
from math import ceil

from svs_designer.analysis.measures import TargetFigures
from svs_designer.model.base import evolve
from svs_designer.model.document import Document
from svs_designer.model.duration import Duration
from svs_designer.model.edits import streams
from svs_designer.model.ids import fresh_id
from svs_designer.model.registers import Contract, PartyKind
from svs_designer.model.step import ValueClass
from svs_designer.model.stream import DemandSource, Edge, Moment, Target
from svs_designer.rules.builtin.declare import rule
from svs_designer.rules.builtin.drawn import is_drawn
from svs_designer.rules.builtin.wording import listed, quoted
from svs_designer.rules.finding import Element, Fix
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject

_CONSUMERS = (DemandSource.CUSTOMER, DemandSource.USER)
_CONSUMING = (PartyKind.CUSTOMER, PartyKind.USER)
_PARTS = {"within": "within how long", "starts": "where its clock starts", "stops": "where its clock stops"}


@rule("SVS060")
def no_target(subject: Subject) -> Iterator[Found]:
    """Object to a stream for consumers that promises them no time, or leaves open how the clock runs."""
    stream = subject.stream
    if not _is_for_consumers(subject) or not is_drawn(subject):
        return
    if not stream.targets:
        message = "Nobody is promised how long it takes: agree on a time, and from where to where its clock runs"
        yield Found(message, None, "targets", _promise(subject))
    for target in stream.targets:
        open_ = [part for part in _PARTS if not getattr(target, part)]
        if open_:
            told = listed([_PARTS[part] for part in open_])
            message = f"Target '{target.name or target.id}' does not say {told}: agree on it"
            yield Found(message, None, "targets", _complete(subject, target, open_))


def _is_for_consumers(subject: Subject) -> bool:
    demand = subject.stream.demand
    if demand is None:
        return False
    if demand.source is not None:
        return demand.source in _CONSUMERS
    party = subject.document.entry("parties", demand.party)
    return getattr(party, "kind", None) in _CONSUMING


def _promise(subject: Subject) -> tuple[Fix, ...]:
    """Offer to promise the time that is expected today, from the first step to value."""
    starts, stops, lead = _first(subject), _last(subject), subject.measures.lead
    if starts is None or not stops or lead is None or not lead.seconds:
        return ()
    within = _rounded(lead.seconds, subject.measures.day)
    target = Target(id=fresh_id("promise", set(), fallback="target"), within=within, starts=starts, stops=stops)
    title = f"Promise what it takes today: {within} from {quoted(subject, starts.step)} to value"
    return (Fix(title, partial(_with_targets, subject.stream.id, (target,))),)


def _complete(subject: Subject, target: Target, open_: list[str]) -> tuple[Fix, ...]:
    """Offer to run the clock over the whole stream; the time itself is for people to agree on."""
    starts, stops = target.starts or _first(subject), target.stops or _last(subject)
    if "within" in open_ or starts is None or not stops:
        return ()
    whole = evolve(target, starts=starts, stops=stops)
    targets = tuple(whole if each is target else each for each in subject.stream.targets)
    title = f"Run its clock from {quoted(subject, starts.step)} to {_steps(subject, stops)}"
    return (Fix(title, partial(_with_targets, subject.stream.id, targets)),)


def _steps(subject: Subject, moments: tuple[Moment, ...]) -> str:
    return listed([quoted(subject, moment.step) for moment in moments], last="or")


def _with_targets(stream_id: str, targets: tuple[Target, ...], document: Document) -> Document:
    return streams.set_stream(document, stream_id, targets=targets)


def _first(subject: Subject) -> Moment | None:
    """Return the begin of the step that demand leads to, if it is one."""
    facts = subject.facts
    heads = facts.out[facts.demand] if facts.demand is not None else []
    step = facts.nodes[heads[0]] if len(heads) == 1 else None
    return Moment(step=step, at=Edge.BEGIN) if step in facts.steps and step else None


def _last(subject: Subject) -> tuple[Moment, ...]:
    """Return the ends of the steps that lead cases to value."""
    facts = subject.facts
    sources = facts.into[facts.value] if facts.value is not None else []
    before = facts.reached_before_value
    names = [facts.nodes[source] for source in sorted(sources) if before[source]]
    return tuple(Moment(step=name) for name in names if name in facts.steps)


def _rounded(seconds: float, day: float) -> Duration:
    """Return a time as people promise it: up to five minutes, full hours or full days."""
    if seconds < 2 * 3600:
        return Duration(seconds=300 * ceil(seconds / 300))
    if seconds < 2 * day:
        return Duration(seconds=3600 * ceil(seconds / 3600))
    return Duration(days=ceil(seconds / day))


@rule("SVS061")
def broken_by_design(subject: Subject) -> Iterator[Found]:
    """Object to a target that takes longer on average than promised."""
    for target in subject.measures.targets if subject.stream.targets else ():
        if target.used is not None and target.used > 1:
            text = subject.measures.time_text
            expected, within = text(target.expected or 0), text(target.within or 0)
            gone = f", used up {_where(subject, target)}" if target.breaks_at else ""
            message = (
                f"'{target.label}' is broken on average: {expected} of the {within} promised{gone}: "
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
    """Object to a target that is kept on average but missed by too many cases."""
    most = subject.settings.threshold("most-breaches")
    for target in subject.measures.targets if subject.stream.targets else ():
        if target.used is None or target.used > 1 or target.breach is None or target.breach <= most:
            continue
        usual = ", with spreads as they are usual" if target.assumed_spread else ""
        message = (
            f"About {target.breach * 100:.0f} % of the cases would miss '{target.label}'{usual}: make the long waits "
            f"and the rework rarer, or promise more than {subject.measures.time_text(target.within or 0)}"
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
    if not agreed:
        return
    text, path = subject.measures.time_text, subject.measures.likely_path
    for target in subject.measures.targets:
        within = target.within
        if not within:
            continue
        running = {step: each for step, each in agreed.items() if step in target.steps}
        alone = [(step, each) for step, each in running.items() if each[1] > within]
        for step, (contract, time) in alone:
            message = (
                f"{quoted(subject, step)} may take {text(time)} by '{contract.label}', but '{target.label}' promises "
                f"{text(within)}: agree on less, or promise more"
            )
            yield Found(message, step, "contract")
        in_turn = [(step, each) for step, each in running.items() if step in path]
        together = sum(time for _, (_, time) in in_turn)
        if not alone and together > within:
            names = listed([quoted(subject, step) for step, _ in in_turn])
            message = (
                f"{names} may take {text(together)} together by their contracts, but '{target.label}' promises "
                f"{text(within)}: agree on less, or promise more"
            )
            first: Element = in_turn[0][0]
            yield Found(message, first, "contract", related=tuple(step for step, _ in in_turn[1:]))


def _agreed(subject: Subject) -> dict[str, tuple[Contract, float]]:
    """Return the contracts with a time that steps work under, and that time in seconds, by step."""
    day = subject.measures.day
    timed = {each.id: each for each in subject.document.contracts if each.within is not None}
    return {
        step.id: (contract, contract.within.days * day + contract.within.seconds)
        for step in subject.stream.steps
        if (contract := timed.get(step.contract or "")) is not None and contract.within is not None
    }


RULES: tuple[Rule, ...] = (no_target, broken_by_design, at_risk, solved_too_late, inner_targets_too_long)
