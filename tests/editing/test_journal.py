"""Unsaved work survives the death of the program, and two programs leave each other's work alone."""

import subprocess
import sys
from dataclasses import replace

import pytest

from svs_designer.editing.journal import Entry, Journal, left_behind

A_DRAFT = Entry(name="Wi-Fi", text="svs: '1.0'\n", path="/home/ann/wifi.svs.yaml", stamp="12 34")

DIES = """
import os, signal, sys
from pathlib import Path
from svs_designer.editing.journal import Entry, Journal
journal = Journal.start(Path(sys.argv[1]))
journal.write("one", Entry(name="Wi-Fi", text="the last state"))
os.kill(os.getpid(), signal.SIGKILL)
"""


def offered(state):
    found = left_behind(state)
    entries = [entry for folder in found for entry in folder.entries().values()]
    for folder in found:
        folder.close()
    return entries


@pytest.fixture
def journal(tmp_path):
    journal = Journal.start(tmp_path)
    yield journal
    journal.close()


def a_dead_program(state):
    """Leave a folder as a program does that is killed: entries there, lock let go."""
    dead = Journal.start(state)
    dead.write("one", A_DRAFT)
    dead._lock.release()
    return dead


def test_nothing_is_offered_at_the_first_start(tmp_path):
    assert left_behind(tmp_path) == ()


def test_work_of_a_killed_program_is_offered(tmp_path):
    subprocess.run([sys.executable, "-c", DIES, str(tmp_path)], check=False, timeout=60)

    (entry,) = offered(tmp_path)

    assert (entry.name, entry.text) == ("Wi-Fi", "the last state")
    assert entry.time is not None


def test_what_is_not_restored_is_offered_again(tmp_path):
    a_dead_program(tmp_path)
    offered(tmp_path)

    again = offered(tmp_path)

    assert [entry.name for entry in again] == ["Wi-Fi"]


def test_work_of_a_running_program_is_not_offered(tmp_path, journal):
    journal.write("one", A_DRAFT)

    assert offered(tmp_path) == []


def test_two_starting_programs_are_not_offered_the_same_work(tmp_path):
    a_dead_program(tmp_path)
    (first,) = left_behind(tmp_path)

    second = left_behind(tmp_path)

    assert second == ()
    first.close()


def test_a_restored_entry_is_not_offered_again(tmp_path):
    a_dead_program(tmp_path)
    (found,) = left_behind(tmp_path)

    found.forget("one")
    found.close()

    assert offered(tmp_path) == []
    assert list((tmp_path / "recovery").iterdir()) == []


def test_the_newest_state_of_a_document_replaces_the_earlier_one(tmp_path):
    dead = Journal.start(tmp_path)
    dead.write("one", A_DRAFT)
    dead.write("one", replace(A_DRAFT, text="newer"))
    dead._lock.release()

    (entry,) = offered(tmp_path)

    assert entry.text == "newer"
    assert (entry.path, entry.stamp) == (A_DRAFT.path, A_DRAFT.stamp)


def test_a_clean_end_leaves_nothing(tmp_path):
    journal = Journal.start(tmp_path)
    journal.write("one", A_DRAFT)

    journal.close()

    assert offered(tmp_path) == []
    assert list((tmp_path / "recovery").iterdir()) == []


def test_an_entry_that_was_saved_is_forgotten(tmp_path):
    dead = Journal.start(tmp_path)
    dead.write("one", A_DRAFT)
    dead.write("two", replace(A_DRAFT, name="Other"))

    dead.forget("one")
    dead._lock.release()

    assert [entry.name for entry in offered(tmp_path)] == ["Other"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"name": 1, "text": "x"}', '{"other": "x"}', "\x00"])
def test_a_broken_entry_does_not_keep_the_others_from_being_offered(tmp_path, text):
    dead = a_dead_program(tmp_path)
    (dead._folder / "broken.journal").write_text(text)

    assert [entry.name for entry in offered(tmp_path)] == ["Wi-Fi"]


def test_text_of_any_script_comes_back_as_it_was(tmp_path):
    dead = Journal.start(tmp_path)
    dead.write("one", replace(A_DRAFT, text="Größe 値 😀 \ud800\n\ttab"))
    dead._lock.release()

    (entry,) = offered(tmp_path)

    assert entry.text == "Größe 値 😀 \ud800\n\ttab"
