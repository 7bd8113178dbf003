"""The tasks of nodes: a step is work that is asked for and heard of, or timers; value and ends are events."""

from typing import Any

from svs_designer.analysis.facts import facts_of
from svs_designer.exchange.notation import part_tree
from svs_designer.formats.open_workflow import expressions
from svs_designer.formats.open_workflow.events import (
    CASE_ENDED,
    VALUE_REALISED,
    WORK_COMPLETED,
    WORK_REQUESTED,
    source_of,
)
from svs_designer.formats.open_workflow.plan import Plan
from svs_designer.model.links import Link, Ways
from svs_designer.model.step import Step
from svs_designer.model.stream import Demand, End, Value

Task = dict[str, Any]


def metadata_of(part: Demand | Step | Value | End, told: Ways) -> Task:
    """Return what rides along of a node: its fields, and of its ways what the flow (`told`) does not say itself."""
    fields = dict(part_tree(part))
    if not isinstance(part, End) and part.next == told:
        fields.pop("next", None)
    return {"svs": {type(part).__name__.lower(): fields}}


def demand_task(demand: Demand, told: Ways) -> Task:
    """Return the first task, which sets the state of a case (see `first_state`)."""
    return {"metadata": metadata_of(demand, told), "set": {}, "export": {"as": expressions.AS_IT_IS}}


def first_state(plan: Plan) -> Task:
    """Return what a case begins with: its ticket, counters at nothing, and the answers that are known already."""
    state: Task = {
        "ticket": expressions.of_input("ticket"),
        "visits": dict.fromkeys(plan.visits, 0),
        "repeats": dict.fromkeys(plan.repeats, 0),
        "answers": {name: expressions.is_true_in_input(name) for name in plan.answers},
    }
    return {key: value for key, value in state.items() if value}


def step_task(plan: Plan, step: Step, told: Ways) -> Task:
    """Return the task of a step: it counts the visit, then the work is done."""
    variable, subject = plan.visit(step.id)
    visit = {
        "set": {variable: expressions.next_number("visits", variable)},
        "export": {"as": expressions.with_number("visits", variable)},
    }
    work = _timers(plan, step) if plan.rehearse else _asked(plan, step, variable, subject)
    return {"metadata": metadata_of(step, told), "do": [{"visit": visit}, *work]}


def value_task(plan: Plan, value: Value, told: Ways) -> Task:
    """Return the milestone: value is there, whatever follows."""
    data = {"outcome": value.outcome, "recipient": plan.document.label("parties", value.recipient)}
    return {"metadata": metadata_of(value, told), **_event(plan, VALUE_REALISED, "value", data)}


def end_task(plan: Plan, end: End) -> Task:
    """Return the end without value of a case."""
    return {"metadata": metadata_of(end, Ways()), **_event(plan, CASE_ENDED, end.id, {"end": end.name})}


def _asked(plan: Plan, step: Step, variable: str, subject: str) -> list[Task]:
    """Return how people do a step: it is asked for, and goes on when they say of this very visit that it is done."""
    asks = questions(plan, step.id)
    data = {
        "step": step.id,
        "visit": expressions.visit(variable),
        "name": step.name,
        "team": plan.document.label("teams", step.team),
        "role": plan.document.label("roles", step.role),
        "automation": str(step.automation),
        "asks": asks,
    }
    done: Task = {"listen": {"to": {"one": _completed(subject, variable)}}}
    if asks:
        done["export"] = {"as": expressions.with_answers(list(asks))}
    return [{"request": _event(plan, WORK_REQUESTED, subject, data)}, {"done": done}]


def _completed(subject: str, variable: str) -> Task:
    return {
        "with": {"type": WORK_COMPLETED, "subject": subject},
        "correlate": {
            "ticket": {"from": expressions.TICKET_OF_EVENT, "expect": expressions.TICKET},
            "visit": {"from": expressions.VISIT_OF_EVENT, "expect": expressions.visit(variable)},
        },
    }


def questions(plan: Plan, node: str) -> dict[str, str]:
    """Return the booleans that are asked for at a node, each with what a yes means: when, and where to."""
    chosen = plan.decision(node)
    return {each.variable: _meaning(plan, each.link) for each in chosen.asked} if chosen else {}


def _meaning(plan: Plan, link: Link) -> str:
    node = facts_of(plan.stream).steps.get(link.to) or plan.stream.end(link.to)
    label = node.name or link.to if node else link.to
    return f"{link.when}: {label}" if link.when else label


def _timers(plan: Plan, step: Step) -> list[Task]:
    wait = plan.timers.short(step.wait.typical if step.wait else None)
    touch = plan.timers.short(step.touch.likely if step.touch else None)
    return [{name: {"wait": time}} for name, time in (("queue", wait), ("work", touch)) if time]


def _event(plan: Plan, kind: str, subject: str, data: Task) -> Task:
    told = {"ticket": expressions.TICKET, **{key: value for key, value in data.items() if value}}
    return {
        "emit": {"event": {"with": {"source": source_of(plan.name), "type": kind, "subject": subject, "data": told}}}
    }
