"""The format of the documents, installed beside the program: listed, written, read; and what bad ones do."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from svs_designer.exchange.importer import CannotImport
from svs_designer.formats.native import read_text, write_text
from tests.builders import a_document, a_step, a_stream
from tests.plugins import installed_by_hand, unpacked

HERE = Path(__file__).parent
DOCUMENT = HERE.parents[2] / "CONTRIBUTING.md"
BROKEN = "raise ZeroDivisionError('no luck today')\n"
CRASHING = """
from dataclasses import replace
from acme_steps import LIST as ACME

def crash(request):
    raise ZeroDivisionError("no steps")

LIST = replace(ACME, id="crash", name="Crash", write=crash)
"""
TAKEN = """
from dataclasses import replace
from acme_steps import LIST as ACME

LIST = replace(ACME, id="svg")
"""
# What an importer offers is asked for in a process that sees the plug-in, as the program would.
READ = """
import sys
from svs_designer.exchange.installed import installed_formats
from svs_designer.formats.native import write_text
importer = installed_formats().importers["acme-list"]
data = sys.stdin.buffer.read()
assert importer.recognises(data)
sys.stdout.write(write_text(importer.read(data, "Wiki").document))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the example as its author would, and unpack the wheel as an installer does."""
    return unpacked(HERE, tmp_path_factory.mktemp("site"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file with two steps."""
    steps = (a_step("log", "Log\nthe call", next="mend"), a_step("mend", "Mend 🚒", next="value"))
    path = tmp_path / "s.svs.yaml"
    path.write_text(write_text(a_document(a_stream(steps=steps))), "utf-8")
    return path


def install(folder: Path, name: str, code: str) -> Path:
    """Put a further plug-in into a folder of its own, as an installer leaves it."""
    return installed_by_hand(folder, name, code, group="svs_designer.exporters", offers="LIST")


def run(*command: str, installed: tuple[Path, ...], text: str = "") -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(map(str, (*installed, HERE.parents[2])))
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}
    whole = [sys.executable, *command]
    return subprocess.run(
        whole, capture_output=True, text=True, input=text, encoding="utf-8", env=environment, check=False, timeout=60
    )


def export(*arguments: str, installed: tuple[Path, ...]) -> subprocess.CompletedProcess[str]:
    return run("-m", "svs_designer.cli.main", "export", *arguments, installed=installed)


def test_the_document_shows_this_very_plug_in() -> None:
    section = DOCUMENT.read_text("utf-8").partition("## Formats of your own")[2].partition("\n## ")[0]

    blocks = dict(re.findall(r"```(\w+)\n(.*?)```", section, re.DOTALL))

    assert blocks["python"] == (HERE / "acme_steps.py").read_text("utf-8")
    assert blocks["toml"] == (HERE / "pyproject.toml").read_text("utf-8")
    assert len(blocks["python"].splitlines()) <= 30


def test_the_command_line_offers_it_writes_it_and_says_what_it_could_not_hold(site: Path, file: Path) -> None:
    done = export(str(file), "--to", "acme-list", installed=(site,))

    assert (done.returncode, done.stdout) == (0, "- Log the call\n- Mend 🚒\n")
    assert done.stderr == "ACME list: a list has no links, teams or times\n"
    assert "acme-list" in export("--help", installed=(site,)).stdout


def test_it_reads_what_it_has_written(site: Path) -> None:
    done = run("-c", READ, installed=(site,), text="- Log the call\n- Mend 🚒\n- Mend 🚒\n")

    assert done.stderr == ""
    document = read_text(done.stdout).document
    assert document is not None
    (stream,) = document.streams
    assert stream.name == "Wiki"
    assert [(step.id, step.name) for step in stream.steps] == [
        ("log-the-call", "Log the call"), ("mend", "Mend 🚒"), ("mend-2", "Mend 🚒"),
    ]  # fmt: skip
    assert [link.to for _, link in stream.links()] == ["log-the-call", "mend", "mend-2", "value"]


def test_a_list_without_steps_is_refused_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(HERE))
    from acme_steps import FROM_LIST

    with pytest.raises(CannotImport, match="Wiki lists no step: begin a line with '- '"):
        FROM_LIST.read(b"\xff nothing", "Wiki")


def test_a_plug_in_that_cannot_be_loaded_is_one_line_and_harms_no_other(site: Path, file: Path, tmp_path: Path) -> None:
    broken = install(tmp_path / "broken", "broken_steps", BROKEN)

    done = export(str(file), "--to", "acme-list", installed=(site, broken))

    assert (done.returncode, done.stdout) == (0, "- Log the call\n- Mend 🚒\n")
    (said,) = [line for line in done.stderr.splitlines() if "broken_steps" in line]
    assert said == (
        "svs-designer: The format plug-in 'broken_steps' cannot be loaded (ZeroDivisionError: no luck today): "
        "mend or uninstall it"
    )


def test_a_plug_in_that_takes_our_id_is_named_and_ours_stays(site: Path, file: Path, tmp_path: Path) -> None:
    taken = install(tmp_path / "taken", "cuckoo_steps", TAKEN)

    done = export(str(file), "--to", "svg", installed=(site, taken))

    assert done.returncode == 0
    assert "<svg" in done.stdout
    assert "'cuckoo_steps' calls its format svg, which is there already" in done.stderr


def test_a_plug_in_that_crashes_while_it_writes_is_one_line(site: Path, file: Path, tmp_path: Path) -> None:
    crashing = install(tmp_path / "crashing", "bad_steps", CRASHING)

    done = export(str(file), "--to", "crash", "-o", str(tmp_path / "out.md"), installed=(site, crashing))

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr == (
        "svs-designer: Crash could not finish (ZeroDivisionError: no steps): its writer is at fault, not the file\n"
    )
    assert not (tmp_path / "out.md").exists()
