"""Text metrics: what fits, where lines break, and what never loops or overflows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svs_designer.drawing.text import ELLIPSIS, balance, fit, fits, plain, width, wrap

LINES = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=60)


def test_the_width_of_a_text_is_the_sum_of_its_characters():
    assert width("ab", 10) == pytest.approx(width("a", 10) + width("b", 10))
    assert width("Triage", 26) == pytest.approx(2 * width("Triage", 13))


def test_bold_is_wider_than_regular():
    assert width("Warehouse", 13, 700) > width("Warehouse", 13, 400)


def test_characters_that_the_font_lacks_have_a_width_too():
    assert width("倉庫", 10) > width("ab", 10)
    assert width("e\u0301", 10) == width("e", 10)


def test_a_text_that_fits_is_left_alone():
    assert fit("Triage", 100, 13) == "Triage"


def test_a_long_text_ends_in_an_ellipsis_and_keeps_no_loose_comma():
    shown = fit("Triage, then repair", width("Triage, the", 13), 13)

    assert shown.endswith(ELLIPSIS)
    assert fit("Triage, then", width("Triage, …", 13), 13) == "Triage…"


def test_where_not_even_an_ellipsis_fits_there_is_nothing():
    assert fit("Triage", 1, 13) == ""


def test_lines_break_between_words():
    assert wrap("Take the call and agree priority", 164, 2, 13, 600) == ("Take the call and agree", "priority")


def test_the_last_line_tells_that_there_is_more():
    lines = wrap("one two three four five six", width("one two", 13), 2, 13)

    assert lines == ("one two", "three…")


def test_a_word_longer_than_a_line_is_broken_within():
    lines = wrap("Donaudampfschifffahrtsgesellschaft", 80, 5, 13)

    assert len(lines) > 1
    assert "".join(lines) == "Donaudampfschifffahrtsgesellschaft"


def test_a_no_break_space_keeps_number_and_unit_together():
    assert wrap("about 80\u00a0% of all", width("about 80", 11), 3, 11)[0] == "about"


def test_line_breaks_and_tabs_are_spaces():
    assert plain(" Log\n\tthe  incident ") == "Log the incident"


def test_what_no_picture_can_hold_is_dropped():
    assert plain("a\x00b\x1bc\ufffe") == "abc"


def test_nothing_gives_no_lines():
    assert wrap("  \n ", 100, 3, 13) == ()


def test_balanced_lines_are_of_even_length():
    assert balance("Driver gets instructions at the workplace again and loads on time", 164, 4, 11)[-1] != "time"


@given(LINES, st.floats(1, 300), st.integers(1, 4))
def test_no_line_is_wider_than_it_may_be(text: str, available: float, lines: int):
    wrapped = wrap(text, available, lines, 13)

    assert len(wrapped) <= lines
    assert all(width(line, 13) <= available or len(line) == 1 for line in wrapped)


@given(LINES, st.floats(20, 300))
def test_with_lines_enough_nothing_is_lost(text: str, available: float):
    wrapped = wrap(text, available, 1000, 13)

    assert "".join(wrapped).replace(" ", "") == plain(text).replace(" ", "")


@given(LINES, st.floats(20, 300))
def test_balancing_keeps_the_words_and_the_number_of_lines(text: str, available: float):
    wrapped, balanced = wrap(text, available, 4, 11), balance(text, available, 4, 11)

    assert len(balanced) == len(wrapped)
    assert not fits(text, available, 4, 11) or " ".join(balanced) == plain(text)
