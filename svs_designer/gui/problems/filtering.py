"""Whether a finding holds the words that are looked for: in its message, its rule or its place. No Qt."""

from svs_designer.gui.panels.naming import place_name
from svs_designer.gui.problems.rule_words import explained
from svs_designer.model.document import Document
from svs_designer.rules.finding import Finding


def holds_words(document: Document, finding: Finding, words: str) -> bool:
    """Tell whether a finding holds every one of some words, in any order, small or large."""
    if not words.strip():
        return True
    parts = [finding.rule, explained(finding.rule).name, finding.message, finding.level]
    parts.append(place_name(document, finding.stream, finding.element))
    if finding.accepted:
        parts += [finding.accepted.by, finding.accepted.reason]
    told = " ".join(parts).casefold()
    return all(word in told for word in words.casefold().split())
