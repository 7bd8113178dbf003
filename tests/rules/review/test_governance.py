"""Governance: the chain from a policy to its reviewer, and where it is open."""

from typing import Any

from hypothesis import given

from svs_designer.model.document import Document
from svs_designer.rules.review import Chain, Governance, governance_of
from tests.builders import a_document, a_step, a_stream
from tests.rules.asking import wifi
from tests.strategies import documents

WHOLE = {"id": "c", "what": "Breach report", "who": "lead", "every": "month", "metric": "m"}


def governance(document: Document) -> Governance:
    return governance_of(document, document.streams[0])


def chain(document: Document) -> Chain:
    (only,) = governance(document).chains
    return only


def governed(control: dict[str, Any] | None = None, **stream: Any) -> Document:
    """Build a document whose stream follows one policy, watched by a control if one is given."""
    return a_document(
        a_stream(**{"policies": ("p",), "metrics": ({"id": "m", "name": "Breaches", "target": "<= 5%"},), **stream}),
        policies=({"id": "p", "text": "Two hours", "control": "c" if control else None},),
        controls=(control,) if control else (),
        roles=({"id": "lead", "name": "Lead"},),
    )


def test_a_whole_chain_is_told_in_names() -> None:
    whole = chain(governed(WHOLE))

    assert [each.name for each in whole.places] == ["Two hours", "Breach report", "Breaches", "Lead", "every month"]
    assert whole.measure.detail == "Target <= 5%"
    assert whole.open_ends == ()


def test_a_policy_without_control_has_one_open_end() -> None:
    assert chain(governed()).open_ends == ("control",)


def test_each_place_of_a_control_can_be_open() -> None:
    assert chain(governed({"id": "c", "what": "Look at it"})).open_ends == ("measure", "reviewer", "frequency")


def test_what_is_not_defined_is_open_by_its_id() -> None:
    lost = chain(governed(WHOLE | {"who": "nobody", "metric": "nothing"}))

    assert lost.open_ends == ("measure", "reviewer")
    assert (lost.reviewer.name, lost.reviewer.is_unknown) == ("nobody", True)


def test_a_policy_that_nobody_wrote_down_is_open() -> None:
    undefined = chain(a_document(a_stream(policies=("p",))))

    assert undefined.open_ends == ("policy", "control")


def test_a_policy_says_where_it_is_attached() -> None:
    steps = (a_step("a", "Approve", policies=("p",), next="b"), a_step("b", authority="p", next="value"))
    on_both = chain(governed(WHOLE, steps=steps))
    on_one = chain(governed(WHOLE, steps=(a_step("a", "Approve", policies=("p",), next="value"),), policies=()))

    assert (on_both.steps, on_both.policy.detail) == (("a", "b"), "Directs the stream and 2 steps")
    assert (on_one.steps, on_one.policy.detail) == (("a",), "Directs 'Approve'")


def test_a_measure_of_another_stream_is_found_there() -> None:
    document = governed(WHOLE, metrics=())
    other = a_stream("t", metrics=({"id": "m", "name": "Breaches"},))

    found = chain(a_document(document.streams[0], other, policies=document.policies, controls=document.controls))

    assert (found.measure.name, found.measure.detail, found.measure.is_open) == ("Breaches", "of Stream t", False)


def test_policies_that_no_stream_follows_stand_apart() -> None:
    document = a_document(a_stream(), a_stream("t", policies=("q",)), policies=({"id": "p"}, {"id": "q"}))

    apart = governance(document)

    assert apart.chains == ()
    assert [(each.policy.id, each.is_attached) for each in apart.idle] == [("p", False)]
    assert apart.open_ends == 0


def test_the_worked_cases_differ_by_their_control() -> None:
    assert governance(wifi("wifi-as-is")).open_ends == 1
    assert governance(wifi()).open_ends == 0


@given(documents())
def test_open_ends_are_places_without_a_definition(document: Document) -> None:
    for stream in document.streams:
        for each in governance_of(document, stream).chains:
            assert {step.id for step in stream.steps}.issuperset(each.steps)
            assert each.policy.id
            assert all(place.is_open for place in each.places if place.part in each.open_ends)
