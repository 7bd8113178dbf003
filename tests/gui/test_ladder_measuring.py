"""The figures beside the work: at once for short streams, by a worker for long ones, only where something counts."""

import pytest
from pytestqt.qtbot import QtBot

from svs_designer.editing.session import Session
from svs_designer.gui.ladder.measuring import AT_ONCE, Measuring
from svs_designer.model.base import evolve
from svs_designer.model.document import Document
from svs_designer.model.edits.steps import rename_step, set_steps
from svs_designer.model.layout import Layout
from tests.benchmarks.big_document import big_document
from tests.builders import a_document, a_step, a_stream

TIMED = a_document(
    a_stream("s", steps=(a_step("a", touch="10m", wait="5m", next="value"),)),
    a_stream("t", steps=(a_step("b", touch="1h", wait="0m", next="value"),)),
)


@pytest.fixture
def session() -> Session:
    return Session(TIMED)


@pytest.fixture
def measuring(session: Session, qtbot: QtBot):
    measuring = Measuring(session)
    yield measuring
    measuring.close()
    measuring.deleteLater()


def lead(measuring: Measuring) -> float | None:
    assert measuring.reading is not None
    return measuring.reading.measures.lead.seconds


def with_touch(document: Document, step: str, touch: str) -> Document:
    return set_steps(document, "s", (step,), touch=touch)


def test_the_shown_stream_is_measured(measuring: Measuring, qtbot: QtBot) -> None:
    with qtbot.waitSignal(measuring.measured):
        measuring.show_stream("s")
    first = lead(measuring)
    with qtbot.waitSignal(measuring.measured):
        measuring.show_stream("t")

    assert (first, lead(measuring)) == (900, 3600)


def test_a_change_is_measured_and_many_at_once_only_once(measuring: Measuring, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(measuring.measured):
        measuring.show_stream("s")
    told: list[float | None] = []
    measuring.measured.connect(lambda: told.append(lead(measuring)))

    for minutes in ("20m", "30m", "40m"):
        session.apply("Set the time", with_touch, "a", minutes)
    qtbot.waitUntil(lambda: bool(told))

    assert told == [2700]


def test_what_does_not_count_is_not_measured_again(measuring: Measuring, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(measuring.measured):
        measuring.show_stream("s")

    with qtbot.assertNotEmitted(measuring.measured, wait=50):
        session.apply("Move", lambda document: evolve(document, layout=Layout(streams=()), title="Another"))
        session.apply("Change another stream", lambda document: rename_step(document, "t", "b", "Else"))


def test_a_change_that_is_taken_back_at_once_leaves_the_figures(
    measuring: Measuring, session: Session, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(measuring.measured):
        measuring.show_stream("s")
    before = measuring.reading

    with qtbot.assertNotEmitted(measuring.measured, wait=50):
        session.apply("Set the time", with_touch, "a", "50m")
        session.undo()

    assert measuring.reading is before


def test_a_stream_that_goes_takes_its_figures_along(measuring: Measuring, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(measuring.measured):
        measuring.show_stream("t")

    with qtbot.waitSignal(measuring.measured):
        session.apply("Delete", lambda document: evolve(document, streams=document.streams[:1]))

    assert measuring.reading is None


def test_a_long_stream_is_measured_beside_the_window_and_keeps_its_figures_until_then(qtbot: QtBot) -> None:
    session = Session(big_document(AT_ONCE + 20))
    measuring = Measuring(session)
    with qtbot.waitSignal(measuring.measured):
        measuring.show_stream("s")
    before = measuring.reading

    session.apply("Set the time", with_touch, "s0", "9h")
    meanwhile = measuring.reading
    with qtbot.waitSignal(measuring.measured):
        pass
    measuring.close()

    assert meanwhile is before
    assert measuring.reading.measures.lead.seconds > before.measures.lead.seconds


def test_closing_in_the_middle_of_measuring_tells_nothing_more(qtbot: QtBot) -> None:
    session = Session(big_document(AT_ONCE + 20))
    measuring = Measuring(session)
    measuring.show_stream("s")

    with qtbot.assertNotEmitted(measuring.measured, wait=50):
        measuring.close()
        measuring.close()

    assert measuring.reading is None
