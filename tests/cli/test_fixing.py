"""`validate --fix` and `--diff`: what is safe is mended, nothing else is touched, and nothing is ever lost."""

import io
import json
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from svs_designer.cli.main import main
from svs_designer.formats.native import read_file, read_text, write_text
from svs_designer.model.acceptance import Acceptance
from svs_designer.model.edits.accepting import accept_finding
from tests.builders import a_document, a_step, a_stream

UNEVEN = a_document(
    a_stream(
        steps=(
            a_step("a", "Log the call", next={"one": [{"to": "b", "share": "60%"}, {"to": "value", "share": "60%"}]}),
            a_step("b", "Restore the link", next="value"),
        ),
    )
)


@pytest.fixture
def uneven(tmp_path: Path) -> Path:
    path = tmp_path / "uneven.svs.yaml"
    path.write_text(write_text(UNEVEN), encoding="utf-8")
    return path


def shares(path: Path) -> list[float | None]:
    document = read_file(path).document
    assert document is not None
    return [link.share for _, link in document.streams[0].links() if link.share is not None]


def feed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_safe_fixes_are_written_and_said_and_the_rest_is_reported(
    uneven: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    uneven.chmod(0o640)
    assert main(["validate", str(uneven)]) == 1

    assert main(["validate", str(uneven), "--fix"]) == 0

    captured = capsys.readouterr()
    assert shares(uneven) == [0.5, 0.5]
    assert f"{uneven}: SVS024 mended by 'Scale them to 100 %" in captured.err
    assert "SVS004" in captured.out.split("file.")[-2]
    assert stat.S_IMODE(uneven.stat().st_mode) == 0o640


def test_a_file_without_anything_safe_to_mend_is_not_written(uneven: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["validate", str(uneven), "--fix"])
    laid_out_by_hand = uneven.read_text(encoding="utf-8").replace("title: Test", "title:   Test")
    uneven.write_text(laid_out_by_hand, encoding="utf-8")
    before = uneven.stat().st_mtime_ns
    capsys.readouterr()

    main(["validate", str(uneven), "--fix"])

    assert uneven.stat().st_mtime_ns == before
    assert uneven.read_text(encoding="utf-8") == laid_out_by_hand
    assert "mended" not in capsys.readouterr().err


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


@needs_git
def test_a_diff_shows_what_would_be_written_and_patch_makes_it_so(
    uneven: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(uneven.parent)
    before = uneven.read_text(encoding="utf-8")

    assert main(["validate", uneven.name, "--diff"]) == 1

    shown = capsys.readouterr().out
    assert uneven.read_text(encoding="utf-8") == before
    assert "-            - {to: b, share: 60%}\n" in shown
    assert "+            - {to: b, share: 50%}\n" in shown
    subprocess.run(["git", "apply", "-p0", "-"], input=shown, text=True, check=True)
    assert shares(uneven) == [0.5, 0.5]
    assert main(["validate", uneven.name, "--fix", "--diff"]) == 0
    assert capsys.readouterr().out == ""


@needs_git
def test_a_diff_of_a_file_whose_last_line_is_open_can_be_applied(
    uneven: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(uneven.parent)
    text = write_text(UNEVEN)
    uneven.write_text(text.removesuffix("\n"), encoding="utf-8")

    main(["validate", uneven.name, "--diff"])

    subprocess.run(["git", "apply", "-p0", "-"], input=capsys.readouterr().out, text=True, check=True)
    assert shares(uneven) == [0.5, 0.5]
    assert uneven.read_text(encoding="utf-8").endswith("\n")


def test_comments_are_not_dropped_unless_it_is_said_twice(uneven: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commented = uneven.read_text(encoding="utf-8") + "# Ask Ann about the shares\n"
    uneven.write_text(commented, encoding="utf-8")

    assert main(["validate", str(uneven), "--fix"]) == 2

    captured = capsys.readouterr()
    assert uneven.read_text(encoding="utf-8") == commented
    assert f"{uneven} is not mended: its comments would be lost; keep them as notes, or use --force" in captured.err
    assert "mended by" not in captured.err
    assert "SVS024" in captured.out
    assert main(["validate", str(uneven), "--diff"]) == 1
    assert "has comments, which would be lost" in capsys.readouterr().err
    assert main(["validate", str(uneven), "--fix", "--force"]) == 0
    assert shares(uneven) == [0.5, 0.5]


def test_a_file_that_was_opened_in_part_is_never_written(uneven: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = uneven.read_text(encoding="utf-8").replace("title:", "titel:")
    uneven.write_text(broken, encoding="utf-8")

    for options in (["--fix"], ["--fix", "--force"], ["--diff"]):
        assert main(["validate", str(uneven), *options]) == 2
        assert "opened only in part" in capsys.readouterr().err

    assert uneven.read_text(encoding="utf-8") == broken


def test_a_write_protected_file_is_left_alone_and_its_findings_are_told(
    uneven: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    uneven.chmod(0o444)

    assert main(["validate", str(uneven), "--fix"]) == 2

    captured = capsys.readouterr()
    assert "write-protected" in captured.err
    assert "SVS024" in captured.out
    assert shares(uneven) == [0.6, 0.6]


def test_what_somebody_accepted_is_not_mended_and_does_not_fail(
    uneven: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    acceptance = Acceptance(rule="SVS024", reason="Cases are counted twice", by="Ann")
    uneven.write_text(write_text(accept_finding(UNEVEN, "s", "a", acceptance)), encoding="utf-8")

    assert main(["validate", str(uneven), "--fix"]) == 0

    out = capsys.readouterr().out
    assert shares(uneven) == [0.6, 0.6]
    assert "Cases are counted twice" in out
    assert "1 accepted" in out


def test_standard_input_is_checked(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    feed(monkeypatch, write_text(UNEVEN))

    assert main(["validate", "-", "--format", "json"]) == 1

    found = json.loads(capsys.readouterr().out)["findings"]
    assert {"SVS024"} <= {each["rule"] for each in found}
    assert {each["file"] for each in found} == {"<stdin>"}


def test_standard_input_goes_mended_to_standard_output(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    feed(monkeypatch, write_text(UNEVEN))

    assert main(["validate", "-", "--fix"]) == 0

    captured = capfdbinary.readouterr()
    document = read_text(captured.out).document
    assert document is not None
    assert [link.share for _, link in document.streams[0].links()] == [None, 0.5, 0.5, None]
    assert b"SVS004" in captured.err


@pytest.mark.parametrize("text", ["svs: 9\n", 'svs: "1.0"\ntitel: x\n', "not yaml: ["])
def test_what_cannot_be_mended_goes_through_as_it_came(
    text: str, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    feed(monkeypatch, text)

    assert main(["validate", "-", "--fix"]) == 2

    assert capfdbinary.readouterr().out == text.encode()


def test_the_name_of_a_file_breaks_no_line_of_a_diff(uneven: Path, capsys: pytest.CaptureFixture[str]) -> None:
    odd = uneven.with_name("odd\n+++ else\x1b[2J.svs.yaml")
    odd.write_bytes(uneven.read_bytes())

    main(["validate", str(odd), "--diff"])

    old, new, *rest = capsys.readouterr().out.splitlines()
    assert (old[:4], new[:4], rest[0][:3]) == ("--- ", "+++ ", "@@ ")
    assert "\x1b" not in old + new
