"""The question which column of an export means what: prefilled with what is remembered or guessed."""

from typing import TYPE_CHECKING

from svs_designer.exchange.question import Answers, Question
from svs_designer.exchange.settings import Choice, Setting
from svs_designer.formats.ticket_export.columns import MEANINGS, Columns
from svs_designer.formats.ticket_export.dates import DateOrder, decided_order, is_date_of_numbers
from svs_designer.formats.ticket_export.layout import Layout, layout_of
from svs_designer.formats.ticket_export.reader import read_tickets
from svs_designer.formats.ticket_export.remembered import recall, remember

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from svs_designer.exchange.importer import Imported
    from svs_designer.formats.ticket_export.reader import Tickets

_SHOWN_ROWS = 8
_DATES = "dates"
_WORDS = {
    "case": ("Case", "what tells the tickets apart: a number, mostly. Needed."),
    "step": ("Step", "what was done. Needed, unless the teams are the steps."),
    "team": ("Team", "who did it. Without a step, each team is a step."),
    "start": ("Start", "when work began. Needed, unless there is an end."),
    "end": ("End", "when work was done. Needed, unless there is a start."),
    "created": ("Created", "when it was asked for: waiting counts from there."),
    "status": ("Status", "whether the case is over, and with what outcome."),
}


def question_of(data: bytes, make: "Callable[[Tickets, str], Imported]") -> Question:
    """Return the question for an export; `make` is what becomes of the tickets. Raises CannotImport without columns."""
    layout = layout_of(data)
    recalled = recall(layout)
    known = recalled is not None and recalled.objection() is None
    likely = recalled if recalled and known else (recalled or Columns()).over(layout.guess)

    def read(content: bytes, name: str, answers: Answers) -> "Imported":
        return make(read_answered(content, answers), name)

    return Question(
        title="What do the columns mean?",
        header=layout.header,
        rows=layout.sample[:_SHOWN_ROWS],
        settings=tuple(_settings(layout, likely)),
        objection=_objection,
        outlook=lambda answers: _outlook(read_tickets(data, columns_of(answers), exactly=True)),
        read=read,
        known=known,
        note="Remembered for files with this header.",
    )


def columns_of(answers: Answers) -> Columns:
    """Return the columns that were chosen."""
    return Columns.of({name: value for name, value in answers.items() if value})


def read_answered(data: bytes, answers: Answers) -> "Tickets":
    """Read an export by the columns that were chosen, and remember them once it could be read."""
    tickets = read_tickets(data, columns_of(answers), exactly=True)
    remember(tickets.layout, tickets.columns)
    return tickets


def _settings(layout: Layout, likely: Columns) -> "Iterator[Setting]":
    choices = (Choice("", "no column"), *(Choice(name, name) for name in layout.header))
    by_name = {name.casefold(): name for name in layout.header}
    for meaning in MEANINGS:
        title, explained = _WORDS[meaning]
        name = by_name.get((getattr(likely, meaning) or "").casefold(), "")
        yield Setting(meaning, title, name, choices, explained)
    if likely.dates is not None or _has_dates_of_two_readings(layout):
        orders = (Choice("", "as most of them allow"), *(Choice(str(each), _spelled(each)) for each in DateOrder))
        explained = "Whether 03/04/2026 is in April or in March."
        yield Setting(_DATES, "Dates", str(likely.dates or ""), orders, explained)


def _spelled(order: DateOrder) -> str:
    return "day first: 31/12/2026" if order is DateOrder.DAY_FIRST else "month first: 12/31/2026"


def _has_dates_of_two_readings(layout: Layout) -> bool:
    """Tell whether the first rows have a column of dates that may be either way round."""
    for place in range(len(layout.header)):
        dates = [row[place] for row in layout.sample if place < len(row) and is_date_of_numbers(row[place])]
        if dates and decided_order(dates).guessed:
            return True
    return False


def _objection(answers: Answers) -> str:
    columns = columns_of(answers)
    missing = columns.objection()
    if missing:
        return f"{missing}: choose one"
    meaning_of: dict[str, str] = {}
    for meaning, name in columns.held().items():
        if name in meaning_of and meaning != _DATES:
            return f"“{name}” cannot be both the {meaning_of[name]} and the {meaning}: choose another column for one"
        meaning_of[name] = meaning
    return ""


def _outlook(tickets: "Tickets") -> str:
    visits, cases = len(tickets.visits), tickets.visits.cases
    told = f"{visits:,} visit{'s' * (visits != 1)} of {cases:,} case{'s' * (cases != 1)} will be read."
    return " ".join((told, *(f"{fault.message}." for fault in tickets.faults[:1])))
