"""What the tests of single rules share: asking for findings, and the worked case without any."""

from typing import Any

from svs_designer.catalogue import load_catalogue
from svs_designer.formats.native.reader import read_file
from svs_designer.model.document import Document
from svs_designer.model.stream import ValueStream
from svs_designer.resource_files import model_file
from svs_designer.rules.builtin import RULES
from svs_designer.rules.finding import Finding
from svs_designer.rules.runner import check_document
from svs_designer.rules.settings import Settings
from tests.builders import a_document, a_step, a_stream

CATALOGUE = load_catalogue("itil4")
WIFI = "wifi-to-be"
PARTIES = ({"id": "driver", "name": "Driver", "kind": "user"}, {"id": "carrier", "name": "Carrier", "kind": "supplier"})


def findings_of(document: Document, **options: Any) -> tuple[Finding, ...]:
    """Return what our rules find, with settings if need be."""
    return check_document(document, CATALOGUE, rules=RULES, settings=Settings(**options))


def found(document: Document | ValueStream, rule: str, **options: Any) -> list[Finding]:
    """Return what one rule finds; a stream comes into a document with a driver and a carrier."""
    if isinstance(document, ValueStream):
        document = a_document(document, parties=PARTIES)
    return [each for each in findings_of(document, **options) if each.rule == rule]


def wifi(name: str = WIFI) -> Document:
    """Return a worked Wi-Fi case; the to-be has no finding."""
    document = read_file(model_file(f"{name}.svs.yaml")).document
    assert document is not None
    return document


def mended(finding: Finding, title: str, document: Document) -> Document:
    """Return the document after the fix of that title."""
    return next(fix for fix in finding.fixes if fix.title == title).edit(document)


def timed(**fields: Any) -> ValueStream:
    """Build a stream of two steps of one team: an hour before the first is done, ten minutes for the second."""
    first = a_step("a", touch="10m", wait="50m", team="one", next="b")
    return a_stream(steps=(first, a_step("b", touch="10m", wait="0m", team="one", next="value")), **fields)
