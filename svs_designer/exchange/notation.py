"""A document and its parts as plain trees, the way files write them: fields in the order of the model, no defaults.

The native file is made of these trees, and formats that keep what they have no place for keep it in them: the types of
the model take them back.
"""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, get_args

from pydantic import BeforeValidator

from svs_designer.model.base import Part
from svs_designer.model.check_settings import CheckSettings, is_share
from svs_designer.model.document import Document
from svs_designer.model.duration import Duration
from svs_designer.model.ids import END
from svs_designer.model.layout import Layout
from svs_designer.model.links import Link, Split, Ways
from svs_designer.model.numbers import Rate, parse_ratio, ratio_text
from svs_designer.model.registers import Party
from svs_designer.model.stream import End, ValueStream
from svs_designer.model.times import Touch, Wait

Write = Callable[[Any], Any]

# Written also where they are the default: they say what a thing is.
_ALWAYS = {(Party, "kind"), (ValueStream, "kind")}
_NEVER_HELD = object()


def document_tree(document: Document) -> dict[str, Any]:
    """Return the tree of a document; its catalogue is told even where it is the default."""
    catalogue = {"id": document.catalogue.id, "version": document.catalogue.version}
    return {"catalogue": catalogue} | {**_part(document), "catalogue": catalogue}


def part_tree(part: Part) -> Any:
    """Return the notation of a part of a document: a mapping, or the short form that its type has."""
    return _WRITERS[type(part)](part)


@cache
def _fields(kind: type[Part]) -> tuple[tuple[str, str, Any, Write | None], ...]:
    """Return of each field: its name, its name in files, its default, and how it is written if not by its type."""
    return tuple(
        (
            name,
            info.alias or name,
            _NEVER_HELD if (kind, name) in _ALWAYS else info.default,
            _ratio if _is_ratio(info.annotation, info.metadata) else None,
        )
        for name, info in kind.model_fields.items()
    )


def _is_ratio(annotation: Any, metadata: list[Any]) -> bool:
    nested = [item for part in get_args(annotation) for item in getattr(part, "__metadata__", ())]
    return any(isinstance(item, BeforeValidator) and item.func is parse_ratio for item in [*metadata, *nested])


def _part(part: Part) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    values = part.__dict__
    for name, alias, default, write in _fields(type(part)):
        value = values[name]
        # Identity first: most fields hold the very default, and comparing parts by content is slow.
        if value is default or value == default:
            continue
        tree[alias] = write(value) if write else _WRITERS[type(value)](value)
    return tree


def _ratio(value: float) -> str | float:
    text = ratio_text(value)
    return text if parse_ratio(text) == value else value


def _number(value: float) -> float | int:
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _sequence(values: tuple[Any, ...]) -> list[Any]:
    return [_WRITERS[type(value)](value) for value in values]


def _time(time: Touch | Wait) -> Any:
    fields = _part(time)
    if len(fields) == 1:
        (fields,) = fields.values()
    return fields


def _ways(ways: Ways) -> Any:
    links = [_link(link) for link in ways.links]
    if len(links) == 1:
        return links[0]
    return links if ways.split is Split.UNDECIDED or ways.split is None else {ways.split.value: links}


def _link(link: Link) -> Any:
    fields = _part(link)
    return link.to if len(fields) == 1 else fields


def _check(settings: CheckSettings) -> dict[str, Any]:
    fields = {
        "profile": settings.profile and str(settings.profile),
        "rules": {rule: str(level) for rule, level in settings.rules},
        "thresholds": {name: (_ratio if is_share(name) else _number)(value) for name, value in settings.thresholds},
    }
    return {key: value for key, value in fields.items() if value}


def _layout(layout: Layout) -> dict[str, Any]:
    return {
        places.stream: {
            key: [_number(at.x), _number(at.y), *(["pinned"] if at.pinned else [])] for key, at in places.places
        }
        for places in layout.streams
    }


def _stream(stream: ValueStream) -> dict[str, Any]:
    fields = _part(stream)
    if stream.suppliers == ():
        fields["suppliers"] = "none"
    if _goes_without_saying(stream):
        fields["ends"] = fields["ends"][:-1]
        if not fields["ends"]:
            del fields["ends"]
    return fields


def _goes_without_saying(stream: ValueStream) -> bool:
    """Tell whether the last end is the unnamed one, which the reader adds for the links that lead to it."""
    is_unnamed = bool(stream.ends) and stream.ends[-1] == End(id=END)
    return is_unnamed and any(link.to == END for _, link in stream.links())


def _same(value: Any) -> Any:
    return value


class _Writers(dict[type, Write]):
    """How a value is written, by its type; enums and the remaining parts are found at their first."""

    def __missing__(self, kind: type) -> Write:
        if issubclass(kind, StrEnum):
            write: Write = str
        elif issubclass(kind, Part):
            write = _part
        else:
            raise TypeError(f"{kind.__name__} has no notation in files")
        self[kind] = write
        return write


_WRITERS = _Writers({
    str: _same, int: _same, bool: _same, float: _number, tuple: _sequence,
    date: date.isoformat, Duration: str, Rate: str,
    Touch: _time, Wait: _time, Ways: _ways, Link: _link, CheckSettings: _check, Layout: _layout,
    ValueStream: _stream,
})  # fmt: skip
