"""Promises: a stream for consumers promises them a time, and says how its clock runs."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from math import ceil, exp, log, sqrt
from statistics import NormalDist

from svs_designer.analysis.facts import facts_of
from svs_designer.analysis.measures import TargetFigures, measures_of
from svs_designer.model.base import evolve
from svs_designer.model.document import Document
from svs_designer.model.duration import Duration
from svs_designer.model.edits import streams
from svs_designer.model.edits.within import replaced
from svs_designer.model.registers import PartyKind
from svs_designer.model.stream import DemandSource, Edge, Moment, Target
from svs_designer.rules.builtin.declare import rule
from svs_designer.rules.builtin.drawn import is_drawn
from svs_designer.rules.builtin.targets import broken_by_design, inner_targets_too_long
from svs_designer.rules.builtin.wording import as_percent, listed, quoted
from svs_designer.rules.finding import Fix
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject

_CONSUMERS = (DemandSource.CUSTOMER, DemandSource.USER)
_CONSUMING = (PartyKind.CUSTOMER, PartyKind.USER)
_LONGEST = 5 * 365 * 86400.0  # seconds: beyond five years nobody promises a time
_MOST = 0.99
_UNITS = ((2 * 3600, 300), (8 * 3600, 1800), (float("inf"), 3600))  # below so many seconds, steps of so many
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
    """Offer the time that nearly all cases keep today, where all times are known and no contract has a say in it."""
    starts, stops, lead = _first(subject), _last(subject), subject.measures.lead
    if starts is None or not stops or lead is None or lead.missing or not 0 < lead.seconds < _LONGEST:
        return ()
    if any(step.contract for step in subject.stream.steps):
        return ()
    share = min(1 - subject.settings.threshold("most-breaches"), _MOST)
    title = f"Promise the time that {as_percent(share)} of the cases keep today, from {quoted(subject, starts.step)} on"
    target = Target(id="promise", name="Promise", starts=starts, stops=stops)
    return (Fix(title, partial(_promise_today, subject.stream.id, target, share)),)


def _promise_today(stream_id: str, target: Target, share: float, document: Document) -> Document:
    """Promise what a share of the cases keep today. Worked out when it is asked for: it measures the stream anew."""
    promising = streams.set_stream(document, stream_id, targets=(target,))
    measures = measures_of(promising, promising.stream(stream_id))
    within = _rounded(_kept_by(share, measures.targets[0]), measures.day)
    return streams.set_stream(document, stream_id, targets=(evolve(target, within=within),))


def _kept_by(share: float, target: TargetFigures) -> float:
    """Return the time, in seconds, that a share of the cases do not exceed, by the lognormal fit of the breach."""
    mean, spread = target.expected or 0, target.spread or 0
    if not mean or not spread:
        return mean
    shape = log(1 + (spread / mean) ** 2)
    return max(mean, exp(NormalDist(log(mean) - shape / 2, sqrt(shape)).inv_cdf(share)))


def _rounded(seconds: float, day: float) -> Duration:
    """Return a time as people promise it: up to five or thirty minutes, full hours or full days."""
    if seconds >= 2 * day:
        return Duration(days=ceil(seconds / day))
    unit = next(unit for limit, unit in _UNITS if seconds < limit)
    return Duration(seconds=unit * max(1, ceil(seconds / unit)))


def _complete(subject: Subject, target: Target, open_: list[str]) -> tuple[Fix, ...]:
    """Offer to run the clock over the whole stream, where the time fits; the time itself is for people to agree on."""
    starts, stops = target.starts or _first(subject), target.stops or _last(subject)
    if "within" in open_ or starts is None or not stops:
        return ()
    whole = evolve(target, starts=starts, stops=stops)
    if not _can_be_kept(subject, whole):
        return ()
    targets = replaced(subject.stream.targets, target, whole)
    title = f"Run its clock from {quoted(subject, starts.step)} to {_steps(subject, stops)}"
    return (Fix(title, partial(streams.set_stream, stream_id=subject.stream.id, targets=targets)),)


def _can_be_kept(subject: Subject, target: Target) -> bool:
    """Tell whether a target would be neither broken by design nor by contract."""
    stream = evolve(subject.stream, targets=(target,))
    promising = replace(subject, stream=stream, facts=facts_of(stream))
    return not any(True for each in _BREAKING if each.check for _ in each.check(promising))


_BREAKING = (broken_by_design, inner_targets_too_long)


def _steps(subject: Subject, moments: tuple[Moment, ...]) -> str:
    return listed([quoted(subject, moment.step) for moment in moments], last="or")


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


RULES: tuple[Rule, ...] = (no_target,)
