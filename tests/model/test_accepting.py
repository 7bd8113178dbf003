"""Accepted findings in the document: set, replaced, withdrawn on every kind of element, and carried along with it."""

from datetime import date

import pytest
from pydantic import ValidationError

from svs_designer.formats.native import read_text, write_text
from svs_designer.model.acceptance import Acceptance
from svs_designer.model.document import Document
from svs_designer.model.edits.accepting import (
    Element,
    accept_finding,
    accepted_on,
    objection_to_accepting,
    withdraw_acceptance,
)
from svs_designer.model.edits.fragments import fragment, paste
from svs_designer.model.edits.nodes import add_annotation, add_end, delete_elements
from svs_designer.model.edits.steps import rename_step
from svs_designer.model.edits.streams import duplicate_stream
from svs_designer.model.edits.within import EditError
from tests.builders import a_document, a_stream

KNOWN = Acceptance(rule="SVS071", reason="The carrier's truck leaves at six", by="Ann")


def a_full_document() -> Document:
    document = a_document(a_stream("s"), teams=({"id": "desk"},), tools=({"id": "desk"}, {"id": "mail"}))
    return add_annotation(add_end(document, "s", "Refused"), "s", "Why?")


@pytest.mark.parametrize(
    ("stream", "element"),
    [
        ("s", None), ("s", "a"), ("s", "demand"), ("s", "value"), ("s", "refused"), ("s", "note"),
        ("s", ("a", "b")), ("s", ("demand", "a")), (None, "mail"),
    ],
)  # fmt: skip
def test_a_rule_is_accepted_on_an_element_and_withdrawn_from_it(stream: str | None, element: Element | None) -> None:
    document = a_full_document()

    accepted = accept_finding(document, stream, element, KNOWN)

    assert accepted_on(accepted, stream, element) == (KNOWN,)
    assert read_text(write_text(accepted)).document == accepted
    assert accept_finding(accepted, stream, element, KNOWN) is accepted
    assert withdraw_acceptance(accepted, stream, element, "SVS071") == document
    assert withdraw_acceptance(document, stream, element, "SVS071") is document


def test_accepting_a_rule_again_replaces_the_earlier_acceptance_in_its_place() -> None:
    other = Acceptance(rule="SVS004", reason="Six months only", by="Bo")
    document = a_document()
    for each in (KNOWN, other):
        document = accept_finding(document, "s", "a", each)

    renewed = Acceptance(rule="SVS071", reason="Still so", by="Cy", until=date(2027, 1, 31))
    document = accept_finding(document, "s", "a", renewed)

    assert accepted_on(document, "s", "a") == (renewed, other)


def test_what_two_registers_call_the_same_is_accepted_and_withdrawn_in_both() -> None:
    accepted = accept_finding(a_full_document(), None, "desk", KNOWN)

    assert accepted.teams[0].accepted == accepted.tools[0].accepted == (KNOWN,)
    assert withdraw_acceptance(accepted, None, "desk", "SVS071") == a_full_document()


@pytest.mark.parametrize(
    ("stream", "element", "why"),
    [
        ("s", "gone", "not there any more"),
        ("s", ("b", "a"), "not there any more"),
        ("gone", None, "not there any more"),
        (None, "gone", "not there any more"),
        (None, None, "set the level of its rule"),
    ],
)
def test_nothing_is_accepted_on_what_is_not_there(stream: str | None, element: Element | None, why: str) -> None:
    document = a_full_document()

    assert why in str(objection_to_accepting(document, stream, element))
    with pytest.raises(EditError, match=why):
        accept_finding(document, stream, element, KNOWN)
    assert withdraw_acceptance(document, stream, element, "SVS071") is document


def test_an_acceptance_travels_with_its_element_and_goes_with_it() -> None:
    document = accept_finding(a_document(), "s", "a", KNOWN)

    renamed = rename_step(document, "s", "a", "Something else")
    copied = duplicate_stream(document, "s", "Copy")
    pasted, names = paste(a_document(a_stream("t")), "t", fragment(document, "s", ("a",), {}))
    deleted = delete_elements(document, "s", ("a",))

    assert accepted_on(renamed, "s", "a") == (KNOWN,)
    assert accepted_on(copied, "copy", "a") == (KNOWN,)
    assert accepted_on(pasted, "t", names[0]) == (KNOWN,)
    assert accepted_on(deleted, "s", "a") == ()


@pytest.mark.parametrize("missing", ["reason", "by", "rule"])
def test_an_acceptance_without_rule_reason_or_name_is_refused(missing: str) -> None:
    fields = {"rule": "SVS071", "reason": "So it is", "by": "Ann"}

    with pytest.raises(ValidationError, match=missing):
        Acceptance(**{**fields, missing: " "})
    with pytest.raises(ValidationError, match=missing):
        Acceptance(**{key: value for key, value in fields.items() if key != missing})


def test_the_last_day_of_an_acceptance_still_counts() -> None:
    acceptance = Acceptance(rule="SVS071", reason="So it is", by="Ann", until="2026-01-31")

    assert not acceptance.is_over(date(2026, 1, 31))
    assert acceptance.is_over(date(2026, 2, 1))
    assert not KNOWN.is_over(date(2999, 1, 1))
