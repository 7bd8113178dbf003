"""Which events a listening task waits for, and whether one that came is among them."""

import re
from collections.abc import Callable
from typing import Any

from svs_designer.running.case import Frame
from svs_designer.running.definition import Task
from svs_designer.running.expressions import Lookup, evaluate, holds, marked
from svs_designer.running.faults import Fault


def awaited(to: dict[str, Any], fill: Callable[[Any], Any]) -> list[dict[str, Any]]:
    """Return what is waited for as plain data: one entry with the filters any of which will do, or several for `all`.

    Expressions over the case are worked out now; those over the event, when one comes.
    """
    if "all" in to:
        return [{"filters": [_ready(each, fill)]} for each in to["all"]]
    return [{"filters": [_ready(each, fill) for each in ([to["one"]] if "one" in to else to["any"])]}]


def _ready(asked: dict[str, Any], fill: Callable[[Any], Any]) -> dict[str, Any]:
    data = {key: value for key, value in asked["with"].items() if key == "data"}
    correlate = {}
    for name, each in (asked.get("correlate") or {}).items():
        correlate[name] = {"from": each["from"]}
        if "expect" in each:
            correlate[name]["expect"] = fill(each["expect"])
    with_ = {key: fill(value) for key, value in asked["with"].items() if key != "data"}
    return {"with": with_ | data, "correlate": correlate}


def heard(frame: Frame, event: dict[str, Any], lookup: Lookup, variables: frozenset[str]) -> bool:
    """Take an event into a listening frame if it is one it waits for; nothing is awaited any more when all came."""
    for place, entry in enumerate(frame.awaited):
        filters = entry["filters"]
        if not filters or any(_fits(each, frame, event, lookup, variables) for each in filters):
            del frame.awaited[place]
            frame.heard.append(event)
            return True
    return False


def output_of(task: Task, frame: Frame) -> list[Any]:
    """Return what a listening task gives: the data of its events in the order they came, or the events themselves."""
    if task.body["listen"].get("read", "data") != "data":
        return list(frame.heard)
    return [event.get("data") for event in frame.heard]


def _fits(
    wanted: dict[str, Any], frame: Frame, event: dict[str, Any], lookup: Lookup, variables: frozenset[str]
) -> bool:
    """Tell whether an event is the wanted one; one that makes its expressions fail is not: others send anything."""
    try:
        return _matches(wanted, frame, event, lookup, variables)
    except Fault:
        return False


def _matches(
    wanted: dict[str, Any], frame: Frame, event: dict[str, Any], lookup: Lookup, variables: frozenset[str]
) -> bool:
    for name, value in wanted["with"].items():
        if name == "data" and marked(value) is not None:
            if not holds(value, event.get("data"), lookup, variables):
                return False
        elif not _agrees(value, event.get(name)):
            return False
    found: dict[str, Any] = {}
    for name, each in wanted["correlate"].items():
        value = evaluate(each["from"], event, lookup, variables)
        if value is None:
            return False
        if value != each.get("expect", frame.expected.get(name, value)):
            return False
        found[name] = value
    frame.expected |= found
    return True


def _agrees(wanted: Any, value: Any) -> bool:
    if wanted == value:
        return True
    if not isinstance(wanted, str) or not isinstance(value, str):
        return False
    try:
        return re.fullmatch(wanted, value) is not None
    except re.error:
        return False
