"""The OCEL 2.0 log: the standard's schema, whole references, and that a mining tool reads it."""

import importlib.util
import json
import warnings
from datetime import datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from svs_designer.exchange.events import EventKind, WorkEvent
from svs_designer.formats.event_log import write_ocel
from tests.formats.event_log.an_event import a_log, logs


def listed(required: list[str], **fields: Any) -> dict[str, Any]:
    kinds = {name: {"type": "string"} if kind is str else kind for name, kind in fields.items()}
    item = {"type": "object", "properties": kinds, "required": required, "additionalProperties": False}
    return {"type": "array", "items": item}


# What the JSON schema of the OCEL 2.0 specification requires; stricter than it, because it lets more stand beside.
TYPES = listed(["name", "attributes"], name=str, attributes=listed(["name", "type"], name=str, type=str))
ABOUT = listed(["objectId", "qualifier"], objectId=str, qualifier=str)
HELD, CHANGED = (
    listed(["name", "value"], name=str, value=str),
    listed(["name", "value", "time"], name=str, value=str, time=str),
)
SCHEMA = {
    "type": "object",
    "properties": {
        "eventTypes": TYPES,
        "objectTypes": TYPES,
        "events": listed(["id", "type", "time"], id=str, type=str, time=str, attributes=HELD, relationships=ABOUT),
        "objects": listed(["id", "type"], id=str, type=str, attributes=CHANGED, relationships=ABOUT),
    },
    "required": ["eventTypes", "objectTypes", "events", "objects"],
    "additionalProperties": False,
}


def checked(data: bytes) -> Any:
    """Return the log after the schema and what a schema cannot say: types are declared, references lead somewhere."""
    log = json.loads(data)
    jsonschema.validate(log, SCHEMA)
    for kind in ("event", "object"):
        types = {each["name"]: {at["name"] for at in each["attributes"]} for each in log[f"{kind}Types"]}
        assert len(types) == len(log[f"{kind}Types"])
        for each in log[f"{kind}s"]:
            assert {at["name"] for at in each["attributes"]} <= types[each["type"]]
    ids = [each["id"] for each in log["objects"]]
    assert len(set(ids)) == len(ids)
    assert {about["objectId"] for event in log["events"] for about in event["relationships"]} <= set(ids)
    return log


def read_back(log: Any) -> list[WorkEvent]:
    names = {each["id"]: each["id"].split(":", 1)[1] for each in log["objects"]}
    events = []
    for each in log["events"]:
        held = {at["name"]: at["value"] for at in each["attributes"]}
        about = {at["qualifier"]: names[at["objectId"]] for at in each["relationships"]}
        at, kind = datetime.fromisoformat(each["time"]), EventKind(held["kind"])
        team = about.get("done by")
        events.append(WorkEvent(about["case"], held["element"], each["type"], team, kind, at, int(held["visit"])))
    return events


def test_the_events_come_back_as_they_were_with_their_cases_and_teams():
    log = checked(write_ocel(a_log(), {"desk": "Service desk"}))

    assert read_back(log) == a_log()
    assert [each["id"] for each in log["objects"]] == ["case:INC1", "case:INC2", "team:desk"]
    assert log["objects"][2]["attributes"][0]["value"] == "Service desk"


def test_the_same_events_are_the_same_bytes():
    assert write_ocel(iter(a_log())) == write_ocel(a_log())


@given(logs)
def test_any_log_is_as_the_standard_has_it(log: list[WorkEvent]):
    found = checked(write_ocel(log))

    assert len(found["events"]) == len(log)


@pytest.mark.slow
@pytest.mark.skipif(importlib.util.find_spec("pm4py") is None, reason="pm4py is not installed: it is nobody's must")
def test_a_mining_tool_reads_the_log(tmp_path: Path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pm4py

        (tmp_path / "log.json").write_bytes(write_ocel(a_log()))
        log = pm4py.read_ocel2_json(str(tmp_path / "log.json"))

    assert len(log.events) == len(a_log())
    assert sorted(log.objects["ocel:type"]) == ["case", "case", "team"]
