"""A definition of the shape our exporter writes: a choice, rework that ends, parallel work, and a tail after value."""

import json
from typing import Any

from svs_designer.running.definition import Definition, checked_definition

SOURCE = "svs://value-streams/hardware"
TEAMS = [{"id": "desk", "name": "Service desk"}, {"id": "field", "name": "Field support"}]
TARGETS = [
    {"id": "whole", "name": "Working again", "within": "2h"},
    {
        "id": "repair",
        "name": "Repair",
        "within": "30m",
        "starts": {"step": "triage", "at": "begin"},
        "stops": [{"step": "swap"}, {"step": "mend"}],
    },
]
WAYS = {"one": [{"to": "mend", "share": "75%"}, {"to": "swap", "share": "25%"}]}


def step(name: str, title: str, team: str, touch: str, *, answer: str = "", **more: Any) -> dict[str, Any]:
    """The task of a step: it counts the visit, asks for the work and hears that it is done."""
    data = {"ticket": "${ $context.ticket }", "step": name, "visit": f"${{ $context.visits.{name} }}"}
    correlate = {
        "ticket": {"from": "${ .data.ticket }", "expect": "${ $context.ticket }"},
        "visit": {"from": "${ .data.visit }", "expect": data["visit"]},
    }
    done: dict[str, Any] = {
        "listen": {
            "to": {"one": {"with": {"type": "io.svs.work.completed.v1", "subject": name}, "correlate": correlate}}
        }
    }
    if answer:
        data["asks"] = {answer: f"yes: {answer}"}
        done["export"] = adding("answers", f"{answer}: (.[0].{answer} == true)")
    visit = {"set": {name: f"${{ $context.visits.{name} + 1 }}"}, "export": adding("visits", f"{name}: .{name}")}
    return {
        "metadata": {"svs": {"step": {"id": name, "name": title, "team": team, "touch": touch} | more}},
        "do": [{"visit": visit}, {"request": event("io.svs.work.requested.v1", name, data)}, {"done": done}],
    }


def adding(kind: str, fields: str) -> dict[str, str]:
    return {"as": f"${{ $context + {{ {kind}: ($context.{kind} + {{ {fields} }}) }} }}"}


def event(kind: str, subject: str, data: dict[str, Any]) -> dict[str, Any]:
    return {"emit": {"event": {"with": {"source": SOURCE, "type": kind, "subject": subject, "data": data}}}}


def source(*, waits: str = "5m") -> dict[str, Any]:
    """The definition as it is parsed."""
    steps = ("triage", "mend", "swap", "tell", "ask")
    state = {"ticket": "${ .ticket }", "visits": dict.fromkeys(steps, 0), "repeats": {"mend_triage": 0}, "answers": {}}
    again = "${ $context.answers.mend_triage and $context.repeats.mend_triage < 2 }"
    travel = {"typical": "45m", "reason": "travel"}
    swap = step("swap", "Hand over a spare", "field", "15m", wait=travel)
    tell = step("tell", "Tell the user", "desk", "2m")
    tasks = {
        "demand": {"metadata": {"svs": {"demand": {}}}, "set": state, "export": {"as": "${ . }"}},
        "triage": step("triage", "Look at it", "desk", "10m", answer="triage_swap", wait=waits, next=WAYS),
        "triage_way": {
            "switch": [
                {"to_swap": {"when": "${ $context.answers.triage_swap }", "then": "both"}},
                {"to_mend": {"then": "mend"}},
            ]
        },
        "mend": step("mend", "Mend it", "field", "20m", answer="mend_triage"),
        "mend_way": {"switch": [{"again": {"when": again, "then": "mend_to_triage"}}, {"on": {"then": "both"}}]},
        "mend_to_triage": {
            "set": {"mend_triage": "${ $context.repeats.mend_triage + 1 }"},
            "export": adding("repeats", "mend_triage: .mend_triage"),
            "then": "triage",
        },
        "both": {"fork": {"branches": [{"one": {"do": [{"swap": swap}]}}, {"other": {"do": [{"tell": tell}]}}]}},
        "value": {"metadata": {"svs": {"value": {}}}, **event("io.svs.value.realised.v1", "value", {})},
        "ask": step("ask", "Ask whether all is well", "desk", "5m"),
    }
    notes = {"stream": {"id": "hardware", "targets": TARGETS}, "document": {"teams": TEAMS}}
    document = {"dsl": "1.0.3", "namespace": "value-streams", "name": "hardware", "version": "1.0.0"}
    document |= {"title": "Broken laptop", "metadata": {"svs": notes}}
    return {"document": document, "do": [{name: task} for name, task in tasks.items()]}


def hardware() -> Definition:
    """Return the definition, checked."""
    return checked_definition(source())


def text() -> str:
    """Return the definition as a file holds it: JSON is YAML."""
    return json.dumps(source(), indent=1)
