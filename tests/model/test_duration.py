"""Durations as people type them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svs_designer.model.duration import BadDuration, Duration


@pytest.mark.parametrize(
    ("text", "canonical", "seconds"),
    [
        ("90s", "1m30s", 90),
        ("6m", "6m", 360),
        ("6 min", "6m", 360),
        ("1h30m", "1h30m", 5400),
        ("1.5 h", "1h30m", 5400),
        ("1,5h", "1h30m", 5400),
        ("90m", "1h30m", 5400),
        ("2d", "2d", 172800),
        ("2 days", "2d", 172800),
        ("1d4h", "1d4h", 100800),
        ("0m", "0m", 0),
        ("PT1H30M", "1h30m", 5400),
        ("P2D", "2d", 172800),
        ("0.1h", "6m", 360),
    ],
)
def test_a_typed_duration_is_understood(text: str, canonical: str, seconds: int) -> None:
    duration = Duration.parse(text)

    assert str(duration) == canonical
    assert duration.clock_time() == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "text", ["", "6", "m", "6x", "-5m", "6m6m", "1h foo", "P", "PT", "1e5m", "nan", "101y", "99999999d"]
)
def test_what_is_no_duration_is_refused_with_the_way_out(text: str) -> None:
    with pytest.raises(BadDuration, match=r"\w"):
        Duration.parse(text)


def test_a_number_without_unit_is_told_which_units_there_are() -> None:
    with pytest.raises(BadDuration, match="6 has no unit: write 6m, 6h or 6d"):
        Duration.parse("6")


def test_a_day_follows_the_clock_of_the_stream() -> None:
    day_and_half = Duration.parse("1d4h")

    assert day_and_half.clock_time(day=timedelta(hours=8)) == timedelta(hours=12)
    assert Duration.parse("24h") != Duration.parse("1d")


@given(st.integers(0, 30000), st.integers(0, 10**6))
def test_its_text_and_its_iso_form_read_back_equal(days: int, seconds: int) -> None:
    duration = Duration(float(days), float(seconds))

    assert Duration.parse(str(duration)) == duration
    assert Duration.parse(duration.iso()) == duration


@given(st.text(max_size=12))
def test_any_text_is_a_duration_or_a_clear_no(text: str) -> None:
    try:
        duration = Duration.parse(text)
    except BadDuration:
        return

    assert Duration.parse(str(duration)) == duration
