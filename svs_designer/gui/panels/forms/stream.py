"""The form of a stream: its frame, and the lists it keeps."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from svs_designer.catalogue import Catalogue
from svs_designer.gui.fields.codecs import DATE, DURATION, ID, PERCENTILE
from svs_designer.gui.fields.field import Added, Removed
from svs_designer.gui.fields.options import Option
from svs_designer.gui.panels.forms import sources
from svs_designer.gui.panels.forms.spec import (
    Changes,
    Choice,
    Context,
    Custom,
    LongText,
    Reference,
    Row,
    Section,
    Several,
    Spec,
    Text,
    Title,
    listed,
    plain,
    row,
)
from svs_designer.gui.panels.forms.words import choice
from svs_designer.model.base import Part
from svs_designer.model.ids import fresh_id
from svs_designer.model.stream import (
    Clock,
    Improvement,
    Metric,
    Moment,
    Principle,
    Status,
    StreamKind,
    Target,
    Touchpoint,
    ValueStream,
)

_ROLE = Reference(sources.register("roles"), ("roles",))


class Listing(NamedTuple):
    """A list of parts that a stream keeps: how an item is called and made, and the rows of its form.

    `choices` offers what an item can be made of, where it is not made from nothing.
    """

    field: str
    noun: str
    make: Callable[[ValueStream, str], Part]
    rows: tuple[Row, ...]
    choices: Callable[[Catalogue], Sequence[Option]] | None = None
    heading: Callable[[Any, Catalogue], str] | None = None


def _stream(name: str, label: str, editor: Any) -> Spec:
    return plain(name, label, editor, group="stream")


def _fresh(stream: ValueStream, field: str, noun: str) -> str:
    return fresh_id(noun, {each.id for each in getattr(stream, field)}, fallback=noun)


def _item(field: str) -> Callable[..., Row]:
    def made(name: str, label: str, editor: Any, *, wide: bool = False) -> Row:
        return row(plain(name, label, editor, group=field), wide=wide)

    return made


def _starts() -> Spec:
    def get(target: Target) -> str | None:
        return sources.moment_key(target.starts) if target.starts else None

    def changes(_: Target, key: str | None) -> Changes:
        return {"starts": sources.moment_of(key) if key else None}

    return Spec("targets.starts", "Starts", Reference(sources.moments, hint="with demand"), get, changes)


def _stops() -> Spec:
    def get(target: Target) -> tuple[str, ...]:
        return tuple(sources.moment_key(each) for each in target.stops)

    def changes(target: Target, change: Added | Removed) -> Changes:
        made: Moment = sources.moment_of(change.item)
        return {"stops": listed(target.stops, type(change)(made))}

    return Spec("targets.stops", "Stops", Several(sources.moments, "Add stop", "stop"), get, changes)


_UNKNOWN, _NONE, _LISTED = "unknown", "none", "listed"


def _suppliers_state() -> Spec:
    """Return the field that tells "nobody looked" from "looked, there are none"."""

    def get(stream: ValueStream) -> str:
        if stream.suppliers is None:
            return _UNKNOWN
        return _LISTED if stream.suppliers else _NONE

    def changes(stream: ValueStream, value: str) -> Changes:
        if value == _LISTED and not stream.suppliers:
            raise ValueError("Add the first supplier below")
        return {"suppliers": {_UNKNOWN: None, _NONE: (), _LISTED: stream.suppliers}[value]}

    pairs = [(_UNKNOWN, "Not looked at"), (_NONE, "None"), (_LISTED, "These")]
    return Spec("stream.suppliers.state", "Suppliers", Choice(lambda _: pairs, optional=False), get, changes)


_TARGET, _METRIC, _PRINCIPLE = _item("targets"), _item("metrics"), _item("principles")
_BEFORE, _IMPROVEMENT = _item("before"), _item("improvements")


def _principles(catalogue: Catalogue) -> Sequence[Option]:
    return [Option(each.id, each.name, "") for each in catalogue.principles]


def _principle_name(item: Principle, catalogue: Catalogue) -> str:
    return next((each.name for each in catalogue.principles if each.id == item.id), item.id)


LISTINGS: dict[str, Listing] = {
    "targets": Listing(
        "targets",
        "target",
        lambda stream, _: Target(id=_fresh(stream, "targets", "target")),
        (
            _TARGET("name", "Name", Text()),
            _TARGET("within", "Within", Text(DURATION)),
            _TARGET("percentile", "Percentile", Text(PERCENTILE)),
            row(_starts()),
            row(_stops()),
            _TARGET("notes", "Notes", LongText(), wide=True),
        ),
    ),
    "metrics": Listing(
        "metrics",
        "metric",
        lambda stream, _: Metric(id=_fresh(stream, "metrics", "metric")),
        (
            _METRIC("name", "Name", Text()),
            _METRIC("baseline", "Baseline", Text()),
            _METRIC("target", "Target", Text()),
            _METRIC("notes", "Notes", LongText(), wide=True),
        ),
        heading=lambda item, _: item.name or item.id,
    ),
    "principles": Listing(
        "principles",
        "principle",
        lambda _, chosen: Principle(id=chosen),
        (_PRINCIPLE("evidence", "Evidence", LongText(), wide=True),),
        choices=_principles,
        heading=_principle_name,
    ),
    "before": Listing(
        "before",
        "touchpoint",
        lambda *_: Touchpoint(),
        (
            _BEFORE("who", "Who", Reference(sources.register("parties"), ("parties",))),
            _BEFORE("what", "What", Text()),
            _BEFORE("time", "Time", Text(DURATION)),
        ),
    ),
    "improvements": Listing(
        "improvements",
        "improvement",
        lambda stream, _: Improvement(id=_fresh(stream, "improvements", "improvement")),
        (
            _IMPROVEMENT("name", "Name", Text()),
            _IMPROVEMENT("step", "Step", Reference(sources.steps)),
            _IMPROVEMENT("owner", "Owner", _ROLE),
            _IMPROVEMENT("baseline", "Baseline", Text()),
            _IMPROVEMENT("target", "Target", Text()),
            _IMPROVEMENT("due", "Due", Text(DATE)),
            _IMPROVEMENT("status", "Status", choice(Status)),
            _IMPROVEMENT("notes", "Notes", LongText(), wide=True),
        ),
    ),
}
"""The lists of a stream, by the name of their field."""


def _is_to_be(context: Context) -> bool:
    return any(isinstance(each, ValueStream) and (each.kind is StreamKind.TO_BE or each.baseline)
               for each in context.parts)  # fmt: skip


_BASELINE = plain("baseline", "Baseline", Reference(sources.streams), group="stream", shown=_is_to_be)

STREAM: tuple[Section, ...] = (
    Section(
        "",
        (
            Row("", (_stream("name", "Name", Title("Name this stream")),), wide=True),
            row(_stream("kind", "Kind", choice(StreamKind, optional=False))),
            row(_BASELINE),
            row(_stream("type", "Type", Text(ID))),
            row(_stream("owner", "Owner", _ROLE)),
            row(_stream("clock", "Clock", choice(Clock, optional=False, calendar="Calendar", working="Working time"))),
        ),
    ),
    Section("Targets", (Custom("targets"),)),
    Section("Metrics", (Custom("metrics"),)),
    Section("Guiding principles", (Custom("principles"),)),
    Section(
        "Policies and suppliers",
        (
            row(_stream("policies", "Policies", Several(sources.register("policies"), "Add policy", "policy",
                                                        ("policies",)))),
            row(_suppliers_state()),
            row(Spec("stream.suppliers", "", Several(sources.register("parties"), "Add supplier", "supplier",
                                                     ("parties",)),
                     lambda stream: stream.suppliers,
                     lambda stream, change: {"suppliers": listed(stream.suppliers or (), change) or None})),
        ),
    ),
    Section("Customer journey before", (Custom("before"),)),
    Section("Improvements", (Custom("improvements"),)),
    Section("Notes", (Row("", (_stream("notes", "Notes", LongText()),), wide=True),)),
)  # fmt: skip
