"""Definitions of all worked streams: valid by every official schema, every jump arrives, the text is stable."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator

from svs_designer.exchange.plain_yaml.reading import load_tree
from tests.analysis.flows import a_flow, delayed
from tests.builders import a_document
from tests.formats.open_workflow.exporting import (
    EVERY,
    MODELS,
    PROFILES,
    export,
    exported,
    jumps_of,
    lists_of,
    model,
    schemas,
    tree_of,
)

DELAYED = ("demand > a", "a > all b c j", "b > j", "c > j", "*j > check", "check > one a value", "value > d", "d > end")
GOLDEN = Path(__file__).parents[2] / "golden" / "wifi-to-be.workflow.yaml"
EXPRESSION = re.compile(r"\$\{ [^{}]+(\{[^{}]*(\{[^{}]*\}[^{}]*)?\}[^{}]*)* \}\Z")


@pytest.fixture(scope="module")
def official() -> dict[str, Draft202012Validator]:
    found = schemas()
    if not found:
        pytest.skip("the official schemas are not here: they lie in ../shared/schemas, or where SVS_SHARED says")
    return {name: Draft202012Validator(load_tree(path.read_bytes(), name)) for name, path in found.items()}


@pytest.mark.parametrize(("name", "version", "profile"), EVERY)
def test_a_definition_is_valid_by_every_schema_of_its_version(official, name, version, profile):
    tree = tree_of(exported(name, version, profile))

    of_version = {file: schema for file, schema in official.items() if version in file}
    assert len(of_version) == (2 if version == "1.0.3" else 1)
    for schema in of_version.values():
        schema.validate(tree)


@pytest.mark.parametrize("settings", [{"profile": "rehearse"}, {"delays": "always"}], ids=str)
def test_a_definition_that_waits_on_every_way_is_valid_and_jumps_to_the_waits(official, settings):
    stream = delayed(a_flow(*DELAYED))

    tree = tree_of(export(a_document(stream), **settings).data)

    for file, schema in official.items():
        if "1.0.3" in file:
            schema.validate(tree)
    assert _jumps_astray(tree) == set()
    tasks = {name: task for named in tree["do"] for name, task in named.items()}
    ways = {name: case["then"] for named in tasks["check_way"]["switch"] for name, case in named.items()}
    assert ways == {"a": "check_to_a", "value": "check_to_value_delay"}
    waits = ("check_to_a", "check_to_a_delay", "check_to_value_delay", "value_to_d_delay", "d_to_end_delay")
    assert [tasks[name].get("then") for name in waits] == ["check_to_a_delay", "a", "value", None, None]


def test_people_are_held_up_by_delays_only_where_that_is_asked_for():
    told, waited = (
        [task["wait"] for tasks in lists_of(tree["do"]) for named in tasks for task in named.values() if "wait" in task]
        for tree in (tree_of(export(model("wifi-as-is"), delays=delays).data) for delays in ("rehearse", "always"))
    )

    assert told == []
    assert waited == [{"minutes": 3}, {"minutes": 6}]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", MODELS)
def test_both_versions_have_one_body(name, profile):
    first, second = (tree_of(exported(name, version, profile)) for version in ("1.0.0", "1.0.3"))

    assert (first["document"].pop("dsl"), second["document"].pop("dsl")) == ("1.0.0", "1.0.3")
    assert first == second


@pytest.mark.parametrize(("name", "version", "profile"), EVERY)
def test_every_jump_arrives_in_its_own_list(name, version, profile):
    tree = tree_of(exported(name, version, profile))

    assert _jumps_astray(tree) == set()


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", MODELS)
def test_only_the_portable_part_of_the_language_is_used(name, profile):
    tree = tree_of(exported(name, "1.0.3", profile))

    kinds = {key for tasks in lists_of(tree["do"]) for named in tasks for task in named.values() for key in task}
    events = {"emit", "listen"} if profile == "orchestrate" else {"emit"}
    assert kinds <= {"metadata", "export", "then", "do", "set", "switch", "fork", "wait", *events}
    assert ("listen" in kinds) == (profile == "orchestrate")
    for text in _texts(tree["do"]):
        assert "${" not in text or EXPRESSION.match(text), text


@pytest.mark.parametrize("name", MODELS)
def test_every_step_says_what_it_is_and_asks_for_work_by_ticket_and_visit(name):
    stream = model(name).streams[0]
    tree = tree_of(exported(name))

    steps = {
        task["metadata"]["svs"]["step"]["id"]: task
        for tasks in lists_of(tree["do"])
        for named in tasks
        for task in named.values()
        if "step" in task.get("metadata", {}).get("svs", {})
    }

    assert steps.keys() == {step.id for step in stream.steps}
    for step in stream.steps:
        known = steps[step.id]["metadata"]["svs"]["step"]
        assert (known["activity"], known["practices"]) == (step.activity, list(step.practices))
        request = steps[step.id]["do"][1]["request"]["emit"]["event"]["with"]
        assert request["type"] == "io.svs.work.requested.v1"
        assert request["source"] == f"svs://value-streams/{stream.id}"
        assert {"ticket", "visit", "step"} <= request["data"].keys()
        assert steps[step.id]["do"][2]["done"]["listen"]["to"]["one"]["correlate"].keys() == {"ticket", "visit"}


def test_a_rehearsal_takes_seconds_and_says_what_one_stands_for():
    tree = tree_of(exported("wifi-to-be", "1.0.3", "rehearse"))

    waits = [
        task["wait"] for tasks in lists_of(tree["do"]) for named in tasks for task in named.values() if "wait" in task
    ]
    assert max(wait.get("seconds", 0) for wait in waits) == 5
    assert tree["document"]["metadata"]["svs"]["second"]


def test_the_wifi_case_equals_its_golden_file():
    made = exported("wifi-to-be").decode()

    if os.environ.get("SVS_GOLDEN") == "write":
        GOLDEN.write_text(made, "utf-8", newline="\n")

    assert made == GOLDEN.read_text("utf-8")


def test_the_comment_says_what_it_is_how_to_run_it_and_what_is_lost():
    made = export(model("problem-investigation"))

    comment = [line for line in made.data.decode().splitlines() if line.startswith("# ")]
    told = " ".join(" ".join(line.removeprefix("# ") for line in comment).split())
    assert told.startswith("Value stream “")
    assert "io.svs.work.requested.v1" in told
    assert "To run it" in told
    assert made.losses
    assert all(loss.message in told for loss in made.losses)
    assert max(map(len, comment)) <= 110


def test_a_definition_is_the_same_every_time():
    assert export(model("major-incident")).data == export(model("major-incident")).data


def _jumps_astray(tree: Any) -> set[str]:
    """Return the jumps that arrive nowhere in their own list, whose names are unique and no words of the language."""
    astray: set[str] = set()
    for tasks in lists_of(tree["do"]):
        names = [next(iter(named)) for named in tasks]
        assert len(set(names)) == len(names)
        assert not {"continue", "exit", "end"} & set(names)
        astray |= {*jumps_of(tasks)} - {*names, "end" if tasks is tree["do"] else "exit"}
    return astray


def _texts(held: Any) -> list[str]:
    if isinstance(held, dict):
        return [text for key, each in held.items() if key != "metadata" for text in _texts(each)]
    if isinstance(held, list):
        return [text for each in held for text in _texts(each)]
    return [held] if isinstance(held, str) else []
