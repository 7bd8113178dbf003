"""The forms of the registers' entries, and of the document itself."""

from operator import attrgetter
from typing import Any

from svs_designer.catalogue import Catalogue, catalogue_ids, load_catalogue
from svs_designer.gui.fields.codecs import DAYS, DURATION, HOURS, NUMBER
from svs_designer.gui.panels.forms import sources
from svs_designer.gui.panels.forms.spec import (
    Changes,
    Choice,
    LongText,
    Reference,
    Row,
    Section,
    Several,
    Spec,
    Text,
    plain,
    row,
)
from svs_designer.gui.panels.forms.words import choice
from svs_designer.model.base import evolve
from svs_designer.model.check_settings import Profile
from svs_designer.model.document import CatalogueRef, Document, Register
from svs_designer.model.registers import PartyKind, TeamKind


def _rows(group: Register, *fields: tuple[str, str, Any]) -> tuple[Section, ...]:
    notes = row(plain("notes", "Notes", LongText(), group="entry"), wide=True)
    made: list[Row] = [row(plain(name, label, editor, group=group)) for name, label, editor in fields]
    return (Section("", (*made, notes)),)


_NAME = ("name", "Name", Text())
_ROLE = Reference(sources.register("roles"), ("roles",))

ENTRIES: dict[Register, tuple[Section, ...]] = {
    "parties": _rows("parties", _NAME, ("kind", "Kind", choice(PartyKind, optional=False))),
    "teams": _rows(
        "teams",
        _NAME,
        ("kind", "Kind", choice(TeamKind, optional=False)),
        ("staff", "Staff", Text(NUMBER)),
        ("calendar", "Calendar", Reference(sources.register("calendars"), ("calendars",))),
    ),
    "roles": _rows("roles", _NAME, ("cost_per_hour", "Hourly cost", Text(NUMBER))),
    "tools": _rows(
        "tools",
        _NAME,
        ("category", "Category", Text()),
        ("integrated_with", "Integrated", Several(sources.register("tools"), "Add tool", "tool", ("tools",))),
    ),
    "contracts": _rows(
        "contracts",
        _NAME,
        ("party", "Party", Reference(sources.register("parties"), ("parties",))),
        ("within", "Within", Text(DURATION)),
    ),
    "calendars": _rows("calendars", _NAME, ("hours", "Hours", Text(HOURS)), ("days", "Days", Text(DAYS))),
    "policies": _rows(
        "policies",
        ("text", "Text", LongText()),
        ("control", "Control", Reference(sources.register("controls"), ("controls",))),
    ),
    "controls": _rows(
        "controls",
        ("what", "What", LongText()),
        ("who", "Who", _ROLE),
        ("every", "Every", Text()),
        ("metric", "Metric", Reference(sources.metrics)),
    ),
}
"""The form of an entry, by its register."""


def _catalogue() -> Spec:
    """Return the field for the framework whose words the document uses."""

    def changes(_: Document, catalogue_id: str) -> Changes:
        return {"catalogue": CatalogueRef(id=catalogue_id, version=load_catalogue(catalogue_id).version)}

    def options(_: Catalogue) -> list[tuple[str, str]]:
        return [(each, load_catalogue(each).name) for each in catalogue_ids()]

    get = attrgetter("catalogue.id")
    return Spec("document.catalogue", "Catalogue", Choice(options, optional=False), get, changes)


def _profile() -> Spec:
    """Return the field for the profile the document is checked with; levels and thresholds are set in the file."""

    def changes(document: Document, profile: Profile | None) -> Changes:
        return {"check": evolve(document.check, profile=profile)}

    return Spec("document.check", "Check", choice(Profile, hint="default"), attrgetter("check.profile"), changes)


DOCUMENT: tuple[Section, ...] = (
    Section(
        "",
        (
            row(plain("title", "Title", Text(), group="document")),
            row(_catalogue()),
            row(_profile()),
            row(plain("notes", "Notes", LongText(), group="document"), wide=True),
        ),
    ),
)
