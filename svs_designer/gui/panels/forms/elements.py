"""The forms of demand, value, ends, notes and links."""

from typing import Any

from svs_designer.gui.fields.codecs import DURATION, RATE, RATIO
from svs_designer.gui.panels.forms import sources
from svs_designer.gui.panels.forms.spec import (
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
from svs_designer.gui.panels.forms.words import choice
from svs_designer.model.links import LinkKind
from svs_designer.model.stream import DemandKind, DemandSource

_INFORMATION = Several(
    sources.information, "Add information", "information", takes_any=True, name_of=sources.information_name
)
_PARTY = Reference(sources.register("parties"), ("parties",))


def _notes(group: str) -> Section:
    return Section("Notes", (Row("", (plain("notes", "Notes", LongText(), group=group),), wide=True),))


def _ways() -> Section:
    return Section("Ways on", (Custom("ways"),))


def _demand(name: str, label: str, editor: Any) -> Spec:
    return plain(name, label, editor, group="demand")


def _value(name: str, label: str, editor: Any) -> Spec:
    return plain(name, label, editor, group="value")


def _link(name: str, label: str, editor: Any) -> Spec:
    return plain(name, label, editor, group="link")


DEMAND: tuple[Section, ...] = (
    Section(
        "",
        (
            row(_demand("text", "What", LongText()), wide=True),
            row(_demand("kind", "Kind", choice(DemandKind, optional=False))),
            row(_demand("source", "Source", choice(DemandSource))),
            row(_demand("party", "Party", _PARTY)),
            row(_demand("rate", "Rate", Text(RATE))),
        ),
    ),
    _ways(),
    _notes("demand"),
)

VALUE: tuple[Section, ...] = (
    Section(
        "",
        (
            row(_value("outcome", "Outcome", LongText()), wide=True),
            row(_value("recipient", "Recipient", _PARTY)),
            row(_value("measure", "Measure", Text())),
        ),
    ),
    Section("Feedback and improvement after value", (Custom("ways"),)),
    _notes("value"),
)

END: tuple[Section, ...] = (
    Section("", (Row("", (plain("name", "Name", Title("Name this end"), group="end"),), wide=True),)),
    Section("Notes", (Row("", (plain("notes", "Notes", LongText(), group="end"),), wide=True),), is_open=True),
)

NOTE: tuple[Section, ...] = (
    Section(
        "",
        (
            row(plain("text", "Text", LongText(), group="note"), wide=True),
            row(plain("about", "About", Reference(sources.elements, hint="nothing in particular"), group="note")),
        ),
    ),
)

LINK: tuple[Section, ...] = (
    Section(
        "",
        (
            row(_link("kind", "Kind", choice(LinkKind, optional=False))),
            row(_link("share", "Share", Text(RATIO))),
            row(_link("when", "When", Text())),
            row(_link("default", "Default", Flag("Otherwise this way"))),
            row(_link("delay", "Delay", Text(DURATION))),
            row(_link("info", "Information", _INFORMATION), wide=True),
        ),
    ),
    Section("All ways on from here", (Custom("ways"),), is_open=True, single=True),
    _notes("link"),
)
