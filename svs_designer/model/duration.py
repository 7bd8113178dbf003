"""Durations as people type them: `90s`, `6m`, `1h30m`, `2d`; ISO 8601 is understood as well.

A day stays a day: in a stream on working time it is a working day of the team's calendar, which only the
measures know. That is why a duration is more than a `timedelta`.
"""

import math
import re
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from svs_designer.model.base import quoted

_UNITS = {"d": 86400.0, "h": 3600.0, "m": 60.0, "s": 1.0}
_WORDS = {
    "d": "d", "day": "d", "days": "d",
    "h": "h", "hr": "h", "hrs": "h", "hour": "h", "hours": "h",
    "m": "m", "min": "m", "mins": "m", "minute": "m", "minutes": "m",
    "s": "s", "sec": "s", "secs": "s", "second": "s", "seconds": "s",
}  # fmt: skip
_PIECE = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*([a-zA-Z]+)")
_ISO = re.compile(
    r"P(?:(?P<d>\d+(?:[.,]\d+)?)D)?(?:T(?:(?P<h>\d+(?:[.,]\d+)?)H)?(?:(?P<m>\d+(?:[.,]\d+)?)M)?(?:(?P<s>\d+(?:[.,]\d+)?)S)?)?"
)
LONGEST_TEXT = 80  # no time or rate needs more, and a pattern tried on a text of megabytes takes forever
LONGEST_DAYS = 36525.0  # a century: anything longer is a slip of the keyboard


class BadDuration(ValueError):
    """A text that is no duration; the message says what one looks like."""


@dataclass(frozen=True, slots=True)
class Duration:
    """A span of days and seconds, neither negative; equal when written the same way (24h is not 1d)."""

    days: float = 0.0
    seconds: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what is no span of time."""
        if not (math.isfinite(self.days) and math.isfinite(self.seconds)):
            raise BadDuration("a duration must be a finite number")
        if self.days < 0 or self.seconds < 0:
            raise BadDuration("a duration cannot be negative")
        if self.days + self.seconds / 86400 > LONGEST_DAYS:
            raise BadDuration("a duration of more than a hundred years: check the unit")
        # What the text form holds, so that a file gives back an equal duration.
        object.__setattr__(self, "days", round(self.days, 6))
        object.__setattr__(self, "seconds", round(self.seconds, 6))

    @classmethod
    def parse(cls, text: str) -> "Duration":
        """Read `6m`, `1h30m`, `1.5 h`, `2 days` or `PT1H30M`; raise BadDuration otherwise."""
        if len(text) > LONGEST_TEXT:
            raise BadDuration(_advice(text))
        stripped = text.strip()
        if stripped[:1] in {"P", "p"}:
            return cls._parse_iso(stripped.upper())
        days = seconds = 0.0
        position, seen = 0, ""
        for piece in _PIECE.finditer(stripped):
            unit = _WORDS.get(piece[2].lower())
            if piece.start() != position or unit is None or unit in seen:
                break
            number = float(piece[1].replace(",", "."))
            if unit == "d":
                days = number
            else:
                seconds += number * _UNITS[unit]
            position, seen = piece.end(), seen + unit
        if not stripped or position != len(stripped):
            raise BadDuration(_advice(stripped))
        return cls(days, round(seconds, 6))

    @classmethod
    def _parse_iso(cls, text: str) -> "Duration":
        match = _ISO.fullmatch(text)
        if match is None or not any(match.groupdict().values()):
            raise BadDuration(_advice(text))
        number = {unit: float((found or "0").replace(",", ".")) for unit, found in match.groupdict().items()}
        return cls(number["d"], round(number["h"] * 3600 + number["m"] * 60 + number["s"], 6))

    @classmethod
    def of(cls, span: timedelta) -> "Duration":
        """Return the duration of a span of clock time, without days."""
        return cls(0.0, span.total_seconds())

    def clock_time(self, *, day: timedelta = timedelta(days=1)) -> timedelta:
        """Return the span with a day counted as `day`: a working day where the stream's clock is working time."""
        return self.days * day + timedelta(seconds=self.seconds)

    def iso(self) -> str:
        """Return the duration in ISO 8601: `PT1H30M`, `P2D`."""
        day, time = "", ""
        if self.days:
            day = f"{_number(self.days)}D"
        for unit, number in _split(self.seconds):
            time += f"{number}{unit.upper()}"
        if not day and not time:
            return "PT0S"
        return f"P{day}" + (f"T{time}" if time else "")

    def __str__(self) -> str:
        """Return the shortest usual form: `1h30m`, `2d`, `0m`."""
        day = f"{_number(self.days)}d" if self.days else ""
        return day + "".join(f"{number}{unit}" for unit, number in _split(self.seconds)) or "0m"

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """Accept a duration or its text."""
        return core_schema.no_info_plain_validator_function(
            _validated, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Describe the text form; the pattern is loose, the reader is exact."""
        return {
            "type": "string",
            "title": "Duration",
            "description": "As people type it: 90s, 6m, 1h30m, 2d; ISO 8601 (PT1H30M) is understood.",
            "pattern": r"^\s*([Pp][0-9DTHMSdthms.,]+|([0-9]+([.,][0-9]+)?\s*[A-Za-z]+\s*)+)$",
        }


def _validated(value: Any) -> Duration:
    if isinstance(value, Duration):
        return value
    if isinstance(value, str):
        return _parsed(value)
    raise BadDuration(_advice(value))


@lru_cache(maxsize=1024)
def _parsed(text: str) -> Duration:
    """Remember the durations of a file: it has few different ones, and reading them is half of its validation."""
    return Duration.parse(text)


def _advice(value: object) -> str:
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        return f"a text of {len(value)} characters is not a duration: write it like 6m, 1h30m or 2d"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value} has no unit: write {value:g}m, {value:g}h or {value:g}d"
    if isinstance(value, str) and re.fullmatch(r"\d+([.,]\d+)?", value):
        return f"{value} has no unit: write {value}m, {value}h or {value}d"
    return f"{quoted(value)} is not a duration: write it like 6m, 1h30m or 2d"


def _number(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _split(seconds: float) -> list[tuple[str, str]]:
    whole = round(seconds, 6)
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    parts = (("h", hours), ("m", minutes), ("s", round(left, 6)))
    return [(unit, _number(number)) for unit, number in parts if number]
