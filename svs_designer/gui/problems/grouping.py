"""Findings in groups: by rule, by step or by level; what somebody accepted stands in a group of its own at the end."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple, TypeVar

from svs_designer.gui.panels.naming import LEVEL_WORDS, PlaceNames, stream_label
from svs_designer.gui.problems.rule_words import explained
from svs_designer.model.document import Document
from svs_designer.rules.finding import Finding, Level

Key = TypeVar("Key", bound=Hashable)
ACCEPTED = "accepted"
"""The key of the group of accepted findings."""


class Grouping(StrEnum):
    """By what findings are gathered."""

    LEVEL = "level"
    RULE = "rule"
    STEP = "step"


class Identity(NamedTuple):
    """What makes a finding the same after a change of the document, whatever its words say by then."""

    rule: str
    stream: str | None
    element: object
    field: str | None
    number: int
    """Which of several that are alike, in the order of the check."""


class Listed(NamedTuple):
    """A finding in a list: what it is known by, and the stream it is in where the list shows several."""

    key: Identity
    finding: Finding
    stream: str = ""

    @property
    def words(self) -> str:
        """Return what the list says: the message, behind the stream where that is shown."""
        return f"{self.stream} · {self.finding.message}" if self.stream else self.finding.message


class Group(NamedTuple):
    """Findings under one heading. `rule` is the rule where all are of one."""

    key: str
    title: str
    items: tuple[Listed, ...]
    level: Level
    rule: str = ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return the findings."""
        return tuple(item.finding for item in self.items)

    @property
    def is_accepted(self) -> bool:
        """Tell whether these are the findings somebody answers for."""
        return self.key == ACCEPTED


def listed(findings: Iterable[Finding]) -> tuple[Listed, ...]:
    """Give each finding what it is known by; no two are alike."""
    seen: Counter[tuple[object, ...]] = Counter()
    found = []
    for finding in findings:
        like = (finding.rule, finding.stream, finding.element, finding.field)
        found.append(Listed(Identity(*like, seen[like]), finding))
        seen[like] += 1
    return tuple(found)


def grouped(
    items: Sequence[Listed], document: Document, grouping: Grouping, *, all_streams: bool = False
) -> tuple[Group, ...]:
    """Gather findings: the worst level and the worst rule first, steps in the order of the check.

    Where all streams are shown, each finding says in which one it is.
    """
    if all_streams and len(document.streams) > 1:
        items = [item._replace(stream=stream_label(document, item.finding.stream)) for item in items]
    open_ones = [item for item in items if item.finding.accepted is None]
    accepted = tuple(item for item in items if item.finding.accepted is not None)
    match grouping:
        case Grouping.LEVEL:
            groups = _by_level(open_ones)
        case Grouping.RULE:
            groups = _by_rule(open_ones)
        case Grouping.STEP:
            groups = _by_step(open_ones, document)
    if accepted:
        groups.append(Group(ACCEPTED, "Accepted", accepted, Level.ADVICE))
    return tuple(groups)


def _by_level(items: Sequence[Listed]) -> list[Group]:
    gathered = _gathered(items, lambda each: each.level)
    return [Group(level, LEVEL_WORDS[level][1], gathered[level], level) for level in sorted(gathered, reverse=True)]


def _by_rule(items: Sequence[Listed]) -> list[Group]:
    gathered = _gathered(items, lambda each: each.rule)
    groups = [Group(rule, explained(rule).name, found, _worst(found), rule) for rule, found in gathered.items()]
    return sorted(groups, key=lambda group: (-group.level.rank, group.rule))


def _by_step(items: Sequence[Listed], document: Document) -> list[Group]:
    """Gather by step; what is said of a link stands with the step it leaves."""
    groups, names = [], PlaceNames(document)
    for (stream_id, element), found in _gathered(items, lambda each: (each.stream, _step_of(each))).items():
        worst_first = tuple(sorted(found, key=lambda item: -item.finding.level.rank))
        title = names(stream_id, element)
        groups.append(Group(f"{stream_id}/{element}", title, worst_first, _worst(found)))
    return groups


def _step_of(finding: Finding) -> str | None:
    return finding.element[0] if isinstance(finding.element, tuple) else finding.element


def _worst(items: Iterable[Listed]) -> Level:
    return max((item.finding.level for item in items), key=lambda level: level.rank)


def _gathered(items: Iterable[Listed], key: Callable[[Finding], Key]) -> Mapping[Key, tuple[Listed, ...]]:
    found: dict[Key, list[Listed]] = {}
    for item in items:
        found.setdefault(key(item.finding), []).append(item)
    return {name: tuple(each) for name, each in found.items()}
