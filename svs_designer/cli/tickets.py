"""`svs-designer measure-from`: what a ticket export tells of a stream that is there, taken into its file."""

import argparse
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from svs_designer.cli.choosing import one_stream
from svs_designer.cli.files import STDIN, read, read_bytes, require_whole, write
from svs_designer.cli.trouble import CLEAN, FINDINGS, Trouble, say
from svs_designer.rules.report.located import one_line

if TYPE_CHECKING:
    from svs_designer.formats.native import Reading
    from svs_designer.formats.ticket_export import Tickets

_MOST_NAMES = 20
"""How many names are listed where the right one was not given."""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "measure-from",
        help="fill a stream with times and shares from a ticket export",
        description="Take touch times, waiting times and shares that tickets tell into a stream, marked as measured "
        "with their sample sizes. Steps are matched by name; what does not match is listed.",
        epilog="What the columns of LOG mean is guessed; what --columns says is remembered for exports with the same "
        "header. Exit codes: 0 written, 1 no step of the stream is in the log, 2 wrong usage or unreadable.",
    )
    parser.add_argument(
        "log", metavar="LOG", help="tickets as CSV: case, step or team, start, end; - is standard input"
    )
    parser.add_argument("--into", required=True, metavar="FILE", help="the *.svs.yaml file to fill")
    parser.add_argument("--stream", metavar="ID", help="the stream to fill, where the file holds several")
    parser.add_argument(
        "--columns",
        metavar="MEANING=COLUMN,...",
        help="which column is the case, step, team, start, end, created, status; dates=day-first or month-first",
    )
    parser.add_argument(
        "--step", metavar="NAME=ID", action="append", default=[], help="a name of the log that means a step; repeatable"
    )
    parser.add_argument("-o", "--out", metavar="OUT", help="the file to write instead of FILE; - is standard output")
    parser.add_argument("--force", action="store_true", help="write FILE even if its comments are lost")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Fill the stream and return the exit code; raise Trouble where it cannot be done."""
    from svs_designer.analysis.observed import observe
    from svs_designer.cli.ticket_report import remarks_of, report_of, unmatched
    from svs_designer.formats.native import write_text
    from svs_designer.model.edits.measuring import match_names, take_over_measured
    from svs_designer.model.edits.within import EditError

    reading = read(arguments.into)
    document = require_whole(reading, arguments.into, "filled")
    stream = document.stream(one_stream(document, arguments.stream, arguments.into, "filled"))
    out = arguments.out or arguments.into
    in_place = out != "-" and os.path.realpath(out) == os.path.realpath(arguments.into)
    if in_place and not arguments.force:
        _refuse_to_lose(reading, out)
    tickets = _tickets(arguments.log, arguments.columns)
    names = sorted(tickets.visits.step_names)
    matching = match_names(stream, names, _said(arguments.step, names))
    observed = observe(tickets.visits, matching.same())
    _tell(remarks_of(tickets, observed), aside=True)
    if not matching.names:
        _tell(unmatched(stream, matching), aside=True)
        say(f"no step of “{stream.label}” is in {arguments.log}: nothing is written")
        return FINDINGS
    try:
        filled = take_over_measured(document, stream.id, observed, matching.first())
    except EditError as error:
        raise Trouble(str(error)) from error
    _tell(report_of(filled.stream(stream.id), observed, matching), aside=out == "-")
    if in_place:
        _refuse_to_overrun(reading, out)
    write(out, write_text(filled).encode())
    return CLEAN


def _refuse_to_lose(reading: "Reading", name: str) -> None:
    if reading.had_comments:
        raise Trouble(f"{name} has comments, which would be lost: keep them as notes, write with -o, or use --force")


def _refuse_to_overrun(reading: "Reading", name: str) -> None:
    if reading.stamp is not None and not reading.stamp.matches(Path(name)):
        raise Trouble(f"{name} was changed by somebody meanwhile: try again")


def _tickets(log: str, columns: str | None) -> "Tickets":
    from svs_designer.exchange.importer import CannotImport
    from svs_designer.formats.ticket_export import BadColumns, Columns, read_recalled, read_tickets
    from svs_designer.formats.ticket_export.remembered import remember
    from svs_designer.formats.ticket_export.text import MOST_BYTES

    data = read_bytes(STDIN if log == "-" else log, MOST_BYTES)
    try:
        tickets = read_tickets(data, Columns.parse(columns)) if columns else read_recalled(data)
    except BadColumns as error:
        raise Trouble(f"--columns: {error}") from error
    except CannotImport as error:
        raise Trouble(f"{log}: {error}") from error
    if columns:
        remember(tickets.layout, tickets.columns)
    return tickets


def _said(pairs: Iterable[str], names: list[str]) -> dict[str, str]:
    said: dict[str, str] = {}
    for pair in pairs:
        name, sign, step_id = (part.strip() for part in pair.rpartition("="))
        if not sign or not name or not step_id:
            raise Trouble(f'--step takes a name of the log and a step, like "Triage ticket=triage", not {pair!r}')
        if name not in names:
            raise Trouble(f"--step: the log has no {name!r}: it has {', '.join(names[:_MOST_NAMES])}")
        said[name] = step_id
    return said


def _tell(lines: Iterable[str], *, aside: bool) -> None:
    """Print lines, or say them aside where standard output is for the file."""
    for line in lines:
        if aside:
            say(line, name="")
        else:
            print(" " * (len(line) - len(line.lstrip())) + one_line(line))
