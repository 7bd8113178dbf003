"""`svs-designer measure`: what people read, what programs read, and how it ends."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from svs_designer.analysis.measures import measures_of
from svs_designer.cli.main import main
from svs_designer.cli.measuring.human import human
from svs_designer.cli.measuring.measured import Measured
from svs_designer.cli.measuring.table import places
from svs_designer.formats.native import read_file, write_text
from svs_designer.model.document import Document
from svs_designer.model.stream import ValueStream
from svs_designer.resource_files import model_file, resource
from tests.analysis.flows import a_flow
from tests.builders import a_document, a_step, a_stream
from tests.terminals import a_terminal

AS_IS = model_file("wifi-as-is.svs.yaml")
TO_BE = model_file("wifi-to-be.svs.yaml")
MODELS = sorted(AS_IS.parent.glob("*.svs.yaml"))
SCHEMA = json.loads(resource("schema", "measures-1.json").read_text(encoding="utf-8"))
ANSI = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Any:
    """Return what a call of the command prints, and its exit code."""

    def call(*arguments: object) -> tuple[str, int]:
        code = main(["measure", *map(str, arguments)])
        return capsys.readouterr().out, code

    return call


def measured(stream: ValueStream, file: str = "a.svs.yaml", **fields: Any) -> Measured:
    document = a_document(stream, **fields)
    return Measured(file, document, stream, measures_of(document, stream))


def a_timed_stream(stream_id: str = "s", *, touch: str = "10m", wait: str = "20m", **fields: Any) -> ValueStream:
    steps = (a_step("a", next="b", touch=touch, wait=wait), a_step("b", next="value", touch="5m", wait="1h"))
    return a_stream(stream_id, steps=steps, **fields)


def line_of(text: str, beginning: str) -> str:
    return next(line.strip() for line in text.splitlines() if line.strip().startswith(beginning))


def test_the_wifi_case_says_where_the_promise_breaks(told: Any) -> None:
    text, code = told(AS_IS)

    assert code == 0
    assert line_of(text, "Lead time").startswith("Lead time         3 h 53 min")
    assert line_of(text, "Flow efficiency").startswith("Flow efficiency         61 %")
    sentence = " ".join(text.split())
    assert "missed 3 h 15 min expected of 2 h (162 %); nearly all cases need longer; the time is used up" in sentence
    assert "between 'Reassign the ticket to network support' and 'Diagnose the access point'" in sentence
    assert "! 113 %" in line_of(text, "Diagnose the access point")
    assert "88 %" in line_of(text, "Reassign the ticket")


def test_steps_stand_in_the_order_of_their_begin_then_the_tail_then_what_no_case_reaches() -> None:
    steps = (
        a_step("late", next="value", touch="1m", wait="5m"),
        a_step("lost", next="value", touch="1m", wait="0m"),
        a_step("survey", touch="1m", wait="1d"),
        a_step("early", next="late", touch="1m", wait="1m"),
    )
    stream = a_stream(steps=steps, demand={"text": "Ask", "next": "early"}, value={"outcome": "Done", "next": "survey"})

    text = human([measured(stream, file="x")], width=200)

    table = text.split("Steps, in the order they begin\n")[1].splitlines()
    assert [line.split()[1] for line in table[1:5]] == ["early", "late", "survey", "lost"]
    assert "after value" in table[3]
    assert "never" in table[4]
    assert "none" in table[4]


def test_a_missing_time_is_a_question_and_makes_the_sum_a_lower_bound() -> None:
    stream = a_stream(steps=(a_step("a", next="b", touch="10m", wait="20m"), a_step("b", next="value", wait="1h")))

    text = human([measured(stream)], width=120)

    assert line_of(text, "Lead time").split("  ")[-1] == "1 step without a time: 'Do b'"
    assert "at least 1 h 30 min" in line_of(text, "Lead time")
    assert "?" in line_of(text, "Do b")
    assert "≥" not in text


def test_a_step_behind_one_without_a_time_begins_at_the_earliest_then() -> None:
    stream = a_stream(steps=(a_step("a", next="b", wait="20m"), a_step("b", next="value", wait="1h", touch="5m")))

    text = human([measured(stream)], width=120)

    assert "≥" not in line_of(text, "Do a")
    assert "≥ 1 h 20 min" in line_of(text, "Do b")


def test_a_stream_of_which_nothing_is_known_shows_no_zero() -> None:
    text = human([measured(a_stream(steps=2))], width=120)

    assert "Lead time" not in text
    assert "Flow efficiency" not in text
    assert line_of(text, "Do a").split()[2:] == ["1", "?", "?", "≥", "0", "min"]


def test_trouble_is_told_in_place_of_figures_and_ends_with_1(tmp_path: Path, told: Any) -> None:
    file = tmp_path / "loop.svs.yaml"
    loop = a_flow("demand > a", "a > b", "b > a")
    file.write_text(write_text(a_document(loop)), encoding="utf-8")

    text, code = told(file, TO_BE)

    assert code == 1
    assert "No figures: Cases circle for ever at 'Do a', 'Do b': add a way out of the loop." in text
    assert "Lead time" in text


def test_a_file_that_cannot_be_read_hides_no_other_and_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.svs.yaml"
    broken.write_text('svs: "1.0"\nstreams:\n  - {id: s, nmae: x}\n', encoding="utf-8")
    empty = tmp_path / "empty.svs.yaml"
    empty.write_text('svs: "1.0"\n', encoding="utf-8")

    code = main(["measure", str(broken), "missing.svs.yaml", str(empty), str(AS_IS)])

    captured = capsys.readouterr()
    assert code == 2
    said = captured.err.splitlines()
    assert len(said) == 3
    assert "cannot be measured" in said[0]
    assert "there is no file missing.svs.yaml" in said[1]
    assert "holds no value stream" in said[2]
    assert "3 h 53 min" in captured.out


def test_one_stream_is_chosen_by_its_id(tmp_path: Path, told: Any, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "two.svs.yaml"
    file.write_text(write_text(a_document(a_timed_stream("one"), a_timed_stream("two"))), encoding="utf-8")

    text, code = told(file, "--stream", "two")

    assert code == 0
    assert "two · as-is" in text
    assert "one · as-is" not in text
    assert main(["measure", str(file), "--stream", "three"]) == 2
    assert "there is no stream 'three': there is one, two" in capsys.readouterr().err


def test_a_to_be_stands_beside_its_as_is_with_what_differs(told: Any) -> None:
    text, _ = told(TO_BE, AS_IS)

    _, _, compared = text.partition(", compared with ")
    assert re.fullmatch(r"Lead time\s+3 h 53 min\s+\d.*\s−\d h \d+ min \(−\d+ %\)\s+better", line_of(compared, "Lead"))
    assert re.fullmatch(r"Hand-offs\s+3\s+2\s+−1 \(−33 %\)\s+better", line_of(compared, "Hand-offs  "))
    assert "points" in line_of(compared, "Rolled %C&A")
    assert "better" in line_of(compared, "Priority 2 incident")


def compared(base: Measured, changed: Measured) -> str:
    return human([base, changed], width=120).partition(", compared with ")[2]


def test_two_streams_of_one_kind_are_compared_as_they_come() -> None:
    text = compared(measured(a_timed_stream("one")), measured(a_timed_stream("two", touch="40m")))

    assert line_of(text, "one").split() == ["one", "two", "Difference"]
    assert line_of(text, "Lead time").split()[-5:] == ["+30", "min", "(+32", "%)", "worse"]
    assert line_of(text, "Flow efficiency").split()[-1] == "better"
    assert line_of(text, "First time right").split()[-2:] == ["0", "equal"]


def test_a_difference_with_a_missing_number_is_not_told() -> None:
    unknown = a_stream("two", steps=(a_step("a", next="value", wait="20m"),))

    text = compared(measured(a_timed_stream("one")), measured(unknown))

    assert line_of(text, "Lead time").split()[-1] == "?"


def test_days_of_different_length_are_not_subtracted() -> None:
    office = a_timed_stream("two", clock="working")

    text = compared(measured(a_timed_stream("one")), measured(office))

    assert line_of(text, "Lead time").split()[-1] == "?"
    assert line_of(text, "Reassignments").split()[-2:] == ["0", "equal"]
    assert "count days of different length" in text


def test_streams_without_figures_are_not_compared() -> None:
    text = compared(measured(a_timed_stream("one")), measured(ValueStream(id="two", name="Bare")))

    assert "Nothing to compare: 'Bare' has no figures." in text


def test_of_many_streams_only_a_to_be_and_its_as_is_are_compared() -> None:
    plain = [measured(a_timed_stream(name)) for name in ("one", "two", "three")]
    changed = measured(a_timed_stream("four", kind="to-be", baseline="two"))

    assert ", compared with " not in human(plain, width=120)
    assert human([*plain, changed], width=120).count("Stream four, compared with Stream two") == 1


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for file in MODELS:
        document = read_file(file).document
        assert document is not None
        streams = [Measured(str(file), document, each, measures_of(document, each)) for each in document.streams]

        text = human([*streams, measured(a_timed_stream("other"))], width=width)

        assert max(map(places, text.splitlines())) <= width, file


def test_where_there_is_room_the_time_is_drawn_beside_the_steps() -> None:
    wide = human([measured(a_timed_stream())], width=200)
    narrow = human([measured(a_timed_stream())], width=60)

    first, second = (line_of(wide, name) for name in ("Do a", "Do b"))
    assert set(first.split()[-1]) == {"░", "█"}
    assert second.split()[-1] == "░" * 25 + "█" * 2  # an hour and 5 of 95 minutes, on 40 places
    assert "█" not in narrow


def test_a_target_of_no_time_at_all_is_shown_without_a_share_of_it() -> None:
    target = {"id": "t", "name": "At once", "within": "0m", "starts": {"step": "a", "at": "begin"}}

    text = human([measured(a_timed_stream(targets=(target,)))], width=120)

    assert "1 h 15 min expected of 0 min; all cases need longer" in text


def test_wide_characters_keep_the_columns_apart() -> None:
    steps = (a_step("a", name="電話を受ける", next="b", touch="1m", wait="1m"), a_step("b", next="value", touch="1m"))

    lines = human([measured(a_stream(steps=steps))], width=80).splitlines()

    head = next(line for line in lines if "Visits" in line)
    row = next(line for line in lines if "電話" in line)
    assert places(row[: row.index("1 min")]) + len("1 min") == head.index("Wait") + len("Wait")


def test_a_name_with_codes_of_a_terminal_is_shown_without_them() -> None:
    stream = a_timed_stream(name="Re\x1b[31mstore\n", targets=({"id": "t", "name": "So\x1b[0mon", "within": "1h"},))

    assert "\x1b" not in human([measured(stream, file="a\x1b[2J.yaml")], width=80)


def test_colour_changes_nothing_but_colours(told: Any) -> None:
    text, _ = told(AS_IS, TO_BE)
    streams = [Measured(str(f), d, d.streams[0], measures_of(d, d.streams[0])) for f, d in map(_opened, (AS_IS, TO_BE))]

    coloured = human(streams, width=120, colour=True)

    assert "\x1b[31m! 113 %\x1b[0m" in coloured.replace("\u00a0", " ")
    assert ANSI.sub("", coloured) == text
    assert not ANSI.search(text)


def _opened(file: Path) -> tuple[Path, Document]:
    document = read_file(file).document
    assert document is not None
    return file, document


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")
def test_a_terminal_gets_colours_unless_they_are_declined() -> None:
    assert "\x1b[1m" in on_a_terminal({"TERM": "xterm"})
    assert "\x1b[1m" not in on_a_terminal({"TERM": "xterm", "NO_COLOR": "1"})
    assert "\x1b[1m" not in on_a_terminal({"TERM": "dumb"})


def on_a_terminal(environment: dict[str, str]) -> str:
    """Return what the command writes to a terminal of 80 places."""
    kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    ours, theirs = a_terminal()
    command = [sys.executable, "-m", "svs_designer.cli.main", "measure", str(AS_IS)]
    with subprocess.Popen(command, stdout=theirs, env={**kept, "COLUMNS": "80", **environment}):
        os.close(theirs)
        written = b""
        try:
            while data := os.read(ours, 65536):
                written += data
        except OSError:  # the other side is closed
            pass
    os.close(ours)
    text = written.decode()
    assert max(len(ANSI.sub("", line)) for line in text.splitlines()) <= 80
    return text


def test_json_has_the_units_in_its_names(told: Any) -> None:
    text, code = told(AS_IS, "--format", "json")

    (stream,) = json.loads(text)["streams"]
    assert code == 0
    assert stream["figures"]["lead_time_seconds"] == 13980
    assert stream["figures"]["flow_efficiency_ratio"] == pytest.approx(0.605, abs=0.001)
    assert stream["figures"]["handoffs_per_case"] == 3
    assert stream["targets"][0]["breaks_at"] == "reassign->diagnose"
    assert [each["step"] for each in stream["steps"]][:2] == ["take-call", "log"]
    assert stream["steps"][-1]["begins_seconds"] is None


def test_json_says_what_is_missing_and_what_differs(tmp_path: Path, told: Any) -> None:
    file = tmp_path / "two.svs.yaml"
    steps = (a_step("a", next="b", touch="10m", wait="20m"), a_step("b", next="value", wait="1h"))
    streams = a_timed_stream("one"), a_stream("two", kind="to-be", steps=steps), a_timed_stream("three", kind="sample")
    file.write_text(write_text(a_document(*streams)), encoding="utf-8")

    text, _ = told(file, "--format", "json")

    report = json.loads(text)
    assert report["streams"][1]["missing_steps"]["lead_time_seconds"] == ["b"]
    assert report["streams"][1]["steps"][1]["touch_seconds"] is None
    (comparison,) = report["comparisons"]
    assert (comparison["base"]["stream"], comparison["changed"]["stream"]) == ("one", "two")
    assert comparison["differences"]["lead_time_seconds"] is None
    assert comparison["differences"]["reassignments_per_case"] == 0


def test_json_of_every_model_is_as_the_shipped_schema_says_and_twice_the_same(told: Any) -> None:
    text, code = told(*MODELS, "--format", "json")
    again, _ = told(*MODELS, "--format", "json")

    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(text))
    assert code == 0
    assert again == text


def test_json_of_a_stream_in_trouble_is_valid_as_well(tmp_path: Path, told: Any) -> None:
    file = tmp_path / "bare.svs.yaml"
    file.write_text('svs: "1.0"\nstreams: [{id: s, name: Bare}]\n', encoding="utf-8")

    text, code = told(file, "--format", "json")

    report = json.loads(text)
    jsonschema.Draft202012Validator(SCHEMA).validate(report)
    assert code == 1
    assert "no steps yet" in report["streams"][0]["trouble"]
    assert set(report["streams"][0]["figures"].values()) == {None}


def test_the_schemas_of_reports_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    titles = []
    for name in ("document", "findings", "measures"):
        assert main(["schema", name]) == 0
        titles.append(json.loads(capsys.readouterr().out)["title"])

    assert titles == ["SVS Designer document", "SVS Designer findings", "SVS Designer measures"]


def test_every_field_of_the_schema_is_described() -> None:
    silent = [path for path, part in _properties(SCHEMA, "") if "description" not in part]

    assert silent == []


def _properties(part: Any, path: str) -> list[tuple[str, Any]]:
    found = []
    if isinstance(part, dict):
        found += [(f"{path}/{name}", value) for name, value in part.get("properties", {}).items()]
        for name, value in part.items():
            found += _properties(value, f"{path}/{name}")
    return found


def test_measuring_never_loads_qt() -> None:
    code = (
        f"import sys; from svs_designer.cli.main import main; main(['measure', {str(AS_IS)!r}]); "
        "assert not [name for name in sys.modules if name.startswith('PySide6')]"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
