"""Times of the steps: possible, and known where a target or a metric asks for them."""

from collections.abc import Iterator
from functools import partial
from typing import Literal

from svs_designer.analysis.measures.times import StreamHours, seconds
from svs_designer.analysis.walks import reach
from svs_designer.model.base import evolve
from svs_designer.model.duration import BadDuration, Duration
from svs_designer.model.edits import steps
from svs_designer.model.step import Step
from svs_designer.model.times import Evidence, Touch, Wait
from svs_designer.rules.builtin.declare import rule
from svs_designer.rules.builtin.drawn import is_drawn
from svs_designer.rules.builtin.gaps import names, together
from svs_designer.rules.finding import Fix
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject

_Field = Literal["touch", "wait"]
_CALLED: dict[_Field, str] = {"touch": "touch time", "wait": "waiting time"}


@rule("SVS033")
def times_missing_or_impossible(subject: Subject) -> Iterator[Found]:
    """Object to times out of order, and to missing times where a target or a metric asks for them."""
    yield from _out_of_order(subject)
    asking = _who_asks(subject)
    if asking is None or not is_drawn(subject):
        return
    lacking = _untimed(subject)
    fixes = (_nobody_waits(subject, lacking),) if all(step.touch for step in lacking) else ()
    if len(lacking) == 1:
        (step,) = lacking
        missing: list[_Field] = ["touch"] if step.touch is None else []
        missing += ["wait"] if step.wait is None else []
        what = " and no ".join(_CALLED[field] for field in missing)
        message = f"Step '{step.label}' has no {what}, which {asking} asks for: note it, a guess will do to begin with"
        yield Found(message, step.id, missing[0], fixes)
    elif lacking:
        message = (
            f"Touch or waiting times are missing in {names(lacking)}, and {asking} asks for them: "
            "note them, guesses will do to begin with"
        )
        yield together(lacking, message, fixes)


def _out_of_order(subject: Subject) -> Iterator[Found]:
    doubtful: list[tuple[Step, _Field]] = []
    for step in subject.stream.steps:
        touch, wait = step.touch, step.wait
        if touch is not None and not _surely_rise(touch.low, touch.likely, touch.high):
            doubtful.append((step, "touch"))
        if wait is not None and not _surely_rise(wait.low, wait.typical, wait.high):
            doubtful.append((step, "wait"))
    if not doubtful:
        return
    hours = StreamHours(subject.document, subject.stream)
    for step, field in doubtful:
        length = partial(seconds, day=hours.day_of(step.team))
        values = _values(getattr(step, field))
        ordered = sorted(values.values(), key=length)
        if [length(value) for value in values.values()] != [length(value) for value in ordered]:
            yield _mixed_up(subject, step, field, values, ordered)


def _surely_rise(low: Duration | None, middle: Duration, high: Duration | None) -> bool:
    """Tell whether values are in order however long a day is: almost all are, and thousands are looked at."""
    return (low is None or (low.days <= middle.days and low.seconds <= middle.seconds)) and (
        high is None or (middle.days <= high.days and middle.seconds <= high.seconds)
    )


def _mixed_up(
    subject: Subject, step: Step, field: _Field, values: dict[str, Duration], ordered: list[Duration]
) -> Found:
    told = ", ".join(f"{name} {value}" for name, value in values.items())
    message = (
        f"The {_CALLED[field]} of step '{step.label}' is out of order ({told}): "
        "the lowest value comes first, the highest last"
    )
    changes = {field: evolve(getattr(step, field), **dict(zip(values, ordered, strict=True)))}
    edit = partial(steps.set_steps, stream_id=subject.stream.id, step_ids=(step.id,), **changes)
    title = f"Put them in order: {', '.join(str(value) for value in ordered)}"
    return Found(message, step.id, field, (Fix(title, edit, safe=True),))


def _values(time: Touch | Wait) -> dict[str, Duration]:
    """Return those of the three values that are given, by the names of their fields."""
    middle = "likely" if isinstance(time, Touch) else "typical"
    values = {"low": time.low, middle: getattr(time, middle), "high": time.high}
    return {name: value for name, value in values.items() if value is not None}


def _who_asks(subject: Subject) -> str | None:
    """Return the target or metric that cannot be judged without times, if there is one."""
    stream = subject.stream
    for target in stream.targets:
        if target.within is not None:
            return f"target '{target.name or target.id}'"
    for metric in stream.metrics:
        if _is_time(metric.target) or _is_time(metric.baseline):
            return f"metric '{metric.name or metric.id}'"
    return None


def _is_time(text: str) -> bool:
    """Tell whether the text of a metric is a time, such as `<= 90m`."""
    digit = next((place for place, letter in enumerate(text) if letter.isdecimal()), None)
    if digit is None:
        return False
    try:
        Duration.parse(text[digit:])
    except BadDuration:
        return False
    return True


def _untimed(subject: Subject) -> list[Step]:
    """Return the steps on the way to value that lack a time."""
    facts = subject.facts
    lacking = [step for step in subject.stream.steps if step.touch is None or step.wait is None]
    if not lacking or facts.value is None:
        return []
    ahead = reach(facts.into, [facts.value])
    numbered = ((facts.index[step.id], step) for step in lacking)
    return [step for number, step in numbered if ahead[number] and facts.reached_before_value[number]]


def _nobody_waits(subject: Subject, lacking: list[Step]) -> Fix:
    no_time = Wait(typical=Duration(), evidence=Evidence.GUESS)
    ids = tuple(step.id for step in lacking)
    edit = partial(steps.set_steps, stream_id=subject.stream.id, step_ids=ids, wait=no_time)
    return Fix("Guess that nothing waits there (0m, marked as a guess)", edit)


RULES: tuple[Rule, ...] = (times_missing_or_impossible,)
