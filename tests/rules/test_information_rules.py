"""The rule on information flow (SVS032): what it objects to, lets pass and mends."""

from typing import Any

import pytest

from svs_designer.model.step import Step
from svs_designer.model.stream import ValueStream
from tests.analysis.flows import a_flow
from tests.builders import a_document, a_step, a_stream
from tests.rules.test_data_rules import a_line, found, mended, step_of, titles

# --- information flow: what is needed


def needing(text: str, *, maker: str = "report", **fields: Any) -> ValueStream:
    """Build a stream whose second step makes something, and whose last one needs a text."""
    last = a_step("c", **{"inputs": (text,), "outputs": ("result",), **fields})
    return a_line(a_step("a", outputs=("start",)), a_step("b", inputs=("start",), outputs=(maker,)), last)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("report", False),
        ("Report", False),
        ("start", False),
        ("something-else", True),
        ("store-configuration", False),
        ("Store: configuration", False),
        ("external audit report", False),
        ("user-contacts", False),  # comes from users
        ("architectures-policies", False),  # comes from Plan, which this stream does not pass
        ("support-completion", True),  # comes from Deliver and support, which the stream passes before
        ("", False),
        ("?", False),
    ],
)
def test_svs032_knows_where_an_input_comes_from(text: str, *, told: bool) -> None:
    assert bool(found(needing(text), "SVS032")) is told


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, True),
        ({"with_": ("driver",)}, False),  # may bring anything
        ({"takes": ("Spare part",)}, False),
        ({"practices": ("knowledge-management",)}, True),
    ],
)
def test_svs032_lets_pass_what_a_step_brings_in_itself(fields: dict[str, Any], *, told: bool) -> None:
    assert bool(found(needing("spare-part", **fields), "SVS032")) is told


def test_svs032_lets_pass_what_comes_in_with_demand_and_is_passed_on() -> None:
    stream = a_line(
        a_step("a", inputs=("order-form",), outputs=("x",)),
        a_step("b", inputs=("x",)),
        a_step("c", inputs=("order-form",)),
    )

    assert found(stream, "SVS032") == []


def test_svs032_lets_pass_what_a_link_hands_over() -> None:
    stream = a_stream(
        steps=(
            a_step("a", outputs=("x",), next={"to": "b", "info": ["area"]}),
            a_step("b", inputs=("x",), next="c"),
            a_step("c", inputs=("area",), next="value"),
        )
    )

    assert found(stream, "SVS032") == []


def test_svs032_lets_pass_what_a_register_or_another_stream_holds() -> None:
    other = a_stream("other", steps=(a_step("z", inputs=("y",), outputs=("something-else",), next="value"),))

    assert found(a_document(needing("something-else"), other), "SVS032") == []
    assert found(a_document(needing("p2"), policies=({"id": "p2", "text": "Two hours"},)), "SVS032") == []


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("demand > s", "s > maker", "maker > user", "user > value"), False),
        (("demand > s", "s > user", "user > maker", "maker > value"), True),
        (("demand > s", "s > one maker x", "maker > user", "x > user", "user > value"), False),
        (("demand > s", "s > user", "user > maker", "maker > one s value"), False),  # by the loop
        (("demand > s", "s > all maker user", "maker > j", "user > j", "*j > value"), True),
        (("demand > s", "s > value", "maker > user", "user > value"), False),  # nobody gets there
    ],
)
def test_svs032_asks_whether_a_maker_comes_before_on_some_way(lines: tuple[str, ...], *, told: bool) -> None:
    drawn = a_flow(*lines)
    data: dict[str, dict[str, Any]] = {"maker": {"outputs": ("thing",)}, "user": {"inputs": ("thing",)}}
    noted = {"inputs": ("store-x",), "outputs": ("note",)}
    stream = ValueStream(
        **{**dict(drawn), "steps": tuple(Step(**{**dict(s), **noted, **data.get(s.id, {})}) for s in drawn.steps)}
    )

    assert bool(found(stream, "SVS032")) is told


