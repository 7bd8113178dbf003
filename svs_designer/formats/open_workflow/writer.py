"""A stream as the text of an Open Workflow definition, and what the format could not hold of it."""

import re
from collections.abc import Iterator
from typing import Any

from svs_designer.analysis.facts import facts_of
from svs_designer.analysis.structure import NoStructure, Sequence, structure
from svs_designer.exchange.exporter import CannotExport, Exported, ExportRequest
from svs_designer.exchange.notation import document_tree, part_tree
from svs_designer.exchange.plain_yaml.emitter import emit
from svs_designer.exchange.refusal import refuse_unsound
from svs_designer.exchange.repeats import chosen_repeats
from svs_designer.formats.open_workflow.header import header
from svs_designer.formats.open_workflow.lists import task_list
from svs_designer.formats.open_workflow.losses import losses_of
from svs_designer.formats.open_workflow.plan import Plan
from svs_designer.formats.open_workflow.tasks import questions
from svs_designer.model.document import Document
from svs_designer.model.edits.streams import delete_stream
from svs_designer.model.step import Step
from svs_designer.model.stream import End

FORMAT = "1"
"""The version of what rides along under `metadata.svs`."""
NAMESPACE = "value-streams"

_SEMANTIC_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", re.ASCII)
_BLOCKS = frozenset({"document", "metadata", "svs", "input", "schema", "properties"})
_IN_TASKS = frozenset({"demand", "value", "steps", "ends"})
_TASK_BLOCKS = frozenset({"do", "branches", "switch", "set"})


def write_workflow(request: ExportRequest) -> Exported:
    """Return the definition of one stream. Raises CannotExport for a flow that no engine, or no list, could run."""
    stream = request.stream
    refuse_unsound(request.document, stream.id, request.catalogue)
    try:
        items = structure(facts_of(stream))
    except NoStructure as trouble:
        raise CannotExport(str(trouble)) from trouble
    rehearse = request.settings["profile"] == "rehearse"
    delayed = rehearse or request.settings["delays"] == "always"
    most = chosen_repeats(request.settings)
    plan = Plan(_alone(request.document, stream.id), stream, rehearse, most, delayed)
    tasks = task_list(plan, items)
    losses = losses_of(plan)
    version = str(request.settings["dsl-version"])
    head = {
        "document": _document(plan, version, items),
        "input": {"schema": {"format": "json", "document": _input(plan)}},
    }
    parts = (
        header(plan, version, losses),
        emit(head, in_block=_BLOCKS),
        emit({"do": tasks}, in_block=_TASK_BLOCKS | _names(tasks)),
    )
    return Exported("".join(parts).encode(), losses)


def _alone(document: Document, stream_id: str) -> Document:
    for stream in document.streams:
        if stream.id != stream_id:
            document = delete_stream(document, stream.id)
    return document


def _document(plan: Plan, version: str, items: Sequence) -> dict[str, Any]:
    stream, document = plan.stream, plan.document
    outcome = stream.value.outcome if stream.value else ""
    demand = stream.demand.text if stream.demand else ""
    told = {
        "dsl": version,
        "namespace": NAMESPACE,
        "name": plan.name,
        "version": document.version if _SEMANTIC_VERSION.fullmatch(document.version) else "1.0.0",
        "title": stream.name,
        "summary": " → ".join(filter(None, (demand, outcome))),
        "tags": {"svs.kind": "value-stream"},
        "metadata": {"svs": _metadata(plan, items)},
    }
    return {key: value for key, value in told.items() if value}


def _metadata(plan: Plan, items: Sequence) -> dict[str, Any]:
    """Return what the flow does not say: the document around the stream, the stream around its nodes."""
    tree = document_tree(plan.document)
    stream = {key: field for key, field in tree.pop("streams")[0].items() if key not in _IN_TASKS}
    told = list(dict.fromkeys(nodes_of(items)))
    second = plan.timers.second if plan.rehearse else None
    found = {
        "format": FORMAT,
        "profile": "rehearse" if plan.rehearse else "orchestrate",
        "second": str(second) if second else None,
        "stream": stream,
        **_aside("steps", plan.stream.steps, told),
        **_aside("ends", plan.stream.ends, told),
        "document": tree,
    }
    return {key: field for key, field in found.items() if field}


def _aside(key: str, parts: tuple[Step, ...] | tuple[End, ...], told: list[str]) -> dict[str, Any]:
    """Return those steps or ends that no case comes to, and the order of all if the file has another."""
    order = [part.id for part in parts]
    flow = list(filter(set(order).__contains__, told))
    in_flow = set(flow)
    missing = [part_tree(part) for part in parts if part.id not in in_flow]
    in_file = [*flow, *(part["id"] for part in missing)]
    return {key: missing, f"order-of-{key}": order if in_file != order else None}


def nodes_of(items: Sequence) -> Iterator[str]:
    """Yield the nodes of a list as the file has them, those of its branches where their fork stands."""
    for item in items:
        if item.node:
            yield item.node
        for branch in item.fork.branches if item.fork else ():
            yield from nodes_of(branch.items)


def _input(plan: Plan) -> dict[str, Any]:
    """Return the JSON Schema of what a case begins with: its ticket, and answers that are known before."""
    properties: dict[str, Any] = {"ticket": {"type": "string", "minLength": 1}}
    for node in plan.stream.nodes():
        for variable, meaning in questions(plan, node).items():
            properties[variable] = {"type": "boolean", "title": meaning}
    return {"type": "object", "required": ["ticket"], "properties": properties}


def _names(tasks: list[dict[str, Any]]) -> frozenset[str]:
    """Return the names of all tasks, which are written in block style."""
    found: set[str] = set()
    for named in tasks:
        for name, task in named.items():
            found.add(name)
            found |= _names(task.get("do", []))
            found |= _names(task.get("fork", {}).get("branches", []))
    return frozenset(found)
