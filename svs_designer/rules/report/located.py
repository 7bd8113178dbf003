"""Findings with their place in a file: what every report is made of."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from svs_designer.model.acceptance import Acceptance
from svs_designer.rules.finding import Element, Finding, Level

Spot = tuple[int, int]
"""Line and column, from 1."""


@dataclass(frozen=True, slots=True)
class LocatedFinding:
    """A finding and where it stands: line and column from 1, 0 where there is no place in the text.

    `stream_name` is what people call the stream it is about; `related` says where the further elements stand.
    """

    file: str
    finding: Finding
    line: int = 0
    column: int = 0
    stream_name: str = ""
    related: tuple[Spot, ...] = ()


def in_file_order(findings: Iterable[LocatedFinding]) -> list[LocatedFinding]:
    """Sort by file as first met, then line, column and rule."""
    found = list(findings)
    files = {each.file: number for number, each in reversed(list(enumerate(found)))}
    return sorted(found, key=lambda each: (files[each.file], each.line, each.column, each.finding.rule))


def standing(findings: Iterable[LocatedFinding]) -> list[LocatedFinding]:
    """Return the findings nobody has accepted: those that count."""
    return [each for each in findings if each.finding.accepted is None]


def accepted(findings: Iterable[LocatedFinding]) -> list[LocatedFinding]:
    """Return the findings somebody answers for: listed, and never counted."""
    return [each for each in findings if each.finding.accepted is not None]


def count_by_level(findings: Iterable[LocatedFinding]) -> dict[Level, int]:
    """Count the findings of each level, the worst level first; levels without any count 0."""
    counted = Counter(each.finding.level for each in findings)
    return {level: counted[level] for level in sorted(Level, reverse=True)}


def element_text(element: Element | None) -> str | None:
    """Return an element as one word: a node's id, or `source->target` for a link."""
    return element if element is None or isinstance(element, str) else f"{element[0]}->{element[1]}"


def acceptance_text(acceptance: Acceptance) -> str:
    """Return who accepts a finding, until when, and why."""
    until = f" until {acceptance.until}" if acceptance.until else ""
    return one_line(f"accepted by {acceptance.by}{until}: {acceptance.reason}")


def one_line(text: str) -> str:
    """Return a text without line breaks and control characters, for formats of one line each."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
