"""The measures against examples worked by hand."""

from typing import Any

import pytest

from svs_designer.analysis.measures import Measures, breach, measures_of, time_text
from svs_designer.model.document import Document
from svs_designer.model.stream import ValueStream
from tests.builders import a_document, a_step, a_stream

MINUTE = 60.0
HOUR = 3600.0


def timed(step_id: str, touch: str | None = "10m", wait: str | None = "0m", **fields: Any) -> Any:
    return a_step(step_id, touch=touch, wait=wait, **fields)


def measured(*steps: Any, document: dict[str, Any] | None = None, **fields: Any) -> Measures:
    stream = a_stream(steps=steps, **fields)
    return measures_of(Document(**{"streams": (stream,), **(document or {})}), stream)


def test_all_cases_are_never_more_than_all() -> None:
    again = {"one": [{"to": "b", "share": 0.999999}, {"to": "a", "share": 0.5}]}

    figures = measured(timed("a", next=again), timed("b", next="value"))

    assert figures.reaches_value is not None
    assert 1 - 1e-9 < figures.reaches_value <= 1


def test_a_line_adds_up() -> None:
    figures = measured(
        timed("a", "10m", "20m", value="adding", next="b"), timed("b", "30m", "1h", value="necessary", next="value")
    )

    assert figures.lead
    assert figures.touch
    assert figures.wait
    assert figures.adding
    assert figures.lead.seconds == 120 * MINUTE
    assert figures.touch.seconds == 40 * MINUTE
    assert figures.wait.seconds == 80 * MINUTE
    assert figures.flow_efficiency == pytest.approx(40 / 120)
    assert figures.value_added_ratio == pytest.approx(10 / 120)
    assert figures.steps["b"].begins == 90 * MINUTE


def test_the_delay_of_a_link_is_waiting_and_belongs_to_the_step_it_leads_to() -> None:
    figures = measured(timed("a", next={"to": "b", "delay": "5m"}), timed("b", next={"to": "value", "delay": "3m"}))

    assert figures.lead
    assert figures.wait
    assert figures.lead.seconds == 28 * MINUTE
    assert figures.wait.seconds == 8 * MINUTE
    assert figures.steps["b"].delay == 5 * MINUTE


def test_rework_multiplies_visits_by_one_over_what_passes() -> None:
    back = {"one": [{"to": "value", "share": 0.75}, {"to": "a", "share": 0.25, "kind": "rework"}]}
    figures = measured(timed("a", "10m", next="b"), timed("b", "5m", next=back))

    assert figures.lead
    assert figures.steps["a"].visits == pytest.approx(4 / 3)
    assert figures.lead.seconds == pytest.approx(20 * MINUTE)
    assert figures.first_time_right == pytest.approx(0.75)
    assert figures.steps["b"].begins == pytest.approx(10 * MINUTE), "the first time, not the mean of all"


def test_parallel_branches_count_their_slowest() -> None:
    figures = measured(
        timed("a", "5m", next={"all": ["b", "c"]}),
        timed("b", "30m", next="j"),
        timed("c", "10m", "10m", next="j"),
        timed("j", "5m", next="value", join="all"),
    )

    assert figures.lead
    assert figures.touch
    assert figures.path_touch
    assert figures.lead.seconds == 40 * MINUTE
    assert figures.touch.seconds == 50 * MINUTE
    assert figures.path_touch.seconds == 40 * MINUTE
    assert figures.flow_efficiency == 1.0
    assert figures.steps["c"].on_the_path == 0
    assert figures.steps["c"].begins == 15 * MINUTE
    assert figures.steps["j"].begins == 35 * MINUTE


def test_only_cases_that_reach_value_count() -> None:
    ways = {"one": [{"to": "b", "share": 0.5}, {"to": "refuse", "share": 0.5}]}
    figures = measured(
        timed("a", next=ways),
        timed("b", "50m", next="value"),
        timed("refuse", "5h", next="end"),
        ends=({"id": "end", "name": "Refused"},),
    )

    assert figures.lead
    assert figures.reaches_value == 0.5
    assert figures.lead.seconds == 60 * MINUTE
    assert figures.steps["refuse"].visits == 0.5
    assert figures.steps["refuse"].on_the_way == 0


def test_a_missing_time_stays_missing() -> None:
    figures = measured(timed("a", "10m", None, next="b"), timed("b", "20m", "5m", next="value"))

    assert figures.lead
    assert figures.touch
    assert figures.lead.seconds == 35 * MINUTE
    assert figures.lead.missing == ("a",)
    assert figures.touch.missing == ()
    assert figures.steps["a"].wait is None


def test_without_any_time_there_is_no_lead_time() -> None:
    figures = measured(timed("a", None, None, next="b"), timed("b", None, None, next="value"))

    assert figures.trouble is None
    assert figures.lead is None
    assert figures.flow_efficiency is None
    assert figures.steps["a"].visits == 1


