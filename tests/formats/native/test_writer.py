"""Writing a document: one text for one document, read back equal, and saved whole or not at all."""

import os
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from svs_designer.formats.native import FileStamp, read_text, save_file, write_text
from svs_designer.formats.native.tree import parse
from svs_designer.model.document import Document
from svs_designer.resource_files import model_file
from tests.strategies import documents


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(documents())
def test_every_document_is_read_back_equal_and_written_the_same(document):
    text = write_text(document)

    reading = read_text(text)

    assert [str(fault) for fault in reading.faults] == []
    assert reading.document == document
    assert not reading.had_comments
    assert write_text(reading.document) == text
    assert yaml.safe_load(text) == parse(text).tree


@pytest.mark.parametrize("path", sorted(model_file().glob("*.svs.yaml")), ids=lambda path: path.name)
def test_the_shipped_files_are_canonical(path):
    text = path.read_text(encoding="utf-8")

    reading = read_text(text)

    assert reading.document is not None
    assert write_text(reading.document) == text


def test_the_file_keeps_the_order_of_the_model_and_leaves_defaults_out():
    text = write_text(
        Document.model_validate({
            "title": "Logistics",
            "teams": [{"id": "desk", "staff": 4.0}],
            "streams": [{
                "id": "s", "suppliers": [], "value": {},
                "steps": [
                    {"id": "a", "touch": "10m", "wait": {"typical": "2m", "reason": "queue"}, "next": "b"},
                    {"id": "b", "complete_and_accurate": 0.6, "next": {"one": [{"to": "a", "share": 0.2}, "value"]}},
                ],
            }],
            "layout": {"s": {"a": [0, 0], "b": [240.5, 0, "pinned"]}},
        })
    )  # fmt: skip

    assert text == (
        "# yaml-language-server: $schema=svs-1.json\n"
        'svs: "1.0"\n'
        'catalogue: {id: itil4, version: "4"}\n'
        "title: Logistics\n"
        "teams:\n"
        "  - {id: desk, staff: 4}\n"
        "streams:\n"
        "  - id: s\n"
        "    kind: as-is\n"
        "    value: {}\n"
        "    suppliers: none\n"
        "    steps:\n"
        "      - id: a\n"
        "        touch: 10m\n"
        "        wait: {typical: 2m, reason: queue}\n"
        "        next: b\n"
        "      - id: b\n"
        "        complete-and-accurate: 60%\n"
        "        next:\n"
        "          one:\n"
        "            - {to: a, share: 20%}\n"
        "            - value\n"
        "layout:\n"
        "  s:\n"
        "    a: [0, 0]\n"
        "    b: [240.5, 0, pinned]\n"
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.svs.yaml"


def test_saving_writes_the_file_and_leaves_nothing_beside_it(path):
    stamp = save_file(path, Document(title="new"))

    assert read_text(path.read_bytes()).document == Document(title="new")
    assert stamp == FileStamp.of(path)
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="no modes here")
def test_saving_keeps_the_mode(path):
    path.write_text("old")
    path.chmod(0o640)

    save_file(path, Document())

    assert path.stat().st_mode & 0o777 == 0o640


def test_saving_follows_a_link(path, tmp_path):
    link = tmp_path / "link.svs.yaml"
    path.write_text("old")
    link.symlink_to(path)

    save_file(link, Document(title="new"))

    assert link.is_symlink()
    assert "title: new" in path.read_text()


def test_a_write_protected_file_is_left_alone(path):
    path.write_text("old")
    path.chmod(0o444)

    with pytest.raises(PermissionError, match="write-protected"):
        save_file(path, Document())

    assert path.read_text() == "old"


def test_a_failing_disk_leaves_the_old_file_whole(path, monkeypatch):
    path.write_text("old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        save_file(path, Document())

    assert path.read_text() == "old"
    assert list(path.parent.iterdir()) == [path]


def test_links_in_a_circle_are_an_error_of_the_system(path):
    path.symlink_to(path.name)

    with pytest.raises(OSError, match="symbolic links"):
        save_file(path, Document())

    assert path.is_symlink()


def test_a_missing_folder_raises(path):
    with pytest.raises(FileNotFoundError):
        save_file(path.parent / "missing" / "a.svs.yaml", Document())


def test_a_stamp_notices_another_content_but_not_a_touch(path):
    path.write_text("one")
    stamp = FileStamp.of(path)

    os.utime(path, ns=(1, 1))
    assert stamp.matches(path)
    path.write_text("two")
    assert not stamp.matches(path)
    path.unlink()
    assert not stamp.matches(path)


def test_a_stamp_survives_as_text(path):
    path.write_text("one")
    stamp = FileStamp.of(path)

    assert FileStamp.from_text(str(stamp)) == stamp
    assert FileStamp.from_text("nonsense") is None


def test_the_unnamed_end_goes_without_saying_and_comes_back():
    step = {"id": "a", "next": "end"}
    document = Document.model_validate({"streams": [{"id": "s", "steps": [step], "ends": [{"id": "end"}]}]})

    text = write_text(document)

    assert "ends:" not in text
    assert read_text(text).document == document
