"""`svs-designer run`: rehearsing from the command line and in a terminal."""

import contextlib
import csv
import os
import subprocess
import sys

import pytest

from svs_designer.cli.main import main
from svs_designer.cli.rehearsing import rehearse_in_terminal
from svs_designer.exchange.installed import installed_formats
from svs_designer.formats.native import write_text
from svs_designer.resource_files import model_file
from tests.builders import a_document, a_step, a_stream
from tests.running.driving import START, text_of
from tests.running.hardware import hardware, text
from tests.terminals import a_terminal

MODELS = ("wifi-as-is", "wifi-to-be", "major-incident")


@pytest.fixture
def laptop(tmp_path):
    file = tmp_path / "laptop.workflow.yaml"
    file.write_text(text(), encoding="utf-8")
    return str(file)


def test_a_case_is_rehearsed_on_its_default_ways_and_summed_up(laptop, capsys):
    code = main(["run", laptop])

    out = capsys.readouterr().out
    assert code == 0
    assert out.splitlines()[0] == "Broken laptop: 1 case, 1 to value in 1h35m"
    assert "  Look at it                  1 visit\n" in out
    assert "  Working again: 1h35m of 2h, kept\n" in out
    assert "  Repair: 1h30m of 30m, MISSED\n" in out


def test_answers_choose_the_ways_visit_by_visit(laptop, capsys):
    code = main(["run", laptop, "--answers", "mend=triage,swap", "--answers", "triage=mend,swap"])

    assert code == 0
    assert "  Look at it                  2 visits\n" in capsys.readouterr().out


def test_many_cases_take_their_ways_by_chance_and_go_into_a_log(laptop, tmp_path, capsys):
    logs = [tmp_path / "first.csv", tmp_path / "second.csv"]

    for log in logs:
        code = main(["run", laptop, "--cases", "20", "--seed", "3", "--start", "2026-03-02T09:00", "--log", str(log)])

    assert code == 0
    assert logs[0].read_bytes() == logs[1].read_bytes()
    rows = list(csv.DictReader(logs[0].read_text(encoding="utf-8").splitlines()))
    assert len({row["case"] for row in rows}) == 20
    assert {row["step id"] for row in rows} == {"triage", "mend", "swap", "tell", "ask"}
    assert "kept by " in capsys.readouterr().out


@pytest.mark.parametrize("ending", ["xes", "json"])
def test_the_ending_of_the_log_says_its_format(laptop, tmp_path, ending, capsys):
    log = tmp_path / f"log.{ending}"

    assert main(["run", laptop, "--log", str(log)]) == 0

    assert b"triage" in log.read_bytes()
    assert f"wrote {log}" in capsys.readouterr().err


def test_a_case_that_fails_says_why_and_ends_with_1(tmp_path, capsys):
    file = tmp_path / "fails.yaml"
    file.write_text(text_of("- stop: {raise: {error: {type: https://acme.example/no, status: 400, title: No way}}}"))

    assert main(["run", str(file)]) == 1

    assert "failed: No way (https://acme.example/no, at /do/0/stop)" in capsys.readouterr().err


WRONG = {
    ("--answers", "triage"): "write STEP=WAY",
    ("--answers", "triage=moon"): "no way leads from 'triage' to 'moon': there are swap, mend",
    ("--cases", "0"): "--cases is a number from 1",
    ("--cases", "many"): "'many' is no whole number",
    ("--log", "log.txt"): "its ending says the format, and known are .csv, .xes, .json",
    ("--start", "noon"): "write a time like 2026-03-02T09:00",
    ("--answers", "triag=swap"): "there is no step 'triag': did you mean triage?",
    ("--stream", "a"): "--stream is for *.svs.yaml files",
    ("--address", "here:1"): "--address is for --on temporal",
    ("--on", "temporal", "--seed", "1"): "--seed is for --on local",
}


@pytest.mark.parametrize("options", WRONG)
def test_wrong_usage_is_told_in_one_line(laptop, options, capsys):
    assert main(["run", laptop, *options]) == 2

    said = capsys.readouterr().err
    assert WRONG[options] in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("none.yaml", None, "there is no file"),
        ("a.yaml", "a: 1", "cannot be run: it has no `document`"),
        ("a.yaml", text_of("- a: {call: http}"), "/do/0/a: a task that does 'call' is not known here"),
        ("a.svs.yaml", "svs: '1.0'\n", "holds no value stream: nothing can be run"),
    ],
)
def test_a_file_that_cannot_be_run_is_told_in_one_line(tmp_path, capsys, name, content, complaint):
    file = tmp_path / name
    if content is not None:
        file.write_text(content, encoding="utf-8")

    assert main(["run", str(file)]) == 2

    said = capsys.readouterr().err
    assert complaint in said
    assert said.count("\n") == 1


