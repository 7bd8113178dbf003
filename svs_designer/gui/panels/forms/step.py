"""The form of a step: what is used most on top, the rest in sections that open."""

from typing import Any

from svs_designer.gui.fields.codecs import RATIO, WHOLE
from svs_designer.gui.fields.options import Option
from svs_designer.gui.panels.forms import sources, times
from svs_designer.gui.panels.forms.spec import (
    Changes,
    Context,
    Custom,
    Flag,
    LongText,
    Reference,
    Row,
    Section,
    Several,
    Spec,
    Text,
    Title,
    plain,
    row,
)
from svs_designer.gui.panels.forms.words import activity_choice, choice
from svs_designer.model.base import evolve
from svs_designer.model.step import Automation, Change, Join, Queue, Step, StepKind, ValueClass, Waste

_GROUP = "step"


def _field(name: str, label: str, editor: Any) -> Spec:
    return plain(name, label, editor, group=_GROUP)


def _queue(name: str, label: str, editor: Any) -> Spec:
    def changes(step: Step, value: Any) -> Changes:
        queue = evolve(step.queue or Queue(), **{name: value})
        return {"queue": None if queue == Queue() else queue}

    return Spec(f"step.queue.{name}", label, editor, lambda step: getattr(step.queue, name, None), changes)


def _wastes(_context: Context) -> list[Option]:
    return [Option(each, each.replace("-", " ").capitalize()) for each in Waste]


def _takes(noun: str) -> Several:
    return Several(sources.resources, "Add resource", noun, takes_any=True, name_of=lambda _, item: item)


def _information(noun: str) -> Several:
    return Several(sources.information, f"Add {noun}", noun, takes_any=True, name_of=sources.information_name)


_POLICIES = Several(sources.register("policies"), "Add policy", "policy", ("policies",))

NAME = Section("", (Row("", (_field("name", "Name", Title("Name this step")),), wide=True),), single=True)

TOP = Section(
    "",
    (
        row(_field("activity", "Activity", activity_choice())),
        row(_field("team", "Team", Reference(sources.register("teams"), ("teams",)))),
        row(_field("role", "Role", Reference(sources.register("roles"), ("roles",)))),
        row(_field("tools", "Tools", Several(sources.register("tools"), "Add tool", "tool", ("tools",)))),
        row(times.whole_time("touch", "Touch time")),
        Row("Wait", (times.whole_time("wait", "Wait"), times.reason())),
        row(_field("complete_and_accurate", "%C&A", Text(RATIO))),
        row(_field("value", "Value", choice(ValueClass))),
        row(times.evidence_of_both()),
        row(
            _field(
                "practices",
                "Practices",
                Several(sources.practices, "Add practice", "practice", remark=sources.fit),
            ),
            wide=True,
        ),
    ),
)

INFORMATION = Section(
    "Information",
    (
        row(_field("inputs", "Inputs", _information("input"))),
        row(_field("outputs", "Outputs", _information("output"))),
    ),
)

DECISION = Section(
    "Decision and authority",
    (
        row(_field("kind", "Kind", choice(StepKind, optional=False))),
        row(_field("authority", "Authority", Reference(sources.register("roles", "policies"), ("roles", "policies")))),
        row(
            _field("policies", "Policies", Several(sources.register("policies"), "Add policy", "policy", ("policies",)))
        ),
    ),
)

RESOURCES = Section(
    "Resources and partners",
    (
        row(_field("takes", "Takes", _takes("resource"))),
        row(_field("restocks", "Restocks", _takes("resource to restock"))),
        row(_field("contract", "Contract", Reference(sources.register("contracts"), ("contracts",)))),
        row(_field("with_", "With", Several(sources.register("parties"), "Add party", "party", ("parties",)))),
    ),
)

CHANGE = Section(
    "Change and automation",
    (
        row(_field("live", "Live", Flag("Changes live services"))),
        row(_field("change", "Change", choice(Change))),
        row(_field("automation", "Automation", choice(Automation, optional=False))),
    ),
)

QUEUE = Section(
    "Queue",
    (
        row(_queue("owner", "Owner", Reference(sources.register("roles"), ("roles",)))),
        row(_queue("limit", "Limit", Text(WHOLE))),
    ),
)

SPREAD = Section(
    "Spread and evidence of times",
    (
        Row("Touch", (times.piece("touch", "low", "Touch, low"), times.piece("touch", "likely", "Touch, likely"),
                      times.piece("touch", "high", "Touch, high"))),
        Row("Evidence", (times.evidence("touch"), times.samples("touch"))),
        Row("Wait", (times.piece("wait", "low", "Wait, low"), times.piece("wait", "typical", "Wait, typical"),
                     times.piece("wait", "high", "Wait, high"))),
        Row("Evidence", (times.evidence("wait"), times.samples("wait"))),
    ),
)  # fmt: skip

WASTES = Section("Wastes", (row(_field("wastes", "Wastes", Several(_wastes, "Add waste", "waste"))),))

WAYS = Section(
    "Ways in and on",
    (row(_field("join", "Join", choice(Join, optional=False, any="Any branch", all="Waits for all branches"))),
     Custom("ways")),
)  # fmt: skip

NOTES = Section("Notes", (Row("", (_field("notes", "Notes", LongText()),), wide=True),))

STEP: tuple[Section, ...] = (
    NAME, TOP, INFORMATION, DECISION, RESOURCES, CHANGE, QUEUE, SPREAD, WASTES, WAYS, NOTES,
)  # fmt: skip
"""The form of one step; with several, what has a meaning for all of them."""
