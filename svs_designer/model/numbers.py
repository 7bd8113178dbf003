"""Shares and rates as people write them: `60%`, `3 per week`."""

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic_core import CoreSchema, core_schema

from svs_designer.model.base import quoted

# A pattern tried on a text of megabytes takes forever.
_LONGEST_TEXT = 80
MOST = 1e9
"""Nobody has more cases, people or costs than that: figures made of more would have no end."""
_PERCENT = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*%\s*")


def parse_ratio(value: Any) -> float:
    """Return a share 0..1 from `60%` or 0.6; raise ValueError with the way out otherwise."""
    if isinstance(value, str) and len(value) > _LONGEST_TEXT:
        raise ValueError(f"a text of {len(value)} characters is not a share: write it like 60%")
    given = value
    if isinstance(value, str):
        match = _PERCENT.fullmatch(value)
        if match is None:
            raise ValueError(f"{value!r} is not a share: write it like 60%")
        value = round(float(match[1].replace(",", ".")) / 100, 10)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{quoted(value)} is not a share: write it like 60%")
    if 1 < value <= 100 and value == given:
        raise ValueError(f"{value:g} has no percent sign: write {value:g}%")
    if not 0 <= value <= 1:
        raise ValueError(f"{given} is outside 0..100%: write it like 60%")
    return float(value)


def ratio_text(value: float) -> str:
    """Return a share as percent: 0.6 is `60%`, 0.125 is `12.5%`."""
    return f"{value * 100:.8f}".rstrip("0").rstrip(".") + "%"


RATIO_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "string", "pattern": r"^\s*[0-9]+([.,][0-9]+)?\s*%\s*$"},
        {"type": "number", "minimum": 0, "maximum": 1},
    ],
}
"""What a share looks like in a file."""

Ratio = Annotated[
    float,
    BeforeValidator(parse_ratio),
    WithJsonSchema({"title": "Share", "description": "A share of all cases, like 60%.", **RATIO_SCHEMA}),
]


class Period(StrEnum):
    """The span a rate counts over."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Rate:
    """How many cases arrive in a period: `3 per week`."""

    count: float
    period: Period

    def __post_init__(self) -> None:
        """Refuse what is no number of cases, and keep what the text form holds."""
        if not (math.isfinite(self.count) and self.count >= 0):
            raise ValueError(f"{self.count} is no number of cases: write a rate like 3 per week")
        if self.count > MOST:
            raise ValueError(f"{self.count:g} cases are more than a billion: check the number")
        object.__setattr__(self, "count", round(self.count, 6))

    @classmethod
    def parse(cls, text: str) -> "Rate":
        """Read `3 per week` or `3/week`; raise ValueError with the way out otherwise."""
        if len(text) > _LONGEST_TEXT:
            raise ValueError(f"a text of {len(text)} characters is not a rate: write it like 3 per week")
        match = re.fullmatch(r"\s*(\d+(?:[.,]\d+)?)\s*(?:per|a|an|/)\s*([a-z]+)\s*", text.lower())
        if match is None or match[2] not in set(Period):
            raise ValueError(f"{text!r} is not a rate: write it like 3 per week ({', '.join(Period)})")
        return cls(float(match[1].replace(",", ".")), Period(match[2]))

    def __str__(self) -> str:
        """Return the form that files hold."""
        return f"{self.count:.6f}".rstrip("0").rstrip(".") + f" per {self.period}"

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """Accept a rate or its text."""
        return core_schema.no_info_plain_validator_function(
            _validated_rate, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Describe the text form."""
        return {
            "type": "string",
            "title": "Rate",
            "description": "How many cases arrive, like 3 per week.",
            "pattern": rf"^\s*[0-9]+([.,][0-9]+)?\s*([Pp][Ee][Rr]|[Aa][Nn]?|/)\s*({'|'.join(Period)})\s*$",
        }


def _validated_rate(value: Any) -> Rate:
    if isinstance(value, Rate):
        return value
    if isinstance(value, str):
        return Rate.parse(value)
    raise ValueError(f"{quoted(value)} is not a rate: write it like 3 per week")
