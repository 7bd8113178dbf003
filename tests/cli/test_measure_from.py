"""`svs-designer measure-from`: figures into a file, told with their samples; nothing half-written, nothing lost."""

from pathlib import Path
from typing import Any

import pytest

from svs_designer.cli.main import main
from svs_designer.formats.native import read_file, read_text, write_text
from svs_designer.formats.ticket_export.remembered import remembered_file
from tests.builders import a_document, a_step, a_stream

CLOSE = "Replace access point"
LOG = """\
Number,Activity,Start,End
1,Triage,2026-09-01 08:00:00,2026-09-01 08:10:00
1,Replace access point,2026-09-01 09:00:00,2026-09-01 09:30:00
2,triage,2026-09-01 08:00:00,2026-09-01 08:20:00
2,Lunch,2026-09-01 09:00:00,2026-09-01 09:30:00
2,Triage,nonsense,2026-09-01 09:30:00
"""


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a call of the command in a folder with a log and a stream: its exit code, what it prints and says."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "log.csv").write_text(LOG)
    steps = (a_step("triage", "Triage", next="repair"), a_step("repair", "Replace the access point", next="value"))
    (tmp_path / "s.svs.yaml").write_text(write_text(a_document(a_stream("s", steps=steps))))

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["measure-from", *arguments])
        out, err = capsys.readouterr()
        return code, out, err

    yield run
    remembered_file().unlink(missing_ok=True)


def touch(step_id: str, name: str = "s.svs.yaml") -> str | None:
    found = read_file(Path(name)).document.stream("s").step(step_id).touch
    return None if found is None else f"{found.likely} {found.evidence} {found.samples}"


def test_a_stream_is_filled_and_told_with_samples_and_what_did_not_match(call: Any):
    code, out, err = call("log.csv", "--into", "s.svs.yaml")

    assert code == 0
    assert touch("triage") == "15m measured 2"
    assert out.splitlines() == [
        "Stream s: 2 cases, 4 visits",
        "  2 are over, 0 of them without value; 0 came back to a step; 0 reassignments",
        "  “Triage”: touch 11m-15m-19m (2 visits), wait not told",
        f"close: “Replace access point” may be “Replace the access point”; then say --step '{CLOSE}=repair'",
        "not in the stream: Lunch",
    ]
    assert "1 row was left out: its start is no time ('nonsense') (line 6)" in err
    assert "Taken from the names and contents of the columns: case is “Number”" in err


def test_a_stream_on_working_time_says_that_tickets_tell_calendar_time(call: Any):
    stream = a_stream("s", steps=(a_step("triage", "Triage", next="value"),), clock="working")
    Path("w.svs.yaml").write_text(write_text(a_document(stream)))

    _, out, _ = call("log.csv", "--into", "w.svs.yaml")

    assert "the clock of this stream is working time, but tickets tell calendar time" in out


def test_a_name_can_be_said_to_mean_a_step(call: Any):
    code, out, _ = call("log.csv", "--into", "s.svs.yaml", "--step", "Replace access point=repair")

    assert code == 0
    assert touch("repair") == "30m measured 1"
    assert "close:" not in out


def test_it_can_be_written_elsewhere_or_into_a_pipe(call: Any):
    before = Path("s.svs.yaml").read_bytes()

    code, out, err = call("log.csv", "--into", "s.svs.yaml", "-o", "-")
    assert call("log.csv", "--into", "s.svs.yaml", "-o", "new.svs.yaml")[0] == 0

    assert code == 0
    assert read_text(out.encode()).complete
    assert "“Triage”: touch 11m" in err
    assert (Path("s.svs.yaml").read_bytes(), touch("triage", "new.svs.yaml")) == (before, "15m measured 2")


def test_columns_that_are_said_are_remembered(call: Any):
    Path("odd.csv").write_text(LOG.replace("Number,Activity,Start,End", "w,x,y,z"))

    said = call("odd.csv", "--into", "s.svs.yaml", "-o", "a.svs.yaml", "--columns", "case=w,step=x,start=y,end=z")
    later = call("odd.csv", "--into", "s.svs.yaml", "-o", "b.svs.yaml")

    assert (said[0], later[0]) == (0, 0)
    assert Path("a.svs.yaml").read_bytes() == Path("b.svs.yaml").read_bytes()
    assert "Taken from the names" not in later[2]


def test_a_log_of_other_work_fills_nothing_and_ends_with_1(call: Any):
    before = Path("s.svs.yaml").read_bytes()
    Path("other.csv").write_text("case,step,start\n1,Cooking,2026-01-01\n")

    code, out, err = call("other.csv", "--into", "s.svs.yaml")

    assert (code, out) == (1, "")
    assert "not in the stream: Cooking" in err
    assert "nothing is written" in err
    assert Path("s.svs.yaml").read_bytes() == before


def test_comments_are_not_lost_without_a_word(call: Any):
    file = Path("s.svs.yaml")
    file.write_text(file.read_text() + "# mine\n")

    code, _, err = call("log.csv", "--into", "./s.svs.yaml")

    assert code == 2
    assert "has comments, which would be lost" in err
    assert call("log.csv", "--into", "s.svs.yaml", "-o", "new.svs.yaml")[0] == 0
    assert call("log.csv", "--into", "s.svs.yaml", "--force")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("gone.csv", "--into", "s.svs.yaml"), "there is no file gone.csv"),
        ((".", "--into", "s.svs.yaml"), ". is a folder"),
        (("log.csv", "--into", "gone.svs.yaml"), "there is no file gone.svs.yaml"),
        (("log.csv", "--into", "s.svs.yaml", "--stream", "x"), "holds no stream 'x': it holds s"),
        (("log.csv", "--into", "s.svs.yaml", "--columns", "case=Nr"), "--columns: there is no column 'Nr'"),
        (("log.csv", "--into", "s.svs.yaml", "--columns", "sense"), "is no column: write them like"),
        (("s.svs.yaml", "--into", "s.svs.yaml"), "s.svs.yaml: "),
        (("log.csv", "--into", "s.svs.yaml", "--step", "Triage"), "--step takes a name of the log and a step"),
        (("log.csv", "--into", "s.svs.yaml", "--step", "Supper=triage"), "the log has no 'Supper'"),
        (("log.csv", "--into", "s.svs.yaml", "--step", "Triage=nowhere"), "there is no such step"),
        (("log.csv", "--into", "s.svs.yaml", "-o", "no/folder.yaml"), "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line_and_nothing_is_written(call: Any, arguments: Any, words: str):
    before = Path("s.svs.yaml").read_bytes()

    code, _, err = call(*arguments)

    assert code == 2
    assert words in err
    assert "Traceback" not in err
    assert Path("s.svs.yaml").read_bytes() == before


def test_one_of_several_streams_must_be_chosen(call: Any):
    Path("two.svs.yaml").write_text(write_text(a_document(a_stream("one"), a_stream("two"))))

    code, _, err = call("log.csv", "--into", "two.svs.yaml")

    assert code == 2
    assert "several streams: choose one with --stream (one, two)" in err
