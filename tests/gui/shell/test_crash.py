"""An unexpected error is told calmly, written down, and ends nothing."""

import sys
import threading

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from svs_designer.gui.crash import LOG_BYTES, LOG_NAME, CrashGuard
from svs_designer.gui.dialogs.about import AboutDialog


@pytest.fixture
def guard(qapp, tmp_path):
    before = sys.excepthook
    guard = CrashGuard(tmp_path)
    yield guard
    guard.close()
    assert sys.excepthook is before


def raise_and_hear(error):
    try:
        raise error
    except type(error):
        sys.excepthook(*sys.exc_info())


def test_an_error_nobody_caught_is_shown_with_details_to_copy(guard, answers):
    shown = []

    def look(dialog):
        shown.append(dialog.findChild(QPlainTextEdit).toPlainText())
        next(button for button in dialog.findChildren(QPushButton) if button.text() == "Go on").click()

    answers.dialog(look)
    raise_and_hear(ZeroDivisionError("while drawing"))

    assert "ZeroDivisionError: while drawing" in shown[0]
    assert "test_crash.py" in shown[0]


def test_an_error_is_written_to_the_log(guard, answers, tmp_path):
    answers.button("Go on")

    raise_and_hear(ValueError("odd"))

    assert "ValueError: odd" in (tmp_path / LOG_NAME).read_text()


def test_an_error_in_a_thread_is_told_too(guard, answers, qtbot, tmp_path):
    answers.button("Go on")
    thread = threading.Thread(target=lambda: 1 / 0)

    thread.start()
    thread.join()

    qtbot.waitUntil(lambda: not answers.waiting, timeout=5000)
    assert "ZeroDivisionError" in (tmp_path / LOG_NAME).read_text()


def test_errors_that_come_while_one_is_shown_are_only_written(guard, answers, tmp_path):
    def another(dialog):
        raise_and_hear(KeyError("second"))
        dialog.accept()

    answers.dialog(another)
    raise_and_hear(KeyError("first"))

    assert answers.seen == ["SVS Designer"]
    assert "second" in (tmp_path / LOG_NAME).read_text()


def test_a_log_that_grew_large_is_put_aside(guard, answers, tmp_path):
    (tmp_path / LOG_NAME).write_text("x" * (LOG_BYTES + 1))
    answers.button("Go on")

    raise_and_hear(ValueError("fresh"))

    assert (tmp_path / LOG_NAME).stat().st_size < LOG_BYTES
    assert "ValueError: fresh" in (tmp_path / LOG_NAME).read_text()


def test_about_names_version_licence_fonts_and_whose_marks_the_words_are(qtbot):
    dialog = AboutDialog()
    qtbot.addWidget(dialog)

    said = " ".join(child.text() for child in dialog.findChildren(object) if hasattr(child, "wordWrap"))

    for words in ("Version", "Apache License 2.0", "Inter", "registered trade mark of the PeopleCert group"):
        assert words in said
