"""Targets on the clock: where it starts and stops, what it shows, where it breaks."""

from typing import Any

import pytest

from svs_designer.analysis.measures import TargetFigures
from tests.analysis.measures.test_by_hand import MINUTE, measured, timed


def target(starts: Any, *stops: Any, within: str | None = "1h") -> tuple[dict[str, Any], ...]:
    return ({"id": "t", "name": "Promise", "within": within, "starts": starts, "stops": stops},)


def clock(*steps: Any, targets: Any, **fields: Any) -> TargetFigures:
    return measured(*steps, targets=targets, **fields).targets[0]


LINE = (
    timed("a", "10m", "5m", team="desk", next="b"),
    timed("b", "20m", "10m", team="desk", next={"to": "c", "delay": "6m"}),
    timed("c", "30m", "15m", team="field", next="value"),
)


@pytest.mark.parametrize(
    ("start", "stop", "minutes"),
    [(("a", "begin"), ("c", "end"), 91), (("a", "end"), ("c", "begin"), 51), (("b", "begin"), ("b", "end"), 20)],
)
def test_the_clock_runs_from_edge_to_edge(start: tuple[str, str], stop: tuple[str, str], minutes: float) -> None:
    figures = clock(*LINE, targets=target({"step": start[0], "at": start[1]}, {"step": stop[0], "at": stop[1]}))

    assert figures.expected == pytest.approx(minutes * MINUTE)


def test_each_step_has_its_reading() -> None:
    figures = clock(*LINE, targets=target({"step": "a", "at": "begin"}, {"step": "c", "at": "end"}))

    assert {step: reading.begins / MINUTE for step, reading in figures.steps.items()} == {"a": 0, "b": 20, "c": 61}
    assert figures.steps["b"].expected == pytest.approx(91 * MINUTE)


@pytest.mark.parametrize(
    ("within", "place"),
    [("5m", "a"), ("15m", "b"), ("42m", ("b", "c")), ("50m", ("b", "c")), ("70m", "c"), ("2h", None)],
)
def test_the_clock_says_where_the_time_is_used_up(within: str, place: Any) -> None:
    figures = clock(*LINE, targets=target({"step": "a", "at": "begin"}, {"step": "c", "at": "end"}, within=within))

    assert figures.breaks_at == place


def test_a_case_that_comes_back_runs_on_until_its_last_stop() -> None:
    ways = {"one": [{"to": "value", "share": 0.5}, {"to": "a", "share": 0.5, "kind": "rework"}]}
    figures = clock(
        timed("a", "10m", next="b"),
        timed("b", "10m", next="c"),
        timed("c", "5m", next=ways),
        targets=target({"step": "a", "at": "begin"}, {"step": "b", "at": "end"}),
    )

    assert figures.expected == pytest.approx((20 + 25) * MINUTE)


def test_a_case_that_passes_no_stop_stops_at_value() -> None:
    ways = {"one": [{"to": "b", "share": 0.5}, {"to": "c", "share": 0.5}]}
    figures = clock(
        timed("a", "10m", next=ways),
        timed("b", "20m", next="d"),
        timed("c", "40m", next="value"),
        timed("d", "100m", next="value"),
        targets=target({"step": "a", "at": "begin"}, {"step": "b"}),
    )

    assert figures.expected == pytest.approx((30 + 50) / 2 * MINUTE)


def test_the_clock_can_start_and_stop_inside_parallel_branches() -> None:
    steps = (
        timed("a", "5m", next={"all": ["b", "c"]}),
        timed("b", "10m", next="b2"),
        timed("b2", "10m", next="j"),
        timed("c", "60m", next="j"),
        timed("j", "5m", next="value", join="all"),
    )

    into = clock(*steps, targets=target({"step": "a", "at": "begin"}, {"step": "b2", "at": "end"}))
    out = clock(*steps, targets=target({"step": "b", "at": "end"}, {"step": "j", "at": "end"}))

    assert into.expected == pytest.approx(25 * MINUTE)
    assert out.expected == pytest.approx(55 * MINUTE)