def test_in_a_real_terminal_the_choices_are_asked_for(laptop):
    ours, theirs = a_terminal()
    command = [sys.executable, "-m", "svs_designer.cli.main", "run", laptop]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True)
    os.close(theirs)

    os.write(ours, b"1\n\n\n")
    shown = b""
    with contextlib.suppress(OSError):  # what a terminal says when the program has gone
        while piece := os.read(ours, 4096):
            shown += piece
    os.close(ours)

    assert process.wait(30) == 0
    assert b"Which way on from 'Look at it'?" in shown
    assert b"Mend it                     0 visits" in shown


@pytest.mark.skipif("open-workflow" not in installed_formats().exporters, reason="needs the exporter open-workflow")
@pytest.mark.parametrize("model", MODELS)
def test_our_own_files_run_as_they_are(model, capsys):
    assert main(["run", str(model_file(f"{model}.svs.yaml"))]) == 0

    assert "1 to value in" in capsys.readouterr().out.splitlines()[0]


def in_terminal(*typed):
    asked = []
    lines = iter(typed)

    def ask(prompt):
        asked.append(prompt)
        try:
            return next(lines)
        except StopIteration:
            raise EOFError from None

    return rehearse_in_terminal(hardware(), START, colour=False, ask=ask), asked


def test_in_a_terminal_each_choice_is_asked_for_and_enter_takes_the_default(capsys):
    rehearsal, asked = in_terminal("", "1", "1", "")

    out = capsys.readouterr().out
    assert rehearsal.case.status == "completed"
    assert len(asked) == 3
    assert "Which way on from 'Look at it'?\n  1  yes: triage_swap (25%)\n  2  Mend it (75%)  [Enter]\n" in out
    assert "       10m [10m of 2h]" not in out
    assert "       15m [15m of 2h]  done     Look at it - Service desk\n" in out
    assert "begins   Look at it (visit 2) - Service desk" in out


def test_a_late_case_is_marked(capsys):
    in_terminal("", "1", "", "", "")

    assert " of 2h LATE]  VALUE    value\n" in capsys.readouterr().out


def test_what_is_no_answer_is_asked_again(capsys):
    rehearsal, asked = in_terminal("9", "no", "2", "2")

    assert rehearsal.case.status == "completed"
    assert len(asked) == 4
    assert capsys.readouterr().out.count("Type a number") == 2


def test_quitting_breaks_the_case_off(capsys):
    for typed in (("q",), ()):
        rehearsal, _ = in_terminal(*typed)
        assert rehearsal.case.status == "cancelled"
        assert rehearsal.log[-1].element == "cancelled"


def test_pausing_stops_after_each_step_until_somebody_goes_on():
    rehearsal, asked = in_terminal("p", "2", "", "", "", "p")

    assert rehearsal.case.status == "completed"
    assert len(asked) == 6


@pytest.mark.skipif("open-workflow" not in installed_formats().exporters, reason="needs the exporter open-workflow")
def test_a_stream_no_engine_could_run_is_not_run_and_says_why(tmp_path, capsys):
    file = tmp_path / "dead-end.svs.yaml"
    file.write_text(write_text(a_document(a_stream(steps=(a_step("a", next="b"), a_step("b"))))), encoding="utf-8")

    assert main(["run", str(file)]) == 1

    said = capsys.readouterr().err
    assert "is not run. No engine could run" in said
    assert "SVS0" in said


@pytest.mark.skipif("open-workflow" not in installed_formats().exporters, reason="needs the exporter open-workflow")
def test_the_stream_to_run_is_chosen_where_there_are_several(tmp_path, capsys):
    file = tmp_path / "two.svs.yaml"
    streams = [a_stream(name, steps=(a_step("a", next="value"),)) for name in ("first", "second")]
    file.write_text(write_text(a_document(*streams)), encoding="utf-8")

    assert main(["run", str(file), "--stream", "second"]) == 0
    assert main(["run", str(file)]) == 2
    assert "choose one with --stream (first, second)" in capsys.readouterr().err
    assert main(["run", str(file), "--stream", "third"]) == 2
    assert "it holds first, second" in capsys.readouterr().err


PARALLEL = """\
svs: "1.0"
streams:
  - id: par
    demand: {next: a}
    value: {outcome: y}
    steps:
      - {id: a, touch: 5m, next: {all: [b, c]}}
      - {id: b, touch: %s, next: j}
      - {id: c, touch: 9m, next: {one: [{to: j, share: 80%%}, {to: c2, share: 20%%}]}}
      - {id: c2, touch: 11m, next: j}
      - {id: j, touch: 3m, join: all, next: value}
"""


@pytest.mark.skipif("open-workflow" not in installed_formats().exporters, reason="needs the exporter open-workflow")
@pytest.mark.parametrize("other", ["1m", "20m"])
@pytest.mark.parametrize(("way", "visits"), [("j", "0 visits"), ("c2", "1 visit")])
def test_a_way_into_a_join_is_known_whether_or_not_the_other_branch_is_there(tmp_path, capsys, other, way, visits):
    file = tmp_path / "par.svs.yaml"
    file.write_text(PARALLEL % other, encoding="utf-8")

    assert main(["run", str(file), "--answers", f"c={way}"]) == 0

    assert any(line.split() == ["c2", *visits.split()] for line in capsys.readouterr().out.splitlines())
