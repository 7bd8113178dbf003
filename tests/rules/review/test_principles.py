"""The review of the guiding principles: evidence noted, and the findings that speak against a principle."""

from typing import Any

from svs_designer.model.acceptance import Acceptance
from svs_designer.model.document import Document
from svs_designer.rules.finding import Finding, Level
from svs_designer.rules.review import PrincipleReview, review_principles
from tests.builders import a_document, a_stream
from tests.rules.asking import CATALOGUE, findings_of, wifi


def principles(document: Document, *findings: Finding) -> dict[str, PrincipleReview]:
    return {each.id: each for each in review_principles(document.streams[0], CATALOGUE, findings)}


def a_finding(rule: str, **fields: Any) -> Finding:
    return Finding(rule, Level.WARNING, "Something is wrong", "s", **fields)


def test_all_principles_are_listed_in_the_order_of_the_framework() -> None:
    listed = list(principles(a_document()))

    assert listed == [each.id for each in CATALOGUE.principles]


def test_a_claim_shows_its_evidence() -> None:
    claims = ({"id": "focus-on-value", "evidence": "Told by the driver"}, {"id": "keep-it-simple"})
    shown = principles(a_document(a_stream(principles=claims)))

    assert (shown["focus-on-value"].evidence, shown["focus-on-value"].lacks_evidence) == ("Told by the driver", False)
    assert shown["keep-it-simple"].lacks_evidence
    assert not shown["optimize-automate"].lacks_evidence


def test_findings_of_its_rules_speak_against_a_principle() -> None:
    silo, other = a_finding("SVS053"), a_finding("SVS011")

    shown = principles(a_document(), silo, other)

    assert {key: each.against for key, each in shown.items() if each.against} == {"collaborate-visibility": (silo,)}


def test_what_is_accepted_is_kept_apart() -> None:
    accepted = a_finding("SVS053", accepted=Acceptance(rule="SVS053", reason="Known", by="Owner"))

    shown = principles(a_document(), accepted)["collaborate-visibility"]

    assert (shown.against, shown.accepted) == ((), (accepted,))


def test_findings_of_other_streams_and_of_claims_are_left_out() -> None:
    elsewhere = Finding("SVS053", Level.WARNING, "Something is wrong", "another")
    claim = a_finding("SVS088", field="principles")
    waste = a_finding("SVS088", element="a", field="automation")

    shown = principles(a_document(), elsewhere, claim, waste)

    assert [each.against for each in shown.values() if each.against] == [(waste,)]


def test_a_principle_of_nobody_is_still_shown() -> None:
    strange = principles(a_document(a_stream(principles=({"id": "be-brave"},))))["be-brave"]

    assert (strange.name, strange.is_claimed) == ("be-brave", True)


def test_the_careless_case_contradicts_what_the_clean_one_claims() -> None:
    as_is, to_be = wifi("wifi-as-is"), wifi()

    careless = principles(as_is, *findings_of(as_is))
    clean = principles(to_be, *findings_of(to_be))

    assert {"SVS053", "SVS072"} <= {each.rule for review in careless.values() for each in review.against}
    assert not any(review.against for review in clean.values())
