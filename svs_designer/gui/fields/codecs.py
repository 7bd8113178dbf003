"""How values stand in a text field: as people type them, and what is said of what cannot be read. No Qt."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from svs_designer.model.duration import Duration
from svs_designer.model.ids import slug
from svs_designer.model.numbers import Rate, parse_ratio, ratio_text
from svs_designer.model.times import spread


class Codec(NamedTuple):
    """`text` writes a value, `parse` reads what was typed and raises ValueError with the way out.

    Empty text reads as `empty` without being parsed, unless something is `needed`.
    """

    text: Callable[[Any], str]
    parse: Callable[[str], Any]
    empty: Any = None
    placeholder: str = ""
    needed: bool = False

    def read(self, typed: str) -> Any:
        """Return the value of a typed text; raise ValueError."""
        return self.parse(typed) if typed.strip() or self.needed else self.empty

    def write(self, value: Any) -> str:
        """Return a value as text; nothing for the empty one."""
        return "" if value is None or value == self.empty else self.text(value)


Spread = tuple[Duration | None, Duration, Duration | None]
"""A time with its spread: low, middle, high."""


def _spread_text(value: Spread) -> str:
    low, middle, high = value
    return str(middle) if low is None or high is None else f"{low}-{middle}-{high}"


def _parse_spread(typed: str) -> Spread:
    fields = spread(typed, middle="middle")
    return fields.get("low"), fields["middle"], fields.get("high")


def _parse_ratio(typed: str) -> float:
    text = typed.strip()
    return parse_ratio(text if text.endswith("%") or not _is_number(text) else f"{text}%")


def _is_number(text: str) -> bool:
    return text.replace(",", ".").replace(".", "", 1).isdigit()


def _parse_whole(typed: str) -> int:
    if not typed.strip().isdigit() or int(typed) < 1:
        raise ValueError(f"{typed.strip()!r} is not a whole number from 1 on")
    return int(typed)


def _parse_number(typed: str) -> float:
    if not _is_number(typed.strip()):
        raise ValueError(f"{typed.strip()!r} is not a number: write it like 38 or 4.5")
    return float(typed.strip().replace(",", "."))


def _parse_percentile(typed: str) -> float:
    number = _parse_number(typed.strip().removesuffix("%"))
    if not 0 < number <= 100:
        raise ValueError(f"{number:g} is no percentile: write a number above 0, up to 100")
    return number


def _parse_date(typed: str) -> date:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise ValueError(f"{typed.strip()!r} is not a date: write it like 2026-12-31") from None


_HOURS = re.compile(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d")
_DAYS = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)([-,](mon|tue|wed|thu|fri|sat|sun))*")


def _parse_hours(typed: str) -> str:
    text = re.sub(r"\s*[-–]\s*", "-", typed.strip())
    if not _HOURS.fullmatch(text):
        raise ValueError(f"{typed.strip()!r} are no hours: write them like 08:00-18:00")
    return text


def _parse_days(typed: str) -> str:
    text = re.sub(r"\s*([-–,])\s*", r"\1", typed.strip().lower()).replace("–", "-")
    if not _DAYS.fullmatch(text):
        raise ValueError(f"{typed.strip()!r} are no days: write them like mon-fri or mon,wed")
    return text


def _parse_id(typed: str) -> str:
    made = slug(typed)
    if not made:
        raise ValueError(f"{typed.strip()!r} spells no id: use Latin letters, like service-request")
    return made


def _number_text(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


TEXT = Codec(str, lambda typed: typed, empty="")
DURATION = Codec(str, Duration.parse, placeholder="1h30m")
SPREAD = Codec(_spread_text, _parse_spread, placeholder="10m or 5-10-20m")
RATIO = Codec(lambda value: ratio_text(value).replace("%", " %"), _parse_ratio, placeholder="60 %")
WHOLE = Codec(str, _parse_whole)
NUMBER = Codec(_number_text, _parse_number)
PERCENTILE = Codec(_number_text, _parse_percentile, placeholder="95")
HOURS = Codec(str, _parse_hours, placeholder="08:00-18:00", needed=True)
DAYS = Codec(str, _parse_days, placeholder="mon-fri", needed=True)
DATE = Codec(date.isoformat, _parse_date, placeholder="2026-12-31")
RATE = Codec(str, Rate.parse, placeholder="3 per week")
ID = Codec(str, _parse_id, placeholder="such as incident")
