"""The hook for pre-commit on a scratch repository, and the calls of continuous integration the README shows."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from svs_designer.formats.native import write_text
from svs_designer.resource_files import model_file
from tests.builders import a_document, a_stream

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", README.partition("### Before each commit")[2], re.DOTALL)
UNREACHABLE = ("No matching distribution", "Could not find a version", "Temporary failure", "Connection", "Max retries")
GIT_NAMES = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def run(*command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "GIT_"))}
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env={**kept, **GIT_NAMES, **environment}
    )


def a_repository(folder: Path) -> str:
    """Commit all that lies in a folder, and return the commit."""
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "All"]):
        assert run("git", *arguments, folder=folder).returncode == 0
    return run("git", "rev-parse", "HEAD", folder=folder).stdout.strip()


@pytest.fixture
def pre_commit() -> list[str]:
    """Return how pre-commit is called; skip where it, git or this checkout's history is absent."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("the hook is tried from a checkout, with git")
    if importlib.util.find_spec("pre_commit") is None:
        pytest.skip("pre-commit is not installed: ./dev test installs it")
    return [sys.executable, "-m", "pre_commit"]


@pytest.fixture
def scratch() -> Iterator[Path]:
    """Return a folder that is gone afterwards: what the hook installs is large."""
    with tempfile.TemporaryDirectory(prefix="svs-designer-hook-") as folder:
        yield Path(folder)


def copied_checkout(folder: Path) -> Path:
    """Copy the files of this checkout as they are now, committed or not."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", folder=ROOT).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_hook_stops_a_commit_with_findings_and_lets_a_clean_one_pass(pre_commit: list[str], scratch: Path) -> None:
    rev = a_repository(copied_checkout(scratch / "checkout"))
    project = scratch / "project"
    project.mkdir()
    hook = yaml.safe_load(EXAMPLES[0])
    hook["repos"][0] |= {"repo": str(scratch / "checkout"), "rev": rev}
    (project / ".pre-commit-config.yaml").write_text(yaml.safe_dump(hook), "utf-8")
    shutil.copy(model_file("wifi-to-be.svs.yaml"), project / "clean.svs.yaml")
    (project / "other.yaml").write_text("not: a value stream\n", "utf-8")
    (project / "s.svs.yaml").write_text('svs: "1.0"\nstreams: [{id: s, name: Bare}]\n', "utf-8")
    a_repository(project)
    home = {"PRE_COMMIT_HOME": str(scratch / "home")}

    installed = run(*pre_commit, "install-hooks", folder=project, **home)
    if installed.returncode and any(word in installed.stdout for word in UNREACHABLE):
        pytest.skip("the packages the hook installs cannot be fetched from here")
    stopped = run(*pre_commit, "run", "--all-files", folder=project, **home)
    (project / "s.svs.yaml").unlink()
    run("git", "add", "-A", folder=project)
    passed = run(*pre_commit, "run", "--all-files", folder=project, **home)

    assert installed.returncode == 0, installed.stdout
    assert (stopped.returncode, passed.returncode) == (1, 0)
    assert "\ns.svs.yaml\n" in stopped.stdout
    assert "SVS001" in stopped.stdout
    assert "other.yaml" not in stopped.stdout
    assert re.fullmatch(r"check value streams\.+Passed\n", passed.stdout)


def test_the_hook_names_an_entry_that_exists() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))

    asked_for = yaml.safe_load(EXAMPLES[0])["repos"][0]["hooks"][0]["id"]
    assert hook["id"] == asked_for
    assert hook["entry"].split() == ["svs-designer", "validate"]
    names = ("a.svs.yaml", "x/b.svs.yml", "svs.yaml", "a.svs.yaml.bak")
    assert [name for name in names if re.search(hook["files"], name)] == ["a.svs.yaml", "x/b.svs.yml"]


def test_the_examples_of_continuous_integration_write_what_they_hand_on(tmp_path: Path) -> None:
    _, github, gitlab = map(yaml.safe_load, EXAMPLES)
    steps, job = github["jobs"]["value-streams"]["steps"], gitlab["value-streams"]
    streams = tmp_path / "streams"
    streams.mkdir()
    (streams / "s.svs.yaml").write_text(write_text(a_document(a_stream(owner="lead"))), "utf-8")
    program = tmp_path / "svs-designer"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m svs_designer.cli.main "$@"\n', "utf-8")
    program.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"

    for call in (*(step.get("run", "") for step in steps), *job["script"]):
        if call.startswith("svs-designer "):
            done = run("bash", "-c", call, folder=tmp_path, PATH=path, PYTHONPATH=str(ROOT))
            assert done.returncode in {0, 1}, done.stderr

    log = json.loads((tmp_path / steps[-1]["with"]["sarif_file"]).read_text("utf-8"))
    assert log["runs"][0]["tool"]["driver"]["rules"]
    assert ET.parse(tmp_path / job["artifacts"]["reports"]["junit"]).getroot().tag == "testsuites"
