"""Edits of how a document is checked: its profile, and the levels of single rules."""

from svs_designer.model.base import evolve
from svs_designer.model.check_settings import Profile, RuleLevel
from svs_designer.model.document import Document


def set_profile(document: Document, profile: Profile | None) -> Document:
    """Return the document checked by a profile; by that of the settings beside it for None."""
    return evolve(document, check=evolve(document.check, profile=profile))


def set_rule_level(document: Document, rule: str, level: RuleLevel | None) -> Document:
    """Return the document with a rule at a level; as the profile has it for None."""
    others = tuple((each, held) for each, held in document.check.rules if each != rule)
    known = any(each == rule for each, _ in document.check.rules)
    if level is None:
        rules = others
    elif known:
        rules = tuple((each, level if each == rule else held) for each, held in document.check.rules)
    else:
        rules = (*others, (rule, level))
    return evolve(document, check=evolve(document.check, rules=rules))
