"""Those who read and run what we write: the schema, bpmn-moddle, bpmnlint, bpmn-js, SpiffWorkflow and bpmn-engine."""

import json
from pathlib import Path

import pytest
from hypothesis import assume, given, settings

from svs_designer.exchange.gateways import gateway_flow
from tests.builders import a_document
from tests.exchange.flow_game import faults, scenarios, visits
from tests.exchange.grown import grown_streams
from tests.formats.bpmn.engines import CHECKERS, HERE, run_in_bpmn_engine, run_in_spiff
from tests.formats.bpmn.made import PROFILES, WORKED, exported, flow_in, worked, worked_file
from tests.node_tools import node_packages, run_node


@pytest.fixture(scope="module")
def schema():
    """The schema of the standard, as SpiffWorkflow ships it."""
    spiff = pytest.importorskip("SpiffWorkflow", reason="needs SpiffWorkflow, which ships the schema of BPMN")
    etree = pytest.importorskip("lxml.etree", reason="needs lxml to check against the schema")
    return etree.XMLSchema(etree.parse(Path(spiff.__file__).parent / "bpmn/parser/schema/BPMN20.xsd"))


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", WORKED)
def test_every_file_is_valid_against_the_schema_of_the_standard(name, profile, schema):
    from lxml import etree

    schema.assertValid(etree.fromstring(worked_file(name, profile).encode()))


@pytest.mark.slow
def test_modellers_open_every_file_without_a_word():
    files = {f"{name} for {profile}": worked_file(name, profile) for name in WORKED for profile in PROFILES}

    script = (HERE / "check.js").read_text(encoding="utf-8")
    answers = json.loads(run_node(node_packages(*CHECKERS), script, text=json.dumps(files)))

    assert answers.keys() == files.keys()
    for name, answer in answers.items():
        assert (name, answer["moddle"], answer["lint"], answer["js"]) == (name, [], [], [])
        assert answer["shapes"] > 20


def steps_of(document, counted):
    """Leave the visits of what the stream itself names."""
    elements = set(document.streams[0].nodes())
    return {node: count for node, count in counted.items() if node in elements}


@pytest.mark.parametrize("name", WORKED)
def test_spiff_runs_every_way_on_of_every_decision(name):
    pytest.importorskip("SpiffWorkflow", reason="needs SpiffWorkflow to run what is written for it")
    document = worked(name)
    flow = gateway_flow(document.streams[0])
    booleans = {each.variable for each in flow.flows if each.variable}

    for case, answers in scenarios(document.streams[0]).items():
        counted = run_in_spiff(worked_file(name, "spiff"), answers, booleans)

        assert (case, steps_of(document, counted)) == (case, steps_of(document, visits(flow, answers)))


@pytest.mark.slow
def test_bpmn_engine_runs_every_way_on_of_every_decision():
    cases = [(name, case, answers) for name in WORKED for case, answers in scenarios(worked(name).streams[0]).items()]

    run = run_in_bpmn_engine([(worked_file(name, "bpmn-engine"), answers) for name, _, answers in cases])

    for (name, case, answers), counted in zip(cases, run, strict=True):
        wanted = visits(gateway_flow(worked(name).streams[0]), answers)
        assert (name, case, steps_of(worked(name), counted)) == (name, case, steps_of(worked(name), wanted))


@pytest.mark.slow
@settings(max_examples=25)
@given(grown_streams())
def test_both_engines_run_any_stream(stream):
    document = a_document(stream)
    flow = gateway_flow(stream)
    booleans = {each.variable for each in flow.flows if each.variable}
    cases = list(scenarios(stream).values())
    assume(len(cases) < 12)
    wanted = [steps_of(document, visits(flow, answers)) for answers in cases]

    text = exported(document, "spiff").data.decode()
    by_spiff = [steps_of(document, run_in_spiff(text, answers, booleans)) for answers in cases]
    by_engine = run_in_bpmn_engine([(exported(document, "bpmn-engine").data.decode(), answers) for answers in cases])

    assert by_spiff == wanted
    assert [steps_of(document, counted) for counted in by_engine] == wanted


@pytest.mark.parametrize("name", WORKED)
def test_what_is_written_for_analysis_is_sound(name):
    """Read back from the file itself: no token is left, none is doubled, every node is entered, every case ends."""
    assert faults(flow_in(worked_file(name, "analysis"))) == []
