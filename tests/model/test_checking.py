"""How a document is checked, changed by edits: its profile and the levels of single rules."""

from svs_designer.model.check_settings import Profile, RuleLevel
from svs_designer.model.edits.checking import set_profile, set_rule_level
from tests.builders import a_document


def test_a_profile_is_chosen_once_and_left_to_others_by_none() -> None:
    chosen = set_profile(a_document(), Profile.WORKSHOP)

    assert chosen.check.profile is Profile.WORKSHOP
    assert set_profile(chosen, Profile.WORKSHOP) is chosen
    assert set_profile(chosen, None) == a_document()


def test_a_rule_gets_a_level_keeps_its_place_and_loses_it_again() -> None:
    first = set_rule_level(a_document(), "SVS004", RuleLevel.OFF)
    both = set_rule_level(first, "SVS011", RuleLevel.ERROR)

    changed = set_rule_level(both, "SVS004", RuleLevel.ADVICE)

    assert changed.check.rules == (("SVS004", RuleLevel.ADVICE), ("SVS011", RuleLevel.ERROR))
    assert set_rule_level(changed, "SVS004", RuleLevel.ADVICE) is changed
    assert set_rule_level(set_rule_level(changed, "SVS004", None), "SVS011", None) == a_document()
