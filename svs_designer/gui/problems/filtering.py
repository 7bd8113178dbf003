"""Which findings are told at all, and whether one holds the words that are looked for. No Qt."""

from collections.abc import Iterable

from svs_designer.gui.problems.rule_words import explained
from svs_designer.model.document import Document
from svs_designer.rules.finding import Finding


def drawn_streams(document: Document) -> frozenset[str]:
    """Return the streams in which something is drawn: at least one step."""
    return frozenset(stream.id for stream in document.streams if stream.steps)


def worth_telling(document: Document, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings without those of streams where nothing is drawn yet: there all is still to come."""
    drawn = drawn_streams(document)
    return tuple(each for each in findings if each.stream is None or each.stream in drawn)


def told_of(finding: Finding, place: str) -> str:
    """Return all that can be looked for in a finding; `place` is what people read for where it is."""
    parts = [finding.rule, explained(finding.rule).name, finding.level, place, finding.message]
    if finding.accepted:
        parts += [finding.accepted.by, finding.accepted.reason]
    return " ".join(parts).casefold()


def holds_words(told: str, words: str) -> bool:
    """Tell whether what is told of a finding holds every one of some words, in any order, small or large."""
    return all(word in told for word in words.casefold().split())
