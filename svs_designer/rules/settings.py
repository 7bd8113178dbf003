"""How the rules are set for one run: levels raised, lowered or switched off, thresholds, and the profile."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from svs_designer.rules.finding import Level
from svs_designer.rules.rule import Rule

THRESHOLDS: Mapping[str, float] = {
    "probability-tolerance": 0.005,  # how far the shares of a split may miss 100 %
    "longest-step-name": 60,  # characters
    "most-handoffs": 5,  # expected between demand and value
    "most-handoffs-before-adding": 1,  # before the first value-adding step
    "least-flow-efficiency": 0.15,
    "least-value-added": 0.10,  # value-adding time in lead time
    "wait-to-touch": 4,  # how many times its touch time a step may wait
    "long-wait": 0.10,  # the share of lead time that makes a wait long
    "least-complete-and-accurate": 0.80,
    "most-rework": 0.30,  # the share of a rework link
    "most-reassigns": 0.25,  # the share of a reassign link
    "most-breaches": 0.10,  # the probability to miss a target
    "target-used-before-solving": 0.50,  # the share of a target gone when the first value-adding step begins
    "high-utilisation": 0.85,
}
"""The thresholds rules ask for, with their defaults."""


class Profile(StrEnum):
    """A named set of levels: STRICT takes the level a rule has for organisations that hold to the chain's rules."""

    DEFAULT = "default"
    STRICT = "strict"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run. `levels` overrides a rule's level by its id; None switches the rule off."""

    levels: Mapping[str, Level | None] = field(default_factory=dict)
    thresholds: Mapping[str, float] = field(default_factory=dict)
    profile: Profile = Profile.DEFAULT

    def is_on(self, rule: Rule) -> bool:
        """Tell whether a rule runs."""
        return self.levels.get(rule.id, rule.level) is not None

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
