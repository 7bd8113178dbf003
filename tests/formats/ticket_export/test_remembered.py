"""Chosen columns are remembered for the next export with the same header, and nothing breaks where they cannot be."""

from pathlib import Path

import pytest

from svs_designer.formats.ticket_export import Columns, Layout, layout_of
from svs_designer.formats.ticket_export.remembered import recall, remember, remembered_file

CHOSEN = Columns(case="a", step="b", start="c")


def a_layout(header: str = "a,b,c,d") -> Layout:
    return layout_of(f"{header}\n1,2,2026-01-01,x\n".encode())


def test_chosen_columns_come_back_for_another_export_with_the_same_header(tmp_path: Path):
    file = tmp_path / "new folder" / "columns.json"

    remember(a_layout(), CHOSEN, file)

    assert recall(layout_of(b"A;B;C;D\n9;8;2026-02-02;y\n"), file) == CHOSEN
    assert recall(a_layout("a,b,c,e"), file) is None


def test_the_later_choice_counts(tmp_path: Path):
    file = tmp_path / "columns.json"
    remember(a_layout(), CHOSEN, file)

    remember(a_layout(), Columns(case="d"), file)

    assert recall(a_layout(), file) == Columns(case="d")


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"%s": 5}', '{"%s": {"case": "gone"}}', '{"%s": {"x": "a"}}', "[" * 9999]
)
def test_a_spoilt_file_is_as_good_as_none(tmp_path: Path, text: str):
    file = tmp_path / "columns.json"
    file.write_text(text.replace("%s", a_layout().signature))

    assert recall(a_layout(), file) is None


def test_a_folder_that_takes_no_file_is_no_trouble(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")

    remember(a_layout(), CHOSEN, tmp_path / "file" / "columns.json")

    assert recall(a_layout(), tmp_path / "file" / "columns.json") is None


def test_it_lies_with_the_other_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))

    assert remembered_file() == tmp_path / "svs-designer" / "ticket-columns.json"
