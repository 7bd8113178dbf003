"""Edits of governance and of guiding principles."""

import pytest

from svs_designer.model.document import Document
from svs_designer.model.edits import governing, principles
from svs_designer.model.edits.within import EditError
from svs_designer.model.registers import Control, Policy
from tests.builders import a_document, a_stream


def governed() -> Document:
    return a_document(
        a_stream(metrics=({"id": "breaches"},)),
        policies=({"id": "p", "text": "Two hours"},),
        controls=({"id": "c", "what": "Report"},),
    )


def control(document: Document) -> Control:
    entry = document.entry("controls", "c")
    assert isinstance(entry, Control)
    return entry


def test_a_policy_is_followed_once() -> None:
    once = governing.follow_policy(governed(), "s", "p")

    assert once.stream("s").policies == ("p",)
    assert governing.follow_policy(once, "s", "p") is once


def test_a_new_policy_is_written_and_followed() -> None:
    made = governing.write_policy(governed(), "s", "Answer in a day")

    assert [each.text for each in made.policies] == ["Two hours", "Answer in a day"]
    assert made.stream("s").policies == ("answer-in-a-day",)


def test_a_new_control_watches_its_policy() -> None:
    made = governing.watch_policy(governed(), "p", "Breach report")
    policy = made.entry("policies", "p")

    assert isinstance(policy, Policy)
    assert policy.control == "breach-report"
    assert [each.label for each in made.controls] == ["Report", "Breach report"]


def test_a_control_cannot_watch_a_policy_that_is_not_there() -> None:
    with pytest.raises(EditError, match="there is no 'q' in policies"):
        governing.watch_policy(governed(), "q", "Breach report")


def test_a_new_metric_stands_on_the_stream_and_proves_the_control() -> None:
    made = governing.prove_by_metric(governed(), "s", "c", "Breaches")

    assert [(each.id, each.name) for each in made.stream("s").metrics] == [("breaches", ""), ("breaches-2", "Breaches")]
    assert control(made).metric == "breaches-2"


def test_a_new_role_reviews_the_control() -> None:
    made = governing.have_reviewed(governed(), "c", "Service manager")

    assert control(made).who == "service-manager"
    assert made.label("roles", "service-manager") == "Service manager"


def test_evidence_names_the_principle_with_it() -> None:
    noted = principles.note_evidence(governed(), "s", "keep-it-simple", "Two steps fewer")
    changed = principles.note_evidence(noted, "s", "keep-it-simple", "Three steps fewer")

    assert [(each.id, each.evidence) for each in changed.stream("s").principles] == [
        ("keep-it-simple", "Three steps fewer")
    ]


def test_no_evidence_names_nothing_and_drops_nothing() -> None:
    document = governed()
    noted = principles.note_evidence(document, "s", "keep-it-simple", "Two steps fewer")

    emptied = principles.note_evidence(noted, "s", "keep-it-simple", "")

    assert principles.note_evidence(document, "s", "keep-it-simple", "") is document
    assert [(each.id, each.evidence) for each in emptied.stream("s").principles] == [("keep-it-simple", "")]


def test_a_principle_that_is_dropped_takes_its_evidence_along() -> None:
    noted = principles.note_evidence(governed(), "s", "keep-it-simple", "Two steps fewer")

    dropped = principles.drop_principle(noted, "s", "keep-it-simple")

    assert dropped.stream("s").principles == ()
    assert principles.drop_principle(dropped, "s", "keep-it-simple") is dropped
