"""The settings of a run, laid over each other: defaults, profile, the file beside the document, the document."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from svs_designer.model.check_settings import CheckSettings, Profile, RuleLevel
from svs_designer.model.document import Document
from svs_designer.rules.finding import Finding, Level
from svs_designer.rules.installed import OUR_PREFIX
from svs_designer.rules.rule import Rule
from svs_designer.rules.settings import Settings

NOTHING_SAID = CheckSettings()
SETTINGS_RULE = "CHECK"
"""Stands in findings for a fault of the settings, which is no rule's business."""


def settings_for(
    document: Document, beside: CheckSettings = NOTHING_SAID, *, profile: Profile | None = None
) -> Settings:
    """Return the settings to check a document with; the window and the command line ask here.

    `beside` is what the configuration file beside the document says. The later wins: the profile's levels, then those
    of `beside`, then the document's own. Which profile that is: `profile` (the command line's), else the document's,
    else that of `beside`.
    """
    layers = (beside, document.check)
    return Settings(
        levels=_levels(layers),
        thresholds={name: value for layer in layers for name, value in layer.thresholds},
        profile=profile or document.check.profile or beside.profile or Profile.DEFAULT,
    )


def _levels(layers: Iterable[CheckSettings]) -> Mapping[str, Level | None]:
    return {rule: None if level is RuleLevel.OFF else Level(level) for layer in layers for rule, level in layer.rules}


def unknown_rules(settings: Settings, rules: Iterable[Rule]) -> list[Finding]:
    """Object to levels of rules of ours that there are not; those of others may be installed elsewhere."""
    known = [rule.id for rule in rules]
    unknown = [rule for rule in settings.levels if rule.startswith(OUR_PREFIX) and rule not in known]
    return [_unknown(rule, known) for rule in unknown]


def _unknown(rule: str, known: list[str]) -> Finding:
    near = get_close_matches(rule, known, n=1)
    hint = f"did you mean {near[0]}?" if near else "`svs-designer rules` lists them"
    return Finding(
        SETTINGS_RULE, Level.WARNING, f"The check sets a level for {rule}, which is no rule: {hint}", field="check"
    )
