"""`svs-designer export`: a value stream in any format that is installed."""

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

from svs_designer.cli.choosing import catalogue_of, date_of, one_stream, refuse
from svs_designer.cli.files import STDIN, read, require_whole, write
from svs_designer.cli.trouble import CLEAN, Trouble, say

if TYPE_CHECKING:
    from svs_designer.exchange.exporter import Exporter
    from svs_designer.exchange.settings import Setting


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", *, chosen: bool) -> None:
    """Add the subcommand; what formats there are is only looked up where it was `chosen`."""
    parser = commands.add_parser(
        "export",
        help="write a picture, or a definition that other tools run",
        description="Write a value stream as YAML, as the picture the canvas shows, or as a definition others run.",
        epilog="Without OUT, formats of text go to standard output; others need -o OUT (-o - for a pipe). Exit codes: "
        "0 written, 1 the stream has faults for which no engine could run it, 2 wrong usage.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE", help="a *.svs.yaml file; - is standard input")
    parser.add_argument("--stream", metavar="ID", help="the stream to write, where the file holds several")
    parser.add_argument("-o", "--out", metavar="OUT", help="the file to write; - is standard output")
    parser.add_argument(
        "--date", metavar="TEXT", default=None, help="the date in the title block (today, or SOURCE_DATE_EPOCH)"
    )
    parser.set_defaults(run=run)
    if chosen:
        _add_formats(parser)


def _add_formats(parser: argparse.ArgumentParser) -> None:
    from svs_designer.exchange.installed import installed_formats

    formats = installed_formats()
    for fault in formats.faults:
        say(fault)
    exporters = formats.exporters
    parser.add_argument(
        "--to", required=True, choices=list(exporters), metavar="FORMAT", help=f"one of {', '.join(exporters)}"
    )
    settings = parser.add_argument_group("settings of a format")
    for name, offers in _offers(exporters.values()).items():
        words = "; ".join(f"{_values(setting)} ({', '.join(ids)}: {setting.help})" for setting, ids in offers)
        settings.add_argument(f"--{name}", dest=f"set_{name}", metavar="X", help=words.replace("%", "%%"))
    parser.set_defaults(exporters=exporters)


def _offers(exporters: "Iterable[Exporter]") -> "dict[str, list[tuple[Setting, list[str]]]]":
    """Return the settings by name, each with the formats that offer it."""
    found: dict[str, list[tuple[Setting, list[str]]]] = {}
    for exporter in exporters:
        for setting in exporter.settings:
            offers = found.setdefault(setting.name, [])
            same = next((ids for known, ids in offers if known == setting), None)
            if same is None:
                offers.append((setting, [exporter.id]))
            else:
                same.append(exporter.id)
    return found


def _values(setting: "Setting") -> str:
    if setting.choices:
        return "|".join(choice.value for choice in setting.choices)
    return "yes|no" if isinstance(setting.default, bool) else f"{setting.least:g}..{setting.most:g}"


def run(arguments: argparse.Namespace) -> int:
    """Write the export and return the exit code; raise Trouble where it cannot be done."""
    from svs_designer.exchange.exporter import CannotExport, ExportRequest
    from svs_designer.exchange.settings import BadSetting

    exporter: Exporter = arguments.exporters[arguments.to]
    out = arguments.out or ("-" if exporter.text else None)
    if out is None:
        raise Trouble(f"say where the {exporter.name} goes: -o FILE, or -o - for a pipe")
    name = STDIN if arguments.file == "-" else arguments.file
    reading = read(name)
    document = require_whole(reading, name, "exported")
    whole = exporter.whole and arguments.stream is None
    stream_id = None if whole else one_stream(document, arguments.stream, name, "exported")
    request = ExportRequest(document, catalogue_of(document), stream_id, _given(arguments), date_of(arguments.date))
    try:
        made = exporter.export(request)
    except BadSetting as error:
        raise Trouble(f"--{error}") from error
    except CannotExport as refusal:
        return refuse(refusal, reading, name, "exported")
    for loss in made.losses:
        say(f"{exporter.name}: {loss.message}", name="")
    write(out, made.data)
    if out != "-":
        say(f"wrote {out}", name="")
    return CLEAN


def _given(arguments: argparse.Namespace) -> dict[str, str]:
    given = vars(arguments).items()
    return {key.removeprefix("set_"): value for key, value in given if key.startswith("set_") and value is not None}
