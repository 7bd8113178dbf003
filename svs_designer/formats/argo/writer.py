"""A stream as a WorkflowTemplate of Argo: a DAG of tasks, each waiting by `depends` and asking by `when`.

Argo looks at `depends` once all tasks it names are over, whether they ran or not; a task whose `depends` is not met is
omitted, one whose `when` is not met is skipped, and neither counts as succeeded.
"""

from collections.abc import Iterator
from typing import Any

from svs_designer.drawing.text import plain
from svs_designer.exchange.exporter import Exported, ExportRequest, Loss
from svs_designer.exchange.harmless import harmless
from svs_designer.exchange.plain_yaml.emitter import emit
from svs_designer.exchange.repeats import chosen_repeats
from svs_designer.exchange.tasks import AllTasks, Needs, Task, TaskKind, automatic_steps, tasks_of
from svs_designer.formats.argo.names import task_names, workflow_name
from svs_designer.formats.argo.templates import IDLE, idle, waiting
from svs_designer.model.document import Document
from svs_designer.model.stream import ValueStream

Tree = dict[str, Any]

_ENTRY = "value-stream"
_TIMES = Loss("touch and waiting times are only told, delays, targets and shares left out: no clock runs")


def argo_of(request: ExportRequest) -> Exported:
    """Write a sound stream as a WorkflowTemplate; raise CannotExport where it grows too large."""
    stream = request.stream
    made = tasks_of(stream, chosen_repeats(request.settings))
    losses = (*made.losses, *automatic_steps(stream, "resume", "container"), _TIMES)
    tree = _template(request.document, stream, made.tasks)
    head = "".join(f"# {line}".rstrip() + "\n" for line in _header(stream, losses))
    return Exported((head + emit(tree, in_block=("tasks", "templates", "parameters", "annotations"))).encode(), losses)


def _template(document: Document, stream: ValueStream, tasks: tuple[Task, ...]) -> Tree:
    names = task_names(task.id for task in tasks)
    templates: dict[str, Tree] = {}
    dag = [_task(task, names, _template_of(task, stream, document, templates)) for task in tasks]
    annotations = {
        "workflows.argoproj.io/title": harmless(stream.label),
        "workflows.argoproj.io/description": harmless(_description(stream)),
        "svs-designer/stream": stream.id,
    }
    return {
        "apiVersion": "argoproj.io/v1alpha1",
        "kind": "WorkflowTemplate",
        "metadata": {"name": workflow_name(stream.id), "annotations": {k: v for k, v in annotations.items() if v}},
        "spec": {
            "entrypoint": _ENTRY,
            "templates": [{"name": _ENTRY, "dag": {"tasks": dag}}, idle(), *templates.values()],
        },
    }


def _template_of(task: Task, stream: ValueStream, document: Document, templates: dict[str, Tree]) -> str:
    """Return the name of the template of a task; visits to a step where the same is asked share one."""
    if task.kind is not TaskKind.STEP and not task.options:
        return IDLE
    body = waiting(task, stream, document)
    first = templates.get(f"wait-{task.node}")
    if first is not None and {key: value for key, value in first.items() if key != "name"} == body:
        return f"wait-{task.node}"
    name = f"wait-{task.id}"
    templates[name] = {"name": name, **body}
    return name


def _task(task: Task, names: dict[str, str], template: str) -> Tree:
    tree: Tree = {"name": names[task.id], "template": template}
    if task.needs is not None:
        tree["depends"] = _depends(task.needs, names)
    if task.reads and isinstance(task.needs, str):
        tree["when"] = " && ".join(
            f"'{{{{tasks.{names[task.needs]}.outputs.parameters.{variable}}}}}' {'==' if value else '!='} 'true'"
            for variable, value in task.reads
        )
    return tree


def _depends(needs: Needs, names: dict[str, str], *, within: bool = False) -> str:
    if isinstance(needs, str):
        return f"{names[needs]}.Succeeded"
    text = (" && " if isinstance(needs, AllTasks) else " || ").join(
        _depends(part, names, within=True) for part in needs.parts
    )
    return f"({text})" if within else text


def _description(stream: ValueStream) -> str:
    asked = plain(stream.demand.text) if stream.demand else ""
    gained = plain(stream.value.outcome) if stream.value else ""
    return ": ".join(part for part in (asked, gained) if part)


def _header(stream: ValueStream, losses: tuple[Loss, ...]) -> Iterator[str]:
    name = workflow_name(stream.id)
    yield f"Argo Workflows 3.4 or later: “{plain(stream.label)}”, written by SVS Designer."
    yield ""
    yield f"  argo template create FILE && argo submit --from workflowtemplate/{name}"
    yield ""
    yield "Steps wait until somebody resumes them. Where there is a choice, its booleans are set before; the first"
    yield "that is true leads on, and without one the default way is taken:"
    yield ""
    yield "  argo node set WORKFLOW --node-field-selector displayName=TASK --output-parameter NAME=true"
    yield "  argo resume WORKFLOW --node-field-selector displayName=TASK"
    yield ""
    yield "What this format could not hold:"
    yield from (f"  - {plain(loss.message)}" for loss in losses)
