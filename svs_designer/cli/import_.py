"""`svs-designer import`: a foreign file as a native one; what has no place in it or was guessed is said."""

import argparse
from typing import TYPE_CHECKING

from svs_designer.cli.files import STDIN, read_bytes, write
from svs_designer.cli.trouble import CLEAN, Trouble, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from svs_designer.exchange.importer import Imported, Importer, Remark

MOST_BYTES = 250_000_000
"""More than any importer takes: what is beyond is not even read."""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", *, chosen: bool) -> None:
    """Add the subcommand; what formats there are is only looked up where it was `chosen`."""
    parser = commands.add_parser(
        "import",
        help="make a value stream of a file of another tool",
        description="Make a value stream of a file of another tool. What has no place in a value stream and what was "
        "guessed is said on standard error, guesses apart.",
        epilog="Exit codes: 0 written, 2 no value stream can be made of the file, or wrong usage.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE", help="the file to read; - is standard input")
    parser.add_argument("-o", "--out", metavar="OUT", default="-", help="the .svs.yaml file to write (standard output)")
    parser.set_defaults(run=run)
    if chosen:
        _add_formats(parser)


def _add_formats(parser: argparse.ArgumentParser) -> None:
    from svs_designer.exchange.installed import installed_formats

    formats = installed_formats()
    for fault in formats.faults:
        say(fault)
    importers = formats.importers
    listed = ", ".join(importers) or "none is installed"
    parser.add_argument(
        "--from",
        dest="format",
        choices=list(importers),
        metavar="FORMAT",
        help=f"one of {listed}; without it, what the file looks like",
    )
    parser.set_defaults(importers=importers)


def run(arguments: argparse.Namespace) -> int:
    """Write the native file and return the exit code; raise Trouble where there is nothing to write."""
    from svs_designer.exchange.importer import CannotImport
    from svs_designer.exchange.recognising import importer_for
    from svs_designer.formats.native import write_text

    name = STDIN if arguments.file == "-" else arguments.file
    data = read_bytes(name, MOST_BYTES)
    try:
        wanted = arguments.importers.get(arguments.format)
        importer: Importer = wanted or importer_for(name, data, arguments.importers)
    except CannotImport as refusal:
        raise Trouble(f"{refusal}; name one with --from") from refusal
    try:
        imported = importer.import_(data, name)
    except CannotImport as refusal:
        raise Trouble(f"{name} cannot be imported as {importer.name}. {refusal}") from refusal
    write(arguments.out, write_text(imported.document).encode())
    _report(imported)
    if arguments.out != "-":
        say(f"wrote {arguments.out}", name="")
    return CLEAN


def _report(imported: "Imported") -> None:
    _say_all("Not taken over, or to be looked at:", (each for each in imported.remarks if not each.guess))
    _say_all("Guessed, to be checked:", (each for each in imported.remarks if each.guess))


def _say_all(heading: str, remarks: "Iterable[Remark]") -> None:
    for number, remark in enumerate(remarks):
        if not number:
            say(heading, name="")
        place = f"{remark.place}: " if remark.place else ""
        say(f"  {place}{remark.message}", name="")
