"""`svs-designer import`: a foreign file as a native one; what has no place in it or was guessed is said."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from svs_designer.cli.files import STDIN, write
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
    from svs_designer.formats.native import write_text

    name = STDIN if arguments.file == "-" else arguments.file
    data = _content(name)
    importer = _chosen(arguments.importers, arguments.format, name, data)
    try:
        imported = importer.read(data, name)
    except CannotImport as refusal:
        raise Trouble(f"{name} cannot be imported as {importer.name}. {refusal}") from refusal
    write(arguments.out, write_text(imported.document).encode())
    _report(imported)
    if arguments.out != "-":
        say(f"wrote {arguments.out}", name="")
    return CLEAN


def _content(name: str) -> bytes:
    data = _standard_input() if name == STDIN else _file_content(name)
    if len(data) > MOST_BYTES:
        raise Trouble(f"{name} has more than {MOST_BYTES // 1_000_000} MB: that is no file of a value stream")
    return data


def _standard_input() -> bytes:
    return sys.stdin.buffer.read(MOST_BYTES + 1) if sys.stdin else b""


def _file_content(name: str) -> bytes:
    if not name:
        raise Trouble("the name of the file is empty")
    try:
        with Path(name).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise Trouble(f"there is no file {name}") from error
    except IsADirectoryError as error:
        raise Trouble(f"{name} is a folder: name a file in it") from error
    except (OSError, ValueError) as error:
        raise Trouble(f"{name} cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _chosen(importers: "dict[str, Importer]", wanted: str | None, name: str, data: bytes) -> "Importer":
    """Return the importer that was named, else the one whose format the content has, its ending first."""
    if wanted is not None:
        return importers[wanted]
    ending = [each for each in importers.values() if any(name.lower().endswith(f".{end}") for end in each.endings)]
    for importer in (*ending, *importers.values()):
        if importer.recognises(data):
            return importer
    if ending:
        return ending[0]  # it says best what is wrong with a file that only looks like its own
    known = ", ".join(each.name for each in importers.values()) or "none"
    raise Trouble(f"{name} is in no format that is known ({known}): name one with --from")


def _report(imported: "Imported") -> None:
    _say_all("Not taken over, or to be looked at:", (each for each in imported.remarks if not each.guess))
    _say_all("Guessed, to be checked:", (each for each in imported.remarks if each.guess))


def _say_all(heading: str, remarks: "Iterable[Remark]") -> None:
    for number, remark in enumerate(remarks):
        if not number:
            say(heading, name="")
        place = f"{remark.place}: " if remark.place else ""
        say(f"  {place}{remark.message}", name="")
