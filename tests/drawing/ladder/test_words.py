"""The figures in words: sums that lack a time say "at least", what nobody knows is never zero, each explains itself."""

import pytest

from svs_designer.analysis.measures import Amount
from svs_designer.drawing.ladder.numbers import number, percent, visits
from svs_designer.drawing.ladder.status import status_figures
from svs_designer.drawing.ladder.steps import rung_lines, step_note, step_rows, target_rows
from svs_designer.drawing.ladder.summary import known_by, stream_figures
from svs_designer.model.base import evolve
from tests.builders import a_document, a_step, a_stream
from tests.drawing.ladder.ladders import MODELS, TEAMS, a_line, ladder, measured, model


def figures(document):
    stream, measures, _ = measured(document)
    return {figure.key: figure for figure in stream_figures(stream, measures)}


def said(document):
    return [each.text.replace("\u00a0", " ") for each in status_figures(*measured(document))]


def rows(document, step):
    stream, measures, _ = measured(document)
    return {row.name: row.value.replace("\u00a0", " ") for row in step_rows(stream.step(step), measures)}


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.614, "61 %"), (0.0772, "7.7 %"), (0.0995, "10 %"), (0.0004, "<0.1 %"), (0, "0 %"), (1, "100 %")],
)
def test_shares_keep_what_counts(share, text):
    assert percent(share).replace("\u00a0", " ") == text


def test_averages_and_visits_are_short():
    assert [number(each) for each in (14.16, 3.0, 0.0693, 1234.5)] == ["14.2", "3", "0.069", "1,234"]
    assert [visits(each) for each in (1.25, 1.0, 0.2, 12.4)] == ["1.25", "1", "0.2", "12"]


def test_the_wifi_case_says_what_everybody_tells_of_it():
    found = figures(model("wifi-as-is"))

    values = {key: figure.value.replace("\u00a0", " ") for key, figure in found.items()}
    assert values["lead"] == "3 h 53 min"
    assert (values["touch"], values["wait"], values["flow"]) == ("2 h 21 min", "1 h 32 min", "61 %")
    assert (values["adding"], values["handoffs"], values["quality"], values["first"]) == ("7.7 %", "3", "24 %", "0 %")
    assert found["handoffs"].detail == "2 before value"
    assert found["quality"].detail == "weakest 60\u00a0%: Try a first fix and choose the next team"


@pytest.mark.parametrize("name", MODELS)
def test_every_figure_explains_itself(name):
    assert all(figure.meaning.endswith(".") and figure.value for figure in figures(model(name)).values())


def test_a_sum_that_lacks_a_time_says_at_least():
    found = figures(a_line(("5m", "10m"), (None, "10m")))

    assert found["lead"].value == "≥ 25 min"
    assert found["lead"].detail == "1 step lacks a time"


def test_a_sum_of_nothing_known_is_not_known():
    untimed = a_line((None, None), (None, None))

    assert figures(untimed)["lead"].value == "not known"
    assert said(untimed) == ["Lead time not known"]


@pytest.mark.parametrize(
    ("times", "waiting", "efficiency"),
    [
        ((("5m", "15m"), (None, "10m")), "≥ 5 min", "≤ 83 %"),
        ((("5m", "15m"), ("10m", None)), "15 min", "≥ 50 %"),
        (((None, "15m"), (None, "10m")), "not known", "≤ 100 %"),
        (((None, "15m"), ("10m", None)), "≥ 10 min", None),
    ],
)
def test_what_lacks_makes_ratios_bounds_or_unknown(times, waiting, efficiency):
    found = {key: figure.value.replace("\u00a0", " ") for key, figure in figures(a_line(*times)).items()}

    assert found["wait"] == waiting
    assert found.get("flow") == efficiency


def test_value_added_is_a_bound_where_times_lack():
    stream = a_stream(steps=(
        a_step("a", touch="10m", wait="10m", value="adding", next="b"),
        a_step("b", touch="20m", value="necessary", next="value"),
    ))  # fmt: skip

    assert figures(a_document(stream))["adding"].value == "≤ 25\u00a0%"


def test_a_flow_that_does_not_reach_value_yet_says_so():
    stream = a_stream(steps=(a_step("a", touch="10m", wait="5m", next="b"), a_step("b", touch="10m", wait="5m")))

    found = figures(a_document(stream))["lead"]

    assert (found.value, found.detail) == ("30 min", "value not reached yet")


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Amount(60, guessed=1.0), "nothing measured"),
        (Amount(60, guessed=0.25), "25\u00a0% not measured"),
        (Amount(60), "measured or agreed"),
        (Amount(60, missing=("a", "b")), "2 steps lack a time"),
    ],
)
def test_a_sum_says_what_it_rests_on(amount, text):
    assert known_by(amount) == text


def test_quality_that_lacks_numbers_is_at_most():
    stream = a_stream(steps=(
        a_step("a", touch="1m", wait="0m", complete_and_accurate="50%", next="b"),
        a_step("b", touch="1m", wait="0m", next="value"),
    ))  # fmt: skip

    found = figures(a_document(stream))["quality"]

    assert (found.value, found.detail) == ("≤ 50\u00a0%", "1 step lacks it")
    assert "'Do b'" in found.meaning


