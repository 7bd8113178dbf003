"""The clock of a rehearsal is that of the measures: work, waits and delays along the way, of branches the slowest."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svs_designer.analysis.measures import measures_of
from svs_designer.catalogue import load_catalogue
from svs_designer.cli.main import main
from svs_designer.exchange.decisions import carrying, decision
from svs_designer.exchange.exporter import ExportRequest
from svs_designer.exchange.installed import installed_formats
from svs_designer.formats.native import read_file, write_text
from svs_designer.gui.rehearsal.drive import Drive
from svs_designer.model.base import evolve
from svs_designer.model.duration import Duration
from svs_designer.model.ids import DEMAND, VALUE
from svs_designer.model.links import Split
from svs_designer.model.step import Join
from svs_designer.model.stream import Clock, ValueStream
from svs_designer.resource_files import model_file
from svs_designer.running.definition import read_definition
from svs_designer.running.local import Rehearsal
from svs_designer.running.opening import FORMAT, definition_of
from svs_designer.running.steps import WORKING_DAY
from tests.analysis.flows import a_flow, delayed, nested_flows
from tests.builders import a_document
from tests.running.driving import START

MODELS = sorted(path.name.removesuffix(".svs.yaml") for path in model_file().glob("*.svs.yaml"))
CATALOGUE = load_catalogue("itil4")


class Along:
    """The way of most cases along the links of a stream: when it is at value, and the link it comes there by."""

    def __init__(self, stream: ValueStream) -> None:
        self.stream = stream
        self.day = WORKING_DAY if stream.clock is Clock.WORKING else timedelta(days=1)
        self.value: timedelta | None = None
        self._from(DEMAND, timedelta())

    def _from(self, node: str | None, at: timedelta, *, entered_by_fork: bool = True) -> tuple[str | None, timedelta]:
        """Walk until the case is at value, over, or at a join, which is returned with the time there."""
        while node is not None and self.value is None:
            step = self.stream.step(node)
            if step is not None and step.join is Join.ALL and not entered_by_fork:
                return node, at
            if node == VALUE:
                self.value = at
            if step is not None:
                at += self._span(step.wait and step.wait.typical) + self._span(step.touch and step.touch.likely)
            node, at, entered_by_fork = self._on(node, at)
        return None, at

    def _on(self, node: str, at: timedelta) -> tuple[str | None, timedelta, bool]:
        ways = self.stream.ways(node)
        links = carrying(ways) if ways else ()
        if len(links) > 1 and ways.split is Split.ALL:
            met = [self._from(link.to, at + self._span(link.delay), entered_by_fork=False) for link in links]
            ((join, _), *_) = met
            return join, max(time for _, time in met), True
        chosen = decision(node, ways) if ways else None
        if chosen is not None:
            links = (*(each.link for each in chosen.asked), chosen.default)
        usual = chosen.default if chosen else None
        link = max(links, key=lambda each: (each.share or 0.0, each is usual), default=None)
        return (link.to, at + self._span(link.delay), False) if link else (None, at, False)

    def _span(self, time: Duration | None) -> timedelta:
        return time.clock_time(day=self.day) if time else timedelta()


def rehearsed(document):
    """Return after what time a case rehearsed along the likeliest ways is at value."""
    definition = definition_of(document, CATALOGUE, document.streams[0].id, rehearsed=True)
    return Drive(definition).to_the_end().standing().value_after


def document_of(model):
    return read_file(model_file(f"{model}.svs.yaml")).document


@pytest.mark.parametrize("model", MODELS)
def test_value_is_reached_after_the_work_the_waits_and_the_delays_on_the_likeliest_way(model):
    document = document_of(model)

    assert rehearsed(document) == Along(document.streams[0]).value


def test_a_stream_with_one_way_takes_as_long_as_the_measures_say():
    document = document_of("wifi-as-is")

    took = rehearsed(document)

    assert took.total_seconds() == pytest.approx(measures_of(document, document.streams[0]).lead.seconds)
    assert took == timedelta(hours=3, minutes=53)


def test_branches_wait_for_the_slowest_with_the_delay_on_its_way_to_the_join():
    stream = a_flow("demand > a", "a > all b c j", "b > j", "c > j", "*j > value")
    minutes = {("a", "b"): "9m", ("b", "j"): "1m", ("a", "c"): "2m", ("c", "j"): "7m", ("a", "j"): "11m"}
    stream = delayed(stream, lambda source, target: minutes.get((source, target), "1h"))
    document = a_document(evolve(stream, steps=tuple(evolve(step, touch="5m") for step in stream.steps)))

    took = rehearsed(document)

    assert took == timedelta(hours=2, minutes=5 + (9 + 5 + 1) + 5)
    assert took.total_seconds() == pytest.approx(measures_of(document, document.streams[0]).lead.seconds)


def test_a_case_begins_with_its_demand_though_it_takes_time_to_the_first_step(capsys, tmp_path):
    stream = delayed(a_flow("demand > a", "a > value", targets=[{"id": "all", "within": "1h"}]))
    document = a_document(stream)
    (tmp_path / "slow.svs.yaml").write_text(write_text(document), "utf-8")

    code = main(["run", str(tmp_path / "slow.svs.yaml")])

    assert code == 0
    assert rehearsed(document) == timedelta(minutes=6)
    told = capsys.readouterr().out
    assert "1 to value in 6m" in told
    assert "all: 6m of 1h" in told


def test_a_way_is_known_by_where_it_leads_behind_its_delay():
    (stream,) = a_document(delayed(a_flow("demand > a", "a > one b value", "b > value"))).streams
    links = [evolve(link, share=share) for link, share in zip(stream.steps[0].next.links, (0.7, 0.3), strict=True)]
    first = evolve(stream.steps[0], next={"one": links})
    document = a_document(evolve(stream, steps=(first, *stream.steps[1:])))

    standing = Drive(definition_of(document, CATALOGUE, stream.id, rehearsed=True)).standing()

    assert [(way.target, way.share, way.default) for way in standing.ways] == [("value", 0.3, False), ("b", 0.7, True)]


TIMES = st.integers(0, 90).map(lambda minutes: f"{minutes}m")


@st.composite
def timed_documents(draw):
    """Draw a stream of blocks in which everything takes its time: work, waits, and the ways."""
    stream = delayed(draw(nested_flows(depth=2)), lambda _source, _target: draw(TIMES))
    steps = tuple(evolve(step, touch=draw(TIMES), wait=draw(TIMES)) for step in stream.steps)
    return a_document(evolve(stream, steps=steps))


@pytest.mark.slow
@given(timed_documents())
def test_any_blocks_take_the_work_the_waits_and_the_delays_on_their_way(document):
    stream = document.streams[0]
    took = rehearsed(document)

    assert took == Along(stream).value
    if not any(decision(node, stream.ways(node)) for node in stream.nodes() if stream.ways(node)):
        assert took.total_seconds() == pytest.approx(measures_of(document, stream).lead.seconds)


@pytest.mark.parametrize("model", MODELS)
def test_robots_come_to_value_after_the_same_time_in_short(model):
    document = document_of(model)
    exporter = installed_formats().exporters[FORMAT]
    made = exporter.export(ExportRequest(document, CATALOGUE, None, {"profile": "rehearse"}))
    rehearsal = Rehearsal.of(read_definition(made.data), at=START)

    while rehearsal.upcoming() is not None:
        rehearsal.go_on()

    usual = Along(_without_shares(document.streams[0])).value
    second = Duration.parse(rehearsal.definition.notes["second"]).clock_time()
    value = next(each.at for each in rehearsal.log if each.element == VALUE)
    assert (value - START) / timedelta(seconds=1) == pytest.approx(usual / second, abs=0.1)
    assert not any("elay" in loss.message for loss in made.losses)


def _without_shares(stream):
    """Return a stream whose likeliest ways are the defaults, which robots take."""

    def ways(step):
        chosen = decision(step.id, step.next)
        if chosen is None:
            return step
        links = [evolve(link, share=None, default=link.to == chosen.default.to) for link in step.next.links]
        return evolve(step, next=evolve(step.next, links=tuple(links)))

    return evolve(stream, steps=tuple(ways(step) for step in stream.steps))
