"""The JSON Schema (2020-12) of the native file, generated from the model: editors complete and check with it.

It is as strict as the reader about keys and words; links that lead nowhere and repeated ids are the reader's.
"""

import json
import sys
from typing import Any

from svs_designer.formats.native.versions import CURRENT
from svs_designer.model.document import Document
from svs_designer.model.ids import ID_PATTERN

FILE_NAME = "svs-1.json"

_ID = {"type": "string", "pattern": ID_PATTERN, "maxLength": 80}
_LINK = {"anyOf": [_ID, {"$ref": "#/$defs/Link"}]}
_MAPPINGS = ("rules", "thresholds")
_LINKS = {"type": "array", "items": _LINK}


def schema() -> dict[str, Any]:
    """Return the schema of a file's tree."""
    found = Document.model_json_schema(by_alias=True, mode="validation")
    parts = found.pop("$defs")
    for unwritten in ("Split", "StreamLayout", "Place"):
        parts.pop(unwritten)
    parts["Ways"] = _ways(parts["Ways"])
    parts["Layout"] = _layout(parts["Layout"])
    for time in ("Touch", "Wait"):
        parts[time] = _time(parts[time])
    properties = {"svs": _version(), **found.pop("properties")}
    properties.pop("$schema", None)
    for held, key in ((properties, "check"), *((parts["CheckSettings"]["properties"], key) for key in _MAPPINGS)):
        held[key].pop("default")  # the model's own form, which no file has
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **found,
        "title": "SVS Designer document",
        "description": "Value streams over the service value chain, with what they refer to and where they are drawn.",
        "required": ["svs"],
        "properties": properties,
        "$defs": dict(sorted(parts.items())),
    }
    tidied: dict[str, Any] = _tidied(whole)
    return tidied


def schema_text() -> str:
    """Return the schema as the file that is shipped."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _version() -> dict[str, Any]:
    return {
        "title": "Format version",
        "description": "The version of the file format.",
        "anyOf": [{"const": CURRENT}, {"const": float(CURRENT)}],
    }


def _ways(generated: dict[str, Any]) -> dict[str, Any]:
    def split(word: str, meaning: str) -> dict[str, Any]:
        return {
            "type": "object",
            "description": meaning,
            "properties": {word: _LINKS},
            "required": [word],
            "additionalProperties": False,
        }

    return {
        "title": "Ways on",
        "description": generated["description"],
        "anyOf": [
            _ID,
            {"$ref": "#/$defs/Link"},
            {**_LINKS, "description": "Several ways whose kind is not decided yet."},
            split("one", "Exactly one of these; shares add up to 100%."),
            split("all", "Every one of these, in parallel."),
        ],
    }


def _layout(generated: dict[str, Any]) -> dict[str, Any]:
    place = {
        "type": "array",
        "description": "x and y in scene units, and whether Tidy keeps the place.",
        "prefixItems": [
            {"type": "number", "minimum": -1e6, "maximum": 1e6},
            {"type": "number", "minimum": -1e6, "maximum": 1e6},
            {"const": "pinned"},
        ],
        "items": False,
        "minItems": 2,
    }
    return {
        "title": "Layout",
        "description": generated["description"],
        "type": "object",
        "propertyNames": _ID,
        "additionalProperties": {"type": "object", "additionalProperties": place},
    }


def _time(generated: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": generated["title"],
        "description": f"{generated['description']} Like 10m, or low, middle and high: 5-10-20m.",
        "anyOf": [{"type": "string", "minLength": 1}, {**generated, "description": generated["description"]}],
    }


def _tidied(node: Any) -> Any:
    """Drop what says nothing to a reader of the schema: a default of null, and null as a value."""
    if isinstance(node, list):
        return [_tidied(item) for item in node]
    if not isinstance(node, dict):
        return node
    tidy = {key: _tidied(value) for key, value in node.items() if not (key == "default" and value is None)}
    if isinstance(tidy.get("anyOf"), list) and {"type": "null"} in tidy["anyOf"]:
        rest = [each for each in tidy["anyOf"] if each != {"type": "null"}]
        tidy.pop("anyOf")
        tidy = {**rest[0], **tidy} if len(rest) == 1 else {**tidy, "anyOf": rest}
    return tidy


if __name__ == "__main__":
    sys.stdout.write(schema_text())
