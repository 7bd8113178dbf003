"""Findings with their place in a file: what every report is made of."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from svs_designer.rules.finding import Element, Finding, Level


@dataclass(frozen=True, slots=True)
class LocatedFinding:
    """A finding and where it stands: line and column from 1, 0 where there is no place in the text."""

    file: str
    finding: Finding
    line: int = 0
    column: int = 0


def in_file_order(findings: Iterable[LocatedFinding]) -> list[LocatedFinding]:
    """Sort by file as first met, then line, column and rule."""
    found = list(findings)
    files = {each.file: number for number, each in reversed(list(enumerate(found)))}
    return sorted(found, key=lambda each: (files[each.file], each.line, each.column, each.finding.rule))


def count_by_level(findings: Iterable[LocatedFinding]) -> dict[Level, int]:
    """Count the findings of each level, the worst level first; levels without any count 0."""
    counted = Counter(each.finding.level for each in findings)
    return {level: counted[level] for level in sorted(Level, reverse=True)}


def element_text(element: Element | None) -> str | None:
    """Return an element as one word: a node's id, or `source->target` for a link."""
    return element if element is None or isinstance(element, str) else f"{element[0]}->{element[1]}"


def one_line(text: str) -> str:
    """Return a text without line breaks and control characters, for formats of one line each."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