def test_missing_times_on_the_clock_are_named_and_leave_the_risk_open() -> None:
    figures = clock(
        timed("a", next="b"),
        timed("b", None, next="value"),
        targets=target({"step": "a", "at": "begin"}, {"step": "b"}),
    )

    assert figures.missing == ("b",)
    assert figures.breach is None
    assert figures.expected == 10 * MINUTE


@pytest.mark.parametrize(
    ("targets", "told"),
    [
        (({"id": "t"},), "no start"),
        (target({"step": "nowhere"}), "no case gets to the start"),
        (target({"step": "island"}), "no case gets to the start"),
        (target({"step": "refuse"}), "no case that starts the clock reaches value"),
    ],
)
def test_a_clock_that_cannot_run_says_why(targets: Any, told: str) -> None:
    ways = {"one": [{"to": "value", "share": 0.5}, {"to": "refuse", "share": 0.5}]}
    figures = clock(
        timed("a", next=ways),
        timed("refuse", next="end"),
        timed("island", next="value"),
        ends=({"id": "end"},),
        targets=targets,
    )

    assert figures.expected is None
    assert figures.trouble
    assert told in figures.trouble


def test_the_spread_grows_with_routing_and_with_the_times() -> None:
    starts, stops = {"step": "a", "at": "begin"}, {"step": "b"}
    known = clock(timed("a", "8-10-12m", next="b"), timed("b", "8-10-12m", next="value"), targets=target(starts, stops))
    wide = clock(timed("a", "1-10-60m", next="b"), timed("b", "1-10-60m", next="value"), targets=target(starts, stops))
    usual = clock(timed("a", next="b"), timed("b", next="value"), targets=target(starts, stops))

    assert known.spread
    assert wide.spread
    assert usual.spread
    assert known.spread < wide.spread
    assert not known.assumed_spread
    assert usual.assumed_spread


def test_a_stop_behind_forty_forks_in_each_other_is_found() -> None:
    last = 39
    forks = [
        timed(f"f{level}", "1m", next={"all": [f"f{level + 1}" if level < last else "x", f"b{level}"]})
        for level in range(last + 1)
    ]
    beside = [timed(f"b{level}", "1m", next=f"j{level}") for level in range(last + 1)]
    joins = [
        timed(f"j{level}", "1m", join="all", next=f"j{level - 1}" if level else "value") for level in range(last + 1)
    ]

    figures = clock(
        *forks, timed("x", "5m", next=f"j{last}"), *beside, *joins, targets=target({"step": "f0"}, {"step": "x"})
    )

    assert figures.expected == pytest.approx((last + 5) * MINUTE)


def forked(touch: str, wait: str) -> TargetFigures:
    """The clock of a promise of an hour that stops in the first of two parallel branches."""
    return clock(
        timed("c", "5m", "2m", next={"all": ["d", "e"]}),
        timed("d", touch, wait, next="g"),
        timed("e", "60m", "10m", next="g"),
        timed("g", "1m", "1m", join="all", next="value"),
        targets=target({"step": "c", "at": "begin"}, {"step": "d", "at": "end"}),
    )


def test_a_stop_inside_parallel_branches_is_as_uncertain_as_without_them() -> None:
    alone = clock(
        timed("c", "5m", "2m", next="d"),
        timed("d", "30m", "20m", next="value"),
        targets=target({"step": "c", "at": "begin"}, {"step": "d", "at": "end"}),
    )

    figures = forked("30m", "20m")

    assert figures.expected == pytest.approx(alone.expected)
    assert figures.breach == pytest.approx(alone.breach)
    assert figures.breach > 0.3


def test_what_goes_on_in_another_branch_once_the_clock_stands_breaks_no_promise() -> None:
    figures = forked("10m", "5m")

    assert figures.expected == pytest.approx(20 * MINUTE)
    assert figures.breaks_at is None
