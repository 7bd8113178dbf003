"""The review of the four dimensions: how much is filled, which steps are blind, and that the rule sees the same."""

from typing import Any

from hypothesis import given

from svs_designer.model.document import Document
from svs_designer.rules.review import DimensionReview, Sight, review_dimensions
from tests.builders import a_document, a_step, a_stream
from tests.rules.asking import CATALOGUE, PARTIES, found, wifi
from tests.strategies import documents


def dimensions(document: Document) -> dict[str, DimensionReview]:
    reviews = review_dimensions(document, document.streams[0], CATALOGUE)
    return {review.dimension.id: review for review in reviews}


def sights(document: Document) -> dict[str, Sight]:
    return {sight.aspect: sight for review in dimensions(document).values() for sight in review.sights}


def a_line(*fields: dict[str, Any], **more: Any) -> Document:
    names = [chr(ord("a") + number) for number in range(len(fields))]
    steps = tuple(
        a_step(name, next=following, **each)
        for name, following, each in zip(names, [*names[1:], "value"], fields, strict=True)
    )
    return a_document(a_stream(steps=steps, **more), parties=PARTIES)


def test_a_step_without_a_team_is_counted_and_named() -> None:
    team = sights(a_line({"team": "one"}, {}, {"team": "two"}))["team"]

    assert (team.said, team.gap, team.lacking) == ("2 of 3 steps have a team", "1 step lacks a team", ("b",))


def test_what_all_steps_have_leaves_no_gap() -> None:
    team = sights(a_line({"team": "one"}, {"team": "one"}))["team"]

    assert (team.said, team.gap, team.lacking) == ("All 2 steps have a team", "", ())


def test_what_no_step_has_is_said_once() -> None:
    tools = sights(a_line({}, {}))["tools"]

    assert (tools.said, tools.gap, tools.lacking) == ("0 of 2 steps have a tool", "No step has a tool", ("a", "b"))


def test_a_machine_needs_no_role() -> None:
    role = sights(a_line({"role": "agent"}, {"automation": "automatic"}))["role"]

    assert (role.said, role.gap) == ("The step done by people has a role", "")


def test_contracts_are_asked_where_a_supplier_takes_part() -> None:
    without = sights(a_line({}, {}))
    with_one = sights(a_line({"with_": ("carrier",)}, {}, {"contract": "c"}))["contract"]

    assert "contract" not in without
    assert (with_one.gap, with_one.lacking) == ("1 step with a supplier lacks a contract", ("a",))


def test_what_the_stream_says_as_a_whole_is_told_in_its_words() -> None:
    nothing, something = sights(a_line({})), sights(a_line({}, owner="lead", suppliers=("carrier",)))
    none = sights(a_line({}, suppliers="none"))

    assert nothing["owner"].gap == "Nobody owns the stream"
    assert nothing["suppliers"].gap == "Nobody looked for suppliers"
    assert something["owner"].said == "lead owns the stream"
    assert something["suppliers"].said == "Carrier"
    assert none["suppliers"].said == "No supplier takes part"


def test_an_owner_alone_does_not_open_a_dimension() -> None:
    owned, staffed = a_line({}, owner="lead"), a_line({"team": "one"})

    assert dimensions(owned)["organizations-people"].is_blind
    assert not dimensions(staffed)["organizations-people"].is_blind


def test_the_clean_case_is_blind_nowhere() -> None:
    reviews = dimensions(wifi()).values()

    assert [review.is_blind for review in reviews] == [False] * 4


def test_a_policy_on_a_step_directs_the_stream() -> None:
    assert sights(a_line({"policies": ("p",)}))["policies"].said == "1 policy"


@given(documents())
def test_lacking_and_filled_add_up_and_name_steps(document: Document) -> None:
    for stream in document.streams:
        ids = {step.id for step in stream.steps}
        for review in review_dimensions(document, stream, CATALOGUE):
            for sight in review.sights:
                assert bool(sight.gap) is (sight.filled < sight.of)
                assert ids.issuperset(sight.lacking)
                assert sight.is_whole or sight.filled + len(sight.lacking) == sight.of


@given(documents())
def test_the_rule_and_the_review_are_blind_in_the_same_dimensions(document: Document) -> None:
    told = found(document, "SVS087")

    for stream in document.streams:
        blind = [review for review in review_dimensions(document, stream, CATALOGUE) if review.is_blind]
        messages = [each.message for each in told if each.stream == stream.id]
        names = [f"says nothing of {review.dimension.name.lower()}:" for review in blind]
        assert all(any(name in message for name in names) for message in messages)
        assert not messages or len(messages) == len(names)
