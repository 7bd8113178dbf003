"""The comment a definition begins with: what it is, how to run it, and what it could not hold."""

import textwrap

from svs_designer.exchange.exporter import Loss
from svs_designer.formats.open_workflow.events import CASE_ENDED, VALUE_REALISED, WORK_COMPLETED, WORK_REQUESTED
from svs_designer.formats.open_workflow.plan import Plan

_WIDTH = 108

_PEOPLE = (
    f"People do the work: a step emits {WORK_REQUESTED} with its ticket and the number of the visit, and goes on when "
    f"{WORK_COMPLETED} comes with the same subject, ticket and visit in its data, and with the booleans it asks for."
)
_ROBOTS = "Robots with short timers do the work{second}; the booleans of the input choose the ways, nobody is asked."
_DELAYS = "A case waits on its way for as long as the delay of a link says."
_VALUE = (
    f"Value is the event {VALUE_REALISED}, what follows it is part of the flow; an end without value is {CASE_ENDED}."
)
_RUNNING = (
    "To run it: give it to an engine of the DSL with an input such as {ticket: T-1}; the schema under `input` names "
    "the booleans it may hold, each is no if it is absent. All state lies in $context, expressions are jq."
)
_BACK = "What SVS Designer knows beyond the flow rides along under `metadata: svs:`; import gives the stream back."


def header(plan: Plan, version: str, losses: tuple[Loss, ...]) -> str:
    """Return the comment, ending in a line break."""
    what = f"Value stream “{plan.stream.label}” as a workflow, written by SVS Designer."
    language = f"Language: Open Workflow (formerly Serverless Workflow) DSL {version}."
    doing = _robots(plan) if plan.rehearse else _people(plan)
    paragraphs = [what, language, doing, _VALUE, _RUNNING, _BACK]
    lines = [line for text in paragraphs for line in _wrapped(text)]
    if losses:
        lines += [
            "What the format could not hold:",
            *(line for loss in losses for line in _wrapped(loss.message, "- ")),
        ]
    return "".join(f"# {line}\n" for line in lines)


def _people(plan: Plan) -> str:
    waits = plan.delayed and any(link.delay for _, link in plan.stream.links())
    return f"{_PEOPLE} {_DELAYS}" if waits else _PEOPLE


def _robots(plan: Plan) -> str:
    second = plan.timers.second
    return _ROBOTS.format(second=f", one second stands for {second}" if second else "")


def _wrapped(text: str, sign: str = "") -> list[str]:
    plain = "".join(each if each.isprintable() else " " for each in text)
    return textwrap.wrap(plain, _WIDTH, initial_indent=sign, subsequent_indent=" " * len(sign))
