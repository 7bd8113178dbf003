"""How the rules are set for one run: levels raised, lowered or switched off, thresholds, and the profile."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from svs_designer.model.check_settings import THRESHOLDS, Profile
from svs_designer.rules.finding import Level
from svs_designer.rules.rule import Rule

WORKSHOP = frozenset({
    "SVS010", "SVS016",  # each step an activity, and none on the borders of the chain
    "SVS020", "SVS021", "SVS022", "SVS023",  # a way from demand to an end for every step
    "SVS024", "SVS025", "SVS026", "SVS027",  # what splits and joins mean
    "SVS100", "SVS101", "SVS102",  # names and references
})  # fmt: skip
"""Our rules that matter while a stream is drawn; what is missing from its frame, its figures and its data can wait."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run. `levels` overrides a rule's level by its id; None switches the rule off."""

    levels: Mapping[str, Level | None] = field(default_factory=dict)
    thresholds: Mapping[str, float] = field(default_factory=dict)
    profile: Profile = Profile.DEFAULT

    def is_on(self, rule: Rule) -> bool:
        """Tell whether a rule runs: as set by its id, else as the profile has it."""
        if rule.id in self.levels:
            return self.levels[rule.id] is not None
        return self.profile is not Profile.WORKSHOP or rule.workshop or rule.id in WORKSHOP

    def level(self, rule: Rule, graded: Level | None = None) -> Level:
        """Return the level of a finding: as overridden, else strict, else as the rule graded it, else the rule's."""
        override = self.levels.get(rule.id)
        if override is not None:
            return override
        if self.profile is Profile.STRICT and rule.strict is not None:
            return rule.strict
        return graded or rule.level

    def threshold(self, name: str) -> float:
        """Return a threshold; raise KeyError for a name no rule knows."""
        return self.thresholds.get(name, THRESHOLDS[name])
