"""Whatever the stream: a ladder or a reason, its parts add up, and nothing that is said is empty."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svs_designer.analysis.measures import measures_of
from svs_designer.drawing.ladder import ladder_of
from svs_designer.drawing.ladder.rungs import rungs_of
from svs_designer.drawing.ladder.status import status_figures
from svs_designer.drawing.ladder.steps import rung_lines, step_note, step_rows
from svs_designer.drawing.ladder.summary import stream_figures
from svs_designer.drawing.marks import Rectangle
from svs_designer.model.base import evolve
from svs_designer.model.stream import Edge
from tests.analysis.flows import flows
from tests.builders import a_document
from tests.drawing.ladder.ladders import marks, overlaps, wording
from tests.strategies import documents

TIMES = st.sampled_from([None, "0m", "1m", "10m", "1h", "2-5-9d"])


@st.composite
def timed(draw: st.DrawFn):
    """Draw a stream of any shape with times, some of them missing, and a target between any two steps."""
    stream = draw(flows())
    steps = tuple(evolve(step, touch=draw(TIMES), wait=draw(TIMES)) for step in stream.steps)
    moments = st.builds(dict, step=st.sampled_from([step.id for step in steps]), at=st.sampled_from(Edge))
    target = {"id": "p2", "within": "1h", "starts": draw(moments), "stops": tuple(draw(st.lists(moments, max_size=2)))}
    return evolve(stream, steps=steps, targets=(target,))


def drawn(stream, document, width=700.0):
    return ladder_of(stream, measures_of(document, stream), wording(document), width=width)


@given(timed(), st.floats(0, 2000))
def test_there_is_a_ladder_or_a_reason_why_not(stream, width):
    shown = drawn(stream, a_document(stream), width)

    assert bool(shown.steps) != bool(shown.trouble)
    assert list(overlaps(shown)) == []
    assert all(box.width >= 0 and box.right <= shown.size.width for box in (step.box for step in shown.steps))


@given(timed())
def test_the_parts_add_up_to_the_lead_time(stream):
    document = a_document(stream)
    measures = measures_of(document, stream)

    parts = sum(rung.span for rung in rungs_of(stream, measures, wording(document)) if not rung.beside)

    assert parts == pytest.approx(measures.lead.seconds if measures.lead else 0.0, abs=1.0, rel=1e-6)


@given(timed())
def test_a_clock_lies_on_the_ladder_and_is_red_only_where_the_promise_is_missed(stream):
    shown = drawn(stream, a_document(stream))

    bars = [mark for mark in marks(shown) if isinstance(mark, Rectangle) and mark.height == 16]
    assert all(bar.x >= 60 and bar.x + bar.width <= shown.size.width and bar.width > 0 for bar in bars)
    assert shown.missed or not [bar for bar in bars if bar.fill == "error"]


@given(documents())
def test_any_document_can_be_told(document):
    for stream in document.streams:
        measures = measures_of(document, stream)
        shown = drawn(stream, document)

        figures = stream_figures(stream, measures)
        said = status_figures(stream, measures, wording(document))
        assert all(figure.name and figure.value and figure.meaning for figure in figures)
        assert all(each.text and each.meaning for each in said)
        assert all(all(rung_lines(step.rung, stream, measures)) for step in shown.steps)
        assert all(row.value for step in stream.steps for row in step_rows(step, measures))
        assert all(note == "" or note.endswith(".") for note in (step_note(step, measures) for step in stream.steps))
