"""The command line, as a shell and as other programs use it."""

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from svs_designer.cli.main import main
from svs_designer.formats.native import read_text
from svs_designer.resource_files import model_file
from svs_designer.rules.pages import page_ids

pytestmark = pytest.mark.usefixtures("qapp")
"""Pictures are painted in this process: with the one application that all tests share."""

AS_IS = str(model_file("wifi-as-is.svs.yaml"))
TO_BE = str(model_file("wifi-to-be.svs.yaml"))
BROKEN = """\
svs: "1.0"
streams:
  - id: s
    name: Broken
    demand: {text: Somebody asks, next: a}
    value: {recipient: user, outcome: Helped}
    steps:
      - {id: a, nmae: Help, activity: engage, touch: 6, next: value}
      - {id: a, name: Help again, activity: engage, next: nobody}
"""


def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "svs_designer.cli.main", *arguments]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=60, **options)


def test_a_clean_file_ends_with_0_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", TO_BE]) == 0

    assert capsys.readouterr().out == "No findings in 1 file.\n"


def test_findings_fail_from_the_level_that_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    at_risk = str(model_file("new-service.svs.yaml"))

    assert main(["validate", at_risk]) == 0
    assert main(["validate", at_risk, "--fail-on", "warning"]) == 1

    assert "SVS062" in capsys.readouterr().out


def test_json_is_one_object_with_every_field(capsys: pytest.CaptureFixture[str]) -> None:
    main(["validate", AS_IS, TO_BE, "--format", "json"])

    found = json.loads(capsys.readouterr().out)["findings"]
    (contact,) = [each for each in found if each["rule"] == "SVS011"]
    expected = {
        "file": AS_IS,
        "rule": "SVS011",
        "level": "warning",
        "stream": "wifi-as-is",
        "element": "examine",
        "fixable": True,
    }
    assert expected.items() <= contact.items()
    assert {"message", "line", "column"} <= contact.keys()
    text = Path(AS_IS).read_text(encoding="utf-8").splitlines()
    assert "examine" in text[contact["line"] - 1] or "with" in text[contact["line"] - 1]


@pytest.mark.parametrize("format_", ["sarif", "github", "junit"])
def test_each_report_names_the_finding(format_: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["validate", AS_IS, "--format", format_])

    out = capsys.readouterr().out
    assert "SVS011" in out
    if format_ == "sarif":
        assert json.loads(out)["version"] == "2.1.0"
    if format_ == "junit":
        assert ET.fromstring(out).get("failures") == str(out.count("<failure "))


def test_all_faults_of_a_broken_file_are_listed_with_their_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "broken.svs.yaml"
    file.write_text(BROKEN, encoding="utf-8")

    assert main(["validate", str(file), "--format", "json"]) == 1

    found = json.loads(capsys.readouterr().out)["findings"]
    faults = {(each["rule"], each["line"]) for each in found if each["line"] in {8, 9}}
    assert {("FILE", 8), ("SVS101", 9)} <= faults
    assert any("'name'" in each["message"] for each in found)
    assert any("6m" in each["message"] for each in found)


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01", b"[1, 2", b"svs: 9", b"svs: '1.0'\nstreams: &a [*a]", "svs: 'ä'".encode("latin-1"), b"- 1\n- 2"],
)
def test_an_unreadable_file_ends_with_2_and_one_clear_line(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "x.svs.yaml"
    file.write_bytes(content)

    code = main(["export", str(file), "--to", "yaml"])

    error = capsys.readouterr().err
    assert code == 2
    assert error.startswith("svs-designer: ")
    assert error.count("\n") == 1


def test_one_missing_file_does_not_hide_what_the_others_have(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "nothing.svs.yaml", AS_IS]) == 2

    captured = capsys.readouterr()
    assert "there is no file nothing.svs.yaml" in captured.err
    assert "SVS011" in captured.out


def test_a_missing_file_alone_is_not_called_clean(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "nothing.svs.yaml"]) == 2

    assert capsys.readouterr().out == ""


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs /dev/full")
def test_a_full_disk_is_said_and_a_device_stays_a_device() -> None:
    for arguments in (["-o", "/dev/full"], []):
        with Path("/dev/full").open("wb") as full:
            command = [sys.executable, "-m", "svs_designer.cli.main", "export", AS_IS, "--to", "yaml", *arguments]
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)

        assert done.returncode == 2
        assert "No space left" in done.stderr
        assert done.stderr.count("\n") == 1
    assert Path("/dev/full").is_char_device()


def test_yaml_goes_to_standard_output_byte_for_byte() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "svs_designer.cli.main", "export", AS_IS, "--to", "yaml"],
        capture_output=True,
        check=True,
    )

    assert done.stdout == Path(AS_IS).read_bytes()
    assert done.stderr == b""


