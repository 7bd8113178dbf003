"""Opening what is to be run: a definition as it is, a document of ours as the definition of one of its streams."""

from typing import TYPE_CHECKING

from svs_designer.cli.choosing import catalogue_of, one_stream, refuse
from svs_designer.cli.files import read, read_bytes, require_whole
from svs_designer.cli.trouble import Trouble

if TYPE_CHECKING:
    from svs_designer.running.definition import Definition


def open_definition(name: str, stream_id: str | None, *, rehearsed: bool = False) -> "Definition | None":
    """Return the definition a file holds; None, with the findings on stderr, for a stream no engine could run.

    A stream that is `rehearsed` waits for the delays on its links; a definition does what it says.
    """
    from svs_designer.exchange.plain_yaml.reading import MOST_BYTES
    from svs_designer.exchange.recognising import is_native
    from svs_designer.running.definition import BadDefinition, read_definition

    data = read_bytes(name, MOST_BYTES)
    try:
        if name.endswith(".svs.yaml") or is_native(data):
            return _of_document(name, stream_id, rehearsed=rehearsed)
        if stream_id is not None:
            raise Trouble(f"--stream is for *.svs.yaml files: {name} is a definition, which is of one stream")
        return read_definition(data)
    except BadDefinition as error:
        raise Trouble(f"{name} cannot be run: {error}") from error


def _of_document(name: str, stream_id: str | None, *, rehearsed: bool) -> "Definition | None":
    from svs_designer.exchange.exporter import CannotExport
    from svs_designer.running.opening import definition_of

    reading = read(name)
    document = require_whole(reading, name, "run")
    chosen = one_stream(document, stream_id, name, "run")
    try:
        return definition_of(document, catalogue_of(document), chosen, rehearsed=rehearsed)
    except CannotExport as refusal:
        refuse(refusal, reading, name, "run")
        return None
