"""The rules on the four dimensions and on the principles that a stream claims."""

from typing import Any

import pytest

from svs_designer.model.acceptance import Acceptance
from svs_designer.model.edits.accepting import accept_finding
from svs_designer.rules.builtin import RULES
from tests.builders import a_document, a_step, a_stream
from tests.rules.asking import CATALOGUE, PARTIES, found, mended

# --- SVS087: the four dimensions


def test_a_sketch_is_not_blind_before_it_sees_anything() -> None:
    assert found(a_stream(), "SVS087") == []


def test_each_dimension_that_nothing_is_said_of_is_told() -> None:
    stream = a_stream(steps=(a_step("a", role="agent", next="value"),))

    told = [each.message.partition(": ")[0].partition("says nothing of ")[2] for each in found(stream, "SVS087")]

    assert told == ["information and technology", "partners and suppliers", "value streams and processes"]


@pytest.mark.parametrize("fields", [{"contract": "c"}, {"with_": ("carrier",)}, {"team": "carrier-team"}])
def test_a_supplier_in_a_step_is_seen(fields: dict[str, Any]) -> None:
    stream = a_stream(steps=(a_step("a", role="agent", next="value", **fields),))
    document = a_document(stream, parties=PARTIES, teams=({"id": "carrier-team", "kind": "supplier"},))

    assert "suppliers" not in [each.field for each in found(document, "SVS087")]


def test_no_suppliers_or_known_ones_are_offered() -> None:
    document = a_document(a_stream(steps=(a_step("a", role="agent", next="value"),)), parties=PARTIES)
    finding = next(each for each in found(document, "SVS087") if each.field == "suppliers")

    after = [fix.edit(document).stream("s").suppliers for fix in finding.fixes]

    assert [fix.title for fix in finding.fixes] == ["There are none", "Carrier takes part"]
    assert after == [(), ("carrier",)]


# --- SVS088: waste by machine, and claims


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"automation": "automatic", "value": "waste"}, True),
        ({"automation": "assisted", "value": "waste"}, False),
        ({"automation": "automatic", "value": "necessary"}, False),
        ({"automation": "automatic", "value": "waste", "policies": ("law",)}, False),
    ],
)
def test_waste_is_not_automated(fields: dict[str, Any], *, told: bool) -> None:
    stream = a_stream(steps=(a_step("a", next="value", **fields),))

    assert bool(found(stream, "SVS088")) is told


def test_a_claim_names_the_rules_that_contradict_it() -> None:
    claims = ({"id": "progress-iteratively"}, {"id": "optimize-automate"})
    document = a_document(a_stream(principles=claims, improvements=({"id": "i"},)))

    (finding,) = found(document, "SVS088")

    assert "'No improvement or feedback in the stream' (SVS080) and 'Improvement item incomplete'" in finding.message
    after = mended(finding, "Drop 'Progress iteratively with feedback'", document)
    assert [each.id for each in after.stream("s").principles] == ["optimize-automate"]


def test_a_rule_that_is_switched_off_contradicts_no_claim() -> None:
    document = a_document(a_stream(principles=({"id": "progress-iteratively"},)))

    assert found(document, "SVS088")
    assert found(document, "SVS088", levels={"SVS080": None}) == []


def test_what_somebody_accepted_contradicts_no_claim() -> None:
    document = a_document(a_stream(principles=({"id": "progress-iteratively"},)))

    acceptance = Acceptance(rule="SVS080", reason="Learned in a stream of its own", by="Owner")
    accepted = accept_finding(document, "s", "value", acceptance)

    assert found(document, "SVS088")
    assert found(accepted, "SVS088") == []


def test_the_claim_to_optimise_is_contradicted_by_automated_waste() -> None:
    waste = a_step("a", automation="automatic", value="waste", next="value")
    stream = a_stream(steps=(waste,), principles=({"id": "optimize-automate"},))

    assert [each.element for each in found(stream, "SVS088")] == [None, "a"]


def test_the_rules_that_speak_for_a_principle_exist() -> None:
    known = {rule.id for rule in RULES}

    assert {rule for principle in CATALOGUE.principles for rule in principle.rules} <= known
