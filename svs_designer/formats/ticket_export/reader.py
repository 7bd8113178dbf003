"""Reading a ticket export into the visits of a log; a row that says nothing sensible is left out and named."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from svs_designer.analysis.observed import CaseState, Visit, Visits
from svs_designer.exchange.importer import CannotImport, Remark
from svs_designer.formats.ticket_export.columns import MEANINGS, TIMES, BadColumns, Columns, listed
from svs_designer.formats.ticket_export.dates import DateOrder, Decided, decided_order, is_date_of_numbers, time_of
from svs_designer.formats.ticket_export.faults import Faults
from svs_designer.formats.ticket_export.layout import Layout, layout_of
from svs_designer.formats.ticket_export.remembered import recall
from svs_designer.formats.ticket_export.rows import Row, rows_of
from svs_designer.formats.ticket_export.states import state_of
from svs_designer.formats.ticket_export.text import opened

MOST_ROWS = 2_000_000
MOST_STEPS = 1000
_LONGEST_NAME = 200


class Tickets(NamedTuple):
    """What an export holds: the visits, by which columns, and what has to be said about it."""

    visits: Visits
    columns: Columns
    layout: Layout
    remarks: tuple[Remark, ...]
    faults: tuple[Remark, ...] = ()


def read_recalled(data: bytes) -> Tickets:
    """Read an export by the columns that are remembered for its header, else by guessed ones. Raises CannotImport."""
    recalled = recall(layout_of(data))
    return read_tickets(data, recalled, exactly=recalled is not None and recalled.objection() is None)


def read_tickets(data: bytes, columns: Columns | None = None, *, exactly: bool = False) -> Tickets:
    """Read an export; columns that are said count before guessed ones, and `exactly` they alone count.

    Raises CannotImport where the columns are not enough, BadColumns where the file lacks one, or where no row is good.
    """
    layout = layout_of(data)
    said = columns or Columns()
    meant = said if exactly else said.over(layout.guess)
    objection = meant.objection()
    if objection:
        raise CannotImport(f"{objection}: say it, like case=NAME,step=NAME,start=NAME,end=NAME ({_there(layout)})")
    places = meant.places(layout.header)
    order = _order(data, layout, meant, places)
    reading = _Reading(places, order.order)
    for number, row in enumerate(_data_rows(data, layout)):
        if number >= MOST_ROWS:
            raise CannotImport(f"The file has more than {MOST_ROWS:,} rows: export a shorter time")
        reading.take(row)
    if not len(reading.visits):
        first = next(reading.faults.remarks(), Remark("it has no rows below its header"))
        raise CannotImport(f"No row of the file can be used: {first.message} ({_there(layout)})")
    remarks = (*_remarks(layout, meant, columns, order), *reading.remarks())
    return Tickets(reading.visits, meant, layout, remarks, tuple(reading.faults.remarks()))


def _there(layout: Layout) -> str:
    return f"the columns are {listed(layout.header)}"


def _data_rows(data: bytes, layout: Layout) -> Iterator[Row]:
    return (row for row in rows_of(opened(data, layout.encoding), layout.delimiter) if row.line >= layout.first_line)


def _order(data: bytes, layout: Layout, columns: Columns, places: Mapping[str, int]) -> Decided:
    """Return the order of dates: as said, else as all cells of the file allow."""
    if columns.dates is not None:
        return Decided(columns.dates)
    times = [places[meaning] for meaning in TIMES if meaning in places]
    if not any(is_date_of_numbers(row[place]) for row in layout.sample for place in times if place < len(row)):
        return Decided(DateOrder.DAY_FIRST)
    rows = (row.cells for row in _data_rows(data, layout) if row.cells)
    return decided_order(cells[place] for cells in rows for place in times if place < len(cells))


class _BadRow(Exception):
    """A row that is left out: why, and the text that shows it."""

    def __init__(self, reason: str, example: str = "") -> None:
        super().__init__(reason)
        self.reason, self.example = reason, example


class _Reading:
    """The rows read so far."""

    def __init__(self, places: Mapping[str, int], order: DateOrder) -> None:
        self.visits, self.faults = Visits(), Faults()
        self._places = tuple(places.get(meaning) for meaning in MEANINGS)
        self._width = max(places.values()) + 1
        self._order = order
        self._zones: set[bool] = set()
        self._late = 0
        self._steps: set[str] = set()

    def take(self, row: Row) -> None:
        try:
            self.visits.add(self._visit(row))
        except _BadRow as bad:
            self.faults.add(row.line, bad.reason, bad.example)

    def remarks(self) -> Iterator[Remark]:
        yield from self.faults.remarks()
        if len(self._zones) > 1:
            yield Remark("Some times name a zone and others do not: those are taken as UTC", guess=True)
        if self._late:
            rows = "1 row was" if self._late == 1 else f"{self._late} rows were"
            yield Remark(f"{rows} created after work had started: its waiting is not counted from there")

    def _visit(self, row: Row) -> Visit:
        if row.cells is None:
            raise _BadRow("a quotation mark is never closed")
        if len(row.cells) < self._width:
            raise _BadRow("it has fewer cells than the header")
        case, step, team, start, end, created, status = (
            "" if place is None else row.cells[place].strip() for place in self._places
        )
        began, ended, queued = self._time(start, "start"), self._time(end, "end"), self._time(created, "creation")
        who, where = _name(case, "case"), self._step(step, team)
        return self._checked(Visit(who, where, _plain(team) or None, began, ended, queued, _state(status)))

    def _step(self, step: str, team: str) -> str:
        name = _name(team, "team") if self._places[1] is None else _name(step, "step")
        if name not in self._steps:
            self._steps.add(name)
            if len(self._steps) > MOST_STEPS:
                raise CannotImport(
                    f"More than {MOST_STEPS} different steps: say which column they are in, like step=NAME"
                )
        return name

    def _time(self, text: str, meaning: str) -> float | None:
        if not text:
            return None
        time = time_of(text, self._order)
        if time is None:
            raise _BadRow(f"its {meaning} is no time", text)
        self._zones.add(time.zoned)
        return time.seconds

    def _checked(self, visit: Visit) -> Visit:
        if visit.start is None and visit.end is None:
            raise _BadRow("it has neither a start nor an end")
        if visit.start is not None and visit.end is not None and visit.end < visit.start:
            raise _BadRow("it ends before it starts")
        if visit.queued is not None and visit.queued > visit.begin:
            self._late += 1
            return visit._replace(queued=None)
        return visit


def _name(text: str, meaning: str) -> str:
    name = _plain(text)
    if not name:
        raise _BadRow(f"it names no {meaning}")
    if len(name) > _LONGEST_NAME:
        raise _BadRow(f"its {meaning} is a text of more than {_LONGEST_NAME} characters", name)
    return name


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """Return a name in one line, without what cannot be printed."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


@lru_cache(maxsize=256)
def _state(status: str) -> CaseState:
    return state_of(status) if status else CaseState.UNKNOWN


def _remarks(layout: Layout, meant: Columns, said: Columns | None, order: Decided) -> Iterator[Remark]:
    guessed = {meaning: name for meaning, name in meant.held().items() if said is None or meaning not in said.held()}
    if guessed:
        pairs = ", ".join(f"{meaning} is “{name}”" for meaning, name in guessed.items())
        yield Remark(f"Taken from the names and contents of the columns: {pairs}", guess=True)
    if not layout.has_header:
        yield Remark("The file has no header: its columns are numbered", guess=True)
    if layout.encoding.guessed:
        yield Remark(f"The file does not say how it is encoded: read as {layout.encoding.name}", guess=True)
    if order.guessed:
        other = next(each for each in DateOrder if each is not order.order)
        yield Remark(f"Every date could be either way round: read {order.order} (else say dates={other})", guess=True)


__all__ = ["BadColumns", "Tickets", "read_recalled", "read_tickets"]
