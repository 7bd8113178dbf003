"""What the tests of the rules on silos and flow share: the worked case, changed in one place, and lines of steps."""

from collections.abc import Callable
from typing import Any

from svs_designer.catalogue import load_catalogue
from svs_designer.formats.native.reader import read_file
from svs_designer.model.document import Document
from svs_designer.model.edits import steps
from svs_designer.model.stream import ValueStream
from svs_designer.resource_files import model_file
from svs_designer.rules.builtin import RULES
from svs_designer.rules.finding import Finding
from svs_designer.rules.runner import check_document
from svs_designer.rules.settings import Settings
from tests.builders import a_document, a_step, a_stream

CATALOGUE = load_catalogue("itil4")
SID = "wifi-to-be"

Edit = Callable[[Document], Document]


def check(document: Document, **settings: Any) -> tuple[Finding, ...]:
    return check_document(document, CATALOGUE, rules=RULES, settings=Settings(**settings))


def found(document: Document | ValueStream, rule: str, **settings: Any) -> list[Finding]:
    if isinstance(document, ValueStream):
        document = a_document(document)
    return [each for each in check(document, **settings) if each.rule == rule]


def model(name: str) -> Document:
    document = read_file(model_file(f"{name}.svs.yaml")).document
    assert document is not None
    return document


def on_steps(*ids: str, **changes: Any) -> Edit:
    return lambda document: steps.set_steps(document, SID, ids, **changes)


def line(*fields: dict[str, Any], **others: Any) -> ValueStream:
    """Build a line of steps with these fields: a, b, c and so on."""
    names = "abcdefgh"[: len(fields)]
    made = [
        a_step(name, **{"next": following, **each})
        for name, following, each in zip(names, [*names[1:], "value"], fields, strict=True)
    ]
    return a_stream(steps=tuple(made), **others)


BRANCHES = (
    a_step("a", next={"all": ["b", "c"]}),
    a_step("b", value="waste", next="d"),
    a_step("c", next="d"),
    a_step("d", join="all", next="value"),
)
"""A fork into two branches and their join."""
