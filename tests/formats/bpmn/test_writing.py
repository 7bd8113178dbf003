"""What stands in a file: dialects, names, lanes, the head that tells what nobody runs; and what is refused."""

import re

import pytest
from hypothesis import given

from svs_designer.exchange.exporter import CannotExport
from svs_designer.exchange.gateways import gateway_flow
from svs_designer.exchange.settings import BadSetting
from svs_designer.formats.bpmn.importer import IMPORTER
from tests.builders import a_document, a_step, a_stream
from tests.exchange.flow_game import visits
from tests.exchange.grown import grown_streams
from tests.formats.bpmn.engines import run_in_bpmn_engine, run_in_spiff
from tests.formats.bpmn.made import NAMES, PROFILES, exported, tree, worked, worked_file

RESTORED = worked("restore-service")


def conditions(profile):
    root = tree(worked_file("restore-service", profile))
    found = {}
    for flow in root.iterfind(".//bpmn:sequenceFlow", NAMES):
        condition = flow.find("bpmn:conditionExpression", NAMES)
        if condition is not None:
            found[flow.get("id")] = condition.text
    return found


def test_conditions_speak_the_dialect_of_their_reader():
    flow = "flow_split_verify__merge_investigate"

    assert conditions("spiff")[flow] == "verify_investigate"
    assert conditions("bpmn-engine")[flow] == "${environment.variables.verify_investigate}"
    assert conditions("camunda8")[flow] == "= verify_investigate"
    assert conditions("juel")[flow] == "${verify_investigate}"
    assert conditions("analysis") == conditions("simulation") == {}


def test_where_an_engine_asks_in_an_order_of_its_own_each_condition_tells_the_order():
    several = [text for text in conditions("spiff").values() if " and not " in text]

    assert several == ["investigate_call_vendor and not investigate_make_fix"]


def test_every_asked_flow_has_a_name_and_every_decision_a_default():
    root = tree(worked_file("restore-service", "spiff"))

    flows = {each.get("id"): each for each in root.iterfind(".//bpmn:sequenceFlow", NAMES)}
    for gateway in root.iterfind(".//bpmn:exclusiveGateway", NAMES):
        out = [flows[each.text] for each in gateway.iterfind("bpmn:outgoing", NAMES)]
        if len(out) > 1:
            assert flows[gateway.get("default")] in out
            assert all(each.get("name") for each in out)


def test_what_a_machine_does_is_a_service_task_that_each_engine_can_run():
    document = a_document(a_stream(steps=(a_step("a-b", automation="automatic", next="value"),)))

    tasks = {profile: tree(exported(document, profile).data).find(".//*[@id='a-b']") for profile in PROFILES}

    assert {profile: task.tag.rpartition("}")[2] for profile, task in tasks.items()} == {
        **dict.fromkeys(PROFILES, "serviceTask"),
        "simulation": "task",
    }
    assert tasks["bpmn-engine"].get("implementation") == "${environment.services.a_b}"
    assert tasks["camunda8"].find(".//zeebe:taskDefinition", NAMES).get("type") == "a-b"


def test_people_do_user_tasks_that_camunda_8_knows_as_its_own():
    task = tree(worked_file("restore-service", "camunda8")).find(".//bpmn:userTask", NAMES)

    assert task.find(".//zeebe:userTask", NAMES) is not None


def test_lanes_are_teams_and_what_has_none_has_its_own():
    steps = (a_step("a", team="desk", next="b"), a_step("b", next="c"), a_step("c", team="net", next="value"))
    document = a_document(a_stream(steps=steps), teams=({"id": "desk", "name": "Service desk"},))

    lanes = tree(exported(document).data).findall(".//bpmn:lane", NAMES)

    assert {lane.get("name"): [ref.text for ref in lane.iterfind("bpmn:flowNodeRef", NAMES)] for lane in lanes} == {
        "Service desk": ["demand", "a"],
        "No team yet": ["b"],
        "net": ["c", "value"],
    }


