"""The picture of the ladder: nothing overlaps, the clock breaks where it breaks, what is not known is a gap."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svs_designer.drawing.marks import Rectangle, Stroke
from svs_designer.model.base import evolve
from svs_designer.model.document import Document
from tests.analysis.flows import a_flow
from tests.builders import a_document, a_step, a_stream
from tests.drawing.ladder.ladders import MODELS, TEAMS, a_line, gaps, ladder, marks, model, overlaps, texts

TIMES = st.one_of(st.none(), st.sampled_from(["0m", "1m", "3m", "10m", "1h", "2d"]))
WIFI_BREAKS = (
    "2 h are used up at the hand-off Field support → Network support, after 2 h 4 min; expected 3 h 15 min of 2 h"
)


def red(shown):
    return [mark for mark in marks(shown) if isinstance(mark, Rectangle) and mark.fill == "error"]


def promised(*steps, **target):
    return a_document(a_stream(steps=steps, targets=({"id": "p2", "name": "Priority 2", **target},)), teams=TEAMS)


@pytest.mark.parametrize("width", [320, 700, 912, 1400, 2400])
@pytest.mark.parametrize("name", MODELS)
def test_no_text_lies_on_another(name, width):
    shown = ladder(model(name), width)

    assert list(overlaps(shown)) == []
    assert shown.size.width >= width - 1


@given(st.lists(st.tuples(TIMES, TIMES), min_size=1, max_size=30), st.floats(320, 2000))
def test_no_text_lies_on_another_whatever_the_times(times, width):
    letters = [chr(ord("a") + number % 26) + (str(number // 26) if number > 25 else "") for number in range(len(times))]
    steps = tuple(
        a_step(letter, "Take the call and agree on what is to be done", wait=wait, touch=touch, next=following)
        for letter, (wait, touch), following in zip(letters, times, [*letters[1:], "value"], strict=True)
    )

    shown = ladder(a_document(a_stream(steps=steps)), width)

    assert list(overlaps(shown)) == []
    assert [step.rung.step for step in shown.steps] == letters


@pytest.mark.parametrize("name", MODELS)
def test_rungs_stand_side_by_side_and_cover_the_ladder(name):
    path = [step.box for step in ladder(model(name)).steps if not step.rung.beside]

    assert gaps(path) == pytest.approx([0] * (len(path) - 1), abs=1e-6)
    assert min(box.width for box in path) >= 4


def test_widths_tell_times():
    waited, worked = (step.box.width for step in ladder(a_line(("10m", "20m"), ("30m", "30m"))).steps)

    assert worked == pytest.approx(2 * waited)


def test_a_long_stream_is_wider_than_its_room():
    assert ladder(a_line(*[("1m", "1h")] * 25), 320).size.width > 321


def test_the_wifi_promise_breaks_at_the_hand_off_to_network_support():
    shown = ladder(model("wifi-as-is"))

    (late,) = red(shown)
    reassign, diagnose, replace = (shown.step(step).box for step in ("reassign", "diagnose", "replace"))
    assert shown.sentence == WIFI_BREAKS
    assert shown.missed
    assert reassign.right < late.x < diagnose.right
    assert late.x + late.width == pytest.approx(replace.right)
    assert {"Priority 2 incident · 2 h", "1 h 15 min late", WIFI_BREAKS} <= set(texts(shown))


def test_the_mark_of_the_break_does_not_cross_the_sentence():
    drawn = marks(ladder(model("wifi-as-is")))

    (line,) = [mark for mark in drawn if isinstance(mark, Stroke) and mark.colour == "error"]
    (sentence,) = [mark for mark in drawn if getattr(mark, "text", "") == WIFI_BREAKS]
    assert min(y for _, y in line.points) > sentence.y


def test_a_promise_that_holds_has_nothing_red():
    shown = ladder(model("wifi-to-be"))

    assert red(shown) == []
    assert not shown.missed
    assert shown.sentence.startswith("Expected 54 min of 2 h; ")


def test_the_clock_runs_from_its_start_to_its_stop():
    shown = ladder(promised(
        a_step("a", wait="10m", touch="10m", next="b"), a_step("b", wait="10m", touch="10m", next="value"),
        within="2h", starts={"step": "a", "at": "end"}, stops=({"step": "b", "at": "begin"},),
    ))  # fmt: skip

    (bar,) = [mark for mark in marks(shown) if isinstance(mark, Rectangle) and mark.height == 16]
    first, second = (step.box for step in shown.steps)
    assert bar.x == pytest.approx(first.right)
    assert bar.x + bar.width == pytest.approx(second.x + second.width / 2)


def test_time_that_is_used_up_within_a_team_is_said_with_the_steps():
    shown = ladder(promised(
        a_step("a", "Look", touch="10m", wait="0m", team="desk", next={"to": "b", "delay": "3h"}),
        a_step("b", "Mend", touch="10m", wait="0m", team="desk", next="value"),
        within="1h", starts={"step": "a", "at": "begin"},
    ))  # fmt: skip

    place = "on the way from 'Look' to 'Mend', after 3 h 10 min"
    assert shown.sentence == f"1 h is used up {place}; expected 3 h 20 min of 1 h"


def test_time_that_is_used_up_in_the_middle_of_work_is_said_with_the_step():
    shown = ladder(promised(
        a_step("a", "Look", touch="3h", wait="0m", next="value"), within="1h", starts={"step": "a", "at": "begin"}
    ))  # fmt: skip

    assert shown.sentence == "1 h is used up at 'Look'; expected 3 h of 1 h"


def test_a_clock_that_lacks_a_time_expects_at_least():
    shown = ladder(promised(
        a_step("a", touch="10m", wait="0m", next="b"), a_step("b", wait="5m", next="value"),
        within="1h", starts={"step": "a", "at": "begin"},
    ))  # fmt: skip

    assert shown.sentence == "Expected at least 15 min of 1 h"


def test_a_target_without_a_start_says_so_and_has_no_clock():
    shown = ladder(promised(a_step("a", touch="10m", wait="0m", next="value"), within="1h"))

    assert "no start" in shown.sentence
    assert [mark for mark in marks(shown) if isinstance(mark, Rectangle) and mark.height == 16] == []


def test_the_clock_of_another_target_can_be_chosen():
    stream = model("wifi-as-is").streams[0]
    later = {"id": "later", "name": "Next day", "within": "24h", "starts": {"step": "log"}, "stops": ()}
    document = evolve(model("wifi-as-is"), streams=(evolve(stream, targets=(*stream.targets, later)),))

    assert "Priority 2 incident · 2 h" in texts(ladder(document))
    assert "Next day · 24 h" in texts(ladder(document, target="later"))
    assert "Priority 2 incident · 2 h" in texts(ladder(document, target="gone"))


def test_a_clock_too_short_for_its_name_has_it_before_the_sentence():
    steps = (a_step("a", touch="1m", wait="1m", next="b"), a_step("b", touch="9h", wait="1m", next="value"))
    short = promised(*steps, within="1h", starts={"step": "a", "at": "begin"}, stops=({"step": "a"},))

    assert "Priority 2: Expected 1 min of 1 h" in texts(ladder(short))


def test_a_missing_time_is_a_gap_with_a_question_mark():
    shown = ladder(a_line(("5m", "10m"), (None, None)))

    assert texts(shown).count("?") == 2
    assert "0 min" not in texts(shown)


def test_an_empty_stream_says_what_to_do_next():
    shown = ladder(a_document(a_stream(steps=())))

    assert shown.trouble.startswith("Add steps")
    assert (shown.pieces, shown.steps) == ((), ())


def test_a_loop_without_a_way_out_gives_a_reason_instead_of_a_picture():
    shown = ladder(a_document(a_stream(steps=(a_step("a", next="b"), a_step("b", next="a")))))

    assert "circle" in shown.trouble
    assert shown.pieces == ()


def test_parallel_branches_that_wait_for_the_slowest_lie_beneath_it():
    shown = ladder(model("new-service"))

    build, supplier, people = (shown.step(step).box for step in ("build", "contract-supplier", "prepare-people"))
    assert supplier.y >= build.bottom
    assert not supplier.intersects(people)
    for beneath in (supplier, people):
        assert build.x - 1 <= beneath.x
        assert beneath.right <= build.right


def test_a_point_finds_its_rung():
    shown = ladder(model("new-service"))

    found = [shown.step_at(step.box.centre) for step in shown.steps]

    assert found == list(shown.steps)
    assert shown.step_at(shown.steps[0].box.centre._replace(x=2)) is None


def rarely(wait: str) -> Document:
    """A step of an hour that few cases take, behind one of two hours that all take."""
    stream = a_flow("demand > a", "a > one b value", "b > value")
    ways = {"one": [{"to": "value", "share": 0.98}, {"to": "b", "share": 0.02}]}
    first = evolve(stream.steps[0], touch="2h", wait="0m", next=ways)
    return a_document(evolve(stream, steps=(first, evolve(stream.steps[1], touch="1h", wait=wait))))


def test_bars_are_true_to_scale_where_a_step_is_rarely_done():
    shown = ladder(rarely("0m"))

    common, rare = (shown.step(step).box.width for step in "ab")
    assert rare < 0.05 * common


def test_a_sign_without_room_above_its_work_stands_with_the_name():
    said = texts(ladder(rarely("100h")))

    assert "2\u00a0%" not in said
    assert any(text.endswith("2\u00a0%") for text in said)
