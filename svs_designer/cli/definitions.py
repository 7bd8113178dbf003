"""Opening what is to be run: a definition as it is, a document of ours as the definition of one of its streams."""

import sys
from typing import TYPE_CHECKING

from svs_designer.cli.trouble import Trouble, say

if TYPE_CHECKING:
    from svs_designer.running.definition import Definition


def open_definition(name: str, stream_id: str | None, *, rehearsed: bool = False) -> "Definition | None":
    """Return the definition a file holds; None, with the findings on stderr, for a stream no engine could run.

    A stream that is `rehearsed` waits for the delays on its links; a definition does what it says.
    """
    from svs_designer.running.definition import BadDefinition, read_definition
    from svs_designer.running.opening import is_document

    data = _bytes(name)
    try:
        if name.endswith(".svs.yaml") or is_document(data):
            return _of_document(name, stream_id, rehearsed=rehearsed)
        if stream_id is not None:
            raise Trouble(f"--stream is for *.svs.yaml files: {name} is a definition, which is of one stream")
        return read_definition(data)
    except BadDefinition as error:
        raise Trouble(f"{name} cannot be run: {error}") from error


def _of_document(name: str, stream_id: str | None, *, rehearsed: bool) -> "Definition | None":
    from svs_designer.catalogue import CatalogueError, UnknownCatalogue, load_catalogue
    from svs_designer.cli.files import read, require_whole
    from svs_designer.cli.reporting import located, report
    from svs_designer.exchange.exporter import CannotExport
    from svs_designer.running.opening import definition_of

    reading = read(name)
    document = require_whole(reading, name, "run")
    ids = [stream.id for stream in document.streams]
    if stream_id is None and len(ids) != 1:
        raise Trouble(f"{name} holds {'several' if ids else 'no'} streams: choose one with --stream ({', '.join(ids)})")
    if stream_id is not None and stream_id not in ids:
        raise Trouble(f"{name} holds no stream {stream_id!r}: it holds {', '.join(ids) or 'none'}")
    try:
        catalogue = load_catalogue(document.catalogue.id)
        return definition_of(document, catalogue, stream_id or ids[0], rehearsed=rehearsed)
    except (CatalogueError, UnknownCatalogue) as error:
        raise Trouble(str(error)) from error
    except CannotExport as refusal:
        if not refusal.findings:
            raise Trouble(str(refusal)) from refusal
        say(f"{name} is not run. {refusal}")
        sys.stderr.write(report("human", located(name, reading, refusal.findings), [name], {name: reading}))
        return None


def _bytes(name: str) -> bytes:
    from pathlib import Path

    if not name:
        raise Trouble("the name of the file is empty")
    try:
        with Path(name).open("rb") as file:
            return file.read(5_000_001)  # one byte more than is read anywhere
    except FileNotFoundError as error:
        raise Trouble(f"there is no file {name}") from error
    except IsADirectoryError as error:
        raise Trouble(f"{name} is a folder: name a file in it") from error
    except OSError as error:
        raise Trouble(f"{name} cannot be read: {error.strerror or error}") from error