def test_svs032_offers_who_could_make_an_input() -> None:
    document = a_document(needing("reprot"))

    (finding,) = found(document, "SVS032")

    assert (finding.element, finding.field) == ("c", "inputs")
    assert titles(finding) == [
        "'report' is meant", "'Do b' makes it", "'Do a' makes it", "It comes from a store", "Do without it",
    ]  # fmt: skip
    assert step_of(mended(finding, "'report' is meant", document), "c").inputs == ("report",)
    assert step_of(mended(finding, "'Do b' makes it", document), "b").outputs == ("report", "reprot")
    assert step_of(mended(finding, "It comes from a store", document), "c").inputs == ("store-reprot",)
    assert step_of(mended(finding, "Do without it", document), "c").inputs == ()


def test_svs032_lets_only_steps_make_what_their_activity_gives() -> None:
    stream = a_line(
        a_step("a", outputs=("start",)), a_step("b", activity="plan", inputs=("start",), outputs=("x",)),
        a_step("c", inputs=("support-completion",)),
    )  # fmt: skip

    (finding,) = found(stream, "SVS032")

    assert [title for title in titles(finding) if title.endswith("makes it")] == ["'Do a' makes it"]


# --- information flow: what is made


def making(text: str, **fields: Any) -> ValueStream:
    """Build a stream whose first step, of Engage, makes something; a step of Deliver and support comes later."""
    return a_line(
        a_step("a", activity="engage", outputs=(text, "x")), a_step("b", inputs=("x",), outputs=("y",)),
        a_step("c", **{"inputs": ("y",), **fields}),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "fields", "told"),
    [
        ("support-tasks", {}, True),  # for Deliver and support
        ("support-tasks", {"inputs": ("support-tasks",)}, False),
        ("support-tasks", {"inputs": ("Support tasks",)}, False),
        ("ps-requirements", {}, False),  # for Design and transition, which does not come
        ("performance-reports", {}, False),  # for customers
        ("improvement-opportunities", {"activity": "improve"}, False),  # the register takes it
        ("stakeholder-feedback", {"activity": "improve"}, False),  # SVS081 asks
        ("my-own-note", {}, False),
    ],
)
def test_svs032_knows_who_would_use_an_output(text: str, fields: dict[str, Any], *, told: bool) -> None:
    assert bool(found(making(text, **fields), "SVS032")) is told


def test_svs032_offers_who_could_use_an_output() -> None:
    document = a_document(making("support-tasks"))

    (finding,) = found(document, "SVS032")

    assert (finding.element, finding.field) == ("a", "outputs")
    assert titles(finding) == ["'Do b' takes it in", "'Do c' takes it in", "Leave it out"]
    assert step_of(mended(finding, "'Do c' takes it in", document), "c").inputs == ("y", "support-tasks")
    assert step_of(mended(finding, "Leave it out", document), "a").outputs == ("x",)


def test_svs032_lets_pass_an_output_that_a_link_hands_over() -> None:
    drawn = making("support-tasks")
    first = Step(**{**dict(drawn.steps[0]), "next": {"to": "b", "info": ["support-tasks"]}})

    assert found(a_stream(steps=(first, *drawn.steps[1:])), "SVS032") == []


# --- information flow: neither


def test_svs032_asks_a_step_with_neither_what_passes_there() -> None:
    stream = a_line(a_step("a", outputs=("x", "y")), a_step("b"), a_step("c", inputs=("x",)))
    document = a_document(stream)

    (finding,) = found(document, "SVS032")

    assert finding.element == "b"
    assert step_of(mended(finding, "It takes in what 'Do a' makes", document), "b").inputs == ("x", "y")


@pytest.mark.parametrize("fields", [{"takes": ("spare",)}, {"restocks": ("spare",)}])
def test_svs032_counts_resources(fields: dict[str, Any]) -> None:
    stream = a_line(a_step("a", outputs=("x",)), a_step("b", **fields), a_step("c", inputs=("x",)))

    assert found(stream, "SVS032") == []


def test_svs032_is_silent_where_nobody_has_begun_to_note_information() -> None:
    assert found(a_stream(steps=5), "SVS032") == []
