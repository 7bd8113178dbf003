"""What the model says of a tree, in plain words: which key, what is wrong, what to write instead."""

import re
from functools import cache
from typing import Any, get_args

from pydantic_core import ErrorDetails

from svs_designer.formats.native.faults import did_you_mean, shown
from svs_designer.model.base import Part
from svs_designer.model.document import Document
from svs_designer.model.ids import ID_PATTERN, slug

Location = tuple[str | int, ...]

# The beginning of pydantic's error type, and what stands there in a sound file.
_EXPECTED = {
    "bool": "true or false",
    "int": "a whole number",
    "float": "a number",
    "finite": "a number",
    "tuple": "a list",
    "model": "a mapping of keys",
    "date": "a date like 2026-12-31",
    "string": "a text",
}
# Parts that files write shorter than as a mapping.
_NOTATIONS = {
    "Ways": "the id of a step, or ways on like {one: [...]} or {all: [...]},",
    "Link": "the id of a step or a link like {to: ...}",
    "Touch": "a time like 10m or 5-10-20m",
    "Wait": "a time like 10m or 5-10-20m",
    "Moment": "a mapping like {step: ..., at: begin}",
    "Acceptance": "a mapping like {rule: SVS004, reason: ..., by: ...}",
    "CheckSettings": "a mapping like {profile: workshop}",
    "CatalogueRef": 'a mapping like {id: itil4, version: "4"}',
}

_FORMS = {
    "hours": "Write it like 08:00-18:00.",
    "days": "Write it like mon-fri or mon,wed,fri.",
    "rule": "Write it like SVS004.",
}


def owner_of(location: Location) -> type[Part]:
    """Return the kind of part that holds what an error speaks of."""
    kind: type[Part] = Document
    for step in location[:-1]:
        if isinstance(step, str):
            kind = _parts(kind).get(step) or kind
    return kind


def is_required(location: Location) -> bool:
    """Tell whether a part cannot be without the field an error speaks of."""
    field = _aliases(owner_of(location)).get(str(location[-1]))
    return field is not None and owner_of(location).model_fields[field].is_required()


def explain(error: ErrorDetails) -> tuple[str, str]:
    """Return what is wrong and the way out."""
    location, value, kind = error["loc"], error["input"], error["type"]
    names = [step for step in location if isinstance(step, str) and step != "links"]
    key = names[-1] if names else "document"
    if kind == "extra_forbidden":
        return _unknown_key(location)
    if kind == "missing":
        return needs(location)
    if kind == "value_error":
        return f"'{key}': {error['msg'].removeprefix('Value error, ')}.", ""
    if kind in {"enum", "literal_error"}:
        choices = re.findall(r"'([^']*)'", str(error.get("ctx", {}).get("expected", "")))
        near = did_you_mean(value, choices) if isinstance(value, str) else ""
        return f"'{key}' cannot be {_told(value)}.", near or _one_of(choices)
    if kind == "string_pattern_mismatch":
        return _wrong_form(key, value, str(error.get("ctx", {}).get("pattern", "")))
    return _wrong_type(key, value, error)


def needs(location: Location) -> tuple[str, str]:
    """Return what is wrong and the way out where a part lacks a field that it cannot be without."""
    key = location[-1]
    return f"{_words(owner_of(location))} needs '{key}'.", f"Add '{key}: ...'."


def _unknown_key(location: Location) -> tuple[str, str]:
    known = _aliases(owner_of(location))
    what = _words(owner_of(location)).lower()
    way_out = did_you_mean(str(location[-1]), known) or f"Known are: {', '.join(known)}."
    return f"{shown(location[-1])} is not a key of {what}.", way_out


def _wrong_form(key: str, value: Any, pattern: str) -> tuple[str, str]:
    if pattern == ID_PATTERN:
        way_out = "An id has small letters, digits and hyphens, and begins with a letter."
        near = slug(str(value)[:200])
        return f"{shown(value)} is not an id ('{key}').", f"{way_out} Write {near}." if near else way_out
    return f"{shown(value)} does not fit '{key}'.", _FORMS.get(key, "")


def _wrong_type(key: str, value: Any, error: ErrorDetails) -> tuple[str, str]:
    kind = error["type"]
    expected = _NOTATIONS.get(str(error.get("ctx", {}).get("class_name"))) or _EXPECTED.get(kind.split("_")[0], "")
    if not kind.endswith(("_type", "_parsing", "_number", "_from_float")) or not expected:
        return f"'{key}': {shown(value)} {error['msg'].removeprefix('Input ').removeprefix('String ')}.", ""
    way_out = ""
    if isinstance(value, dict | list):
        pass
    elif expected == "a text":
        way_out = f'Put it in quotes: "{shown(value)[1:-1]}".'
    elif expected == "a list":
        way_out = f"Write [{value}]." if len(str(value)) <= 60 else "Put it in square brackets."
    return f"'{key}' is {_told(value)}; {expected} belongs here.", way_out


def _told(value: Any) -> str:
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    return shown(value)


def _one_of(choices: list[str]) -> str:
    return f"Write one of: {', '.join(choices)}." if choices else ""


def _words(kind: type[Part]) -> str:
    name = {"ValueStream": "stream", "Annotation": "note", "CatalogueRef": "catalogue", "CheckSettings": "check"}.get(
        kind.__name__
    )
    name = name or kind.__name__.lower()
    return f"An {name}" if name[0] in "aeiou" else f"A {name}"


@cache
def _aliases(kind: type[Part]) -> dict[str, str]:
    return {info.alias or name: name for name, info in kind.model_fields.items()}


@cache
def _parts(kind: type[Part]) -> dict[str, type[Part]]:
    """Return the kinds of part below a part, by key."""
    found = {info.alias or name: _part_in(info.annotation) for name, info in kind.model_fields.items()}
    return {key: part for key, part in found.items() if part is not None}


def _part_in(annotation: Any) -> type[Part] | None:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next((part for each in get_args(annotation) if (part := _part_in(each))), None)
