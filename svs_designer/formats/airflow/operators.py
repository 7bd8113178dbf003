"""The tasks of a DAG as dag-factory reads them: people answer the steps, all others are empty."""

from typing import Any

from svs_designer.analysis.facts import Facts, facts_of
from svs_designer.exchange.harmless import harmless
from svs_designer.exchange.tasks import Option, Task, TaskKind, tasks_needed
from svs_designer.model.document import Document
from svs_designer.model.step import Step
from svs_designer.model.stream import ValueStream

_HITL = "airflow.providers.standard.operators.hitl"
DONE = f"{_HITL}.HITLEntryOperator"
"""Somebody confirms that a step is done."""
CHOOSE = f"{_HITL}.HITLBranchOperator"
"""Somebody says which way it goes on; Airflow skips the tasks of the other ways."""
EMPTY = "airflow.providers.standard.operators.empty.EmptyOperator"
MEET = "none_failed_min_one_success"
"""Where several ways lead to a task: wait until all are over, and run if one of them was taken."""

Tree = dict[str, Any]


def operator(task: Task, stream: ValueStream, document: Document) -> Tree:
    """Return a task. Its choices are numbered, so that no two of them read alike."""
    facts, step = facts_of(stream), stream.step(task.node)
    tree: Tree = {"task_id": task.id, "operator": _operator(task)}
    needed = list(tasks_needed(task.needs))
    if needed:
        tree["dependencies"] = needed
    if len(needed) > 1:
        tree["trigger_rule"] = MEET
    if task.kind is TaskKind.GATE:
        return tree
    title = harmless(facts.label(task.node)) + (f" ({task.visit})" if task.visit > 1 else "")
    tree["task_display_name"] = title
    if step is not None and step.team:
        tree["owner"] = step.team
    if tree["operator"] != EMPTY:
        tree["subject"] = title
        tree["body"] = _body(task, step, document)
    if task.options:
        offered = {_words(number, option, facts): option for number, option in enumerate(task.options, 1)}
        tree["options"] = list(offered)
        tree["options_mapping"] = {words: option.task for words, option in offered.items()}
        tree["defaults"] = next([words] for words, option in offered.items() if option.variable is None)
    return tree


def _operator(task: Task) -> str:
    if task.options:
        return CHOOSE
    return DONE if task.kind is TaskKind.STEP else EMPTY


def _words(number: int, option: Option, facts: Facts) -> str:
    return f"{number}. {harmless(facts.label(option.link.to))}" + (
        f" ({harmless(option.link.when)})" if option.link.when else ""
    )


def _body(task: Task, step: Step | None, document: Document) -> str:
    """Return what whoever has to act reads: who, how long, and the boolean that each choice is elsewhere."""
    lines = []
    if step is not None:
        who = document.label("teams", step.team) or document.label("roles", step.role)
        known = {"who": who, "touch": step.touch and step.touch.likely, "wait": step.wait and step.wait.typical}
        lines += [f"{name}: {value}" for name, value in known.items() if value]
    lines += [f"{number}: {option.variable or 'default'}" for number, option in enumerate(task.options, 1)]
    return harmless(", ".join(lines))
