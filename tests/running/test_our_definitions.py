"""The definitions our exporter writes run here: every worked stream to its end, with the visits the measures expect."""

from collections import Counter
from functools import cache
from math import sqrt

import pytest

from svs_designer.analysis.measures import measures_of
from svs_designer.catalogue import load_catalogue
from svs_designer.exchange.events import EventKind
from svs_designer.exchange.exporter import CannotExport
from svs_designer.exchange.installed import installed_formats
from svs_designer.formats.native import read_file
from svs_designer.model.stream import Clock
from svs_designer.resource_files import model_file
from svs_designer.running.answering import by_shares, default_way
from svs_designer.running.definition import read_definition
from svs_designer.running.local import Rehearsal
from svs_designer.running.opening import FORMAT, definition_of
from svs_designer.running.steps import WORKING_DAY, day_of
from svs_designer.running.summary import summary, targets
from tests.builders import a_document, a_step, a_stream
from tests.running.driving import START

pytestmark = pytest.mark.skipif(FORMAT not in installed_formats().exporters, reason=f"needs the exporter {FORMAT}")
MODELS = sorted(path.name.removesuffix(".svs.yaml") for path in model_file("wifi-as-is.svs.yaml").parent.glob("*.yaml"))
CASES = 150
SIGMAS = 5.0
"""How far a mean of so many cases may stray: once in millions of draws, and the seed is fixed."""


@cache
def opened(model):
    document = read_file(model_file(f"{model}.svs.yaml")).document
    (stream,) = document.streams
    return document, stream, definition_of(document, load_catalogue(document.catalogue.id), stream.id, rehearsed=True)


def completed(rehearsal):
    return Counter(each.element for each in rehearsal.log if each.kind is EventKind.COMPLETED)


@pytest.mark.parametrize("model", MODELS)
def test_a_worked_stream_comes_to_value_on_its_default_ways(model):
    _, stream, definition = opened(model)

    rehearsal = Rehearsal.of(definition, at=START).rehearse(default_way)

    assert rehearsal.case.status == "completed"
    assert [each.element for each in rehearsal.log if each.kind is EventKind.MILESTONE] == ["value"]
    assert completed(rehearsal).keys() <= {step.id for step in stream.steps}


@pytest.mark.slow
@pytest.mark.parametrize("model", MODELS)
def test_many_cases_come_to_each_step_as_often_as_the_measures_expect(model):
    document, stream, definition = opened(model)
    measures = measures_of(document, stream)

    cases = [
        completed(Rehearsal.of(definition, at=START, case=str(n)).rehearse(by_shares(11, str(n)))) for n in range(CASES)
    ]

    for step in stream.steps:
        visits = [case[step.id] for case in cases]
        mean = sum(visits) / CASES
        spread = sqrt(sum((each - mean) ** 2 for each in visits) / CASES)
        assert abs(mean - measures.visits_of(step.id)) <= SIGMAS * max(spread, 0.05) / sqrt(CASES), step.id


def test_a_definition_carries_the_targets_the_clock_and_the_teams_of_its_stream():
    _, stream, definition = opened("wifi-as-is")

    outcome = summary(definition, Rehearsal.of(definition, at=START).rehearse(default_way).log)

    assert targets(definition) == stream.targets
    assert {step.step for step in outcome.steps} == {step.id for step in stream.steps}
    assert [promise.name for promise in outcome.promises] == ["Priority 2 incident"]
    assert {model: day_of(opened(model)[2]) == WORKING_DAY for model in MODELS} == {
        model: opened(model)[1].clock is Clock.WORKING for model in MODELS
    }


def test_robots_with_short_timers_need_nobody_to_say_anything():
    document, stream, _ = opened("wifi-to-be")
    exporter = installed_formats().exporters[FORMAT]
    from svs_designer.exchange.exporter import ExportRequest

    request = ExportRequest(document, load_catalogue("itil4"), stream.id, {"profile": "rehearse"})
    rehearsal = Rehearsal.of(read_definition(exporter.export(request).data), at=START)

    while moment := rehearsal.upcoming():
        assert moment.work is None
        rehearsal.go_on()

    assert rehearsal.case.status == "completed"
    assert rehearsal.passed.total_seconds() < 120


def test_a_stream_no_engine_could_run_is_refused_with_its_findings():
    stream = a_stream(steps=(a_step("a", next="b"), a_step("b")))

    with pytest.raises(CannotExport) as refusal:
        definition_of(a_document(stream), load_catalogue("itil4"), stream.id)

    assert refusal.value.findings
