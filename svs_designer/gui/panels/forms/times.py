"""The fields of touch and waiting time: as typed in one go, and piece by piece with their evidence."""

from collections.abc import Callable
from typing import Any

from svs_designer.gui.fields.codecs import DURATION, SPREAD, WHOLE, Codec, Spread
from svs_designer.gui.panels.forms.spec import Changes, Spec, Text, same_or_mixed
from svs_designer.gui.panels.forms.words import choice
from svs_designer.model.base import evolve
from svs_designer.model.step import Step
from svs_designer.model.times import Evidence, Touch, Wait, WaitReason

_WORDS = {"touch": ("likely", "touch time", Touch), "wait": ("typical", "waiting time", Wait)}


def whole_time(outer: str, label: str) -> Spec:
    """Return the field for a time in one go, `10m` or `5-10-20m`; its evidence stays as it is."""
    middle, _, kind = _WORDS[outer]

    def get(step: Step) -> Spread | None:
        held = getattr(step, outer)
        return (held.low, getattr(held, middle), held.high) if held else None

    def changes(step: Step, value: Spread | None) -> Changes:
        held = getattr(step, outer)
        if value is None:
            return {outer: None}
        fields = {"low": value[0], middle: value[1], "high": value[2]}
        return {outer: evolve(held, **fields) if held else kind(**fields)}

    return Spec(f"step.{outer}", label, Text(SPREAD), get, changes)


def piece(outer: str, name: str, label: str, codec: Codec = DURATION) -> Spec:
    """Return the field for one piece of a time, such as its high value; its name stands in it while it is empty."""
    editor = Text(codec._replace(placeholder="cases" if name == "samples" else name))
    return Spec(f"step.{outer}.{name}", label, editor, _inner(outer, name), _set(outer, name))


def samples(outer: str) -> Spec:
    """Return the field for how many cases were measured."""
    return piece(outer, "samples", "Samples", WHOLE)


def reason() -> Spec:
    """Return the field for why a case waits."""
    return Spec(
        "step.wait.reason",
        "Reason",
        choice(WaitReason, hint="reason"),
        _inner("wait", "reason"),
        _set("wait", "reason"),
    )


def evidence(outer: str) -> Spec:
    """Return the field for how one of the times is known."""
    get, changes = _inner(outer, "evidence"), _set(outer, "evidence")
    return Spec(f"step.{outer}.evidence", "Evidence", choice(Evidence), get, changes)


def evidence_of_both() -> Spec:
    """Return the field for how both times are known."""

    def get(step: Step) -> Any:
        if step.touch and step.wait and step.touch.evidence != step.wait.evidence:
            return same_or_mixed(step.touch.evidence or "", step.wait.evidence or "")
        held = step.touch or step.wait
        return held.evidence if held else None

    def changes(step: Step, value: Evidence | None) -> Changes:
        if step.touch is None and step.wait is None:
            raise ValueError("Type the touch time or the waiting time first")
        times = {"touch": step.touch, "wait": step.wait}
        return {name: evolve(held, evidence=value) for name, held in times.items() if held}

    return Spec("step.evidence", "Evidence", choice(Evidence), get, changes)


def _inner(outer: str, name: str) -> Callable[[Step], Any]:
    return lambda step: getattr(getattr(step, outer), name, None)


def _set(outer: str, name: str) -> Callable[[Step, Any], Changes]:
    middle, spoken, kind = _WORDS[outer]

    def changes(step: Step, value: Any) -> Changes:
        held = getattr(step, outer)
        if name == middle and (held is None or value is None):
            return {outer: kind(**{middle: value}) if value is not None else None}
        if held is None:
            if value is None:
                return {}
            raise ValueError(f"Type the {spoken} first")
        return {outer: evolve(held, **{name: value})}

    return changes
