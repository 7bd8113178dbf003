"""The plug-in of the documents, installed beside the program: found, run, reported; and what bad ones do."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from svs_designer.catalogue import load_catalogue
from svs_designer.formats.native import read_file, read_text, write_text
from svs_designer.model.document import Document
from svs_designer.rules.finding import Finding
from svs_designer.rules.rule import Rule
from svs_designer.rules.runner import check_document
from tests.builders import a_document, a_stream
from tests.plugins import installed_by_hand, unpacked

HERE = Path(__file__).parent
DOCUMENT = HERE.parents[2] / "CONTRIBUTING.md"
CRASHING = """
from acme_rules import RULES as ACME
from svs_designer.rules.rule import Rule

def crash(subject):
    raise ZeroDivisionError("no cases")

RULES = [Rule(id="BAD001", name="Crash", level=ACME[0].level, group="bad", check=crash)]
"""
TAKEN = """
from acme_rules import RULES as ACME
from dataclasses import replace

RULES = [replace(ACME[0], id="SVS900")]
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the example as its author would, and unpack the wheel as an installer does."""
    return unpacked(HERE, tmp_path_factory.mktemp("site"))


@pytest.fixture
def stream(tmp_path: Path) -> Path:
    """Return a file of which two steps have no team."""
    file = tmp_path / "s.svs.yaml"
    file.write_text(write_text(a_document(a_stream("s", steps=2), teams=({"id": "desk", "name": "Desk"},))), "utf-8")
    return file


def install(folder: Path, name: str, code: str) -> Path:
    """Put a further plug-in into a folder of its own, as an installer leaves it."""
    return installed_by_hand(folder, name, code, group="svs_designer.rules", offers="RULES")


def run(*arguments: str, installed: tuple[Path, ...]) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(map(str, (*installed, HERE.parents[2])))
    command = [sys.executable, "-m", "svs_designer.cli.main", *arguments]
    environment = {**os.environ, "PYTHONPATH": path}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=60)


def findings(file: Path, *installed: Path) -> list[dict[str, str]]:
    done = run("validate", str(file), "--format", "json", installed=installed)
    found: list[dict[str, str]] = json.loads(done.stdout)["findings"]
    return found


def test_the_document_shows_this_very_plug_in() -> None:
    section = DOCUMENT.read_text("utf-8").partition("## Rules of your own")[2].partition("\n## ")[0]

    blocks = dict(re.findall(r"```(\w+)\n(.*?)```", section, re.DOTALL))

    assert blocks["python"] == (HERE / "acme_rules.py").read_text("utf-8")
    assert blocks["toml"] == (HERE / "pyproject.toml").read_text("utf-8")
    assert len(blocks["python"].splitlines()) <= 30


def test_it_is_found_and_explained(site: Path) -> None:
    listed = run("rules", installed=(site,))
    explained = run("rules", "ACME001", installed=(site,))

    assert "ACME001  warning  acme      Step without a team" in listed.stdout.splitlines()
    assert listed.stderr == ""
    assert "A step that is nobody's waits until somebody asks for it." in explained.stdout


def test_its_findings_have_their_place_and_their_fixes(site: Path, stream: Path) -> None:
    found = [each for each in findings(stream, site) if each["rule"] == "ACME001"]

    assert [each["element"] for each in found] == ["a", "b"]
    assert found[0]["message"] == "Step 'Do a' is nobody's: name the team that does it"
    assert found[0]["fixes"] == [{"title": "Give it to Desk", "safe": False}]
    lines = stream.read_text("utf-8").splitlines()
    assert "id: a" in lines[int(found[0]["line"]) - 1]


@pytest.mark.parametrize("kind", ["human", "sarif", "github", "junit"])
def test_its_findings_stand_in_every_report(kind: str, site: Path, stream: Path) -> None:
    done = run("validate", str(stream), "--format", kind, installed=(site,))

    assert done.returncode == 0
    assert done.stdout.count("is nobody") >= 2
    if kind == "sarif":
        rules = {each["id"]: each for each in json.loads(done.stdout)["runs"][0]["tool"]["driver"]["rules"]}
        assert rules["ACME001"]["fullDescription"] == {"text": "Each step belongs to a team."}


def test_its_fix_mends_the_finding_once(monkeypatch: pytest.MonkeyPatch, stream: Path) -> None:
    monkeypatch.syspath_prepend(str(HERE))
    from acme_rules import RULES

    document = read_file(stream).document
    assert document is not None
    first, second = check(document, RULES)

    mended = first.fixes[0].edit(document)

    assert [each.element for each in check(mended, RULES)] == ["b"]
    assert first.fixes[0].edit(mended) is mended
    assert read_text(write_text(mended)).document == mended
    assert second.element == "b"


def test_a_rule_that_crashes_is_told_and_harms_no_other(site: Path, stream: Path, tmp_path: Path) -> None:
    crashing = install(tmp_path / "crashing", "bad_rules", CRASHING)

    found = findings(stream, site, crashing)

    (crash,) = [each for each in found if each["rule"] == "BAD001"]
    assert crash["message"].startswith("Rule BAD001 could not finish (ZeroDivisionError: no cases)")
    assert [each for each in found if each is not crash] == findings(stream, site)


def test_a_rule_with_our_prefix_is_left_out_and_the_plug_in_named(site: Path, stream: Path, tmp_path: Path) -> None:
    taken = install(tmp_path / "taken", "cuckoo_rules", TAKEN)

    found = findings(stream, site, taken)

    (fault,) = [each for each in found if each["rule"] == "cuckoo_rules"]
    assert "'cuckoo_rules' offers a rule SVS900: the prefix SVS is taken" in fault["message"]
    assert not [each for each in found if each["rule"] == "SVS900"]
    assert [each for each in found if each is not fault] == findings(stream, site)


def check(document: Document, rules: Sequence[Rule]) -> tuple[Finding, ...]:
    return check_document(document, load_catalogue("itil4"), rules=rules)
