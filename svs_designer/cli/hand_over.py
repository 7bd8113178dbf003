"""`svs-designer hand-over`: a folder with everything an engineer needs to read, run and change a value stream."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from svs_designer.cli.choosing import catalogue_of, date_of, one_stream, refuse
from svs_designer.cli.files import STDIN, read, require_whole
from svs_designer.cli.trouble import CLEAN, Trouble, say

if TYPE_CHECKING:
    from svs_designer.exchange.hand_over import HandOver


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "hand-over",
        help="write a folder that tells an engineer how to run a stream",
        description="Write a value stream as YAML, as definitions that engines run, and as a picture, with a README "
        "that says what each file is, how to run it and what it could not hold.",
        epilog="All of the folder is written, or nothing. Exit codes: 0 written, 1 the stream has faults for which no "
        "engine could run it, 2 wrong usage.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE", help="a *.svs.yaml file; - is standard input")
    parser.add_argument("--stream", metavar="ID", help="the stream to hand over, where the file holds several")
    parser.add_argument("-o", "--out", metavar="FOLDER", required=True, help="the folder to make")
    parser.add_argument("--force", action="store_true", help="replace a folder that this command made before")
    parser.add_argument("--date", metavar="TEXT", default=None, help="the date (today, or SOURCE_DATE_EPOCH)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the folder and return the exit code; raise Trouble where it cannot be done."""
    from svs_designer.exchange.exporter import CannotExport
    from svs_designer.exchange.hand_over import hand_over
    from svs_designer.exchange.installed import installed_formats

    folder = Path(arguments.out)
    _refuse_what_is_there(folder, force=arguments.force)
    formats = installed_formats()
    for fault in formats.faults:
        say(fault)
    name = STDIN if arguments.file == "-" else arguments.file
    reading = read(name)
    document = require_whole(reading, name, "handed over")
    stream_id = one_stream(document, arguments.stream, name, "handed over")
    date = date_of(arguments.date)
    try:
        made = hand_over(document, catalogue_of(document), stream_id, formats.exporters, date=date)
    except CannotExport as refusal:
        return refuse(refusal, reading, name, "handed over")
    _write(folder, made)
    return CLEAN


def _refuse_what_is_there(folder: Path, *, force: bool) -> None:
    from svs_designer.exchange.hand_over import README
    from svs_designer.exchange.hand_over_readme import MARK
    from svs_designer.whole_folder import Standing, standing

    match standing(folder, README, MARK):
        case Standing.OURS if not force:
            raise Trouble(f"{folder} was handed over before: --force replaces it, or name another folder")
        case Standing.FOREIGN:
            raise Trouble(f"{folder} holds something that is not a hand-over folder: name another one")


def _write(folder: Path, made: "HandOver") -> None:
    from svs_designer.whole_folder import write_folder

    try:
        write_folder(folder, made.files)
    except OSError as error:
        raise Trouble(f"{folder} cannot be written: {error.strerror or error}") from error
    for each in made.handed:
        for loss in each.losses:
            say(f"{each.name}: {loss.message}", name="")
    for gone in made.missing:
        say(f"not in the folder: {gone}", name="")
    say(f"wrote {folder}: {', '.join(made.files)}", name="")
