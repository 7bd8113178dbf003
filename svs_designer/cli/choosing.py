"""What the commands that write streams ask alike: which stream, by which catalogue, on which day, and how to refuse."""

import datetime
import os
import sys
from typing import TYPE_CHECKING

from svs_designer.cli.trouble import FINDINGS, Trouble, say

if TYPE_CHECKING:
    from svs_designer.catalogue import Catalogue
    from svs_designer.exchange.exporter import CannotExport
    from svs_designer.formats.native import Reading
    from svs_designer.model.document import Document


def one_stream(document: "Document", stream_id: str | None, name: str, done: str) -> str:
    """Return the stream that is to be `done`; raise Trouble where it is not there, or where several could be."""
    ids = [stream.id for stream in document.streams]
    if stream_id is not None and stream_id not in ids:
        raise Trouble(f"{name} holds no stream {stream_id!r}: it holds {', '.join(ids) or 'none'}")
    if stream_id is not None:
        return stream_id
    if not ids:
        raise Trouble(f"{name} holds no value stream: nothing can be {done}")
    if len(ids) > 1:
        raise Trouble(f"{name} holds several streams: choose one with --stream ({', '.join(ids)})")
    return ids[0]


def catalogue_of(document: "Document") -> "Catalogue":
    """Return the catalogue of a document; raise Trouble where it is not there."""
    from svs_designer.catalogue import CatalogueError, UnknownCatalogue, load_catalogue

    try:
        return load_catalogue(document.catalogue.id)
    except (CatalogueError, UnknownCatalogue) as error:
        raise Trouble(str(error)) from error


def refuse(refusal: "CannotExport", reading: "Reading", name: str, done: str) -> int:
    """Say why a stream is not `done`: with exit code 1 and the findings where it is its flow, else as trouble."""
    from svs_designer.cli.reporting import located, report

    if not refusal.findings:
        raise Trouble(str(refusal))
    say(f"{name} is not {done}. {refusal}")
    sys.stderr.write(report("human", located(name, reading, refusal.findings), [name], {name: reading}))
    return FINDINGS


def date_of(given: str | None) -> str:
    """Return the day to print: the given one, that of SOURCE_DATE_EPOCH, else today."""
    if given is not None:
        return given
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        try:
            return datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC).date().isoformat()
        except (ValueError, OverflowError, OSError) as error:
            raise Trouble(f"SOURCE_DATE_EPOCH is {epoch!r}: it takes the seconds since 1970, or unset it") from error
    return datetime.datetime.now().astimezone().date().isoformat()
