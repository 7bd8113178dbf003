"""Widths are proportional to times, as far as everything can be seen; a moment has a place and comes back from it."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from svs_designer.drawing.ladder.axis import (
    GAP,
    LEAST_TOUCH,
    LEAST_WAIT,
    Axis,
    Stretch,
    touch_stretch,
    wait_stretch,
    widths,
)

TIMES = st.one_of(st.none(), st.just(0.0), st.floats(1, 1e6))
STRETCHES = st.lists(st.one_of(TIMES.map(wait_stretch), TIMES.map(touch_stretch)), min_size=1, max_size=40)


def test_widths_are_proportional_where_there_is_room():
    assert widths([Stretch(60, 6), Stretch(120, 6), Stretch(180, 6)], 600) == pytest.approx((100, 200, 300))


def test_what_is_too_short_to_see_is_widened_at_the_cost_of_the_others():
    assert widths([Stretch(1, 12), Stretch(1000, 12), Stretch(2000, 12)], 600) == pytest.approx((12, 196, 392))


def test_no_wait_takes_no_room_and_an_unknown_one_a_gap():
    assert widths([wait_stretch(0.0), touch_stretch(60), wait_stretch(None)], 318) == pytest.approx((0, 300, GAP))


def test_a_ladder_without_any_time_is_as_wide_as_its_gaps():
    assert widths([wait_stretch(None), touch_stretch(None)], 600) == (GAP, GAP)


@given(STRETCHES, st.floats(100, 3000))
def test_the_widths_fill_the_room_or_go_beyond_it_where_the_least_ones_ask(stretches, room):
    assume(any(stretch.seconds for stretch in stretches))

    found = widths(stretches, room)

    assert sum(found) >= room * (1 - 1e-9)
    assert sum(found) <= max(room, 1.4 * sum(stretch.least for stretch in stretches)) * (1 + 1e-9)
    assert all(width >= stretch.least for width, stretch in zip(found, stretches, strict=True))


@given(STRETCHES, st.floats(100, 3000))
def test_of_two_waits_the_longer_is_never_drawn_shorter(stretches, room):
    found = [(s.seconds, width) for s, width in zip(stretches, widths(stretches, room), strict=True) if s.seconds]

    waits = sorted(each for each, s in zip(found, [s for s in stretches if s.seconds], strict=True) if s.least == 6)
    assert [width for _, width in waits] == sorted(width for _, width in waits)


def test_the_least_widths_can_be_pointed_at():
    assert wait_stretch(1).least == LEAST_WAIT > 0
    assert touch_stretch(1).least == LEAST_TOUCH > LEAST_WAIT


def test_moments_lie_between_known_points_and_beyond_them_at_the_ends():
    axis = Axis([(0, 100), (60, 200), (60, 220), (120, 320)])

    assert [axis.place(moment) for moment in (-5, 0, 30, 90, 500)] == [100, 100, 150, 270, 320]
    assert [axis.moment(place) for place in (100, 150, 210, 270)] == [0, 30, 60, 90]


def test_an_axis_never_runs_back():
    axis = Axis([(0, 0), (50, 10), (40, 20), (60, 30)])

    places = [axis.place(moment) for moment in range(0, 70, 2)]

    assert places == sorted(places)
