"""The settings of a run: which layer wins, and what a profile leaves to run."""

import pytest

from svs_designer.catalogue import load_catalogue
from svs_designer.model.check_settings import CheckSettings, Profile
from svs_designer.model.document import Document
from svs_designer.model.edits.streams import add_stream
from svs_designer.rules.configuration import settings_for
from svs_designer.rules.finding import Level
from svs_designer.rules.installed import installed_rules
from svs_designer.rules.rule import Rule
from svs_designer.rules.runner import check_document
from svs_designer.rules.settings import WORKSHOP, Settings
from tests.analysis.flows import a_flow
from tests.builders import a_document

CATALOGUE = load_catalogue("itil4")


def test_the_document_has_the_last_word_over_the_file_beside_it() -> None:
    beside = CheckSettings(
        rules={"SVS004": "error", "SVS071": "off"}, thresholds={"most-handoffs": 9, "wait-to-touch": 9}
    )
    document = a_document(check={"rules": {"SVS004": "off"}, "thresholds": {"most-handoffs": 7}})

    settings = settings_for(document, beside)

    assert settings.levels == {"SVS004": None, "SVS071": None}
    assert (settings.threshold("most-handoffs"), settings.threshold("wait-to-touch")) == (7, 9)
    assert settings.threshold("long-wait") == 0.10


@pytest.mark.parametrize(
    ("beside", "within", "asked", "expected"),
    [
        (None, None, None, Profile.DEFAULT),
        ("strict", None, None, Profile.STRICT),
        ("strict", "workshop", None, Profile.WORKSHOP),
        ("strict", "workshop", Profile.DEFAULT, Profile.DEFAULT),
    ],
)
def test_the_nearest_profile_counts(
    beside: str | None, within: str | None, asked: Profile | None, expected: Profile
) -> None:
    document = a_document(check={"profile": within})

    assert settings_for(document, CheckSettings(profile=beside), profile=asked).profile is expected


def test_a_check_without_settings_follows_the_document() -> None:
    document = a_document(a_flow("demand > a", "a > b", "b >"))
    quiet = Document(**{**dict(document), "check": {"rules": {"SVS021": "off", "SVS004": "error"}}})

    levels = {each.rule: each.level for each in check_document(quiet, CATALOGUE)}

    assert "SVS021" in {each.rule for each in check_document(document, CATALOGUE)}
    assert "SVS021" not in levels
    assert levels["SVS004"] is Level.ERROR


def test_a_level_for_a_rule_of_ours_that_is_none_is_told_and_one_for_a_strangers_is_kept() -> None:
    document = a_document(check={"rules": {"SVS0044": "off", "ACME001": "off"}})

    told = [each.message for each in check_document(document, CATALOGUE) if each.rule == "CHECK"]

    assert told == ["The check sets a level for SVS0044, which is no rule: did you mean SVS004?"]


def test_an_empty_new_stream_has_nothing_to_be_told_in_a_workshop() -> None:
    document = add_stream(Document(check={"profile": "workshop"}), "Restore Wi-Fi")

    assert check_document(document, CATALOGUE) == ()


def test_a_workshop_is_told_of_broken_wiring_and_not_of_missing_figures() -> None:
    document = a_document(a_flow("demand > a", "a > b c", "b >", "c > value"), check={"profile": "workshop"})

    found = {each.rule for each in check_document(document, CATALOGUE)}

    assert {"SVS021", "SVS027"} <= found
    assert found <= WORKSHOP


def test_a_rule_that_is_set_runs_in_every_profile() -> None:
    rest = Rule(id="SVS004", name="No owner", level=Level.WARNING, group="frame")
    strangers = Rule(id="ACME001", name="Shape", level=Level.WARNING, group="acme", workshop=True)

    assert not Settings(profile=Profile.WORKSHOP).is_on(rest)
    assert Settings(profile=Profile.WORKSHOP, levels={"SVS004": Level.ERROR}).is_on(rest)
    assert Settings(profile=Profile.WORKSHOP).is_on(strangers)
    assert not Settings(profile=Profile.WORKSHOP, levels={"ACME001": None}).is_on(strangers)


def test_every_rule_of_the_workshop_is_one() -> None:
    assert {rule.id for rule in installed_rules()[0]} >= WORKSHOP
