"""The rules on suppliers and stock: what they object to, let pass and mend."""

from typing import Any

import pytest

from svs_designer.model.document import Document
from svs_designer.model.edits import registers, steps
from tests.builders import a_document, a_step, a_stream
from tests.rules.asking import PARTIES, WIFI, findings_of, found, wifi
from tests.rules.test_fixes import assert_mends

TEAMS = ({"id": "desk"}, {"id": "riggers", "name": "Riggers", "kind": "supplier"})
TOOLS = ({"id": "shelf", "category": "stock"}, {"id": "console", "category": "monitoring"})


def test_a_team_that_turns_out_to_be_a_supplier_is_told_at_each_of_its_steps() -> None:
    mutant = registers.set_entry(wifi(), "teams", "network-support", kind="supplier")

    findings = findings_of(mutant)

    assert {each.rule for each in findings} == {"SVS090"}
    assert [each.element for each in findings] == [
        step.id for step in mutant.stream(WIFI).steps if step.team == "network-support"
    ]


def test_a_spare_that_nobody_re_orders_is_told() -> None:
    mutant = steps.set_steps(wifi(), WIFI, ("update-records",), restocks=())

    findings = findings_of(mutant)

    assert [(each.rule, each.element) for each in findings] == [("SVS091", "take-spare")]
    for fix in findings[0].fixes:
        assert_mends(mutant, findings[0], fix)


# --- SVS090: agreements


def supplied(*contracts: dict[str, str], party: str | None = None, **fields: Any) -> Document:
    """Build a document of a step that is done with a carrier, and one behind it."""
    first = a_step("a", **{"with_": ("carrier",), "next": "b", **fields})
    demand = {"text": "Somebody asks", "party": party, "next": "a"}
    stream = a_stream(steps=(first, a_step("b", next="value")), demand=demand)
    return a_document(stream, parties=PARTIES, teams=TEAMS, contracts=contracts)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, True),
        ({"with_": (), "team": "riggers"}, True),
        ({"contract": "line"}, False),
        ({"with_": ("driver",), "team": "desk"}, False),
        ({"party": "carrier"}, False),
        ({"outputs": ("contracts-agreements",)}, False),
    ],
)
def test_who_works_for_us_works_under_an_agreement(fields: dict[str, Any], *, told: bool) -> None:
    assert [each.element for each in found(supplied(**fields), "SVS090")] == (["a"] if told else [])


def test_before_an_agreement_is_made_there_is_none_to_link() -> None:
    document = supplied()

    agreed_later = steps.set_steps(document, "s", ("b",), outputs=("contracts-agreements",))

    assert found(document, "SVS090") != []
    assert found(agreed_later, "SVS090") == []


def test_the_contracts_with_the_supplier_are_offered_first() -> None:
    ours, others = {"id": "line", "name": "Line", "party": "carrier"}, {"id": "frame", "name": "Frame"}

    def titles(*contracts: dict[str, str]) -> list[str]:
        (finding,) = found(supplied(*contracts), "SVS090")
        return [fix.title for fix in finding.fixes]

    assert titles(others, ours) == ["Link 'Line'"]
    assert titles(others) == ["Link 'Frame'", "Add the contract 'Agreement with Carrier' and link it"]


def test_a_new_contract_is_made_with_the_supplier() -> None:
    document = supplied(team="riggers")
    (finding,) = found(document, "SVS090")

    after = finding.fixes[-1].edit(document)

    assert "relies on 'Riggers' and 'Carrier' without" in finding.message
    assert [(each.label, each.party) for each in after.contracts] == [("Agreement with Riggers", None)]
    assert_mends(document, finding, finding.fixes[-1])


# --- SVS091: stock


def stocked(*later: dict[str, Any], **fields: Any) -> Document:
    """Build a document of a step that takes a spare from a shelf, and steps behind it."""
    names = [f"b{number}" for number in range(len(later))]
    following = [*names, "value"]
    first = a_step("a", **{"takes": ("access-point",), "tools": ("shelf",), "next": following[0], **fields})
    rest = [
        a_step(name, **{"next": after, **each}) for name, after, each in zip(names, following[1:], later, strict=True)
    ]
    return a_document(a_stream(steps=(first, *rest)), tools=TOOLS)


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (stocked(), True),
        (stocked({"restocks": ("access-point",)}), False),
        (stocked({"restocks": ("Access  point",)}), False),
        (stocked({"restocks": ("tablet",)}), True),
        (stocked(restocks=("access-point",)), False),
        (stocked(tools=("console",)), False),
        (stocked(tools=()), False),
        (stocked(takes=(), tools=("shelf",)), False),
    ],
)
def test_what_is_taken_from_stock_is_replaced(document: Document, *, told: bool) -> None:
    assert [each.element for each in found(document, "SVS091")] == (["a"] if told else [])


def test_what_is_restocked_somewhere_is_kept_in_stock_whatever_the_tool() -> None:
    ways = {"one": [{"to": "b", "share": 0.5}, {"to": "c", "share": 0.5}]}
    stream = a_stream(
        steps=(
            a_step("a", next=ways),
            a_step("b", takes=("access-point",), next="value"),
            a_step("c", restocks=("access-point",), next="value"),
        )
    )

    assert [each.element for each in found(stream, "SVS091")] == ["b"]


def test_another_stream_may_restock() -> None:
    document = stocked()
    restocking = a_stream("t", steps=(a_step("r", restocks=("access-point",), next="value"),))

    assert found(a_document(*document.streams, restocking, tools=TOOLS), "SVS091") == []


def test_re_ordering_is_offered_in_what_comes_later_and_behind_value() -> None:
    obtaining, taking = {"activity": "obtain-build"}, {"activity": "obtain-build", "takes": ("tablet",)}
    document = stocked(obtaining, obtaining, taking, takes=("access-point", "cable"))
    (finding,) = found(document, "SVS091")

    last = finding.fixes[-1].edit(document).stream("s")

    assert "takes access point and cable from stock, and no later step replaces them" in finding.message
    assert [fix.title for fix in finding.fixes] == [
        "Re-order them in 'Do b1'",
        "Re-order them in 'Do b0'",
        "Add 'Re-order access point and cable' (Obtain/build) behind value",
    ]
    assert [link.to for link in last.ways("value").links] == ["re-order-access-point-and-cable"]  # type: ignore[union-attr]
    for fix in finding.fixes:
        assert_mends(document, finding, fix)
