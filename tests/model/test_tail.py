"""Edits of what follows value."""

import pytest

from svs_designer.model.document import Document
from svs_designer.model.edits.tail import add_step_behind_value
from svs_designer.model.edits.within import EditError
from tests.analysis.flows import a_flow
from tests.builders import a_document


def lines(document: Document) -> list[tuple[str, str]]:
    return [(source, link.to) for source, link in document.stream("s").links()]


def test_a_step_behind_value_leads_to_an_end_where_nothing_followed() -> None:
    document = a_document(a_flow("demand > a", "a > value", ends=()))

    made = add_step_behind_value(document, "s", "Learn from it", activity="improve")

    assert lines(made) == [("demand", "a"), ("a", "value"), ("learn-from-it", "end"), ("value", "learn-from-it")]
    assert [step.id for step in made.stream("s").steps] == ["a", "learn-from-it"]


def test_a_step_behind_value_takes_over_the_ways_on_from_there() -> None:
    document = a_document(a_flow("demand > a", "a > value", "value > all b c", "b > end", "c > end"))

    made = add_step_behind_value(document, "s", "Re-order the spare")

    assert [link for link in lines(made) if "re-order-the-spare" in link] == [
        ("re-order-the-spare", "b"),
        ("re-order-the-spare", "c"),
        ("value", "re-order-the-spare"),
    ]
    assert made.stream("s").ends == document.stream("s").ends


def test_the_tail_does_not_end_where_work_is_refused() -> None:
    refusing = a_document(a_flow("demand > a", "a > one value end", ends=({"id": "end"},)))
    named = a_document(a_flow("demand > a", "a > value"))
    free = a_document(a_flow("demand > a", "a > value", ends=({"id": "end"},)))

    ends = [lines(add_step_behind_value(each, "s", "Learn"))[-2] for each in (refusing, named, free)]

    assert ends == [("learn", "end-2"), ("learn", "end-2"), ("learn", "end")]


def test_nothing_follows_value_where_there_is_none() -> None:
    with pytest.raises(EditError, match="has no value"):
        add_step_behind_value(a_document(a_flow("demand > a", "a >", value=None)), "s", "Learn")
