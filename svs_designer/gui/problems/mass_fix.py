"""Mending several findings at once, as one change: the safe fixes of all, or the same way out for all of a kind."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from svs_designer.model.document import Document
from svs_designer.rules.finding import Finding, Fix
from svs_designer.rules.fixing import safe_fix


class MassFix(NamedTuple):
    """One fix for each of several findings. `left` is how many findings have none among them."""

    title: str
    fixes: tuple[Fix, ...]
    left: int = 0

    @property
    def words(self) -> str:
        """Return what a menu says: the way out, how many it mends, and how many it leaves."""
        left = f", {self.left} left" if self.left else ""
        return f"{self.title} ({len(self.fixes)}{left})"

    def edit(self, document: Document) -> Document:
        """Apply the fixes one after the other; each acts only while its finding still stands."""
        for fix in self.fixes:
            document = fix.edit(document)
        return document


def safe_fixes(findings: Iterable[Finding]) -> MassFix:
    """Return the fixes that need nobody's judgement, one for each finding that has one."""
    fixes = (safe_fix(each) for each in findings)
    return MassFix("Fix all safe ones", tuple(fix for fix in fixes if fix))


def ways_to_fix_all(findings: Sequence[Finding]) -> tuple[MassFix, ...]:
    """Return the ways to mend several findings of one rule at once, the plainest first; none for a single finding.

    First what takes no choice: the safe fix of each finding, then the only fix of each. After that, the fixes that
    several findings offer under the same title.
    """
    open_ones = [each for each in findings if each.accepted is None]
    if len(open_ones) < 2:
        return ()
    ways = [
        _way("Fix all of this kind", open_ones, [safe_fix(each) for each in open_ones]),
        _way("Fix each by its only fix", open_ones, [_only(each) for each in open_ones]),
    ]
    titles = Counter(fix.title for each in open_ones for fix in each.fixes)
    for title, count in titles.items():
        if count > 1:
            ways.append(_way(f"For all: {title}", open_ones, [_titled(each, title) for each in open_ones]))
    return tuple(_distinct(way for way in ways if len(way.fixes) > 1))


def _way(title: str, findings: Sequence[Finding], fixes: Iterable[Fix | None]) -> MassFix:
    found = tuple(fix for fix in fixes if fix)
    return MassFix(title, found, len(findings) - len(found))


def _only(finding: Finding) -> Fix | None:
    return finding.fixes[0] if len(finding.fixes) == 1 else None


def _titled(finding: Finding, title: str) -> Fix | None:
    return next((fix for fix in finding.fixes if fix.title == title), None)


def _distinct(ways: Iterable[MassFix]) -> Iterable[MassFix]:
    """Drop a way that does what an earlier one does."""
    seen: list[list[int]] = []
    for way in ways:
        same = [id(fix) for fix in way.fixes]
        if same not in seen:
            seen.append(same)
            yield way
