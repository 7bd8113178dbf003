"""What cards and links wear for their findings: the worst level, and the words of the tooltip. No Qt."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from svs_designer.gui.panels.naming import LEVEL_WORDS
from svs_designer.rules.finding import Element, Finding, Level


class Badges(NamedTuple):
    """By element: the level of the worst open finding, and all findings, one a line."""

    levels: Mapping[Element, Level]
    texts: Mapping[Element, str]


def badges_of(findings: Iterable[Finding], stream_id: str) -> Badges:
    """Return what the elements of a stream wear; what is accepted is told, and wears no badge."""
    levels: dict[Element, Level] = {}
    texts: dict[Element, list[str]] = {}
    for finding in sorted(findings, key=lambda each: (each.accepted is not None, -each.level.rank)):
        if finding.stream != stream_id or finding.element is None:
            continue
        if finding.accepted is None:
            levels.setdefault(finding.element, finding.level)
        texts.setdefault(finding.element, []).append(_told(finding))
    return Badges(levels, {element: "\n".join(lines) for element, lines in texts.items()})


def open_counts(findings: Iterable[Finding], stream_id: str) -> Counter[str]:
    """Return how many findings of each level a stream has that nobody accepted; what is in no stream counts in each."""
    here = (each for each in findings if each.accepted is None and each.stream in (None, stream_id))
    return Counter(str(finding.level) for finding in here)


def _told(finding: Finding) -> str:
    word = f"Accepted by {finding.accepted.by}" if finding.accepted else LEVEL_WORDS[finding.level][0].capitalize()
    return f"{word}: {finding.message}"
