"""Rules in words: what people read for the id of a rule, its page, and who accepted what it found. No Qt."""

from functools import cache
from typing import NamedTuple

from svs_designer.rules.finding import Finding
from svs_designer.rules.installed import installed_rules
from svs_designer.rules.pages import BrokenPage, NoSuchPage, page


class Explained(NamedTuple):
    """A rule in words: its name, why it matters and how to mend it, and its examples, as Markdown."""

    name: str
    markdown: str
    examples: str = ""


@cache
def explained(rule_id: str) -> Explained:
    """Return a rule in words: from its page, else from what its plug-in says of it."""
    try:
        found = page(rule_id)
    except (NoSuchPage, BrokenPage):
        rule = next((each for each in installed_rules()[0] if each.id == rule_id), None)
        return Explained(words(rule.name), rule.help) if rule else Explained(_OTHERS.get(rule_id, rule_id), "")
    reasons = _sections(("How to mend it", found.mend), ("Why", f"{found.why}\n\n*{found.source}*"))
    return Explained(words(found.name), reasons, _sections(("Wrong", found.wrong), ("Right", found.right)))


def accepted_words(finding: Finding) -> str:
    """Return who accepted a finding, why, and until when."""
    accepted = finding.accepted
    if accepted is None:
        return ""
    until = f" until {accepted.until.day} {accepted.until:%B %Y}" if accepted.until else ""
    return f"{accepted.by}{until}: {' '.join(accepted.reason.split())}"


def words(name: str) -> str:
    """Return a rule's name as people read it: `dead-end` is `Dead end`."""
    spoken = name.replace("-", " ")
    return spoken[:1].upper() + spoken[1:]


_OTHERS = {"CHECK": "Settings of the check"}
"""What findings that no rule made are called."""


def _sections(*parts: tuple[str, str]) -> str:
    return "\n\n".join(f"### {title}\n\n{text}" for title, text in parts)
