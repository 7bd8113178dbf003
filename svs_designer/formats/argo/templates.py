"""The templates behind the tasks: a step waits until somebody resumes it, anything else passes by itself."""

from typing import Any

from svs_designer.analysis.facts import facts_of
from svs_designer.exchange.harmless import harmless
from svs_designer.exchange.tasks import Option, Task
from svs_designer.model.document import Document
from svs_designer.model.step import Step
from svs_designer.model.stream import ValueStream

IDLE = "pass-on"
_YES, _NO = "true", "false"

Tree = dict[str, Any]


def idle() -> Tree:
    """Return the template that needs nobody: a suspension of a second, which costs no container."""
    return {"name": IDLE, "suspend": {"duration": "1"}}


def waiting(task: Task, stream: ValueStream, document: Document) -> Tree:
    """Return a template, as yet without a name, that waits for somebody, who answers what there is to choose.

    Argo wants the same parameters as inputs, from which its forms are made, and as outputs, which answers become.
    """
    tree: Tree = {}
    step = stream.step(task.node)
    if step is not None:
        tree["metadata"] = {"annotations": {f"svs-designer/{key}": value for key, value in _facts(step, document)}}
    asked = [option for option in task.options if option.variable]
    if asked:
        tree["inputs"] = {"parameters": [_asked(option, facts_of(stream).label(option.link.to)) for option in asked]}
        supplied = {"supplied": {}, "default": _NO}
        tree["outputs"] = {"parameters": [{"name": each.variable, "valueFrom": dict(supplied)} for each in asked]}
    tree["suspend"] = {}
    return tree


def _asked(option: Option, target: str) -> Tree:
    said = harmless(f"{option.link.when}: {target}" if option.link.when else target)
    return {"name": option.variable, "default": _NO, "enum": [_NO, _YES], "description": said}


def _facts(step: Step, document: Document) -> list[tuple[str, str]]:
    known = {
        "step": step.id,
        "name": harmless(step.label),
        "kind": step.kind.value,
        "activity": step.activity or "",
        "practices": ", ".join(step.practices),
        "team": harmless(document.label("teams", step.team)),
        "role": harmless(document.label("roles", step.role)),
        "touch": str(step.touch.likely) if step.touch else "",
        "wait": str(step.wait.typical) if step.wait else "",
        "automation": step.automation.value,
    }
    return [(key, value) for key, value in known.items() if value]
