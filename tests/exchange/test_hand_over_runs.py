"""What the README of a hand-over folder tells an engineer to run is run here, as it stands."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from svs_designer.catalogue import load_catalogue
from svs_designer.cli.main import main
from svs_designer.exchange.hand_over import README, hand_over
from svs_designer.exchange.hand_over_running import BPMN_ENGINE_TESTED, SPIFF_TESTED
from svs_designer.exchange.installed import installed_formats
from svs_designer.formats.native import read_file
from svs_designer.resource_files import model_file
from svs_designer.whole_folder import write_folder

CASES = ("software-release.svs.yaml", "wifi-as-is.svs.yaml")


def handed(tmp_path, name, needed):
    """Write the folder of a worked stream; skip where a format it needs is not installed."""
    exporters = installed_formats().exporters
    if needed not in exporters:
        pytest.skip(f"needs the format {needed}, which is not installed")
    document = read_file(model_file(name)).document
    made = hand_over(document, load_catalogue("itil4"), document.streams[0].id, exporters)
    write_folder(tmp_path / "out", made.files)
    return tmp_path / "out", document.streams[0]


def program(folder, language):
    text = (folder / README).read_text(encoding="utf-8")
    return re.search(rf"```{language}\n(.*?)```", text, re.DOTALL)[1]


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_the_program_for_spiffworkflow_leads_a_case_to_its_end(tmp_path, name):
    pytest.importorskip("SpiffWorkflow", reason="needs SpiffWorkflow")
    folder, stream = handed(tmp_path, name, "bpmn")

    ran = subprocess.run(
        [sys.executable, "-c", program(folder, "python")],
        cwd=folder, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip

    assert ran.returncode == 0, ran.stderr
    assert {step.label for step in stream.steps[:4]} <= set(ran.stdout.splitlines())


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_the_program_for_bpmn_engine_leads_a_case_to_its_end(tmp_path, name):
    node_tools = pytest.importorskip("tests.node_tools", reason="needs the packages of Node")
    folder, stream = handed(tmp_path, name, "bpmn")
    packages = node_tools.node_packages("bpmn-engine@25.0.1")
    script = program(folder, "js").replace('readFileSync("', f'readFileSync("{folder}/')

    told = node_tools.run_node(packages, script).splitlines()

    assert told[-1] == "The case is over"
    assert {step.label for step in stream.steps[:4]} <= set(told)


@pytest.mark.parametrize("name", CASES)
def test_the_command_for_open_workflow_rehearses_a_case(tmp_path, capsys, monkeypatch, name):
    folder, stream = handed(tmp_path, name, "open-workflow")
    monkeypatch.chdir(folder)
    arguments = program(folder, "sh").split()

    assert main(arguments[1:]) == 0

    assert stream.steps[0].label in capsys.readouterr().out


def test_the_versions_that_are_called_tested_are_those_that_tests_install():
    pinned = (Path(__file__).parents[2] / "constraints.txt").read_text(encoding="utf-8")
    found = re.search(r"^SpiffWorkflow==(\S+)", pinned, re.MULTILINE)
    if found is None:
        pytest.skip("needs SpiffWorkflow among the pinned packages")

    assert found[1].startswith(SPIFF_TESTED)
    assert "25.0.1".startswith(BPMN_ENGINE_TESTED)
