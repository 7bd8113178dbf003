"""What a definition tells of the value stream behind it: which tasks are steps, who does them, how long they take.

It stands in the metadata: a step with the fields our files have (`svs: {step: {id, name, team, touch, wait, next}}`),
or as a task of `kind: step`.
"""

from datetime import timedelta
from typing import Any

from pydantic import ValidationError

from svs_designer.formats.open_workflow.events import VALUE_REALISED
from svs_designer.model.numbers import parse_ratio
from svs_designer.model.times import Touch, Wait
from svs_designer.running.definition import Definition, Task

WORKING_DAY = timedelta(hours=8)


def fields_of(task: Task, kind: str) -> dict[str, Any] | None:
    """Return what is told of a step, the value or an end that a task stands for; None where it stands for none."""
    told = task.notes.get(kind)
    if isinstance(told, dict):
        return told
    return task.notes if task.notes.get("kind") == kind else None


def is_step(task: Task) -> bool:
    """Tell whether a task is a step of the value stream."""
    return fields_of(task, "step") is not None


def element(task: Task) -> str:
    """Return the id of the element of the stream which a task stands for; its own name where it stands for none."""
    for kind in ("step", "end"):
        told = fields_of(task, kind)
        if told is not None:
            return str(told.get("id") or task.name)
    return "value" if is_value(task) else task.name


def label(task: Task) -> str:
    """Return what people read for a task."""
    for kind in ("step", "end"):
        told = fields_of(task, kind)
        if told is not None and told.get("name"):
            return str(told["name"])
    return element(task)


def team(task: Task) -> str | None:
    """Return the id of who does a step, if that is known."""
    told = fields_of(task, "step") or {}
    found = told.get("team") or told.get("role")
    return str(found) if found else None


def is_value(task: Task) -> bool:
    """Tell whether a task is the moment the consumer gets the value."""
    return fields_of(task, "value") is not None or (
        task.kind == "emit" and task.body["emit"]["event"]["with"]["type"] == VALUE_REALISED
    )


def day_of(definition: Definition) -> timedelta:
    """Return how long a day is: a working day where the stream runs on working time."""
    told = definition.notes.get("stream")
    clock = (told if isinstance(told, dict) else definition.notes).get("clock")
    return WORKING_DAY if clock == "working" else timedelta(days=1)


def touch(definition: Definition, task: Task) -> timedelta:
    """Return how long somebody works at a step, zero where that is not known."""
    try:
        told = Touch.model_validate((fields_of(task, "step") or {}).get("touch"))
    except ValidationError:
        return timedelta()
    return told.likely.clock_time(day=day_of(definition))


def wait(definition: Definition, task: Task) -> timedelta:
    """Return how long a case waits before somebody begins a step, zero where that is not known or is a task within."""
    if any(inner.kind == "wait" for part in task.parts.values() for inner in part):
        return timedelta()
    try:
        told = Wait.model_validate((fields_of(task, "step") or {}).get("wait"))
    except ValidationError:
        return timedelta()
    return told.typical.clock_time(day=day_of(definition))


def shares(task: Task) -> dict[str, float]:
    """Return how often cases take which way on from a step, by the element it leads to, as far as that is known."""
    following = (fields_of(task, "step") or {}).get("next")
    links = following.get("one", []) if isinstance(following, dict) else []
    return {
        str(link["to"]): _ratio(link["share"])
        for link in links
        if isinstance(link, dict) and "to" in link and "share" in link
    }


def _ratio(share: object) -> float:
    """Read a share as our files write it; what is none counts as 0."""
    try:
        return parse_ratio(share)
    except ValueError:
        return 0.0
