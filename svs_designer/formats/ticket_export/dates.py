"""Dates and times as ticket tools write them: ISO, day first, month first, with names of months, and since 1970.

Whether `03/04/2026` is in April or in March no cell tells alone: all cells of all time columns decide together.
A time without a zone is taken as it stands, as if in UTC.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 1990, 2089
"""Tools write 1900 or 9999 for 'never'; and no time between two cases is longer than a century."""

_LONGEST = 40
_ZONE = r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
_TIME = (
    r"(?:[T ,]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[AP]\.?M\.?)?(?:\s*Uhr)?" + _ZONE + ")?"
)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})" + _TIME, re.IGNORECASE)
_NUMBERS = re.compile(
    r"(?P<one>\d{1,2})(?P<sign>[./-])(?P<two>\d{1,2})(?P=sign)(?P<year>\d{4}|\d{2})" + _TIME, re.IGNORECASE
)
_NAMED = re.compile(r"(?P<day>\d{1,2})[ ./-]+(?P<name>[^\W\d]{3,9})[ ./-]+(?P<year>\d{4}|\d{2})" + _TIME, re.IGNORECASE)
_NAME_FIRST = re.compile(r"(?P<name>[^\W\d]{3,9})\.? (?P<day>\d{1,2}),? (?P<year>\d{4})" + _TIME, re.IGNORECASE)
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "mär": 3, "mrz": 3, "apr": 4, "may": 5, "mai": 5, "jun": 6, "jul": 7, "aug": 8,
    "sep": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12, "dez": 12,
}  # fmt: skip
_SECONDS, _MILLISECONDS = (9, 10), (12, 13)
_ZONES = {"Z": UTC, "UTC": UTC, "GMT": UTC}


class DateOrder(StrEnum):
    """What stands first in a date of numbers."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


class Decided(NamedTuple):
    """The order of dates in a file, and whether nothing in it speaks against the other one."""

    order: DateOrder
    guessed: bool = False


class Time(NamedTuple):
    """A moment in seconds since 1970, and whether the text named its zone."""

    seconds: float
    zoned: bool


def decided_order(texts: Iterable[str]) -> Decided:
    """Return the order that most dates of numbers allow; a guess where every one of them allows both."""
    day, month, halves = 0, 0, 0
    for text in texts:
        match = None if text[4:5] == "-" or len(text) > _LONGEST else _NUMBERS.fullmatch(text.strip())
        if match is None:
            continue
        halves += match["half"] is not None
        if match["sign"] == "." or (int(match["one"]) > 12 >= int(match["two"])):
            day += 1
        elif int(match["two"]) > 12 >= int(match["one"]):
            month += 1
    if day == month:
        # Halves of the day are written where the month is written first.
        return Decided(DateOrder.MONTH_FIRST if halves else DateOrder.DAY_FIRST, guessed=True)
    return Decided(DateOrder.DAY_FIRST if day > month else DateOrder.MONTH_FIRST)


def is_date_of_numbers(text: str) -> bool:
    """Tell whether a text is a date for which the order matters."""
    return len(text) <= _LONGEST and _NUMBERS.fullmatch(text.strip()) is not None


def time_of(text: str, order: DateOrder) -> Time | None:
    """Return the moment that a cell tells, None where it tells none (or one that means 'never')."""
    if len(text) > _LONGEST:
        return None
    try:
        at = _iso(text) or _spelled(text.strip(), order)
        if at is None or not FIRST_YEAR <= at.year <= LAST_YEAR:
            return None
        zoned = at.tzinfo is not None
        return Time((at if zoned else at.replace(tzinfo=UTC)).timestamp(), zoned)
    except (ValueError, OverflowError):
        return None


def _iso(text: str) -> datetime | None:
    """Read the common form fast; other years-first are for the pattern."""
    if text[4:5] != "-" or text[7:8] != "-":
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _spelled(text: str, order: DateOrder) -> datetime | None:
    if text.isdecimal() and text.isascii():
        return _since_1970(text)
    if match := _YEAR_FIRST.fullmatch(text):
        return _built(match, int(match["month"]), int(match["day"]))
    if match := _NUMBERS.fullmatch(text):
        one, two = int(match["one"]), int(match["two"])
        return _built(match, *((two, one) if order is DateOrder.DAY_FIRST else (one, two)))
    if match := _NAMED.fullmatch(text) or _NAME_FIRST.fullmatch(text):
        month = _MONTHS.get(match["name"][:3].lower())
        return None if month is None else _built(match, month, int(match["day"]))
    return None


def _since_1970(text: str) -> datetime | None:
    if len(text) in _MILLISECONDS:
        return datetime.fromtimestamp(int(text) / 1000, UTC)
    return datetime.fromtimestamp(int(text), UTC) if len(text) in _SECONDS else None


def _built(match: re.Match[str], month: int, day: int) -> datetime:
    year = int(match["year"])
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    if match["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(f"{hour} is no hour of half a day")
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    whole = year if year > 99 else 2000 + year
    return datetime(whole, month, day, hour, minute, second, tzinfo=_zone(match["zone"]))


def _zone(text: str | None) -> timezone | None:
    if text is None or text.upper() in _ZONES:
        return _ZONES.get((text or "").upper())
    ahead = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return timezone(-ahead if text[0] == "-" else ahead)
