"""Shares, rates, times with their spread, and ids."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from svs_designer.model.duration import BadDuration, Duration
from svs_designer.model.ids import ID_PATTERN, fresh_id, slug
from svs_designer.model.numbers import Period, Rate, parse_ratio, ratio_text
from svs_designer.model.registers import Role, Team
from svs_designer.model.times import Touch, Wait, spread, spread_text


@pytest.mark.parametrize(("text", "ratio"), [("60%", 0.6), ("12.5 %", 0.125), ("0%", 0.0), ("100%", 1.0), (0.8, 0.8)])
def test_a_share_is_a_ratio(text: object, ratio: float) -> None:
    assert parse_ratio(text) == ratio


@pytest.mark.parametrize("value", ["60", "-1%", "101%", 60, True, None, "x%", float("nan")])
def test_what_is_no_share_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="60%"):
        parse_ratio(value)


@given(st.integers(0, 10_000))
def test_a_share_reads_back_from_its_text(parts: int) -> None:
    assert parse_ratio(ratio_text(parts / 10_000)) == pytest.approx(parts / 10_000, abs=1e-12)


def test_a_rate_counts_over_a_period() -> None:
    assert Rate.parse("3 per week") == Rate.parse("3/week") == Rate(3.0, Period.WEEK)
    assert str(Rate(2.5, Period.DAY)) == "2.5 per day"
    with pytest.raises(ValueError, match="3 per week"):
        Rate.parse("often")


def test_numbers_without_end_are_refused() -> None:
    with pytest.raises(ValueError, match="check the number"):
        Rate(2e9, Period.WEEK)
    with pytest.raises(ValidationError):
        Role(id="r", cost_per_hour=1e308)
    with pytest.raises(ValidationError):
        Team(id="t", staff=1e300)


@pytest.mark.parametrize("text", ["5-10-20m", "5m-10m-20m", "5 - 10 - 20 min"])
def test_three_values_are_low_likely_and_high(text: str) -> None:
    touch = Touch.model_validate(text)

    assert (touch.low, touch.likely, touch.high) == (Duration(0, 300), Duration(0, 600), Duration(0, 1200))
    assert spread_text(touch) == "5m-10m-20m"
    assert Touch.model_validate(spread_text(touch)) == touch


def test_one_value_is_the_likely_one_and_a_bare_number_is_asked_for_its_unit() -> None:
    assert spread_text(Wait.model_validate("2m")) == "2m"
    with pytest.raises(ValidationError, match="2 has no unit"):
        Wait.model_validate("2")
    with pytest.raises(BadDuration, match="three values"):
        spread("5-10m", middle="likely")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Triage", "triage"),
        ("Prüfe Größe", "pruefe-groesse"),
        ("2nd level", "nd-level"),
        ("日本", ""),
        ("Æ ø", "ae-oe"),
    ],
)
def test_an_id_is_spelled_from_the_name(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_a_taken_or_reserved_id_gets_a_number() -> None:
    assert fresh_id("Triage", {"triage", "triage-2"}, fallback="step") == "triage-3"
    assert fresh_id("Value", set(), fallback="step") == "value-2"
    assert fresh_id("日本", set(), fallback="step") == "step"


@given(st.text(max_size=80), st.sets(st.sampled_from(["a", "step", "end", "end-2"])))
def test_every_name_gives_a_well_formed_free_id(name: str, taken: set[str]) -> None:
    made = fresh_id(name, taken, fallback="step")

    assert re.fullmatch(ID_PATTERN, made)
    assert made not in taken | {"demand", "value", "end"}
