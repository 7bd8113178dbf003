"""Open Workflow as a format to import: how its files are told, and who reads them."""

import re

from svs_designer.exchange.importer import Imported, Importer

_BEGINNING = 65_536
# Each line matches in one way only: a hostile file must not make the search try all combinations.
_SIGN = re.compile(
    rb"^document:[ \t]*(?:#[^\n]*)?\n(?:[ \t][^\n]*\n|#[^\n]*\n|\n)*?[ \t]+dsl:|^document:[ \t]*\{[^}\n]*\bdsl:",
    re.MULTILINE,
)


def recognises(data: bytes) -> bool:
    """Tell whether a file looks like a workflow of the DSL: a document that names its `dsl`."""
    beginning = data[:_BEGINNING].replace(b"\r\n", b"\n")
    return _SIGN.search(beginning) is not None


def _read(data: bytes, name: str) -> Imported:
    from svs_designer.formats.open_workflow.reader import read_workflow

    return read_workflow(data, name)


IMPORTER = Importer(
    "open-workflow",
    "Open Workflow",
    ("yaml", "yml"),
    recognises,
    _read,
    "definitions of the Open Workflow (Serverless Workflow) DSL",
)
