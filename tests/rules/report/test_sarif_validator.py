"""SARIF logs against the schema and the rules of SARIF, as the validator of its authors reads them."""

import os
import platform
import subprocess
from pathlib import Path

import pytest

from svs_designer.cli.main import main
from svs_designer.resource_files import model_file
from tests.node_tools import node_packages

VALIDATOR = "@microsoft/sarif-multitool-linux"


def complaints(log: Path) -> list[str]:
    """Return what the validator says is wrong."""
    if platform.system() != "Linux" or platform.machine() != "x86_64":
        pytest.skip("the SARIF validator comes for Linux on x86-64 only")
    program = node_packages(f"{VALIDATOR}@5.7.0") / "node_modules" / VALIDATOR / "Sarif.Multitool"
    # Without this setting .NET asks for libraries of languages, which a bare machine lacks.
    settings = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    program.chmod(0o755)
    done = subprocess.run([program, "validate", log], capture_output=True, text=True, env=settings, check=False)
    assert "1 files scanned" in done.stdout, done.stdout + done.stderr
    return [line.partition(": ")[2] for line in done.stdout.splitlines() if f"{log}(" in line]


@pytest.mark.slow
def test_the_log_of_every_worked_stream_is_valid(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(path) for path in sorted(model_file().glob("*.svs.yaml"))]
    broken = tmp_path / "broken.svs.yaml"
    broken.write_text("svs: '1.0'\nstreams: [{id: S s, steps: 3}]\n", encoding="utf-8")
    main(["validate", *files, str(broken), "--format", "sarif"])
    log = tmp_path / "log.sarif"
    log.write_text(capsys.readouterr().out, encoding="utf-8")

    # The project has no public address that a log could name as the tool's home.
    assert [each for each in complaints(log) if "informationUri" not in each] == []


@pytest.mark.slow
def test_the_validator_would_complain(tmp_path: Path) -> None:
    log = tmp_path / "log.sarif"
    log.write_text('{"version": "2.1.0", "runs": [{"results": []}]}', encoding="utf-8")

    assert any("'tool' is missing" in each for each in complaints(log))
