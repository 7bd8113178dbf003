"""The settings of the check: their notation, and what they refuse."""

import pytest
from pydantic import ValidationError

from svs_designer.formats.native import read_text, write_text
from svs_designer.model.base import evolve
from svs_designer.model.check_settings import THRESHOLDS, CheckSettings, Profile, RuleLevel, is_share
from svs_designer.model.edits.fragments import fragment
from tests.builders import a_document

SET = CheckSettings(
    profile="workshop",
    rules={"SVS004": "off", "ACME001": "error"},
    thresholds={"most-handoffs": 6, "least-flow-efficiency": "12.5%"},
)


def test_settings_are_read_from_the_notation_of_the_file() -> None:
    assert SET.profile is Profile.WORKSHOP
    assert SET.rules == (("SVS004", RuleLevel.OFF), ("ACME001", RuleLevel.ERROR))
    assert SET.thresholds == (("most-handoffs", 6.0), ("least-flow-efficiency", 0.125))


def test_settings_are_written_so_that_every_reader_of_yaml_takes_off_for_a_word() -> None:
    text = write_text(a_document(check=SET))

    assert (
        "check:\n"
        "  profile: workshop\n"
        '  rules: {SVS004: "off", ACME001: error}\n'
        "  thresholds: {most-handoffs: 6, least-flow-efficiency: 12.5%}\n"
    ) in text
    assert read_text(text).document == a_document(check=SET)
    assert "check" not in write_text(a_document())


@pytest.mark.parametrize("off", ["off", '"off"', "'off'", "false"])
def test_off_may_stand_plain_or_in_quotes_or_as_the_false_that_yaml_1_1_makes_of_it(off: str) -> None:
    reading = read_text(f'svs: "1.0"\ncheck: {{rules: {{SVS004: {off}}}}}\n')

    assert reading.complete
    assert reading.document is not None
    assert reading.document.check.rules == (("SVS004", RuleLevel.OFF),)


def test_a_changed_part_is_made_of_the_pairs_it_holds() -> None:
    assert evolve(SET, profile=None).rules == SET.rules
    with pytest.raises(ValidationError, match="stands twice"):
        CheckSettings(rules=(("SVS004", "off"), ("SVS004", "error")))


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"profile": "strikt"}, "profile"),
        ({"rules": {"SVS004": "quiet"}}, "quiet"),
        ({"rules": {"svs4": "off"}}, "pattern"),
        ({"rules": [["SVS004", "off"]]}, "mapping"),
        ({"thresholds": {"most-handofs": 6}}, "no threshold 'most-handofs'"),
        ({"thresholds": {"most-handoffs": True}}, "not a number: write it like 5"),
        ({"thresholds": {"most-handoffs": -1}}, "not a number"),
        ({"thresholds": {"long-wait": 20}}, "write 20%"),
    ],
)
def test_what_no_check_knows_is_refused(changes: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        CheckSettings(**changes)


def test_every_share_has_a_default_that_is_one() -> None:
    assert all(0 < default < 1 for name, default in THRESHOLDS.items() if is_share(name))
    assert all(default >= 1 for name, default in THRESHOLDS.items() if not is_share(name))


def test_a_part_on_the_clipboard_does_not_carry_the_settings_of_its_document() -> None:
    assert fragment(a_document(check=SET), "s", ("a",), {}).check == CheckSettings()
