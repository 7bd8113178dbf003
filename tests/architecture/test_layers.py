"""The house stands as drawn: the import contract bites, packages say what they are, files stay short."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "svs_designer"
LONGEST_FILE = 400

VIOLATIONS = {
    "Imports point down": ("model/__init__.py", "import svs_designer.editing\n"),
    "neighbours are strangers": ("rules/__init__.py", "import svs_designer.drawing\n"),
    "Formats do not know each other": ("formats/native/__init__.py", "import svs_designer.formats.svg\n"),
    "Only gui and qtpaint know Qt": ("editing/__init__.py", "import PySide6.QtCore\n"),
    "Only analysis knows networkx": ("drawing/__init__.py", "import networkx\n"),
}


@pytest.mark.slow
@pytest.mark.parametrize("contract", VIOLATIONS)
def test_a_planted_violation_breaks_the_import_contract(tmp_path, contract):
    file, violation = VIOLATIONS[contract]
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(PACKAGE, tmp_path / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
    with (tmp_path / PACKAGE.name / file).open("a", encoding="utf-8") as module:
        module.write(violation)

    checked = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as check; check()", "--no-cache"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 1, checked.stdout + checked.stderr
    broken = [line for line in checked.stdout.splitlines() if line.endswith("BROKEN")]
    assert any(contract in line for line in broken), checked.stdout


def test_the_command_line_loads_neither_qt_nor_networkx_to_start():
    loaded = loaded_by("import svs_designer.cli.main")

    assert not loaded & {"PySide6", "networkx"}


def test_validating_a_file_does_not_load_qt():
    model = str(ROOT / "models" / "wifi-to-be.svs.yaml")

    loaded = loaded_by(f"from svs_designer.cli.main import main; main(['validate', {model!r}, '--format', 'json'])")

    assert "svs_designer.rules" in loaded
    assert "PySide6" not in loaded


def loaded_by(act: str) -> set[str]:
    """Do something in a fresh interpreter and name the modules it loaded."""
    script = f"import sys\ntry:\n    {act}\nexcept SystemExit:\n    pass\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_every_module_says_in_its_first_line_what_it_holds():
    silent = [
        str(path.relative_to(ROOT))
        for path in PACKAGE.rglob("*.py")
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert silent == []


def test_no_file_is_longer_than_one_can_keep_in_mind():
    sources = [*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in sources}

    assert {str(path.relative_to(ROOT)): n for path, n in lengths.items() if n > LONGEST_FILE} == {}