def test_the_share_of_guesses_is_told() -> None:
    figures = measured(
        a_step(
            "a", touch={"likely": "30m", "evidence": "measured"}, wait={"typical": "10m", "evidence": "guess"}, next="b"
        ),
        a_step("b", touch="20m", wait="0m", next="value"),
    )

    assert figures.lead
    assert figures.lead.guessed == pytest.approx(0.5)
    assert figures.touch
    assert figures.touch.guessed == pytest.approx(0.4)
    assert figures.wait
    assert figures.wait.guessed == 1.0
    assert figures.evidence == {"measured": 0.5, "guess": pytest.approx(1 / 6), "unstated": pytest.approx(1 / 3)}


def test_three_values_are_read_as_in_pert() -> None:
    figures = measured(timed("a", "5-10-27m", next="value"))

    assert figures.lead
    assert figures.lead.seconds == pytest.approx(12 * MINUTE)


def test_quality_rolls_along_the_path_and_over_branches() -> None:
    ways = {"one": [{"to": "b", "share": 0.25}, {"to": "c", "share": 0.75}]}
    figures = measured(
        timed("a", complete_and_accurate=0.9, next=ways),
        timed("b", complete_and_accurate=0.5, next="value"),
        timed("c", complete_and_accurate=0.8, next="value"),
    )

    assert figures.rolled_ca
    assert figures.rolled_ca.value == pytest.approx(0.9 * (0.25 * 0.5 + 0.75 * 0.8))


def test_parallel_branches_all_have_to_be_right() -> None:
    figures = measured(
        timed("a", complete_and_accurate=0.9, next={"all": ["b", "c"]}),
        timed("b", complete_and_accurate=0.5, next="j"),
        timed("c", next="j"),
        timed("j", complete_and_accurate=0.8, next="value", join="all"),
    )

    assert figures.rolled_ca
    assert figures.rolled_ca.value == pytest.approx(0.9 * 0.5 * 0.8)
    assert figures.rolled_ca.missing == ("c",)


def test_handoffs_are_counted_as_often_as_they_happen() -> None:
    ways = {"one": [{"to": "b", "share": 0.5}, {"to": "value", "share": 0.5}]}
    figures = measured(
        timed("a", team="desk", tools=("phone",), next=ways),
        timed("b", team="field", tools=("van",), value="adding", next="c"),
        timed("c", team="desk", tools=("phone", "van"), next="value"),
    )

    assert figures.handoffs == 1.0
    assert figures.tool_changes == 0.5
    assert figures.reassigns == 0


def test_handoffs_before_the_first_value_adding_step_follow_the_likely_path() -> None:
    figures = measured(
        timed("a", team="desk", next="b"),
        timed("b", team="field", next="c"),
        timed("c", team="network", value="adding", next="d"),
        timed("d", team="desk", next="value"),
    )

    assert figures.handoffs == 3
    assert figures.handoffs_before_adding == 2


def test_a_stream_that_leads_nobody_to_value_yet_is_measured_to_where_it_stops() -> None:
    figures = measured(timed("a", "10m", "5m", next="b"), timed("b", "20m", "5m"))

    assert figures.lead
    assert figures.lead.seconds == 40 * MINUTE
    assert figures.reaches_value == 0
    assert "No case reaches value yet" in figures.assumptions[0]


@pytest.mark.parametrize(
    ("steps", "fields", "told"),
    [
        ((), {}, "no steps"),
        ((timed("a", next="value"),), {"demand": None}, "no demand"),
        ((timed("a", next="value"),), {"demand": {"text": "x"}}, "Demand leads to no step"),
        (
            (timed("a", next={"one": ["a", {"to": "value", "kind": "feedback"}]}),),
            {},
            "a loop that only feedback leaves",
        ),
        ((timed("a", next="b"), timed("b", next="a")), {}, "circle for ever at 'Do a', 'Do b'"),
        (
            (timed("a", next={"all": ["b", "c"]}), timed("b", next="value"), timed("c", next="value")),
            {},
            "The parallel branches behind 'Do a'",
        ),
    ],
)
def test_where_there_is_no_figure_there_is_a_reason(steps: Any, fields: Any, told: str) -> None:
    figures = measured(*steps, **fields)

    assert figures.trouble
    assert told.lower() in figures.trouble.lower()
    assert figures.lead is None


def test_unknown_shares_are_divided_evenly_and_that_is_said() -> None:
    ways = {"one": [{"to": "b", "share": 0.6}, {"to": "c"}, {"to": "value"}]}
    figures = measured(timed("a", next=ways), timed("b", next="value"), timed("c", next="value"))

    assert figures.steps["c"].visits == pytest.approx(0.2)
    assert any("'Do a'" in told and "divided evenly" in told for told in figures.assumptions)


def test_load_follows_littles_law() -> None:
    figures = measured(
        timed("a", "30m", "1h30m", team="desk", role="agent", next="value"),
        demand={"text": "x", "rate": "20 per week", "next": "a"},
        document={
            "teams": ({"id": "desk", "name": "Desk", "staff": 2, "calendar": "office"},),
            "calendars": ({"id": "office", "hours": "08:00-13:00", "days": "mon-thu"},),
            "roles": ({"id": "agent", "cost_per_hour": 60},),
        },
    )

    team = figures.team("desk")
    assert team
    assert team.capacity_per_week == 2 * 5 * 4 * HOUR
    assert team.work_per_week == 10 * HOUR
    assert team.utilisation == 0.25
    assert figures.takt == HOUR
    assert figures.wip == pytest.approx(20 * 2 / 168)
    assert figures.cost
    assert figures.cost.value == 30


