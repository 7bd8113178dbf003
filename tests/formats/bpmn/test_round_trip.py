"""What this program wrote comes back as it was; what was changed elsewhere comes back changed, and keeps the rest."""

import json
import xml.etree.ElementTree as ET

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings

from svs_designer.exchange.exporter import CannotExport
from svs_designer.formats.bpmn.importer import IMPORTER
from svs_designer.model.base import evolve
from svs_designer.model.edits.streams import delete_stream
from svs_designer.model.links import LinkKind, Split
from tests.builders import a_document, a_step, a_stream
from tests.exchange.grown import grown_streams
from tests.formats.bpmn.engines import CHECKERS, HERE
from tests.formats.bpmn.made import NAMES, PROFILES, WORKED, exported, tree, worked, worked_file
from tests.node_tools import node_packages, run_node
from tests.strategies import documents


def read(text):
    return IMPORTER.read(text if isinstance(text, bytes) else text.encode(), "stream.bpmn")


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", WORKED)
def test_every_worked_stream_comes_back_equal(name, profile):
    imported = read(worked_file(name, profile))

    assert imported.document == worked(name)
    assert imported.remarks == ()


@given(grown_streams())
def test_any_sound_stream_comes_back_equal(stream):
    document = a_document(stream)

    assert read(exported(document, "bpmn-engine").data).document == document


def sound(document):
    """Make whatever was drawn at random a stream that can be exported: its steps in a row, all else as it is."""
    stream = document.streams[0]
    ids = [step.id for step in stream.steps]
    steps = []
    for step, onward in zip(stream.steps, [*ids[1:], "value"], strict=True):
        links = [link for link in step.next.links if link.kind is LinkKind.FEEDBACK and link.to != onward]
        ways = {"split": Split.ONE, "links": ({"to": onward, "notes": step.notes}, *links)}
        steps.append(step.model_validate({**dict(step), "next": ways}))
    demand = {**dict(stream.demand), "next": ids[0]} if stream.demand else {"next": ids[0]}
    value = {**dict(stream.value), "next": None} if stream.value else {}
    changed = stream.model_validate({**dict(stream), "steps": tuple(steps), "demand": demand, "value": value})
    return document.model_validate({**dict(document), "streams": (changed, *document.streams[1:])})


