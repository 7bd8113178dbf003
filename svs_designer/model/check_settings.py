"""How a document is checked: the profile, levels of single rules, and the thresholds that rules ask for.

The same settings stand in a document (`check:`) and in a `.svs-designer.yaml` beside it. What is not said is None or
absent, so that settings can be laid over each other.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, WithJsonSchema

from svs_designer.model.acceptance import RULE_PATTERN, RuleId
from svs_designer.model.base import Part, quoted
from svs_designer.model.numbers import RATIO_SCHEMA, parse_ratio


class Profile(StrEnum):
    """A named set of levels: `strict` where an organisation holds to the chain's rules, `workshop` while drawing."""

    DEFAULT = "default"
    STRICT = "strict"
    WORKSHOP = "workshop"


class RuleLevel(StrEnum):
    """The level a rule is set to; OFF lets it rest."""

    OFF = "off"
    ADVICE = "advice"
    WARNING = "warning"
    ERROR = "error"


class Threshold(NamedTuple):
    """What counts as many, long or late; a share of 1 is written as percent."""

    default: float
    meaning: str
    is_share: bool = False


_MEANT: Mapping[str, Threshold] = {
    "probability-tolerance": Threshold(0.005, "How far the shares of a split may miss 100 %.", is_share=True),
    "longest-step-name": Threshold(60, "The most characters in the name of a step."),
    "most-handoffs": Threshold(5, "The most handoffs to expect between demand and value."),
    "most-handoffs-before-adding": Threshold(1, "The most handoffs before the first value-adding step."),
    "least-flow-efficiency": Threshold(0.15, "The least share of touch time in lead time.", is_share=True),
    "least-value-added": Threshold(0.10, "The least share of value-adding time in lead time.", is_share=True),
    "wait-to-touch": Threshold(4, "How many times its touch time a step may wait."),
    "long-wait": Threshold(0.10, "The share of lead time that makes a wait long.", is_share=True),
    "least-complete-and-accurate": Threshold(0.80, "The least %C&A of a step.", is_share=True),
    "most-rework": Threshold(0.30, "The most cases a rework link may take.", is_share=True),
    "most-reassigns": Threshold(0.25, "The most cases a reassign link may take.", is_share=True),
    "most-breaches": Threshold(0.10, "The most cases that may miss a target.", is_share=True),
    "target-used-before-solving": Threshold(
        0.50, "How much of a target may be gone when the first value-adding step begins.", is_share=True
    ),
    "high-utilisation": Threshold(0.85, "The utilisation of a team that is high.", is_share=True),
}
THRESHOLDS: Mapping[str, float] = {name: threshold.default for name, threshold in _MEANT.items()}
"""The thresholds rules ask for, with their defaults."""


def is_share(threshold: str) -> bool:
    """Tell whether a threshold is a share of 1, which files write as percent."""
    return _MEANT[threshold].is_share


def threshold_value(name: str, value: Any) -> float:
    """Return the value of a threshold from 6, 0.15 or `15%`; raise ValueError with the way out otherwise."""
    if name not in THRESHOLDS:
        raise ValueError(f"there is no threshold {name!r}: the thresholds are {', '.join(THRESHOLDS)}")
    if is_share(name):
        return parse_ratio(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not (math.isfinite(value) and value >= 0):
        raise ValueError(f"{quoted(value)} is not a number: write it like {THRESHOLDS[name]:g}")
    return float(value)


def rule_level(value: Any) -> RuleLevel:
    """Return the level of a rule; `off` may have become false on its way through YAML 1.1."""
    return RuleLevel.OFF if value is False else RuleLevel(value)


def _pairs_of(value: Any) -> Iterable[tuple[str, Any]]:
    match value:
        case dict():
            return value.items()
        case tuple():
            return value
    raise ValueError("a mapping of names to values belongs here")


def _pairs(read: Callable[[str, Any], Any]) -> Callable[[Any], Any]:
    """Accept the mapping of a file, or the pairs of a part; each value read as its name wants it."""

    def accept(value: Any) -> Any:
        found = tuple((name, read(name, each)) for name, each in _pairs_of(value))
        if len(dict(found)) < len(found):
            raise ValueError("a name stands twice")
        return found

    return accept


RuleLevels = Annotated[
    tuple[tuple[RuleId, RuleLevel], ...],
    BeforeValidator(_pairs(lambda _, value: rule_level(value))),
    WithJsonSchema({
        "title": "Levels of rules",
        "description": "The level of each rule by its id, like {SVS004: off}.",
        "type": "object",
        "propertyNames": {"pattern": RULE_PATTERN, "maxLength": 40},
        "additionalProperties": {"enum": [*RuleLevel, False]},
    }),
]  # fmt: skip
Thresholds = Annotated[
    tuple[tuple[str, float], ...],
    BeforeValidator(_pairs(threshold_value)),
    WithJsonSchema({
        "title": "Thresholds",
        "description": "What counts as many, long or late, like {most-handoffs: 6}.",
        "type": "object",
        "properties": {
            name: {
                "description": meant.meaning,
                **(RATIO_SCHEMA if meant.is_share else {"type": "number", "minimum": 0}),
                "default": meant.default,
            }
            for name, meant in _MEANT.items()
        },
        "additionalProperties": False,
    }),
]  # fmt: skip


class CheckSettings(Part):
    """What differs from the default check. In files: `{profile: workshop, rules: {SVS004: off}, thresholds: {...}}`."""

    profile: Profile | None = None
    rules: RuleLevels = ()
    thresholds: Thresholds = ()