def test_the_head_says_for_whom_and_what_nobody_runs():
    made = exported(RESTORED, "bpmn-engine")

    head = made.data.decode().partition("-->")[0]
    assert "Written for bpmn-engine." in head
    for loss in made.losses:
        assert f"* {loss.message}" in head
    assert [loss.message.split(":")[0] for loss in made.losses] == [
        "No engine watches the targets (Priority 3 incident)",
        "Times to work, wait and hand over are not run",
        "Shares choose no way, booleans decide",
    ]


def test_a_name_may_hold_anything_and_no_comment_ends_too_early():
    nasty = '--> <!-- ]]> & "quotes" \x00\x1f \ud7ff -- -'
    document = a_document(a_stream(name=nasty, steps=(a_step("a", name=nasty, notes=nasty, next="value"),)))

    data = exported(document).data

    assert tree(data).find(".//bpmn:userTask", NAMES).get("name") == '--> <!-- ]]> & "quotes" \ud7ff -- -'
    assert IMPORTER.read(data, "nasty.bpmn").document == document


def test_the_same_stream_gives_the_same_bytes():
    assert [exported(RESTORED, profile).data for profile in PROFILES] == [
        exported(RESTORED, profile).data for profile in PROFILES
    ]
    assert not re.search(r"\d{4}-\d\d-\d\d", exported(RESTORED).data.decode().partition("<bpmn:definitions")[0])


def test_other_streams_are_left_out_and_named():
    document = a_document(a_stream("one"), a_stream("two", name="The other"))

    made = exported(document, stream_id="one")

    assert "left out: The other" in made.losses[-1].message
    assert b"The other" not in made.data.partition(b"-->")[2]
    with pytest.raises(CannotExport, match="Choose one stream"):
        exported(document)


def test_a_stream_that_no_engine_could_run_is_refused_with_its_findings():
    document = a_document(a_stream(steps=(a_step("a"),)))

    with pytest.raises(CannotExport) as refused:
        exported(document)

    assert [finding.rule for finding in refused.value.findings] == ["SVS021"]


def test_a_profile_that_is_not_there_is_refused():
    with pytest.raises(BadSetting, match="profile is one of spiff, bpmn-engine"):
        exported(RESTORED, "visio")


def test_a_join_without_a_fork_of_its_own_is_refused_for_the_engine_that_cannot_wait_so():
    steps = (
        a_step("a", next={"all": ["b", "c", "d"]}),
        a_step("b", next={"one": ["j", "x"]}),
        a_step("x", next="j"),
        a_step("c", next="j"),
        a_step("j", join="all", next="k"),
        a_step("d", next="k"),
        a_step("k", join="all", next="value"),
    )
    document = a_document(a_stream(steps=steps))

    assert exported(document, "spiff").data
    with pytest.raises(CannotExport, match="choose another profile"):
        exported(document, "bpmn-engine")


@pytest.mark.slow
def test_decisions_at_demand_and_at_value_run_as_well():
    steps = (a_step("a", next="c"), a_step("b", next="c"), a_step("c", next="value"), a_step("d", next="end"))
    demand = {"text": "Somebody asks", "next": {"one": [{"to": "a", "default": True}, "b"]}}
    value = {"outcome": "Done", "next": {"one": [{"to": "end", "default": True}, "d"]}}
    document = a_document(a_stream(steps=steps, demand=demand, value=value, ends=({"id": "end"},)))
    answers = {"demand": {"demand_b": [True]}, "value": {"value_d": [True]}}
    wanted = visits(gateway_flow(document.streams[0]), answers)

    by_spiff = run_in_spiff(exported(document, "spiff").data.decode(), answers, {"demand_b", "value_d"})
    (by_engine,) = run_in_bpmn_engine([(exported(document, "bpmn-engine").data.decode(), answers)])

    for counted in (by_spiff, by_engine):
        assert {node: counted.get(node) for node in ("a", "b", "c", "d")} == {"a": None, "b": 1, "c": 1, "d": 1}
    assert wanted["b"] == wanted["d"] == 1


@given(grown_streams())
def test_every_id_of_a_file_is_its_own(stream):
    for profile in ("spiff", "bpmn-engine"):
        root = tree(exported(a_document(stream), profile).data)
        ids = [each.get("id") for each in root.iter() if each.get("id")]

        assert len(set(ids)) == len(ids)
