"""Taking what a log tells into a stream that is there: touch, wait, shares and rework, marked as measured."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from svs_designer.model.base import evolve
from svs_designer.model.document import Document
from svs_designer.model.edits.measured_values import measured_touch, measured_wait, shares_of
from svs_designer.model.edits.within import EditError, with_stream, with_ways
from svs_designer.model.ids import DEMAND, VALUE, slug
from svs_designer.model.links import Link, LinkKind, Split, Ways
from svs_designer.model.observed import Observed, ObservedStep, ObservedWay, Outcome
from svs_designer.model.step import Step
from svs_designer.model.stream import ValueStream

_CLOSE = 0.7
"""How alike two names are before one is offered for the other: at 0.6 `Close` is offered for `Choose`."""

_NOTABLE = 0.02


class Matching(NamedTuple):
    """Which name of a log means which step. `guesses` are close names that nobody has agreed to."""

    names: dict[str, str]
    guesses: dict[str, str]
    unknown: tuple[str, ...]
    unmeasured: tuple[str, ...]

    def same(self) -> dict[str, str]:
        """Return the first name of its step for each further name: what a log is to count together."""
        first = self.first()
        named = {step_id: name for name, step_id in first.items()}
        return {name: named[step_id] for name, step_id in self.names.items() if name not in first}

    def first(self) -> dict[str, str]:
        """Return the names without those that mean a step which an earlier one means already."""
        named: dict[str, str] = {}
        for name, step_id in self.names.items():
            named.setdefault(step_id, name)
        return {name: step_id for step_id, name in named.items()}


def match_names(stream: ValueStream, names: Sequence[str], said: Mapping[str, str] | None = None) -> Matching:
    """Match the names of a log to steps: as said, by id or name whatever the case; the rest by likeness, as guesses.

    Several names may mean one step, guesses only one each. Names nothing is like are `unknown`, steps nothing matches
    `unmeasured`.
    """
    found = {name: step for name, step in (said or {}).items() if name in names}
    for name in names:
        exact = next((step for step in stream.steps if name not in found and _is_same(name, step)), None)
        if exact is not None:
            found[name] = exact.id
    left = [step for step in stream.steps if step.id not in found.values()]
    open_names = [name for name in names if name not in found]
    guesses = _guesses(open_names, left)
    unknown = tuple(name for name in open_names if name not in guesses)
    unmeasured = tuple(step.id for step in left if step.id not in guesses.values())
    return Matching(found, guesses, unknown, unmeasured)


def _is_same(name: str, step: Step) -> bool:
    return step.id == name.strip().casefold() or _words(name) == _words(step.label) or slug(name) == step.id


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name.casefold())


def _guesses(names: Sequence[str], steps: Sequence[Step]) -> dict[str, str]:
    pairs = [(_likeness(name, step.label), -place, name, step.id) for name in names for place, step in enumerate(steps)]
    guesses: dict[str, str] = {}
    for likeness, _, name, step_id in sorted(pairs, reverse=True):
        if likeness >= _CLOSE and name not in guesses and step_id not in guesses.values():
            guesses[name] = step_id
    return guesses


def _likeness(one: str, two: str) -> float:
    """Return how alike two names are, 0..1; the words of one within the other count as close."""
    words, others = set(_words(one)), set(_words(two))
    within = words and others and (words <= others or others <= words)
    matcher = SequenceMatcher(None, one.casefold(), two.casefold(), autojunk=False)
    if not within and matcher.quick_ratio() < _CLOSE:
        return 0.0
    return max(matcher.ratio(), _CLOSE if within else 0.0)


def take_over_measured(document: Document, stream_id: str, observed: Observed, names: Mapping[str, str]) -> Document:
    """Return the document with the figures of a log in one stream; `names` tells which step each name of it means.

    Touch and wait get their spread, evidence and sample size; what the log does not tell stays as it was. The ways on
    from a node of which a case takes one get their shares, where the log knows all nodes they lead to. The delay of a
    link is part of the wait that was measured, and goes. Raises EditError where a step is not there or meant twice.
    """
    stream = document.stream(stream_id)
    _require(stream, names)
    measured = {step_id: observed.step(name) for name, step_id in names.items()}
    changed = evolve(stream, steps=tuple(_measured_step(step, measured.get(step.id)) for step in stream.steps))
    waited = {step_id for step_id, seen in measured.items() if seen is not None and seen.wait is not None}
    for node in (DEMAND, *(step.id for step in stream.steps)):
        ways = changed.ways(node)
        if ways is not None:
            changed = with_ways(changed, node, _measured_ways(changed, node, ways, observed, names, waited))
    return with_stream(document, changed)


def _measured_step(step: Step, seen: ObservedStep | None) -> Step:
    if seen is None:
        return step
    wait = measured_wait(seen.wait, step.wait.reason if step.wait else None)
    return evolve(step, touch=measured_touch(seen.touch) or step.touch, wait=wait or step.wait)


def _require(stream: ValueStream, names: Mapping[str, str]) -> None:
    seen: dict[str, str] = {}
    for name, step_id in names.items():
        if stream.step(step_id) is None:
            raise EditError(f"“{name}” cannot be {step_id!r}: there is no such step in stream {stream.id!r}")
        if step_id in seen:
            raise EditError(f"“{seen[step_id]}” and “{name}” cannot both be {step_id!r}: leave one of them out")
        seen[step_id] = name


def counted_ways(stream: ValueStream, node: str, observed: Observed, names: Mapping[str, str]) -> dict[str, int] | None:
    """Return how often cases went each of the ways on from a node of which they take one.

    None where there is nothing to share, where the log does not know the node or one that a way leads to, or where
    work of parallel branches lies between.
    """
    ways = stream.ways(node)
    links = [link for link in ways.links if link.kind is not LinkKind.FEEDBACK] if ways else []
    if ways is None or ways.split is not Split.ONE or len(links) < 2:
        return None
    by_step = {step_id: name for name, step_id in names.items()}
    if node != DEMAND and node not in by_step:
        return None
    targets = _targets(stream, links, by_step, observed)
    if targets is None:
        return None
    source = None if node == DEMAND else by_step[node]
    times = {way.target: way.times for way in observed.ways if way.source == source}
    counted = {link.to: times.get(target, 0) for link, target in zip(links, targets, strict=True)}
    if VALUE in counted:
        counted[VALUE] += sum(times.get(name, 0) for name in _tail(stream, by_step) if name not in targets)
    # Where branches are worked on side by side, the work that follows in a log may be of another branch.
    elsewhere = sum(times.values()) - sum(counted.values())
    if elsewhere > _NOTABLE * sum(times.values()) and has_parallel_branches(stream):
        return None
    return counted if any(counted.values()) else None


def has_parallel_branches(stream: ValueStream) -> bool:
    """Tell whether somewhere in a stream several ways are taken at once."""
    every = (stream.ways(node) for node in stream.nodes())
    return any(ways is not None and ways.split is Split.ALL for ways in every)


def _tail(stream: ValueStream, by_step: Mapping[str, str]) -> list[str]:
    """Return the names of the steps behind value: a log tells nothing of value between them and what came before."""
    ways = stream.ways(VALUE)
    return [by_step[link.to] for link in ways.links if link.to in by_step] if ways else []


def _targets(
    stream: ValueStream, links: Sequence[Link], by_step: Mapping[str, str], observed: Observed
) -> list[str | Outcome] | None:
    """Return what the log calls the targets of links; None where it does not tell them apart."""
    ends = [link.to for link in links if stream.end(link.to) is not None]
    if len(ends) > 1 or (ends and not observed.without_value):
        return None
    known: dict[str, str | Outcome] = {**by_step, VALUE: Outcome.VALUE, **dict.fromkeys(ends, Outcome.WITHOUT)}
    targets = [known.get(link.to) for link in links]
    return None if None in targets else [target for target in targets if target is not None]


def _measured_ways(
    stream: ValueStream, node: str, ways: Ways, observed: Observed, names: Mapping[str, str], waited: set[str]
) -> Ways:
    shares = shares_of(counted_ways(stream, node, observed, names) or {})
    links = tuple(
        evolve(link, share=shares.get(link.to, link.share), delay=None if link.to in waited else link.delay)
        for link in ways.links
    )
    return evolve(ways, links=links)


class Undrawn(NamedTuple):
    """A way that cases went between two steps of a stream and that is not drawn there."""

    source: str
    target: str
    way: ObservedWay


def undrawn_ways(stream: ValueStream, observed: Observed, names: Mapping[str, str]) -> Iterator[Undrawn]:
    """Yield the ways between matched steps that no link shows, of those that 2 % or more took; returns as well."""
    total: dict[str | None, int] = {}
    for way in observed.ways:
        total[way.source] = total.get(way.source, 0) + way.times
    for way in observed.ways:
        source, target = names.get(way.source or ""), names.get(str(way.target))
        if source is None or target is None or isinstance(way.target, Outcome):
            continue
        if way.times >= _NOTABLE * total[way.source] and not _is_drawn(stream, source, target):
            yield Undrawn(source, target, way)


def _is_drawn(stream: ValueStream, source: str, target: str) -> bool:
    """Tell whether a link shows a way, also by way of value."""
    past_value = stream.link(source, VALUE) is not None and stream.link(VALUE, target) is not None
    return past_value or stream.link(source, target) is not None
