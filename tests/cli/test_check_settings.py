"""The settings of the check on the command line: profiles, the file beside the document, and accepted findings."""

import json
from pathlib import Path

import pytest

from svs_designer.cli.main import main
from svs_designer.formats.native import write_text
from svs_designer.model.acceptance import Acceptance
from svs_designer.model.document import Document
from svs_designer.model.edits.accepting import accept_finding
from tests.analysis.flows import a_flow
from tests.builders import a_document, a_stream


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "models"
    (folder / ".git").mkdir(parents=True)
    return folder


def put(folder: Path, document: Document) -> str:
    path = folder / "a.svs.yaml"
    path.write_text(write_text(document), encoding="utf-8")
    return str(path)


def found(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, str]:
    capsys.readouterr()
    main(["validate", "--format", "json", *arguments])
    return {each["rule"]: each["level"] for each in json.loads(capsys.readouterr().out)["findings"]}


def test_the_command_line_wins_over_the_document_and_that_over_the_file_beside_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dead_end = a_document(a_flow("demand > a", "a > one b value", "b >"))
    own = a_document(*dead_end.streams, check={"profile": "workshop", "rules": {"SVS021": "advice"}})
    (folder / ".svs-designer.yaml").write_text("profile: strict\nrules: {SVS021: off, SVS025: off}\n", encoding="utf-8")
    other = folder / "other.yaml"
    other.write_text("rules: {SVS021: warning}\n", encoding="utf-8")

    plain = put(folder, dead_end)
    beside = found(capsys, plain)
    without = found(capsys, plain, "--no-config")
    with_other = found(capsys, plain, "--config", str(other))
    by_document = found(capsys, put(folder, own))
    by_command_line = found(capsys, put(folder, own), "--profile", "default")

    assert "SVS021" not in beside
    assert "SVS004" in beside
    assert without["SVS021"] == "error"
    assert with_other["SVS021"] == "warning"
    assert by_document["SVS021"] == by_command_line["SVS021"] == "advice"
    assert "SVS025" not in by_document
    assert "SVS004" not in by_document
    assert "SVS004" in by_command_line


def test_a_file_in_the_folder_is_found_from_within_it(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder, a_document())
    (folder / "deep").mkdir()
    (folder / ".svs-designer.yaml").write_text("rules: {SVS004: error}\n", encoding="utf-8")

    monkeypatch.chdir(folder)
    assert found(capsys, "a.svs.yaml")["SVS004"] == "error"

    monkeypatch.chdir(folder / "deep")
    assert found(capsys, "../a.svs.yaml")["SVS004"] == "error"


def test_every_fault_of_the_settings_is_said_with_its_line_and_nothing_is_checked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / ".svs-designer.yaml"
    path.write_text("profile: strickt\nrules: {SVS004: of}\n", encoding="utf-8")

    assert main(["validate", put(folder, a_document())]) == 2

    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines() == [
        f"svs-designer: {path}:1:10: 'profile' cannot be 'strickt'. Did you mean 'strict'?",
        f"svs-designer: {path}:2:17: The level of SVS004 cannot be 'of'. Did you mean 'off'?",
    ]
    assert main(["validate", put(folder, a_document()), "--no-config"]) == 0


def test_settings_that_are_asked_for_must_be_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = put(folder, a_document())

    for name in ("nothing.yaml", "."):
        assert main(["validate", file, "--config", str(folder / name)]) == 2
    assert main(["validate", file, "--config", "x", "--no-config"]) == 2
    assert main(["validate", file, "--profile", "workshp"]) == 2

    said = capsys.readouterr().err.splitlines()
    assert "there is no file" in said[0]
    assert "not allowed with" in said[2]
    assert len(said) == 4


def test_an_empty_name_for_the_settings_is_not_passed_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["validate", put(folder, a_document()), "--config", ""])

    assert code == 2
    assert "the name behind --config is empty" in capsys.readouterr().err


def test_an_accepted_error_does_not_fail_until_its_day_is_over(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = a_document(a_flow("demand > a", "a > one b value", "b >"))
    rule = {"rule": "SVS021", "reason": "Drawn on Monday", "by": "Ann"}

    for_good = accept_finding(document, "s", "b", Acceptance(**rule))
    over = accept_finding(document, "s", "b", Acceptance(**rule, until="2001-01-31"))

    assert main(["validate", put(folder, document)]) == 1
    assert main(["validate", put(folder, for_good)]) == 0
    assert "Drawn on Monday" in capsys.readouterr().out
    assert main(["validate", put(folder, over)]) == 1
    assert "accepted by Ann until 2001-01-31, which is over" in capsys.readouterr().out


def test_an_acceptance_that_meets_no_finding_is_told_with_its_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    idle = Acceptance(rule="SVS021", reason="Drawn on Monday", by="Ann")
    file = put(folder, accept_finding(a_document(a_stream(steps=1)), "s", "a", idle))

    main(["validate", file])

    line = next(n for n, text in enumerate(Path(file).read_text().splitlines(), 1) if "accepted:" in text)
    said = f"svs-designer: {file}:{line}: SVS021 is not found here any more: take out that Ann accepted it\n"
    assert capsys.readouterr().err == said
    main(["validate", file, "--profile", "workshop"])
    assert capsys.readouterr().err == said
    (folder / ".svs-designer.yaml").write_text("rules: {SVS021: off}\n", encoding="utf-8")
    main(["validate", file])
    assert capsys.readouterr().err == ""
