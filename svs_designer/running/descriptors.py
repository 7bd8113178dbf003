"""What the variables of an expression hold: context, input, output, task, workflow, runtime, and those of loops."""

from collections.abc import Callable
from typing import Any

from svs_designer import __version__
from svs_designer.running.case import Case, Frame, as_time
from svs_designer.running.definition import Definition


def value_of(definition: Definition, case: Case, frame: Frame, name: str) -> Any:
    """Return the value of a variable in a task; the nearest loop or error variable of that name comes first."""
    for each in (frame, *case.above(frame)):
        if name in each.variables:
            return each.variables[name]
    give = _GIVE.get(name)
    return give(definition, case, frame) if give else None


def _task(definition: Definition, _case: Case, frame: Frame) -> dict[str, Any]:
    task = definition.tasks[frame.path]
    return {
        "name": task.name,
        "reference": task.path,
        "definition": task.body,
        "input": frame.raw,
        "startedAt": _moment(frame.started),
    }


def _workflow(definition: Definition, case: Case, _frame: Frame) -> dict[str, Any]:
    return {
        "id": case.id,
        "definition": definition.source,
        "input": case.input,
        "startedAt": _moment(case.started),
    }


def _moment(text: str) -> dict[str, Any]:
    epoch = as_time(text).timestamp()
    return {"iso8601": text, "epoch": {"seconds": int(epoch), "milliseconds": int(epoch * 1000)}}


_GIVE: dict[str, Callable[[Definition, Case, Frame], Any]] = {
    "context": lambda _definition, case, _frame: case.context,
    "input": lambda _definition, _case, frame: frame.input,
    "output": lambda _definition, _case, frame: frame.outputs.get(""),
    "task": _task,
    "workflow": _workflow,
    "runtime": lambda *_: {"name": "SVS Designer", "version": __version__, "metadata": {}},
}
