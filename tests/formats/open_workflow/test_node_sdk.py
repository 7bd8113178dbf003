"""The SDK of each version of the DSL takes our definitions, and builds their graph."""

import json

import pytest

from tests.formats.open_workflow.exporting import MODELS, PROFILES, export, exported, lists_of, model, tree_of
from tests.node_tools import node_packages, run_node

SDK = {"1.0.0": "@serverlessworkflow/sdk@1.0.1", "1.0.3": "@serverlessworkflow/sdk@1.0.3-alpha1"}
SCRIPT = """
const sdk = require('@serverlessworkflow/sdk');
const told = {};
for (const [name, text] of Object.entries(JSON.parse(require('fs').readFileSync(0, 'utf8')))) {
  const workflow = sdk.Classes.Workflow.deserialize(text);
  sdk.validate('Workflow', workflow);
  const inside = (graph) => (graph.nodes || []).flatMap((node) => [node.label, ...inside(node)]);
  try { told[name] = inside(sdk.buildGraph(workflow)).filter(Boolean); }
  catch (error) { told[name] = String(error); }
}
process.stdout.write(JSON.stringify(told));
"""
LOOP = """
document: {dsl: 1.0.0, namespace: test, name: loop, version: 1.0.0}
do:
  - first: {set: {a: 1}}
  - choose: {switch: [{again: {when: "${ .a == 2 }", then: first}}, {on: {then: end}}]}
"""


def graphs(version: str, texts: dict[str, str]) -> dict[str, list[str] | str]:
    told: dict[str, list[str] | str] = json.loads(run_node(node_packages(SDK[version]), SCRIPT, text=json.dumps(texts)))
    return told


@pytest.mark.slow
@pytest.mark.parametrize("profile", PROFILES)
def test_the_sdk_takes_every_definition_and_builds_a_graph_of_all_its_tasks(profile):
    texts = {name: exported(name, "1.0.3", profile).decode() for name in MODELS}
    texts["delayed"] = export(model("wifi-to-be"), profile=profile, delays="always").data.decode()

    told = graphs("1.0.3", texts)

    for name, text in texts.items():
        tasks = [task for each in lists_of(tree_of(text.encode())["do"]) for task in each]
        assert {next(iter(task)) for task in tasks} == set(told[name]), name


@pytest.mark.slow
@pytest.mark.parametrize("profile", PROFILES)
def test_the_older_sdk_takes_every_definition_and_builds_a_graph_of_those_without_loops(profile):
    told = graphs("1.0.0", {name: exported(name, "1.0.0", profile).decode() for name in MODELS} | {"loop": LOOP})

    # Its builder follows every way without end: a loop of two tasks is too much for it, whoever writes that.
    assert told["loop"] == "RangeError: Maximum call stack size exceeded"
    for name in MODELS:
        first = tree_of(exported(name, "1.0.0", profile))["do"][0]["demand"]
        if "repeats" in first["set"]:
            assert told[name] == told["loop"], name
        else:
            assert "value" in told[name], name
    assert any(isinstance(names, list) for names in told.values())
