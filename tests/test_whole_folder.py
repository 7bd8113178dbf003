"""A folder is there whole, or what was there before still is."""

from pathlib import Path

import pytest

from svs_designer.whole_folder import Standing, standing, write_folder

MARK = "<!-- ours -->"
FILES = {"README.md": f"{MARK}\nhello".encode(), "a.txt": b"a"}


def test_a_folder_is_made_with_all_its_parents(tmp_path):
    write_folder(tmp_path / "deep" / "out", FILES)

    assert {path.name: path.read_bytes() for path in (tmp_path / "deep" / "out").iterdir()} == FILES
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["out"]


def test_a_folder_takes_the_place_of_the_one_before_whole(tmp_path):
    write_folder(tmp_path / "out", {**FILES, "old.txt": b"old"})

    write_folder(tmp_path / "out", FILES)

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["README.md", "a.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_file_that_cannot_be_written_leaves_the_folder_before_and_no_litter(tmp_path):
    write_folder(tmp_path / "out", FILES)

    with pytest.raises(OSError, match="no/such"):
        write_folder(tmp_path / "out", {"b.txt": b"b", "no/such/folder.txt": b"c"})

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["README.md", "a.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_link_to_a_folder_stays_one(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")

    write_folder(tmp_path / "out", FILES)

    assert (tmp_path / "out").is_symlink()
    assert (tmp_path / "real" / "a.txt").read_bytes() == b"a"


def test_a_place_is_free_where_there_is_nothing_or_an_empty_folder(tmp_path):
    assert standing(tmp_path / "none", "README.md", MARK) is Standing.FREE
    assert standing(tmp_path, "README.md", MARK) is Standing.FREE


def test_a_folder_is_ours_by_the_first_line_of_its_file(tmp_path):
    write_folder(tmp_path / "out", FILES)

    assert standing(tmp_path / "out", "README.md", MARK) is Standing.OURS


@pytest.mark.parametrize("content", [b"# Somebody's\n", b"\xff\xfe\x00", b""])
def test_a_folder_with_anything_else_is_foreign(tmp_path, content):
    (tmp_path / "README.md").write_bytes(content)

    assert standing(tmp_path, "README.md", MARK) is Standing.FOREIGN


def test_a_file_and_a_dead_link_are_foreign(tmp_path):
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")

    assert standing(tmp_path / "file", "README.md", MARK) is Standing.FOREIGN
    assert standing(tmp_path / "link", "README.md", MARK) is Standing.FOREIGN


@pytest.mark.parametrize("call", [1, 2])
@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_whatever_comes_in_between_the_folder_before_stays(tmp_path, monkeypatch, call, error):
    write_folder(tmp_path / "out", FILES)
    calls = []
    rename = Path.rename

    def renamed(path, target):
        calls.append(path)
        if len(calls) == call:
            raise error
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", renamed)
    with pytest.raises(error):
        write_folder(tmp_path / "out", {"b.txt": b"b"})

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["README.md", "a.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
