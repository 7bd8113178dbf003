"""The questions the program asks a catalogue."""

from pathlib import Path

import pytest

from svs_designer.catalogue import Catalogue, Contribution, load_catalogue, load_catalogue_from
from tests.catalogue.packs import a_pack


@pytest.fixture
def kitchen(tmp_path: Path) -> Catalogue:
    return load_catalogue_from(a_pack(tmp_path))


def test_grades_compare_by_strength_not_by_spelling() -> None:
    assert Contribution.NONE < Contribution.LOW < Contribution.MEDIUM < Contribution.HIGH
    assert max(Contribution) is Contribution.HIGH
    assert sorted([Contribution.HIGH, Contribution.LOW]) == [Contribution.LOW, Contribution.HIGH]


def test_a_term_is_found_by_its_id(kitchen: Catalogue) -> None:
    assert kitchen.activity("cook") is kitchen.activities[1]
    assert kitchen.practice("hosting") is kitchen.practices[1]
    assert kitchen.artefact("dish") is kitchen.artefacts[2]


def test_an_unknown_id_finds_nothing(kitchen: Catalogue) -> None:
    assert kitchen.activity("sing") is None
    assert kitchen.practice("sing") is None
    assert kitchen.artefact("sing") is None


def test_an_activity_takes_and_gives_what_the_artefacts_say(kitchen: Catalogue) -> None:
    serve, cook = kitchen.activities

    assert (serve.inputs, serve.outputs) == (("wish", "dish"), ("order", "dish"))
    assert (cook.inputs, cook.outputs) == (("order",), ("dish",))


def test_the_contribution_of_a_rated_pair(kitchen: Catalogue) -> None:
    assert kitchen.contribution("knife-work", "cook") is Contribution.HIGH
    assert kitchen.contribution("hosting", "cook") is Contribution.NONE


@pytest.mark.parametrize(("practice", "activity"), [("sing", "cook"), ("hosting", "sing"), ("gardening", "cook")])
def test_a_pair_that_is_unknown_or_not_rated_has_no_contribution(
    kitchen: Catalogue, practice: str, activity: str
) -> None:
    assert kitchen.contribution(practice, activity) is None


def test_the_table_has_a_row_for_each_practice_and_a_column_for_each_activity(kitchen: Catalogue) -> None:
    rows = {practice.id: grades for practice, grades in kitchen.contribution_rows()}

    assert rows["knife-work"] == (Contribution.LOW, Contribution.HIGH)
    assert rows["gardening"] == (None, None)


def test_practices_for_an_activity_come_best_first_and_specialists_before_generalists(kitchen: Catalogue) -> None:
    assert [p.id for p in kitchen.practices_for("serve")] == ["hosting", "kindness", "knife-work"]


def test_an_activity_is_first_offered_the_practice_whose_home_it_is() -> None:
    itil4 = load_catalogue("itil4")

    assert itil4.practices_for("improve")[0].id == "continual-improvement"
    assert itil4.practices_for("plan")[0].id == "strategy-management"


def test_practices_that_do_not_contribute_are_not_offered(kitchen: Catalogue) -> None:
    assert [p.id for p in kitchen.practices_for("cook")] == ["knife-work", "kindness"]
    assert kitchen.practices_for("sing") == ()


def test_activities_for_a_practice_come_best_first(kitchen: Catalogue) -> None:
    assert [a.id for a in kitchen.activities_for("knife-work")] == ["cook", "serve"]
    assert [a.id for a in kitchen.activities_for("hosting")] == ["serve"]
    assert kitchen.activities_for("gardening") == ()
    assert kitchen.activities_for("sing") == ()


def test_a_step_has_the_capabilities_of_its_activity(kitchen: Catalogue) -> None:
    assert kitchen.has_capability("serve", "external-boundary")
    assert not kitchen.has_capability("cook", "external-boundary")


@pytest.mark.parametrize("activity", [None, "", "sing"])
def test_no_or_an_unknown_activity_has_no_capability(kitchen: Catalogue, activity: str | None) -> None:
    assert not kitchen.has_capability(activity, "delivery")


def test_asking_for_a_capability_that_does_not_exist_is_refused(kitchen: Catalogue) -> None:
    with pytest.raises(ValueError, match="external_boundary"):
        kitchen.has_capability("serve", "external_boundary")


@pytest.mark.parametrize(
    ("meant", "typed"),
    [
        ("incident-management", "incident-managment"),
        ("incident-management", "Incident"),
        ("incident-management", "incident_management"),
        ("change-enablement", "change"),
        ("service-desk", "servicedesk"),
        ("it-asset-management", "IT Asset Management"),
    ],
)
def test_a_practice_is_guessed_from_what_was_typed(meant: str, typed: str) -> None:
    assert load_catalogue("itil4").nearest("practice", typed) == meant


def test_activities_and_artefacts_are_guessed_too() -> None:
    itil4 = load_catalogue("itil4")

    assert itil4.nearest("activity", "Deliver & support") == "deliver-support"
    assert itil4.nearest("activity", "obtain_bild") == "obtain-build"
    assert itil4.nearest("artefact", "change-request") == "change-requests"


def test_nothing_is_guessed_from_something_far_off() -> None:
    assert load_catalogue("itil4").nearest("practice", "xylophone") is None


def test_terms_serve_as_keys(kitchen: Catalogue) -> None:
    chips = {practice: practice.short for practice in kitchen.practices}

    assert chips[kitchen.practices[1]] == "Host"
