"""What is wrong in the settings of the check: each level and each threshold has its own place, and only it is lost."""

import re
from collections.abc import Iterator
from itertools import count

from svs_designer.formats.native.faults import Flaw, Path, did_you_mean, shown
from svs_designer.formats.native.tree import Tree
from svs_designer.model.acceptance import RULE_PATTERN
from svs_designer.model.check_settings import THRESHOLDS, RuleLevel, rule_level, threshold_value

_is_rule = re.compile(RULE_PATTERN).match
_LONGEST_RULE = 40
# Near words are sought for so many; a hostile file has a million.
_MOST_SUGGESTIONS = 100


def check_flaws(settings: Tree) -> Iterator[Flaw]:
    """Yield what is wrong with the levels and thresholds under `check`; other keys are the model's business."""
    if not isinstance(settings, dict):
        return
    for key, flaws in (("rules", _level_flaws), ("thresholds", _threshold_flaws)):
        held = settings.get(key)
        if isinstance(held, dict):
            yield from flaws(held, ("check", key))
        elif held is not None:
            example = "{SVS004: off}" if key == "rules" else "{most-handoffs: 6}"
            yield Flaw(("check", key), f"'{key}' is not a mapping.", f"Write it like {example}.")


def _level_flaws(levels: dict[str, Tree], path: Path) -> Iterator[Flaw]:
    known = ", ".join(RuleLevel)
    for rule, level in levels.items():
        if not _is_rule(rule) or len(rule) > _LONGEST_RULE:
            yield Flaw((*path, rule), f"{shown(rule)} is not the id of a rule.", "Write it like SVS004.", at_key=True)
        elif not _is_level(level):
            near = did_you_mean(level, RuleLevel) if isinstance(level, str) else ""
            yield Flaw(
                (*path, rule), f"The level of {rule} cannot be {_told(level)}.", near or f"Write one of: {known}."
            )


def _threshold_flaws(thresholds: dict[str, Tree], path: Path) -> Iterator[Flaw]:
    unknown = count(1)
    for name, value in thresholds.items():
        if name not in THRESHOLDS:
            near = did_you_mean(name, THRESHOLDS) if next(unknown) <= _MOST_SUGGESTIONS else ""
            way_out = near or f"The thresholds are {', '.join(THRESHOLDS)}."
            yield Flaw((*path, name), f"There is no threshold {shown(name)}.", way_out, at_key=True)
            continue
        try:
            threshold_value(name, value)
        except ValueError as error:
            yield Flaw((*path, name), f"'{name}': {error}.")


def _is_level(level: Tree) -> bool:
    try:
        rule_level(level)
    except ValueError:
        return False
    return True


def _told(value: Tree) -> str:
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    return "empty" if value is None else shown(value)
