"""Whether a finding holds the words that are looked for: in its message, its rule or its place. No Qt."""

from svs_designer.gui.problems.rule_words import explained
from svs_designer.rules.finding import Finding


def told_of(finding: Finding, place: str) -> str:
    """Return all that can be looked for in a finding; `place` is what people read for where it is."""
    parts = [finding.rule, explained(finding.rule).name, finding.level, place, finding.message]
    if finding.accepted:
        parts += [finding.accepted.by, finding.accepted.reason]
    return " ".join(parts).casefold()


def holds_words(told: str, words: str) -> bool:
    """Tell whether what is told of a finding holds every one of some words, in any order, small or large."""
    return all(word in told for word in words.casefold().split())
