"""`svs-designer export`: YAML and pictures of a value stream."""

import argparse
import datetime
import os
from collections.abc import Callable
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any

from svs_designer.cli.files import read_whole, write
from svs_designer.cli.trouble import CLEAN, Trouble, say

if TYPE_CHECKING:
    from svs_designer.model.document import Document

TEXTS = ("yaml", "svg")
PICTURES = ("png", "pdf")


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "export",
        help="write YAML, SVG, PNG or PDF",
        description="Write a value stream as YAML, or as the picture the canvas shows with title block and legend.",
        epilog="Without OUT, YAML and SVG go to standard output; PNG and PDF need -o OUT (-o - for a pipe).",
    )
    parser.add_argument("file", metavar="FILE", help="a *.svs.yaml file")
    parser.add_argument("--to", required=True, choices=[*TEXTS, *PICTURES], help="the format to write")
    parser.add_argument("--stream", metavar="ID", help="the stream to write, where the file holds several")
    parser.add_argument("-o", "--out", metavar="OUT", help="the file to write; - is standard output")
    parser.add_argument("--theme", choices=["light", "dark"], default="light", help="colours of a picture (light)")
    parser.add_argument(
        "--scale", type=_scale, default=2.0, metavar="N", help="pixels of a PNG per pixel of the canvas at 100 %% (2)"
    )
    parser.add_argument(
        "--date", metavar="TEXT", default=None, help="the date in the title block (today, or SOURCE_DATE_EPOCH)"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the export and return the exit code; raise Trouble where it cannot be done."""
    out = arguments.out or ("-" if arguments.to in TEXTS else None)
    if out is None:
        raise Trouble(f"say where the {arguments.to.upper()} goes: -o FILE, or -o - for a pipe")
    document = read_whole(arguments.file, "exported")
    if arguments.to == "yaml":
        data = _yaml(document, arguments.stream, arguments.file)
    else:
        data = _picture(document, _chosen(document, arguments.stream, arguments.file), arguments)
    write(out, data)
    if out != "-":
        say(f"wrote {out}", name="")
    return CLEAN


def _chosen(document: "Document", stream_id: str | None, name: str) -> str:
    ids = [stream.id for stream in document.streams]
    if not ids:
        raise Trouble(f"{name} holds no value stream: there is nothing to draw")
    if stream_id is None and len(ids) > 1:
        raise Trouble(f"{name} holds several streams: choose one with --stream ({', '.join(ids)})")
    if stream_id is not None and stream_id not in ids:
        raise Trouble(f"{name} holds no stream {stream_id!r}: it holds {', '.join(ids)}")
    return stream_id or ids[0]


def _yaml(document: "Document", stream_id: str | None, name: str) -> bytes:
    from svs_designer.formats.native import write_text
    from svs_designer.model.edits.streams import delete_stream

    if stream_id is not None:
        _chosen(document, stream_id, name)
        for stream in document.streams:
            if stream.id != stream_id:
                document = delete_stream(document, stream.id)
    return write_text(document).encode()


def _picture(document: "Document", stream_id: str, arguments: argparse.Namespace) -> bytes:
    from svs_designer.catalogue import CatalogueError, UnknownCatalogue, load_catalogue
    from svs_designer.drawing.page import PageOptions, page_of
    from svs_designer.drawing.picture import picture_of
    from svs_designer.drawing.theme import DARK, LIGHT

    try:
        catalogue = load_catalogue(document.catalogue.id)
    except (CatalogueError, UnknownCatalogue) as error:
        raise Trouble(str(error)) from error
    theme = DARK if arguments.theme == "dark" else LIGHT
    picture = picture_of(document, stream_id, catalogue)
    page = page_of(picture, document, stream_id, catalogue, options=PageOptions(date=_date(arguments.date)))
    if arguments.to == "svg":
        from svs_designer.formats.svg import write_svg

        return write_svg(page, theme).encode()
    options = {"scale": arguments.scale} if arguments.to == "png" else {}
    made = _exporter(arguments.to)(page, theme, **options)
    return bytes(made)


def _exporter(name: str) -> Callable[..., Any]:
    """Find what writes PNG and PDF: an entry point, because it needs Qt and the command line does not."""
    found = next(iter(entry_points(group="svs_designer.exporters", name=name)), None)
    if found is None:
        raise Trouble(f"{name.upper()} is not installed: install the package with `pip install -e .` and try again")
    try:
        exporter: Callable[..., Any] = found.load()
    except ImportError as error:
        raise Trouble(
            f"{name.upper()} needs Qt, which is incomplete ({error}): ./dev run says what is missing"
        ) from error
    return exporter


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


def _scale(text: str) -> float:
    try:
        scale = float(text)
    except ValueError:
        scale = 0.0
    if not 0.1 <= scale <= 16:
        raise argparse.ArgumentTypeError(f"{text!r} is not a scale from 0.1 to 16")
    return scale
