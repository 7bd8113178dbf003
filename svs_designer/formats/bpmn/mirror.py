"""Parts of a document as elements of our own vocabulary, and back: what the notation has no word for is kept in these.

Generic over the model: a part is an element, each field that differs from its default an attribute or children. Texts
may hold what XML cannot, so a backslash introduces the number of a character.
"""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Annotated, Any, NamedTuple, TypeVar, Union, get_args, get_origin

from svs_designer.formats.bpmn.xml_tree import Element
from svs_designer.model.base import Part
from svs_designer.model.layout import Place

P = TypeVar("P", bound=Part)

_ODD = re.compile("[\\\\\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NUMBERED = re.compile(r"\\u([0-9a-f]{4})")
_SIMPLE = re.compile(r"[!-\[\]-~]+")
_YES, _NO = "true", "false"
_KEY = "key"
"""What an id is called here: SpiffWorkflow looks for `id` at any depth, and would take a mirrored step for a task."""


class Unreadable(ValueError):
    """An element of our vocabulary that is not as this program writes it."""


class _Shape(NamedTuple):
    """What a field holds: one value, or many, of a type."""

    kind: Any
    many: bool


def mirrored(part: Part, tag: str, elsewhere: Mapping[int, str] | None = None) -> Element:
    """Return a part as an element. Parts that stand `elsewhere`, by their `id()`, are only referred to."""
    places = elsewhere or {}
    element = Element(f"svs:{tag}")
    for name, info in type(part).model_fields.items():
        value = getattr(part, name)
        if value is None or value == info.default:
            continue
        alias = _alias(name, info.alias)
        if isinstance(value, tuple):
            _put_many(element, alias, value, places)
        elif isinstance(value, Part):
            element.children.append(_child(value, alias, places))
        else:
            element.attributes[alias] = _text(value)
    return element


def _child(part: Part, alias: str, places: Mapping[int, str]) -> Element:
    place = places.get(id(part))
    return Element(f"svs:{alias}", {"ref": place}) if place is not None else mirrored(part, alias, places)


def _put_many(element: Element, alias: str, values: tuple[Any, ...], places: Mapping[int, str]) -> None:
    if all(isinstance(value, str) and _SIMPLE.fullmatch(value) for value in values):
        element.attributes[alias] = " ".join(values)
        return
    for value in values:
        match value:
            case Part():
                element.children.append(_child(value, alias, places))
            case (key, Place() as at):
                pinned = {"pinned": _YES} if at.pinned else {}
                element.add(f"svs:{alias}", key=_text(key), x=_text(at.x), y=_text(at.y), **pinned)
            case (key, other):
                element.add(f"svs:{alias}", key=_text(key), value=_text(other))
            case _:
                element.add(f"svs:{alias}", value=_text(value))


def _text(value: Any) -> str:
    match value:
        case bool():
            return _YES if value else _NO
        case StrEnum():
            return value.value
        case float():
            return repr(value)
        case date():
            return value.isoformat()
    return _ODD.sub(lambda found: f"\\u{ord(found[0]):04x}", str(value))


def _plain(text: str) -> str:
    return _NUMBERED.sub(lambda found: chr(int(found[1], 16)), text)


def part_of(element: Element, kind: type[P], found: Mapping[str, Element] | None = None) -> P:
    """Return the part that an element mirrors; `found` holds what is referred to. Raises Unreadable."""
    fields: dict[str, Any] = {}
    try:
        for name, alias, shape in _shapes(kind):
            children = [_resolved(child, found or {}) for child in element.of(f"svs:{alias}")]
            if children:
                values = tuple(_value_of(child, shape, found) for child in children)
                fields[name] = values if shape.many else values[0]
            elif alias in element.attributes:
                text = element.attributes[alias]
                fields[name] = tuple(text.split()) if shape.many else _scalar(text, shape.kind)
        return kind(**fields)
    except (ValueError, TypeError, KeyError) as error:
        raise Unreadable(f"{element.tag} in line {element.line} is not as it was written") from error


def _resolved(element: Element, found: Mapping[str, Element]) -> Element:
    return found[element.get("ref")] if "ref" in element.attributes else element


def _value_of(element: Element, shape: _Shape, found: Mapping[str, Element] | None) -> Any:
    if isinstance(shape.kind, type) and issubclass(shape.kind, Part):
        return part_of(element, shape.kind, found)
    values = element.attributes
    if "x" in values:
        return _plain(values["key"]), Place(float(values["x"]), float(values["y"]), values.get("pinned") == _YES)
    if "key" in values:
        return values["key"], _scalar(values["value"], get_args(shape.kind)[1])
    return _plain(values["value"])


def _scalar(text: str, kind: Any) -> Any:
    """Return a value from its text; what has a notation of its own is left to the model."""
    if kind is bool:
        return text == _YES
    if kind in (int, float):
        return kind(text)
    return _plain(text)


@cache
def _shapes(kind: type[Part]) -> tuple[tuple[str, str, _Shape], ...]:
    return tuple((name, _alias(name, info.alias), _shape(info.annotation)) for name, info in kind.model_fields.items())


def _alias(name: str, alias: str | None) -> str:
    return _KEY if name == "id" else alias or name


def _shape(annotation: Any) -> _Shape:
    """Look through what may be absent and what is annotated."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _shape(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return _shape(next(each for each in get_args(annotation) if each is not type(None)))
    if origin is tuple and get_args(annotation)[-1] is Ellipsis:
        return _Shape(get_args(annotation)[0], many=True)
    return _Shape(annotation, many=False)