def test_a_day_of_working_time_is_the_teams_day() -> None:
    figures = measured(
        timed("a", "1d", "2d", team="desk", next="value"),
        clock="working",
        document={
            "teams": ({"id": "desk", "calendar": "short"},),
            "calendars": ({"id": "short", "hours": "10:00-16:00", "days": "mon-fri"},),
        },
    )

    assert figures.lead
    assert figures.day == 6 * HOUR
    assert figures.lead.seconds == 18 * HOUR
    assert figures.time_text(figures.lead.seconds) == "3 d"


def test_the_tail_is_work_but_no_lead_time() -> None:
    figures = measured(
        timed("a", team="desk", next="value"),
        timed("survey", "1h", "1d", team="desk"),
        value={"outcome": "x", "next": "survey"},
    )

    team = figures.team("desk")
    assert figures.lead
    assert figures.lead.seconds == 10 * MINUTE
    assert team
    assert team.touch == 70 * MINUTE
    assert figures.steps["survey"].visits == 1
    assert figures.steps["survey"].on_the_path == 0


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 min"), (40, "40 s"), (90, "1.5 min"), (720, "12 min"), (13980, "3 h 53 min"), (7200, "2 h"),
        (3 * 86400, "3 d"), (2.5 * 86400, "2.5 d"), (120 * 86400, "120 d"),
    ],
)  # fmt: skip
def test_times_are_said_as_people_say_them(seconds: float, text: str) -> None:
    assert time_text(seconds) == text


def test_the_figures_of_an_unchanged_stream_are_the_same_object() -> None:
    stream: ValueStream = a_stream(steps=(timed("a", next="value"),))
    document = a_document(stream)

    assert measures_of(document, stream) is measures_of(Document(**{**dict(document), "title": "x"}), stream)


def test_the_chance_of_a_breach_is_a_half_at_the_median_and_falls_with_the_limit() -> None:
    assert breach(100, 0, 99) == 1
    assert breach(100, 0, 101) == 0
    assert breach(100, 50, 100 / (1 + 0.25) ** 0.5) == pytest.approx(0.5)
    assert breach(100, 50, 300) < breach(100, 50, 200) < breach(100, 50, 150)


def test_each_step_of_a_large_loop_knows_its_first_begin() -> None:
    size, back = 300, 0.01
    ways = [
        {"one": [{"to": f"n{at + 1}", "share": 1 - back}, {"to": "n0", "share": back}]} for at in range(1, size - 1)
    ]
    last = {"one": [{"to": "value", "share": 1 - back}, {"to": "n0", "share": back}]}

    figures = measured(*(timed(f"n{at}", "1m", next=way) for at, way in enumerate(["n1", *ways, last])))

    expected = [0.0, MINUTE]
    for _ in range(2, size):
        expected.append((expected[-1] + MINUTE) / (1 - back))
    assert [figures.steps[f"n{at}"].begins for at in range(size)] == pytest.approx(expected)


def test_branches_that_do_not_meet_as_they_should_give_a_reason_instead_of_a_number() -> None:
    figures = measured(
        timed("a", "10m", next={"one": ["b", "c"]}),
        timed("b", "10m", next="d"),
        timed("c", "10m", next="d"),
        timed("d", "10m", join="all", next="value"),
    )

    assert figures.lead is None
    assert figures.trouble is not None
    assert figures.trouble.startswith("'Do d' waits for all, but some cases never come from")


def test_a_branch_may_come_to_its_join_along_one_of_several_links() -> None:
    figures = measured(
        timed("a", "5m", next={"all": ["b", "c"]}),
        timed("b", "10m", next="d"),
        timed("c", "20m", next={"one": [{"to": "d", "share": "50%"}, {"to": "e", "share": "50%"}]}),
        timed("e", "30m", next="d"),
        timed("d", "1m", join="all", next="value"),
    )

    assert figures.lead.seconds == pytest.approx((5 + 20 + 15 + 1) * MINUTE)


def test_a_begin_is_a_bound_where_a_time_before_it_is_not_known() -> None:
    figures = measured(
        timed("a", "5m", "1m", next="b"),
        timed("b", "5m", None, next="c"),
        timed("c", "5m", "1m", next="value"),
    )

    assert {step: each.begins_at_least for step, each in figures.steps.items()} == {"a": False, "b": True, "c": True}


def test_what_lies_behind_a_step_bounds_none_of_its_begin() -> None:
    figures = measured(
        timed("a", "5m", "1m", next={"one": [{"to": "b", "share": "50%"}, {"to": "value", "share": "50%"}]}),
        timed("b", "5m", None, next="a"),
    )

    assert not figures.steps["a"].begins_at_least
    assert figures.steps["b"].begins_at_least
