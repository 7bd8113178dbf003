"""What must not matter to the rules: how steps are called, and in which order a file lists them."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svs_designer.catalogue import load_catalogue
from svs_designer.formats.native.reader import read_file
from svs_designer.model.base import evolve
from svs_designer.model.document import Document
from svs_designer.resource_files import model_file
from svs_designer.rules.builtin import RULES
from svs_designer.rules.runner import check_document
from tests.strategies import documents

CATALOGUE = load_catalogue("itil4")
ABOUT_NAMES = {"SVS100", "SVS101"}
MODELS = sorted(model_file().glob("*.svs.yaml"))


def told(document: Document) -> Counter[tuple[str, str | None, str]]:
    """Return how often each rule objects to each stream, and how badly; rules about names left out."""
    found = check_document(document, CATALOGUE, rules=RULES)
    return Counter((each.rule, each.stream, str(each.level)) for each in found if each.rule not in ABOUT_NAMES)


def renamed(document: Document) -> Document:
    """Give every step another name."""
    streams = []
    for stream in document.streams:
        steps = tuple(evolve(step, name=f"Do the work {number}") for number, step in enumerate(stream.steps))
        streams.append(evolve(stream, steps=steps))
    return evolve(document, streams=tuple(streams))


def reordered(document: Document, random: Any) -> Document:
    """List the steps of every stream in another order."""
    streams = []
    for stream in document.streams:
        steps = list(stream.steps)
        random.shuffle(steps)
        streams.append(evolve(stream, steps=tuple(steps)))
    return evolve(document, streams=tuple(streams))


def a_model(path: Any) -> Document:
    document = read_file(path).document
    assert document is not None
    return document


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.name.partition(".")[0])
def test_renaming_the_steps_of_a_worked_stream_changes_no_finding(path: Any) -> None:
    document = a_model(path)

    assert told(renamed(document)) == told(document)


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.name.partition(".")[0])
@given(random=st.randoms(use_true_random=False))
@settings(max_examples=3, deadline=None)
def test_listing_the_steps_of_a_worked_stream_in_another_order_changes_no_finding(path: Any, random: Any) -> None:
    document = a_model(path)

    assert told(reordered(document, random)) == told(document)


@given(documents())
@settings(max_examples=60, deadline=None)
def test_renaming_the_steps_of_any_document_changes_no_finding(document: Document) -> None:
    assert told(renamed(document)) == told(document)


@given(documents(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_listing_the_steps_of_any_document_in_another_order_changes_no_finding(document: Document, random: Any) -> None:
    assert told(reordered(document, random)) == told(document)
