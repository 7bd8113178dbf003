"""What holds for the measures of any stream."""

from math import isfinite
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svs_designer.analysis.measures import Measures, measures_of
from svs_designer.analysis.measures.linear import Elimination, Singular
from svs_designer.model.base import evolve
from svs_designer.model.document import Document
from svs_designer.model.duration import Duration
from svs_designer.model.links import LinkKind
from svs_designer.model.stream import ValueStream
from svs_designer.model.times import Touch, Wait
from tests.analysis.flows import flows
from tests.builders import a_document
from tests.strategies import documents

MINUTES = st.integers(0, 600)
KINDS = st.sampled_from([LinkKind.FLOW, LinkKind.FLOW, LinkKind.FLOW, LinkKind.REWORK, LinkKind.FEEDBACK])


@st.composite
def timed_flows(draw: st.DrawFn, *, most: int = 6) -> ValueStream:
    """Draw a stream of any shape with times, shares, teams and quality on it."""
    stream = draw(flows(most=most))
    steps = []
    for step in stream.steps:
        shares = draw(st.lists(st.integers(1, 5), min_size=len(step.next.links), max_size=len(step.next.links)))
        links = tuple(
            evolve(link, share=share / sum(shares), kind=draw(KINDS))
            for link, share in zip(step.next.links, shares, strict=True)
        )
        fields: dict[str, Any] = {
            "touch": f"{draw(MINUTES)}m",
            "wait": f"{draw(MINUTES)}m",
            "team": draw(st.sampled_from(["desk", "field", None])),
            "complete_and_accurate": draw(st.sampled_from([None, 0.5, 0.9, 1.0])),
        }
        steps.append(evolve(step, next=evolve(step.next, links=links), **fields))
    return evolve(stream, steps=tuple(steps))


def measured(stream: ValueStream) -> Measures:
    return measures_of(a_document(stream), stream)


@given(timed_flows())
@settings(max_examples=200, deadline=None)
def test_any_stream_gives_finite_figures_or_a_reason(stream: ValueStream) -> None:
    figures = measured(stream)

    if figures.trouble:
        assert figures.lead is None
        return
    names = [name for name in dir(Measures) if not name.startswith("_")]
    numbers = [value for name in names if isinstance(value := getattr(figures, name), float)]
    assert all(isfinite(number) and number >= 0 for number in numbers)
    assert figures.lead
    assert figures.flow_efficiency is None or figures.flow_efficiency <= 1 + 1e-9
    assert figures.rolled_ca is None or figures.rolled_ca.value <= 1 + 1e-9
    assert figures.first_time_right is None or -1e-9 <= figures.first_time_right <= 1 + 1e-9
    parts = sum(each.delay + each.on_the_path * (each.wait + each.touch) for each in figures.steps.values())
    assert parts == pytest.approx(figures.lead.seconds)


@given(documents())
@settings(max_examples=60, deadline=None)
def test_any_document_can_be_measured(document: Document) -> None:
    for stream in document.streams:
        figures = measures_of(document, stream)

        assert figures.trouble or figures.steps


@given(timed_flows(), st.randoms(use_true_random=False))
@settings(max_examples=80, deadline=None)
def test_the_order_in_the_file_changes_no_figure(stream: ValueStream, random: Any) -> None:
    steps = list(stream.steps)
    random.shuffle(steps)
    shuffled = evolve(
        stream,
        steps=tuple(
            evolve(step, next=evolve(step.next, links=tuple(random.sample(step.next.links, len(step.next.links)))))
            for step in steps
        ),
    )

    same(measured(stream), measured(shuffled))


@given(timed_flows(), st.integers(2, 9))
@settings(max_examples=80, deadline=None)
def test_scaling_all_times_scales_all_times(stream: ValueStream, factor: int) -> None:
    scaled = evolve(
        stream,
        steps=tuple(
            evolve(step, touch=Touch(likely=_times(step.touch, factor)), wait=Wait(typical=_times(step.wait, factor)))
            for step in stream.steps
        ),
    )

    before, after = measured(stream), measured(scaled)
    assert (before.lead is None) == (after.lead is None)
    if before.lead and after.lead:
        assert after.lead.seconds == pytest.approx(factor * before.lead.seconds)
        assert after.flow_efficiency == pytest.approx(before.flow_efficiency)
        assert after.handoffs == before.handoffs


@given(timed_flows(), st.data())
@settings(max_examples=80, deadline=None)
def test_splitting_a_step_in_two_changes_no_sum(stream: ValueStream, data: Any) -> None:
    step = data.draw(st.sampled_from(stream.steps))
    first = evolve(step, touch="0m", next="second", complete_and_accurate=None)
    second = evolve(step, id="second", wait="0m", join="any")
    steps = tuple(part for each in stream.steps for part in ((first, second) if each is step else (each,)))

    before, after = measured(stream), measured(evolve(stream, steps=steps))

    same(before, after)


def same(before: Measures, after: Measures) -> None:
    """Hold the sums of two streams against each other."""
    assert (before.trouble is None) == (after.trouble is None)
    for name in ("lead", "touch", "path_touch"):
        one, other = getattr(before, name), getattr(after, name)
        assert (one is None) == (other is None)
        if one is not None:
            assert other.seconds == pytest.approx(one.seconds, abs=1e-6)
    for name in ("reaches_value", "handoffs", "first_time_right", "flow_efficiency"):
        assert getattr(after, name) == pytest.approx(getattr(before, name), abs=1e-9)


def _times(given: Touch | Wait | None, factor: int) -> Duration:
    assert given is not None
    middle = given.likely if isinstance(given, Touch) else given.typical
    return Duration(seconds=middle.seconds * factor)


@given(st.integers(1, 7), st.randoms(use_true_random=False))
def test_equations_are_solved(size: int, random: Any) -> None:
    rows = [
        {column: 0.99 * random.random() / size for column in range(size) if random.random() < 0.6} for _ in range(size)
    ]
    constants = [random.uniform(-5, 5) for _ in range(size)]

    found = Elimination(rows).solve(constants)

    for value, row, constant in zip(found, rows, constants, strict=True):
        assert value == pytest.approx(constant + sum(factor * found[column] for column, factor in row.items()))


def test_a_loop_that_is_never_left_has_no_solution() -> None:
    with pytest.raises(Singular):
        Elimination([{1: 1.0}, {0: 1.0}])
