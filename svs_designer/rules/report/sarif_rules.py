"""Rules as SARIF describes them: name, texts and help from the pages, the level they have by default."""

from svs_designer.rules.finding import Level
from svs_designer.rules.pages import NoSuchPage, page
from svs_designer.rules.rule import Rule

LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "note"}
_SEVERITIES = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "recommendation"}
"""What code scanning services call the levels of findings that are no security problem."""


def described(rule: Rule) -> dict[str, object]:
    """Return a rule as a reportingDescriptor; one without a page is explained by its own `help`."""
    try:
        about = page(rule.id)
    except NoSuchPage:
        told = rule.help or rule.name
        return _descriptor(rule, told.partition("\n")[0], {"text": told, "markdown": told})
    text = f"{about.what}\n\n{about.why}\n\n{about.mend}"
    return _descriptor(rule, about.what, {"text": text, "markdown": about.markdown})


def described_by_id(rule_id: str) -> dict[str, object]:
    """Return the descriptor of what is no rule: a fault of form in a file, a plug-in that cannot be loaded."""
    return {
        "id": rule_id,
        "shortDescription": {"text": f"What stands in the way of the check ({rule_id})."},
        "help": {"text": "The message says what hinders the check, and how to mend it."},
    }


def _descriptor(rule: Rule, told: str, explained: dict[str, str]) -> dict[str, object]:
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.name.replace("-", " ").split()),
        "shortDescription": {"text": rule.name},
        "fullDescription": {"text": told},
        "help": explained,
        "defaultConfiguration": {"level": LEVELS[rule.level]},
        "properties": {"tags": [rule.group], "problem.severity": _SEVERITIES[rule.level]},
    }