@pytest.mark.slow
@settings(
    max_examples=40,
    # What was found is told as it was drawn: to make it smaller takes minutes with documents of this size.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
@given(documents())
def test_any_document_comes_back_equal_whatever_stands_in_it(drawn):
    assume(drawn.streams and drawn.streams[0].steps)
    document = sound(drawn)
    first, *others = document.streams
    alone = document
    for other in others:
        alone = delete_stream(alone, other.id)
    # With the other stream its name as a baseline is forgotten; a file of one stream goes on naming it.
    alone = evolve(alone, streams=(first,))
    try:
        data = exported(document, stream_id=document.streams[0].id).data
    except CannotExport:
        assume(False)

    assert read(data).document == alone


def changed(name, change, profile="spiff"):
    root = tree(worked_file(name, profile))
    change(root)
    return read(ET.tostring(root))


def test_a_step_renamed_in_another_tool_is_renamed_and_keeps_everything_else():
    def rename(root):
        root.find(".//bpmn:*[@id='classify']", NAMES).set("name", "Sort the call")

    imported = changed("restore-service", rename)

    before, after = worked("restore-service").streams[0].step("classify"), imported.document.streams[0].step("classify")
    assert after == before.model_validate({**dict(before), "name": "Sort the call"})
    assert imported.document.teams == worked("restore-service").teams
    assert imported.remarks[0].message.startswith("The diagram was changed in another tool")


def test_a_step_moved_to_another_lane_changes_its_team():
    def move(root):
        lanes = root.findall(".//bpmn:lane", NAMES)
        ref = next(ref for ref in lanes[0].iterfind("bpmn:flowNodeRef", NAMES) if ref.text == "close")
        lanes[0].remove(ref)
        lanes[1].append(ref)

    imported = changed("restore-service", move)

    assert imported.document.streams[0].step("close").team == "application-team"


def test_a_shape_moved_in_another_tool_moves_on_the_canvas_and_the_pool_alone_does_not():
    def move(root):
        for shape in root.iterfind(".//bpmndi:BPMNShape", NAMES):
            bounds = shape.find("dc:Bounds", NAMES)
            further = 40 if shape.get("bpmnElement") == "classify" else 0
            bounds.set("x", str(float(bounds.get("x")) + 300 + further))
            bounds.set("y", str(float(bounds.get("y")) + 100 - further))

    imported = changed("restore-service", move)

    before, after = (
        document.layout.of("restore-service") for document in (worked("restore-service"), imported.document)
    )
    assert {key for key in after if after[key] != before[key]} == {"classify"}
    assert (after["classify"].x, after["classify"].y) == (before["classify"].x + 40, before["classify"].y - 40)
    assert imported.document.streams == worked("restore-service").streams
    assert "“Classify and match with known errors”" in imported.remarks[0].message


def test_a_step_added_in_another_tool_is_new_among_the_old_ones():
    def add(root):
        process = root.find("bpmn:process", NAMES)
        bpmn = f"{{{NAMES['bpmn']}}}"
        ET.SubElement(process, f"{bpmn}userTask", {"id": "Activity_1x", "name": "Ask the security team"})
        flow = process.find("bpmn:sequenceFlow[@id='flow_deploy__merge_verify']", NAMES)
        flow.set("targetRef", "Activity_1x")
        ET.SubElement(
            process, f"{bpmn}sequenceFlow", {"id": "Flow_2", "sourceRef": "Activity_1x", "targetRef": "merge_verify"}
        )

    imported = changed("restore-service", add)

    stream, before = imported.document.streams[0], worked("restore-service").streams[0]
    assert [link.to for link in stream.step("deploy").next.links] == ["ask-the-security-team"]
    assert [link.to for link in stream.step("ask-the-security-team").next.links] == ["verify"]
    assert {step.id for step in stream.steps} == {*(step.id for step in before.steps), "ask-the-security-team"}
    assert stream.step("verify") == before.step("verify")
    assert stream.targets == before.targets


def test_a_mirror_that_was_damaged_leaves_the_diagram():
    def damage(root):
        root.find(".//svs:step[@key='classify']", NAMES).set("kind", "nonsense")

    imported = changed("restore-service", damage)

    assert "has been damaged" in imported.remarks[0].message
    assert imported.document.streams[0].step("classify") is None
    assert "Service desk" in [team.name for team in imported.document.teams]


def test_what_no_case_takes_comes_back_though_no_diagram_shows_it():
    ways = {"one": [{"to": "value"}, {"to": "b", "kind": "feedback"}, {"to": "a", "share": 0.0}]}
    steps = (a_step("b", next="a"), a_step("a", next=ways))
    document = a_document(a_stream(steps=steps, ends=({"id": "unused", "name": "Unused"},)))

    made = exported(document)

    assert read(made.data).document == document
    assert [loss.elements for loss in made.losses] == [("a", "b"), ("a", "a"), ("unused",), ("a",)]


@pytest.mark.slow
def test_what_a_modeller_opened_and_saved_comes_back_equal():
    files = {f"{name} for {profile}": worked_file(name, profile) for name in WORKED for profile in PROFILES}
    script = (HERE / "save.js").read_text(encoding="utf-8")

    saved = json.loads(run_node(node_packages(*CHECKERS), script, text=json.dumps(files)))

    assert saved.keys() == files.keys()
    for name, text in saved.items():
        assert text != files[name]
        imported = read(text)
        assert (name, imported.remarks) == (name, ())
        assert imported.document == worked(name.partition(" ")[0])
