"""An event log as XES, the extensible event stream of IEEE 1849-2016."""

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import quoteattr

from svs_designer.exchange.events import EventKind, WorkEvent
from svs_designer.formats.event_log.ordering import by_case, moment

_TRANSITIONS = {EventKind.SCHEDULED: "schedule", EventKind.STARTED: "start", EventKind.COMPLETED: "complete"}
"""The words of the standard's life cycle; a milestone and the end of a case are over when they happen: complete."""

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <global scope="trace">
    <string key="concept:name" value=""/>
  </global>
  <global scope="event">
    <string key="concept:name" value=""/>
    <string key="concept:instance" value=""/>
    <string key="lifecycle:transition" value="complete"/>
    <date key="time:timestamp" value="1970-01-01T00:00:00.000Z"/>
    <string key="kind" value="completed"/>
    <string key="element" value=""/>
    <int key="visit" value="1"/>
  </global>
  <classifier name="Activity" scope="event" keys="concept:name"/>
  <classifier name="ActivityAndTransition" scope="event" keys="concept:name lifecycle:transition"/>
"""
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_xes(events: Iterable[WorkEvent], name: str) -> bytes:
    """Write a log of that name: a trace for each case, an event for each thing that happened to it.

    Our own attributes `kind`, `element` (the id in the model) and `visit` let the events be read back exactly.
    """
    lines = [_HEAD, f"  {_text('concept:name', name)}\n", f"  {_text('lifecycle:model', 'standard')}\n"]
    for case, told in by_case(events).items():
        lines += ["  <trace>\n", f"    {_text('concept:name', case)}\n"]
        for event in told:
            lines += ["    <event>\n", *(f"      {attribute}\n" for attribute in _attributes(event)), "    </event>\n"]
        lines.append("  </trace>\n")
    lines.append("</log>\n")
    return "".join(lines).encode()


def _attributes(event: WorkEvent) -> Iterator[str]:
    yield _text("concept:name", event.name or event.element)
    yield _text("concept:instance", f"{event.element}-{event.visit}")
    yield _text("lifecycle:transition", _TRANSITIONS.get(event.kind, "complete"))
    yield f'<date key="time:timestamp" value="{moment(event.at)}"/>'
    if event.team is not None:
        yield _text("org:group", event.team)
    yield _text("kind", event.kind)
    yield _text("element", event.element)
    yield f'<int key="visit" value="{event.visit}"/>'


def _text(key: str, value: str) -> str:
    """Return a string attribute; characters that XML cannot hold become the sign for that."""
    plain = _NO_XML.sub("\ufffd", value)
    return f'<string key="{key}" value={quoteattr(plain)}/>'
