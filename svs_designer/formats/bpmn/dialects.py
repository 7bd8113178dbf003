"""The dialects of BPMN: what one engine takes for a condition, another for a plain word."""

from collections.abc import Callable
from typing import NamedTuple

from svs_designer.exchange.settings import Choice, Setting

Condition = Callable[[str, tuple[str, ...]], str]
"""Writes that a boolean is true; it is also told which ones are asked before it."""


class Dialect(NamedTuple):
    """How a file is written for one reader. Without `condition`, ways on are only named, never asked for.

    `service` is what does the work of a machine, for an engine that does not run it otherwise. `signals` says that
    joins have to be kept from hearing of ways not taken (see signals.py).
    """

    title: str
    condition: Condition | None
    work: str = "bpmn:userTask"
    machine_work: str = "bpmn:serviceTask"
    service: str = ""
    signals: bool = False
    zeebe: bool = False
    note: str = ""


DIALECTS: dict[str, Dialect] = {
    # SpiffWorkflow asks in the order in which the targets stand below each other, so each condition tells the order.
    "spiff": Dialect(
        "SpiffWorkflow",
        lambda variable, earlier: " and ".join((variable, *(f"not {each}" for each in earlier))),
        note="Conditions are Python: each boolean has to be in the data of the task before its gateway.",
    ),
    "bpmn-engine": Dialect(
        "bpmn-engine",
        lambda variable, _: f"${{environment.variables.{variable}}}",
        service="${{environment.services.{step}}}",
        signals=True,
        note="Conditions ask environment.variables; a step done by a machine calls environment.services.<step>.",
    ),
    "camunda8": Dialect(
        "Camunda 8",
        lambda variable, _: f"= {variable}",
        zeebe=True,
        note="Conditions are FEEL. Written by the vendor's documents; not run by this program's tests.",
    ),
    "juel": Dialect(
        "engines with JUEL",
        lambda variable, _: f"${{{variable}}}",
        note="For Camunda 7, Operaton and Flowable: JUEL. Written by their documents; not run by this program's tests.",
    ),
    "analysis": Dialect(
        "analysis",
        None,
        note="No conditions and no timers: what tools that search all states want.",
    ),
    "simulation": Dialect(
        "simulation",
        None,
        work="bpmn:task",
        machine_work="bpmn:task",
        note="Plain tasks, without conditions: shares and times stand in the svs: elements.",
    ),
}  # fmt: skip

PROFILE = Setting(
    "profile",
    "Written for",
    "spiff",
    tuple(Choice(name, dialect.title) for name, dialect in DIALECTS.items()),
    help="the engine or tool that reads the file",
)
