"""What of some information the steps before or behind each step carry, and which activities lie there."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from svs_designer.analysis.gathering import gathered
from svs_designer.model.links import Ways
from svs_designer.model.step import Step
from svs_designer.rules.subject import Subject

_NO_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=1 << 14)
def meaning(text: str) -> str:
    """Return what a text of an input or output means, however it is spelled: `Incident record` is `incident-record`."""
    return _NO_WORD.sub("-", text.casefold()).strip("-")


class Item(NamedTuple):
    """An input or output of a step. `ends` are the activities and parties at its other end, if the framework knows."""

    step: Step
    text: str
    meaning: str
    name: str
    ends: tuple[str, ...] = ()


class Carried:
    """The items that are carried before each step (made, handed over, brought in) or behind it (taken in)."""

    def __init__(self, subject: Subject, items: Iterable[Item], *, behind: bool) -> None:
        facts = subject.facts
        self._index = facts.index
        self._bits: dict[str, int] = {}
        for name in (*(item.meaning for item in items), *(_of(each.id) for each in subject.catalogue.activities)):
            self._bits.setdefault(name, 1 << len(self._bits))
        carried = [0] * len(facts.nodes)
        for node, number in facts.index.items():
            step = facts.steps.get(node)
            texts = step.inputs if behind and step else () if behind else _given(subject, node, step)
            carried[number] = self._all(map(meaning, texts)) | self._all((_of(step.activity or ""),) if step else ())
        order = facts.components if behind else reversed(facts.components)
        self._found = gathered(order, facts.out if behind else facts.into, carried)

    def has(self, item: Item) -> bool:
        """Tell whether some step there carries an item."""
        return bool(self._found[self._index[item.step.id]] & self._bits[item.meaning])

    def passes(self, item: Item) -> bool:
        """Tell whether some step there belongs to an activity at the other end of the item."""
        return bool(self._found[self._index[item.step.id]] & self._all(map(_of, item.ends)))

    def _all(self, names: Iterable[str]) -> int:
        bits = 0
        for name in names:
            bits |= self._bits.get(name, 0)
        return bits


def _of(activity_id: str) -> str:
    """Return a name for an activity that no meaning of a text has."""
    return f"activity {activity_id}"


def _given(subject: Subject, node: str, step: Step | None) -> Iterator[str]:
    """Return what those behind a node find there: what it makes and hands over, and what comes from outside to it."""
    ways: Ways = subject.facts.ways[subject.facts.index[node]]
    for link in ways.links:
        yield from link.info
    if step is not None:
        yield from step.outputs
        if meets_somebody(subject, step):
            yield from step.inputs


def meets_somebody(subject: Subject, step: Step) -> bool:
    """Tell whether a step meets those outside, who may bring anything: it is at the door, or in contact."""
    demand = subject.stream.demand
    return bool(step.with_) or (demand is not None and demand.next.link_to(step.id) is not None)


class Elsewhere:
    """What the other streams of a document make and need."""

    def __init__(self, subject: Subject) -> None:
        self._others = [stream for stream in subject.document.streams if stream is not subject.stream]

    @cached_property
    def made(self) -> frozenset[str]:
        """The meanings of their outputs."""
        return frozenset(meaning(text) for each in self._others for step in each.steps for text in step.outputs)

    @cached_property
    def needed(self) -> frozenset[str]:
        """The meanings of their inputs."""
        return frozenset(meaning(text) for each in self._others for step in each.steps for text in step.inputs)
