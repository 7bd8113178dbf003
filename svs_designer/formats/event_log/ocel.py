"""An event log as OCEL 2.0 JSON: events about objects of two types, the case and the team."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from svs_designer.exchange.events import WorkEvent
from svs_designer.formats.event_log.ordering import in_time, moment

_ALWAYS = "1970-01-01T00:00:00.000Z"
"""The time of an attribute that an object always had, as the standard writes it."""

_EVENT_ATTRIBUTES = {"kind": "string", "element": "string", "visit": "integer"}


def write_ocel(events: Iterable[WorkEvent], teams: Mapping[str, str] | None = None) -> bytes:
    """Write each event with its case, and with its team where it has one; `teams` are their names by id.

    An event type is what people read for the step, the milestone or the end. All attribute values are texts, as the
    standard's schema has them, whatever the type that is declared for them.
    """
    told = in_time(events)
    names = teams or {}
    cases = list(dict.fromkeys(event.case for event in told))
    ids = list(dict.fromkeys(event.team for event in told if event.team is not None))
    log = {
        "objectTypes": [_type("case", {"name": "string"}), _type("team", {"name": "string"})],
        "eventTypes": [_type(name, _EVENT_ATTRIBUTES) for name in dict.fromkeys(map(_activity, told))],
        "objects": [
            *(_object("case", case, case) for case in cases),
            *(_object("team", team, names.get(team, team)) for team in ids),
        ],
        "events": [_event(number, event) for number, event in enumerate(told, 1)],
    }
    return (json.dumps(log, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _activity(event: WorkEvent) -> str:
    return event.name or event.element


def _type(name: str, attributes: Mapping[str, str]) -> dict[str, Any]:
    return {"name": name, "attributes": [{"name": each, "type": kind} for each, kind in attributes.items()]}


def _object(kind: str, key: str, name: str) -> dict[str, Any]:
    attributes = [{"name": "name", "time": _ALWAYS, "value": name}]
    return {"id": f"{kind}:{key}", "type": kind, "attributes": attributes, "relationships": []}


def _event(number: int, event: WorkEvent) -> dict[str, Any]:
    about = [{"objectId": f"case:{event.case}", "qualifier": "case"}]
    if event.team is not None:
        about.append({"objectId": f"team:{event.team}", "qualifier": "done by"})
    values = {"kind": str(event.kind), "element": event.element, "visit": str(event.visit)}
    return {
        "id": f"event-{number}",
        "type": _activity(event),
        "time": moment(event.at),
        "attributes": [{"name": name, "value": value} for name, value in values.items()],
        "relationships": about,
    }
