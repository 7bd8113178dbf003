"""The shipped ITIL 4 catalogue: complete, consistent, and fit to be shown."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from svs_designer.catalogue import Aspect, Capability, Catalogue, Contribution, Term, load_catalogue

ID = re.compile(r"^[a-z][a-z0-9-]*$")


@pytest.fixture
def itil4() -> Catalogue:
    return load_catalogue("itil4")


def terms(catalogue: Catalogue) -> Iterator[Term]:
    yield from catalogue.activities
    yield from catalogue.practices
    yield from catalogue.inputs
    yield catalogue.output
    yield from catalogue.parties
    yield from catalogue.components
    yield from catalogue.principles
    yield from catalogue.governance
    yield from catalogue.continual_improvement_model
    yield from catalogue.dimensions


def test_it_has_34_practices_in_three_groups(itil4: Catalogue) -> None:
    assert Counter(practice.group for practice in itil4.practices) == {"general": 14, "service": 17, "technical": 3}
    assert [len(itil4.practices_in(group.id)) for group in itil4.practice_groups] == [14, 17, 3]


def test_it_has_the_six_activities_in_their_usual_order(itil4: Catalogue) -> None:
    names = ["Plan", "Improve", "Engage", "Design and transition", "Obtain/build", "Deliver and support"]

    assert [activity.name for activity in itil4.activities] == names
    assert [activity.order for activity in itil4.activities] == [1, 2, 3, 4, 5, 6]


def test_the_frame_is_whole(itil4: Catalogue) -> None:
    assert [term.id for term in itil4.inputs] == ["demand", "opportunity"]
    assert itil4.output.id == "value"
    assert len(itil4.components) == 5
    assert len(itil4.principles) == 7
    assert [term.id for term in itil4.governance] == ["evaluate", "direct", "monitor"]
    assert len(itil4.continual_improvement_model) == 7
    assert len(itil4.dimensions) == 4


def test_every_id_is_well_formed_and_unique_among_its_kind(itil4: Catalogue) -> None:
    ends = [*itil4.activities, *itil4.parties]
    for kind in (ends, itil4.practices, itil4.practice_groups, itil4.artefacts, itil4.principles, itil4.dimensions):
        ids = [term.id for term in kind]
        assert len(set(ids)) == len(ids)
        assert all(ID.match(term_id) for term_id in ids)


def test_every_artefact_leads_from_and_to_something_known(itil4: Catalogue) -> None:
    known = {term.id for term in (*itil4.activities, *itil4.parties)}

    for artefact in itil4.artefacts:
        assert {*artefact.produced_by, *artefact.consumed_by} <= known, artefact.id


def test_only_supplies_services_and_policies_pass_the_border_without_engage(itil4: Catalogue) -> None:
    """The exceptions the framework makes from "every contact with the outside goes through Engage"."""
    outside = {"customer", "user", "supplier", "governing-body"}

    def bypasses(produced_by: set[str], consumed_by: set[str]) -> bool:
        touches = (produced_by | consumed_by) & outside
        return bool(touches) and "engage" not in produced_by | consumed_by

    exceptions = {a.id for a in itil4.artefacts if bypasses(set(a.produced_by), set(a.consumed_by))}

    assert exceptions == {"governing-policies", "chain-performance", "goods-services", "services-delivered"}


def test_every_practice_is_rated_for_every_activity(itil4: Catalogue) -> None:
    activities = {activity.id for activity in itil4.activities}

    for practice in itil4.practices:
        assert practice.contributions.keys() == activities, practice.id
        assert Contribution.HIGH in practice.contributions.values(), practice.id


def test_a_practice_is_left_out_of_an_activity_only_where_the_framework_does(itil4: Catalogue) -> None:
    left_out = {
        (practice.id, activity)
        for practice in itil4.practices
        for activity, grade in practice.contributions.items()
        if grade is Contribution.NONE
    }

    without_plan = (
        "incident-management",
        "monitoring-and-event-management",
        "problem-management",
        "service-desk",
        "service-request-management",
        "service-validation-and-testing",
        "deployment-management",
    )
    without_engage = (
        "deployment-management",
        "infrastructure-and-platform-management",
        "software-development-and-management",
    )
    assert left_out == {
        *((practice, "plan") for practice in without_plan),
        *((practice, "engage") for practice in without_engage),
        ("deployment-management", "deliver-support"),
    }


@pytest.mark.parametrize("capability", Capability)
def test_every_capability_rules_ask_for_belongs_to_one_activity(itil4: Catalogue, capability: Capability) -> None:
    assert len([a for a in itil4.activities if itil4.has_capability(a.id, capability)]) == 1


def test_every_activity_has_what_a_card_and_the_inspector_need(itil4: Catalogue) -> None:
    for activity in itil4.activities:
        assert activity.icon == activity.colour == activity.id
        assert len(activity.word) <= 20
        assert activity.inputs
        assert activity.outputs
        assert len(activity.questions) >= 3


def test_every_term_is_explained_in_one_short_line(itil4: Catalogue) -> None:
    for term in terms(itil4):
        assert len(term.summary) <= 90, term.id
        assert term.summary[0].isupper(), term.id
        assert not term.summary.endswith((".", "!", " ")), term.id
        assert "\n" not in term.summary, term.id


def test_every_purpose_is_a_sentence_and_every_question_asks(itil4: Catalogue) -> None:
    assert all(activity.purpose.endswith(".") for activity in itil4.activities)
    assert all(practice.purpose.endswith(".") for practice in itil4.practices)
    assert all(question.endswith("?") for activity in itil4.activities for question in activity.questions)
    assert all(dimension.question.endswith("?") for dimension in itil4.dimensions)


def test_the_dimensions_share_out_every_aspect_of_a_stream(itil4: Catalogue) -> None:
    shared = [aspect for dimension in itil4.dimensions for aspect in dimension.aspects]

    assert sorted(shared) == sorted(Aspect)


def test_every_principle_says_which_rules_speak_for_it(itil4: Catalogue) -> None:
    for principle in itil4.principles:
        assert principle.rules, principle.id
        assert all(re.fullmatch(r"SVS\d{3}", rule) for rule in principle.rules), principle.id


def test_short_names_fit_a_chip_and_differ(itil4: Catalogue) -> None:
    shorts = [practice.short for practice in itil4.practices]

    assert max(map(len, shorts)) <= 16
    assert len({short.lower() for short in shorts}) == len(shorts)


def test_the_notice_names_the_mark_and_denies_affiliation(itil4: Catalogue) -> None:
    assert "registered trade mark of the PeopleCert group" in itil4.notice
    assert "not affiliated" in itil4.notice
    assert "indicative" in itil4.notice
