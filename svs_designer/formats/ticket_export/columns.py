"""Which column of a ticket export means what: said by people, or guessed from its words and what it holds."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace

from svs_designer.formats.ticket_export.dates import DateOrder

MEANINGS = ("case", "step", "team", "start", "end", "created", "status")
"""What a column can mean; `created` is when a visit, or its whole case, was asked for."""

TIMES = ("start", "end", "created")


_MOST_NAMES = 30


class BadColumns(ValueError):
    """Columns that the file does not have, or that are not enough; the message says which there are."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The name of the column for each meaning, None where there is none; `dates` is the order of dates if said."""

    case: str | None = None
    step: str | None = None
    team: str | None = None
    start: str | None = None
    end: str | None = None
    created: str | None = None
    status: str | None = None
    dates: DateOrder | None = None

    @classmethod
    def parse(cls, text: str) -> "Columns":
        """Read `case=Number,step=State,dates=day-first`; a pair with a comma in it stands in quotation marks."""
        held: dict[str, str] = {}
        for pair in next(csv.reader([text], skipinitialspace=True), []):
            meaning, sign, name = (part.strip() for part in pair.partition("="))
            if not sign or not name:
                raise BadColumns(f"{pair!r} is no column: write them like case=Number,start=Opened")
            if meaning not in (*MEANINGS, "dates"):
                raise BadColumns(f"{meaning!r} is no meaning of a column: there is {', '.join((*MEANINGS, 'dates'))}")
            held[meaning] = name
        return cls.of(held)

    @classmethod
    def of(cls, held: Mapping[str, object]) -> "Columns":
        """Make them of what a file or a person says; raise BadColumns."""
        known = {field.name for field in fields(cls)}
        if not held.keys() <= known or not all(isinstance(each, str | None) for each in held.values()):
            raise BadColumns(f"columns are {', '.join(sorted(known))}, each with a name")
        texts = {name: each for name, each in held.items() if isinstance(each, str)}
        order = texts.pop("dates", None)
        if order is not None and order not in set(DateOrder):
            raise BadColumns(f"dates are {' or '.join(DateOrder)}, not {order!r}")
        return replace(cls(**texts), dates=None if order is None else DateOrder(order))  # type: ignore[arg-type]  # mypy reads **texts as every field

    def held(self) -> dict[str, str]:
        """Return what is said, by meaning."""
        return {name: str(value) for name, value in asdict(self).items() if value is not None}

    def over(self, guess: "Columns") -> "Columns":
        """Return the guess with what is said laid over it; a column that is said to mean one thing means no other."""
        said = self.held()
        taken = {name.casefold() for name in said.values()}
        kept = {meaning: name for meaning, name in guess.held().items() if name.casefold() not in taken}
        return Columns.of({**kept, **said})

    def objection(self) -> str | None:
        """Say what is missing before tickets can be read, or None."""
        if self.case is None:
            return "No column says which case a row belongs to"
        if self.step is None and self.team is None:
            return "No column says which step, or which team, a row is about"
        if self.start is None and self.end is None:
            return "No column says when work started or ended"
        return None

    def places(self, header: Sequence[str]) -> dict[str, int]:
        """Return the number of the column for each meaning; raise BadColumns for one that is not there."""
        found: dict[str, int] = {}
        folded = [name.casefold() for name in header]
        for meaning in MEANINGS:
            name = getattr(self, meaning)
            if name is None:
                continue
            if name.casefold() not in folded:
                raise BadColumns(f"there is no column {name!r} for the {meaning}: there is {listed(header)}")
            found[meaning] = folded.index(name.casefold())
        return found


def listed(header: Sequence[str]) -> str:
    """Return the names of columns for a message, as many as somebody reads."""
    more = len(header) - _MOST_NAMES
    return ", ".join(header[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
