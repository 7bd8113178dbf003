"""`svs-designer import`: what is written, what is said about it, and how it refuses."""

import io
import sys

import pytest

from svs_designer.cli.main import main
from svs_designer.formats.native import read_file, read_text
from svs_designer.resource_files import model_file

FOREIGN = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p" name="Order">
<startEvent id="s" name="Order received"/><task id="a" name="Check the order"/><endEvent id="e" name="Delivered"/>
<dataObject id="d" name="Order form"/>
<sequenceFlow id="f" sourceRef="s" targetRef="a"/><sequenceFlow id="g" sourceRef="a" targetRef="b"/>
</process></definitions>"""


@pytest.fixture
def foreign(tmp_path):
    file = tmp_path / "order.bpmn"
    file.write_text(FOREIGN, encoding="utf-8")
    return file


def test_a_foreign_file_becomes_a_native_one_and_guesses_stand_apart(foreign, tmp_path, capsys):
    out = tmp_path / "order.svs.yaml"

    assert main(["import", str(foreign), "-o", str(out)]) == 0

    assert [stream.name for stream in read_file(out).document.streams] == ["Order"]
    said = capsys.readouterr()
    left, guessed = said.err.split("Guessed, to be checked:")
    assert said.out == ""
    assert "line 3: The data object “Order form” has no place in a value stream: left out" in left
    assert "leads nowhere" in guessed
    assert guessed.endswith(f"wrote {out}\n")


def test_without_out_it_goes_to_standard_output(foreign, capsys):
    assert main(["import", str(foreign), "--from", "bpmn"]) == 0

    assert read_text(capsys.readouterr().out).document.streams[0].name == "Order"


def test_standard_input_is_read(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FOREIGN.encode())))

    assert main(["import", "-"]) == 0

    assert read_text(capsys.readouterr().out).document.streams[0].name == "Order"


def test_an_export_comes_back_without_a_word(tmp_path, capsys):
    model, file, out = model_file("wifi-to-be.svs.yaml"), tmp_path / "wifi.bpmn", tmp_path / "wifi.svs.yaml"
    assert main(["export", str(model), "--to", "bpmn", "-o", str(file)]) == 0
    capsys.readouterr()

    assert main(["import", str(file), "-o", str(out)]) == 0

    assert out.read_bytes() == model.read_bytes()
    assert capsys.readouterr().err == f"wrote {out}\n"


@pytest.mark.parametrize(
    ("content", "arguments", "words"),
    [
        ("<definitions/>", ["--from", "bpmn"], "cannot be imported as BPMN. The file holds “definitions”, no BPMN 2.0"),
        ("<a", [], "cannot be imported as BPMN. Line 1"),
        ("", ["--from", "nonsense"], "invalid choice: 'nonsense'"),
    ],
)
def test_what_cannot_be_imported_is_refused_in_one_line_and_nothing_is_written(
    content, arguments, words, tmp_path, capsys
):
    file, out = tmp_path / "file.bpmn", tmp_path / "out.svs.yaml"
    file.write_text(content, encoding="utf-8")

    assert main(["import", str(file), "-o", str(out), *arguments]) == 2

    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1
    assert not out.exists()


def test_a_file_in_no_known_format_is_refused(tmp_path, capsys):
    file = tmp_path / "notes.txt"
    file.write_text("Hello", encoding="utf-8")

    assert main(["import", str(file)]) == 2

    assert "is in no format that can be imported" in capsys.readouterr().err


@pytest.mark.parametrize(("name", "words"), [("nothing.bpmn", "there is no file"), (".", "is a folder"), ("", "empty")])
def test_what_is_no_file_is_refused(name, words, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    assert main(["import", name]) == 2

    assert words in capsys.readouterr().err


def test_a_file_of_endless_size_is_not_read_to_its_end(monkeypatch, foreign, capsys):
    monkeypatch.setattr("svs_designer.cli.import_.MOST_BYTES", 100)

    assert main(["import", str(foreign)]) == 2

    assert "that is no file of a value stream" in capsys.readouterr().err
