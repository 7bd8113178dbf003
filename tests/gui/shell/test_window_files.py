"""Files that are broken, that change under our feet, or that cannot be written: nothing is lost, all is said."""

import errno
import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTreeWidget

from svs_designer.formats.native import read_file
from svs_designer.gui.documents import save_trouble
from svs_designer.model.edits.streams import add_stream

PARTLY = """svs: "1.0"
title: Half of it
streams:
  - id: good
    name: Good
    steps:
      - {id: a, name: Answer, activity: engage, nmae: typo}
  - 17
"""
BROKEN = "svs: '1.0'\nstreams: [\n"


def change(window):
    window.current.session.apply("Add stream", lambda document: add_stream(document, "More"))


def write_later(path, text):
    """Write a file so that its time differs from the one that was read, however coarse the clock."""
    path.write_text(text, encoding="utf-8")
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 2_000_000_000))


@pytest.fixture
def partly(window, tmp_path):
    path = tmp_path / "partly.svs.yaml"
    path.write_text(PARTLY)
    window.files.open([path])
    return window


def test_a_file_read_in_part_opens_read_only_with_a_banner(partly):
    assert partly.current.is_partial
    assert partly.page.banner.isVisible()
    assert "opened in part" in partly.page.banner.accessibleName()
    assert not partly.commands.action("stream.new").isEnabled()


def test_saving_a_file_read_in_part_asks_for_another_name(partly, answers, tmp_path):
    before = (tmp_path / "partly.svs.yaml").read_text()
    answers.file(tmp_path / "mended.svs.yaml")

    assert partly.files.save(partly.current)

    assert (tmp_path / "partly.svs.yaml").read_text() == before
    assert read_file(tmp_path / "mended.svs.yaml").complete
    assert not partly.current.is_partial
    assert not partly.page.banner.isVisible()


def test_all_faults_of_a_broken_file_are_listed_with_line_and_column(window, answers, tmp_path):
    path = tmp_path / "broken.svs.yaml"
    path.write_text(BROKEN)
    listed = []

    def look(dialog):
        tree = dialog.findChild(QTreeWidget)
        listed.extend([tree.topLevelItem(row).text(0) for row in range(tree.topLevelItemCount())])
        dialog.reject()

    answers.dialog(look)
    window.files.open([path])

    assert listed
    assert all(line.isdigit() for line in listed)
    assert window.documents == ()


def test_a_file_that_is_not_there_is_said_in_one_sentence(window, answers, tmp_path):
    answers.button("OK")

    window.files.open([tmp_path / "gone.svs.yaml"])

    assert answers.seen == [f"There is no file {tmp_path / 'gone.svs.yaml'}."]


def test_a_file_changed_on_disk_is_told_when_the_window_looks(opened, wifi):
    write_later(wifi, wifi.read_text() + "# a remark\n")

    opened.watch.look()

    assert opened.page.banner.isVisible()
    assert "changed on disk" in opened.page.banner.accessibleName()


def test_a_change_on_disk_is_noticed_without_being_asked(opened, wifi, qtbot):
    write_later(wifi, wifi.read_text() + "# a remark\n")

    qtbot.waitUntil(opened.page.banner.isVisible, timeout=5000)


def test_a_file_that_was_only_touched_is_not_told(opened, wifi):
    write_later(wifi, wifi.read_text())

    opened.watch.look()

    assert not opened.page.banner.isVisible()


def test_our_own_save_is_not_a_change_on_disk(opened):
    change(opened)
    opened.files.save(opened.current)

    opened.watch.look()

    assert not opened.page.banner.isVisible()


def test_reloading_takes_the_files_content_as_one_undo_step(opened, wifi):
    mine = opened.current.session.document
    write_later(wifi, wifi.read_text().replace("title: ", "title: New ", 1).replace('New "', '"New '))
    opened.watch.look()

    opened.files.reload(opened.current)

    assert opened.current.session.document.title.startswith("New ")
    assert not opened.current.is_modified
    assert not opened.page.banner.isVisible()
    opened.current.session.undo()
    assert opened.current.session.document == mine


def test_keeping_mine_makes_the_document_unsaved(opened, wifi):
    write_later(wifi, wifi.read_text() + "# a remark\n")

    opened.current.keep_mine()

    assert opened.current.is_modified
    assert not opened.current.has_changed_on_disk()


def test_save_asks_before_it_replaces_somebody_elses_change(opened, wifi, answers):
    change(opened)
    write_later(wifi, wifi.read_text() + "# theirs\n")
    answers.button("Cancel")

    assert not opened.files.save(opened.current)

    assert wifi.read_text().endswith("# theirs\n")


def test_save_over_somebody_elses_change_when_told_so(opened, wifi, answers):
    change(opened)
    write_later(wifi, wifi.read_text() + "# theirs\n")
    answers.button("Save mine over it")

    assert opened.files.save(opened.current)

    assert read_file(wifi).document == opened.current.session.document


def test_a_file_that_is_gone_can_be_saved_again(opened, wifi, answers):
    wifi.unlink()
    opened.watch.look()
    assert "not there any more" in opened.page.banner.accessibleName()
    answers.button("Save mine over it")

    assert opened.files.save(opened.current)

    assert wifi.exists()


def test_save_warns_once_that_comments_are_dropped(window, wifi, answers):
    wifi.write_text(f"{wifi.read_text()}# by Ann\n")
    window.files.open([wifi])
    change(window)
    answers.button("Cancel")
    assert not window.files.save(window.current)
    assert wifi.read_text().endswith("# by Ann\n")

    answers.button("Go on")
    assert window.files.save(window.current)

    change(window)
    assert window.files.save(window.current)
    assert len(answers.seen) == 2


def test_a_write_protected_file_is_said_in_clear_words(opened, wifi, answers):
    change(opened)
    wifi.chmod(0o444)
    answers.button("OK")

    assert not opened.files.save(opened.current)

    assert answers.seen == ["“wifi.svs.yaml” was not saved: the file is write-protected. Save under another name."]
    assert opened.current.is_modified


def test_a_folder_that_went_away_is_said_and_the_work_stays(opened, wifi, answers):
    change(opened)
    opened.current.path = wifi.parent / "gone" / "wifi.svs.yaml"
    opened.current.stamp = None
    answers.button("OK")

    assert not opened.files.save(opened.current)

    assert "not there any more" in answers.seen[0]
    assert opened.current.is_modified


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.ENOENT, errno.EIO])
def test_each_reason_for_a_failed_save_names_the_file(number):
    said = save_trouble(Path("/nowhere/wifi.svs.yaml"), OSError(number, os.strerror(number)))

    assert said.startswith("“wifi.svs.yaml” was not saved: ")
    assert said.endswith(".")
