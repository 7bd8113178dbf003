"""Unsaved work survives the death of the program: kept soon after each change, offered at the next start."""

import os
import signal
import subprocess
import sys

import pytest

from svs_designer.editing.journal import Entry, Journal, left_behind
from svs_designer.formats.native import read_text, write_text
from svs_designer.gui.documents import open_recovered
from svs_designer.gui.notices import offer_recovered
from svs_designer.gui.recovery import DELAY_MS, RecoveryKeeper
from svs_designer.model.edits.streams import add_stream

MOST_LOST_MS = 2000

EDITS_AND_IS_KILLED = """
import os, signal, sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from svs_designer.gui import app
from svs_designer.gui.main_window import MainWindow
from svs_designer.model.edits.streams import set_stream

def edit(window):
    document = window.current.session.document
    name = f"State {time.monotonic()}"
    window.current.session.apply("Rename", lambda each: set_stream(each, document.streams[0].id, name=name))
    print(name, flush=True)

def begin(window, files, before=app._begin):
    before(window, files)
    edit(window)
    QTimer.singleShot(2000, lambda: os.kill(os.getpid(), signal.SIGKILL))

app._begin = begin
app.run([sys.argv[1]])
"""


def change(window, name="More"):
    window.current.session.apply("Add stream", lambda document: add_stream(document, name))


def kept(state):
    """Return what lies in the journals of all programs, running or not."""
    return [path.read_text() for path in state.glob("recovery/*/*.journal")]


@pytest.fixture
def state(tmp_path):
    return tmp_path / "state"


@pytest.fixture
def protected(opened, state):
    opened.protect(RecoveryKeeper(state, opened))
    return opened


def a_dead_program(state, *entries):
    dead = Journal.start(state)
    for number, entry in enumerate(entries):
        dead.write(str(number), entry)
    dead._lock.release()


def test_a_change_is_kept_well_within_the_promise(protected, state, qtbot):
    assert DELAY_MS < MOST_LOST_MS / 2
    change(protected)

    qtbot.waitUntil(lambda: bool(kept(state)), timeout=5000)

    assert "More" in kept(state)[0]


def test_steady_work_does_not_put_the_writing_off(protected, state, qtbot):
    for number in range(60):
        change(protected, f"Stream {number}")
        qtbot.wait(20)
        if kept(state):
            break

    assert kept(state)


def test_what_is_saved_is_kept_no_longer(protected, state):
    change(protected)
    protected.keeper.write_now()
    assert kept(state)

    protected.files.save(protected.current)
    protected.keeper.write_now()

    assert kept(state) == []


def test_what_is_undone_is_kept_no_longer(protected, state):
    change(protected)
    protected.keeper.write_now()

    protected.current.session.undo()
    protected.keeper.write_now()

    assert kept(state) == []


def test_what_is_discarded_is_kept_no_longer(protected, state, answers):
    change(protected)
    protected.keeper.write_now()
    answers.button("Discard")

    protected.close_document(protected.current)
    protected.keeper.write_now()

    assert kept(state) == []


def test_a_clean_end_leaves_nothing_to_recover(protected, state, answers):
    change(protected)
    protected.keeper.write_now()
    answers.button("Discard")

    assert protected.close()

    assert left_behind(state) == ()


def test_recovered_work_comes_back_unsaved_and_leaves_the_file_alone(protected, state, wifi, answers):
    document = add_stream(protected.current.session.document, "Lost")
    before = wifi.read_bytes()
    protected.close_document(protected.current)
    a_dead_program(state, Entry("wifi", write_text(document), str(wifi)))

    answers.button("Restore")
    offer_recovered(protected)

    assert protected.current.session.document == document
    assert protected.current.path == wifi
    assert protected.current.is_modified
    assert wifi.read_bytes() == before


def test_restored_work_is_protected_before_the_old_journal_is_dropped(protected, state, answers):
    a_dead_program(state, Entry("mine", write_text(protected.current.session.document)))
    answers.button("Restore")

    offer_recovered(protected)

    assert len(kept(state)) == 1
    assert left_behind(state) == ()


def test_recovered_work_can_be_given_up(protected, state, answers):
    a_dead_program(state, Entry("mine", write_text(protected.current.session.document)))
    answers.button("Discard")

    offer_recovered(protected)

    assert left_behind(state) == ()
    assert len(protected.documents) == 1


def test_deciding_later_offers_it_again(protected, state, answers):
    a_dead_program(state, Entry("mine", write_text(protected.current.session.document)))
    answers.button("Decide later")

    offer_recovered(protected)

    (found,) = left_behind(state)
    found.close()


def test_work_that_the_file_holds_already_is_not_offered(protected, state, wifi):
    a_dead_program(state, Entry("wifi", wifi.read_text(), str(wifi)))

    offer_recovered(protected)

    assert left_behind(state) == ()


def test_saving_recovered_work_asks_where_the_file_was_changed_meanwhile(protected, state, wifi):
    stamp = str(protected.current.stamp)
    document = protected.current.session.document
    wifi.write_text(wifi.read_text() + "# theirs\n")

    recovered = open_recovered(Entry("wifi", write_text(document), str(wifi), stamp))

    assert recovered.has_changed_on_disk()


def test_a_journal_that_cannot_be_written_is_said_once_and_work_goes_on(opened, tmp_path, qtbot):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    opened.protect(RecoveryKeeper(blocked, opened))

    with qtbot.waitSignal(opened.keeper.trouble) as told:
        change(opened)
        opened.keeper.write_now()

    assert "not protected" in told.args[0]
    assert opened.current.is_modified


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_work_of_two_seconds_ago_survives_kill_9(wifi, tmp_path):
    environment = os.environ | {
        f"XDG_{kind}_HOME": str(tmp_path / kind) for kind in ("CONFIG", "STATE", "CACHE", "DATA")
    }
    ran = subprocess.run(
        [sys.executable, "-c", EDITS_AND_IS_KILLED, str(wifi)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == -signal.SIGKILL, ran.stderr
    name = ran.stdout.strip()

    (found,) = left_behind(tmp_path / "STATE" / "svs-designer")

    (entry,) = found.entries().values()
    found.close()
    assert entry.path == str(wifi)
    assert read_text(entry.text).document.streams[0].name == name
    assert name not in wifi.read_text()


def test_an_entry_for_a_file_never_saved_has_no_path(protected, state):
    protected.files.new()
    change(protected)
    protected.keeper.write_now()

    assert '"name": "Untitled"' in kept(state)[0]
    assert '"path": ""' in kept(state)[0]
