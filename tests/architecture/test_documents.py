"""The documents tell the truth: links lead somewhere, commands exist, what is promised is in the wheel."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "resources").rglob("*.md"), *(ROOT / "tests").rglob("*.md")])
README = ROOT / "README.md"
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)[^)]*\)|<img[^>]* src=\"([^\"]+)\"")
CODE = re.compile(r"```.*?\n(.*?)```|`([^`\n]+)`", re.DOTALL)


def code_of(document: Path) -> str:
    """Join all code spans and blocks of a document, one a line."""
    return "\n".join(block or span for block, span in CODE.findall(document.read_text(encoding="utf-8")))


def anchor(heading: str) -> str:
    """Turn a heading into the anchor a code host gives it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"])
def test_a_newcomer_finds_the_usual_documents(name):
    assert (ROOT / name).is_file()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_relative_link_and_image_leads_somewhere(document):
    prose = re.sub(r"```.*?```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = [link or image for link, image in LINK.findall(prose)]

    lost = [target for target in targets if "://" not in target and not leads_somewhere(document, target)]

    assert lost == []


def leads_somewhere(document: Path, target: str) -> bool:
    path, _, fragment = target.partition("#")
    file = (document.parent / path).resolve() if path else document
    if not fragment or file.suffix != ".md":
        return file.exists()
    headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return fragment in map(anchor, headings)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_dev_command_a_document_names_exists(document):
    known = set(re.findall(r"^  ([a-z -]+)(?: \| [^)]*)?\) ", (ROOT / "dev").read_text(encoding="utf-8"), re.MULTILINE))

    named = set(re.findall(r"\./dev ([a-z][a-z-]*)", code_of(document)))

    assert named <= known


def test_every_subcommand_and_option_the_readme_names_exists():
    help_of = {"": answer("--help")}
    unknown = []
    for line in re.findall(r"svs-designer ([^\n|&>#]*)", code_of(README)):
        words = line.split()
        command = words[0] if words and re.fullmatch(r"[a-z][a-z-]*", words[0]) else ""
        if command and not re.search(rf"\b{command}\b", help_of[""]):
            unknown.append(command)
            continue
        if command not in help_of:
            help_of[command] = answer(command, "--help")
        options = re.findall(r"(?<!\S)\[?(--?[a-z][a-z-]*)", line)
        unknown += [f"{command} {option}" for option in options if option not in help_of[command]]

    assert unknown == []


def answer(*arguments: str) -> str:
    """Ask the command line, and expect it to be content."""
    command = [sys.executable, "-c", "from svs_designer.cli.main import main; raise SystemExit(main())", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_no_document_speaks_of_unfinished_work():
    unfinished = [path.name for path in DOCUMENTS if re.search(r"\b(TODO|FIXME|TBD)\b", path.read_text("utf-8"))]

    assert unfinished == []


@pytest.mark.slow
def test_the_wheel_carries_the_resources_the_models_and_the_licence(tmp_path):
    from hatchling.builders.wheel import WheelBuilder

    wheel = next(WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"]))

    with zipfile.ZipFile(wheel) as archive:
        carried = set(archive.namelist())
    shipped = [path for folder in ("resources", "models") for path in (ROOT / folder).rglob("*") if path.is_file()]
    assert {f"svs_designer/{path.relative_to(ROOT).as_posix()}" for path in shipped} <= carried
    assert any(name.endswith("licenses/LICENSE") for name in carried)
    assert "svs_designer/resource_files.py" in carried
