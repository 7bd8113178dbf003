"""`svs-designer export`: a value stream in any format that is installed."""

import argparse
import datetime
import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from svs_designer.cli.files import STDIN, read, require_whole, write
from svs_designer.cli.trouble import CLEAN, FINDINGS, Trouble, say

if TYPE_CHECKING:
    from svs_designer.catalogue import Catalogue
    from svs_designer.exchange.exporter import CannotExport, Exporter
    from svs_designer.exchange.settings import Setting
    from svs_designer.formats.native import Reading
    from svs_designer.model.document import Document


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
    stream_id = _chosen(document, arguments.stream, name, exporter)
    catalogue = _catalogue(document)
    request = ExportRequest(document, catalogue, stream_id, _given(arguments), _date(arguments.date))
    try:
        made = exporter.export(request)
    except BadSetting as error:
        raise Trouble(f"--{error}") from error
    except CannotExport as refusal:
        return _refuse(refusal, reading, name)
    for loss in made.losses:
        say(f"{exporter.name}: {loss.message}", name="")
    write(out, made.data)
    if out != "-":
        say(f"wrote {out}", name="")
    return CLEAN


def _given(arguments: argparse.Namespace) -> dict[str, str]:
    given = vars(arguments).items()
    return {key.removeprefix("set_"): value for key, value in given if key.startswith("set_") and value is not None}


def _chosen(document: "Document", stream_id: str | None, name: str, exporter: "Exporter") -> str | None:
    ids = [stream.id for stream in document.streams]
    if stream_id is not None and stream_id not in ids:
        raise Trouble(f"{name} holds no stream {stream_id!r}: it holds {', '.join(ids) or 'none'}")
    if stream_id is not None or exporter.whole:
        return stream_id
    if not ids:
        raise Trouble(f"{name} holds no value stream: there is nothing to export")
    if len(ids) > 1:
        raise Trouble(f"{name} holds several streams: choose one with --stream ({', '.join(ids)})")
    return ids[0]


def _catalogue(document: "Document") -> "Catalogue":
    from svs_designer.catalogue import CatalogueError, UnknownCatalogue, load_catalogue

    try:
        return load_catalogue(document.catalogue.id)
    except (CatalogueError, UnknownCatalogue) as error:
        raise Trouble(str(error)) from error


def _refuse(refusal: "CannotExport", reading: "Reading", name: str) -> int:
    """Say why a stream is not exported: with exit code 1 and the findings where it is its flow, else as trouble."""
    from svs_designer.cli.reporting import located, report

    if not refusal.findings:
        raise Trouble(str(refusal))
    say(f"{name} is not exported. {refusal}")
    sys.stderr.write(report("human", located(name, reading, refusal.findings), [name], {name: reading}))
    return FINDINGS


def _date(given: str | None) -> str:
    if given is not None:
        return given
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        try:
            return datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC).date().isoformat()
        except (ValueError, OverflowError, OSError) as error:
            raise Trouble(f"SOURCE_DATE_EPOCH is {epoch!r}: it takes the seconds since 1970, or unset it") from error
    return datetime.datetime.now().astimezone().date().isoformat()