@pytest.mark.parametrize(("format_", "start"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_pictures_are_written_to_the_file_that_is_named(format_: str, start: bytes, tmp_path: Path) -> None:
    out = tmp_path / f"wifi.{format_}"

    done = run("export", TO_BE, "--to", format_, "-o", str(out), "--scale", "0.5")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"wrote {out}\n")
    assert start in out.read_bytes()[:200]
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


def test_the_same_export_on_another_day_is_equal_where_the_date_is_given(capsys: pytest.CaptureFixture[str]) -> None:
    texts = []
    for _ in range(2):
        main(["export", TO_BE, "--to", "svg", "--date", "2026-11-23"])
        texts.append(capsys.readouterr().out)

    assert texts[0] == texts[1]
    assert "2026-11-23" in texts[0]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["export", AS_IS, "--to", "png"], "-o FILE"),
        (["export", AS_IS, "--to", "svg", "--stream", "nobody"], "holds no stream 'nobody'"),
        (["export", "/", "--to", "svg"], "is a folder"),
        (["export", AS_IS, "--to", "svg", "-o", "/no/such/folder/x.svg"], "cannot be written"),
        (["rules", "SVS999"], "there is no rule SVS999"),
        (["--frobnicate"], "no option --frobnicate"),
    ],
)
def test_wrong_usage_ends_with_2_and_the_way_out(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2

    error = capsys.readouterr().err
    assert words in error
    assert "Traceback" not in error


def test_a_stream_is_chosen_where_a_file_holds_several(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = 'svs: "1.0"\nstreams:\n  - {id: one, name: One}\n  - {id: two, name: Two}\n'
    file = tmp_path / "two.svs.yaml"
    file.write_text(text, encoding="utf-8")

    assert main(["export", str(file), "--to", "svg"]) == 2
    assert "one, two" in capsys.readouterr().err
    assert main(["export", str(file), "--to", "yaml", "--stream", "two"]) == 0
    document = read_text(capsys.readouterr().out).document
    assert [stream.id for stream in document.streams] == ["two"]


def test_the_schema_and_the_rules_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["$schema"].endswith("2020-12/schema")

    assert main(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(page_ids())
    assert len(lines) == 60

    assert main(["rules", "svs021"]) == 0
    assert "## Mend" in capsys.readouterr().out


def test_help_reads_well_and_names_every_command() -> None:
    done = run("--help")

    assert done.returncode == 0
    assert all(word in done.stdout for word in ("validate", "export", "schema", "rules", "Exit codes"))
    assert max(len(line) for line in done.stdout.splitlines()) <= 100


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"{sys.executable} -m svs_designer.cli.main export {AS_IS} --to yaml | head -1"

    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)

    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


def test_checking_and_svg_never_load_qt() -> None:
    code = (
        "import sys; from svs_designer.cli.main import main; "
        f"main(['validate', {TO_BE!r}]); main(['export', {TO_BE!r}, '--to', 'svg']); main(['rules']); "
        "assert not [name for name in sys.modules if name.startswith('PySide6')]"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("redirection", [">&-", "2>&-", ">&- 2>&-", "2>/dev/full", ">/dev/full 2>&1"])
@pytest.mark.parametrize("file", [TO_BE, "nothing.svs.yaml"])
def test_a_stream_that_was_closed_or_is_full_changes_nothing_but_what_is_told(file: str, redirection: str) -> None:
    command = f"{sys.executable} -m svs_designer.cli.main validate {file} {redirection}"

    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)

    assert done.returncode == (2 if file != TO_BE or ">/dev/full 2" in redirection else 0)
    assert "Traceback" not in done.stdout + done.stderr


def test_the_words_of_the_parser_are_one_line_as_well(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["validate"], ["export", AS_IS, "--to", "doc"], ["schema", "x"], ["vaildate", AS_IS]):
        assert main(arguments) == 2

        error = capsys.readouterr().err
        assert error.startswith("svs-designer: ")
        assert error.count("\n") == 1


def test_a_window_without_a_display_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    assert main([]) == 2

    assert "no display" in capsys.readouterr().err


@pytest.mark.parametrize("format_", ["human", "json", "sarif", "github", "junit"])
@pytest.mark.parametrize("name", [b"no\xff\xfe.yaml", b"two\nlines\x1b[31m.yaml", b"a:b,c %s{}.yaml"])
def test_a_file_of_any_name_is_reported(name: bytes, format_: str, tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(Path(AS_IS).read_bytes())
    except OSError:
        pytest.skip("this file system does not take the name")

    command = [sys.executable, "-m", "svs_designer.cli.main", "validate", "--format", format_, name, name + b"x"]
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, check=False)

    assert done.returncode == 2
    assert done.stderr.startswith(b"svs-designer: there is no file ")
    assert done.stderr.count(b"\n") == 1
    assert b"\x1b" not in done.stderr
    if format_ in {"json", "sarif"}:
        assert json.loads(done.stdout)


@pytest.mark.parametrize("epoch", ["99999999999999999999", "²", "soon"])
def test_a_date_from_the_environment_that_is_none_is_told(
    epoch: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)

    assert main(["export", TO_BE, "--to", "svg"]) == 2

    assert "SOURCE_DATE_EPOCH" in capsys.readouterr().err


def test_what_must_not_be_written_over_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    circle, protected = tmp_path / "circle", tmp_path / "protected"
    circle.symlink_to(circle)
    protected.write_text("mine", encoding="utf-8")
    protected.chmod(0o444)

    for out in (circle, protected, tmp_path):
        assert main(["export", TO_BE, "--to", "yaml", "-o", str(out)]) == 2
        assert capsys.readouterr().err.startswith(f"svs-designer: {out} cannot be written: ")

    assert circle.is_symlink()
    assert protected.read_text(encoding="utf-8") == "mine"
    assert sorted(tmp_path.iterdir()) == [circle, protected]


def test_a_name_that_no_file_can_have_is_told_as_such(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "x" * 5000, ""]) == 2

    assert "cannot be read: File name too long" in capsys.readouterr().err
