"""Dates as files write them: 2026-12-31, and nothing else."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator

from svs_designer.model.base import quoted

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _day(value: Any) -> Any:
    """Read a date: pydantic alone takes a number for the seconds since 1970."""
    if value is None or isinstance(value, date) or (isinstance(value, str) and _DATE.fullmatch(value)):
        return value
    raise ValueError(f"{quoted(value)} is not a date: write it like 2026-12-31")


Day = Annotated[date | None, BeforeValidator(_day)]
"""A date that may be absent."""