def test_quality_that_nobody_rated_is_left_out():
    assert "quality" not in figures(a_line(("5m", "10m")))


def test_an_empty_stream_has_no_figures_and_a_broken_one_says_why():
    empty = a_document(a_stream(steps=()))
    circling = a_document(a_stream(steps=(a_step("a", next="b"), a_step("b", next="a"))))

    assert (figures(empty), said(empty)) == ({}, [])
    assert (figures(circling), said(circling)) == ({}, ["No figures yet"])


def test_the_status_bar_says_what_the_stream_adds_up_to():
    as_is = status_figures(*measured(model("wifi-as-is")))

    assert said(model("wifi-as-is")) == [
        "Lead time 3 h 53 min",
        "touch 2 h 21 min",
        "flow efficiency 61 %",
        "3 hand-offs",
        "target missed by 1 h 15 min",
    ]
    assert as_is[-1].role == "error"
    assert "Field support → Network support" in as_is[-1].meaning
    assert all(each.meaning for each in as_is)


def test_a_promise_that_holds_says_what_is_left():
    target = status_figures(*measured(model("new-service")))[-1]

    assert (target.text, target.role) == ("target kept with 15 d to spare", "")


@pytest.mark.parametrize(("second", "text"), [("field", "1 hand-off"), ("desk", "no hand-offs")])
def test_hand_offs_are_counted_in_words(second, text):
    stream = a_stream(steps=(
        a_step("a", touch="1m", wait="0m", team="desk", next="b"),
        a_step("b", touch="1m", wait="0m", team=second, next="value"),
    ))  # fmt: skip

    assert text in said(a_document(stream, teams=TEAMS))


def test_a_step_tells_its_visits_its_begin_and_what_it_takes_of_lead_time_and_target():
    assert rows(model("wifi-as-is"), "diagnose") == {
        "Visits": "once a case",
        "Begins": "after 2 h 25 min",
        "Lead time": "13 % of it",
        "Waiting": "50 % of its time",
        "Priority 2 incident": "2 h 16 min of 2 h used",
    }


def test_a_step_behind_unknown_times_begins_later_than_told():
    stream = a_stream(steps=(a_step("a", touch="1m", next="b"), a_step("b", touch="2h", wait="3d", next="value")))

    told = rows(a_document(stream), "b")

    assert told["Begins"] == "after at least 3 d"
    assert told["Lead time"] == "not known: times are missing"


def test_a_step_beside_the_path_takes_nothing_of_the_lead_time():
    assert rows(model("new-service"), "contract-supplier")["Lead time"] == "none: another branch lasts longer"


def test_a_step_that_no_case_reaches_has_no_visits():
    document = a_document(a_stream(steps=(a_step("a", touch="1m", wait="0m", next="value"), a_step("b"))))

    assert rows(document, "b") == {"Visits": "none"}


def test_a_step_says_what_of_its_times_is_guessed_or_missing():
    guess = {"likely": "10m", "evidence": "guess"}
    measured_wait = {"typical": "5m", "evidence": "measured"}
    stream = a_stream(steps=(
        a_step("a", touch=guess, wait=measured_wait, next="b"),
        a_step("b", touch="1m", wait="1m", next="c"),
        a_step("c", touch={"likely": "10m", "evidence": "agreed"}, next="value"),
    ))  # fmt: skip
    stream, measures, _ = measured(a_document(stream))

    assert [step_note(step, measures) for step in stream.steps] == [
        "Touch time: a guess.",
        "Both times: evidence not stated.",
        "Waiting time: not known, left out of all sums.",
    ]


def test_a_target_tells_the_stream_how_much_of_it_is_used():
    _, measures, _ = measured(model("wifi-as-is"))

    assert [(row.name, row.value) for row in target_rows(measures)] == [("Priority 2 incident", "3 h 15 min of 2 h")]


def test_a_rung_tells_what_the_ladder_has_no_room_for():
    stream, measures, _ = measured(model("wifi-as-is"))
    rung = ladder(model("wifi-as-is")).step("diagnose").rung

    assert rung_lines(rung, stream, measures)[:3] == (
        "Diagnose the access point", "Wait 12 min, touch 12 min", "6 min delay on the way"
    )  # fmt: skip


def test_a_rung_of_rework_tells_the_sum_of_all_visits():
    stream, measures, _ = measured(model("new-service"))
    rung = ladder(model("new-service")).step("decide").rung

    assert "1.25 visits a case: 13.1 d in all" in rung_lines(rung, stream, measures)


def test_the_way_to_value_tells_its_delay():
    steps = (a_step("a", touch="10m", wait="0m", next={"to": "value", "delay": "1h"}),)
    document = a_document(a_stream(steps=steps))
    stream, measures, _ = measured(document)

    assert rung_lines(ladder(document).steps[-1].rung, stream, measures) == ("On the way to value", "Delay: 1 h")


def test_names_of_steps_are_shown_as_plain_text():
    document = a_line(("5m", "10m"))
    stream = document.streams[0]
    named = evolve(stream, steps=(evolve(stream.steps[0], name="Look\n  <b>again</b>"),))

    assert ladder(evolve(document, streams=(named,))).steps[0].rung.name == "Look <b>again</b>"
