"""The XES log: what the standard's schema asks for, what it says, and that a mining tool reads it."""

import importlib.util
import re
import warnings
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given

from svs_designer.exchange.events import EventKind, WorkEvent
from svs_designer.formats.event_log import write_xes
from tests.formats.event_log.an_event import a_log, logs

EXTENSIONS = {
    "concept": "http://www.xes-standard.org/concept.xesext",
    "lifecycle": "http://www.xes-standard.org/lifecycle.xesext",
    "org": "http://www.xes-standard.org/org.xesext",
    "time": "http://www.xes-standard.org/time.xesext",
}
ATTRIBUTES = {"string", "date", "int"}
NAME = re.compile(r"[A-Za-z_][\w.-]*")


def attributes(part: ElementTree.Element) -> dict[str, str]:
    found = [(each.get("key"), each.get("value")) for each in part if each.tag in ATTRIBUTES]
    assert len({key for key, _ in found}) == len(found), "the standard has each key once"
    return {str(key): str(value) for key, value in found}


def read_back(data: bytes) -> list[WorkEvent]:
    events = []
    for trace in ElementTree.fromstring(data).iter("trace"):
        case = attributes(trace)["concept:name"]
        for each in trace.iter("event"):
            held = attributes(each)
            at, visit = datetime.fromisoformat(held["time:timestamp"]), int(held["visit"])
            team, kind = held.get("org:group"), EventKind(held["kind"])
            events.append(WorkEvent(case, held["element"], held["concept:name"], team, kind, at, visit))
    return events


def complaints(data: bytes) -> list[str]:
    """Say where a log breaks the schema of IEEE 1849-2016: order of parts, required attributes, declared prefixes."""
    log = ElementTree.fromstring(data)
    ranks = {"extension": 0, "global": 1, "classifier": 2, **dict.fromkeys(ATTRIBUTES, 3), "trace": 4}
    order = [ranks[part.tag] for part in log]
    found = [] if order == sorted(order) else ["the parts of the log are out of order"]
    if not re.fullmatch(r"\d+(\.\d+)?", log.get("xes.version", "")):
        found.append("xes.version is no decimal")
    declared = {part.get("prefix"): part.get("uri") for part in log.iter("extension")}
    found += [] if declared == EXTENSIONS else [f"declares {declared}"]
    for part in log.iter("classifier"):
        if not NAME.fullmatch(part.get("name", "")) or not part.get("keys"):
            found.append(f"classifier {part.attrib}")
    for trace in log.iter("trace"):
        tags = [part.tag for part in trace]
        if "event" in tags and set(tags[tags.index("event") :]) != {"event"}:
            found.append("an attribute of a trace stands behind its events")
    found += _of_attributes(log)
    return found


def _of_attributes(log: ElementTree.Element) -> list[str]:
    found = []
    for part in log.iter():
        if part.tag in ATTRIBUTES:
            prefix, colon, _ = part.get("key", "").partition(":")
            if not part.get("key") or part.get("value") is None or (colon and prefix not in EXTENSIONS):
                found.append(f"{part.tag} {part.attrib}")
    given_to_all = {part.get("key") for scope in log.iter("global") for part in scope}
    held = [{each.get("key") for each in part} for part in log.iter("event")]
    wanted = {part.get("key") for scope in log.iter("global") if scope.get("scope") == "event" for part in scope}
    used = {key for part in log.iter("classifier") for key in part.get("keys", "").split()}
    found += [] if used <= given_to_all else ["a classifier uses what not every event has"]
    return found + [f"an event lacks {wanted - each}" for each in held if not wanted <= each]


def test_a_log_is_as_the_schema_of_the_standard_has_it():
    data = write_xes(a_log(), "Restore service")

    assert complaints(data) == []
    assert attributes(ElementTree.fromstring(data))["concept:name"] == "Restore service"


def test_steps_have_the_transitions_of_the_standard_life_cycle():
    log = ElementTree.fromstring(write_xes(a_log(), "x"))

    first = [attributes(event)["lifecycle:transition"] for event in next(log.iter("trace")).iter("event")]
    assert first[:4] == ["schedule", "start", "complete", "start"]
    assert first[-2:] == ["complete", "complete"]


def test_the_events_come_back_as_they_were():
    assert sorted(read_back(write_xes(a_log(), "x")), key=repr) == sorted(a_log(), key=repr)


def test_the_same_events_are_the_same_bytes():
    assert write_xes(iter(a_log()), "x") == write_xes(a_log(), "x")


@given(logs)
def test_any_log_is_sound_xml_that_says_everything(log: list[WorkEvent]):
    data = write_xes(log, "x")

    def plain(text: str) -> str:
        return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)

    def told(events: list[WorkEvent]) -> list[tuple[object, ...]]:
        return sorted(
            (plain(e.case), plain(e.element), e.team is None, plain(e.team or ""), e.kind, e.at, e.visit)
            for e in events
        )

    assert complaints(data) == []
    assert told(read_back(data)) == told(log)


@pytest.mark.slow
@pytest.mark.skipif(importlib.util.find_spec("pm4py") is None, reason="pm4py is not installed: it is nobody's must")
def test_a_mining_tool_reads_the_log(tmp_path: Path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pm4py

        (tmp_path / "log.xes").write_bytes(write_xes(a_log(), "Restore service"))
        log = pm4py.read_xes(str(tmp_path / "log.xes"))

    assert len(log) == len(a_log())
    assert set(log["case:concept:name"]) == {"INC1", "INC2"}
    assert set(log["org:group"].dropna()) == {"desk"}
