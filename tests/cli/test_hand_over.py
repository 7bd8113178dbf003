"""`svs-designer hand-over`: all of the folder or nothing, and never over somebody's files."""

import pytest

from svs_designer.cli.main import main
from svs_designer.resource_files import model_file

RELEASE = str(model_file("software-release.svs.yaml"))
DEAD_END = """svs: "1.0"
streams:
  - id: s
    name: Broken
    demand: {text: Somebody asks, next: ask}
    value: {outcome: It works}
    steps:
      - {id: ask, name: Ask for papers}
"""


@pytest.fixture
def dead_end(tmp_path):
    path = tmp_path / "dead.svs.yaml"
    path.write_text(DEAD_END)
    return str(path)


def test_the_folder_is_written_and_its_files_are_named(tmp_path, capsys):
    out = tmp_path / "out"

    assert main(["hand-over", RELEASE, "-o", str(out), "--date", "2026-01-02"]) == 0

    assert (out / "README.md").read_text(encoding="utf-8").startswith("<!-- Made by SVS Designer")
    assert {path.suffix for path in out.iterdir()} >= {".md", ".yaml", ".svg"}
    assert capsys.readouterr().err.splitlines()[-1].startswith(f"wrote {out}: README.md, ")


def test_the_same_file_and_day_give_the_same_folder(tmp_path):
    for name in ("one", "two"):
        assert main(["hand-over", RELEASE, "-o", str(tmp_path / name), "--date", "2026-01-02"]) == 0

    one, two = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two


def test_a_stream_with_faults_ends_with_1_its_findings_and_no_folder(tmp_path, dead_end, capsys):
    assert main(["hand-over", dead_end, "-o", str(tmp_path / "out")]) == 1

    told = capsys.readouterr().err
    assert "is not handed over. No engine could run “Broken”" in told
    assert "SVS021" in told
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dead.svs.yaml"]


def test_a_folder_made_before_is_replaced_only_with_force(tmp_path, capsys):
    out = tmp_path / "out"
    main(["hand-over", RELEASE, "-o", str(out)])
    (out / "more.txt").write_text("left over")

    assert main(["hand-over", RELEASE, "-o", str(out)]) == 2
    assert "--force replaces it" in capsys.readouterr().err
    assert (out / "more.txt").exists()

    assert main(["hand-over", RELEASE, "-o", str(out), "--force"]) == 0
    assert not (out / "more.txt").exists()


def test_somebodys_folder_is_refused_even_with_force(tmp_path, capsys):
    (tmp_path / "thesis.txt").write_text("years of work")

    assert main(["hand-over", RELEASE, "-o", str(tmp_path), "--force"]) == 2

    assert "is not a hand-over folder" in capsys.readouterr().err
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_an_unknown_stream_is_named(tmp_path, capsys):
    assert main(["hand-over", RELEASE, "--stream", "nobody", "-o", str(tmp_path / "out")]) == 2

    assert "holds no stream 'nobody'" in capsys.readouterr().err
