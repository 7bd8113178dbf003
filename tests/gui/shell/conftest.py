"""A real window for each test, with settings of its own, and answers to the dialogs it opens."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QPushButton, QWidget

from svs_designer.gui.appearance import Appearance
from svs_designer.gui.main_window import MainWindow
from svs_designer.gui.settings import Settings
from svs_designer.resource_files import model_file

MOST_LOOKS = 500


class Answers:
    """Answer the dialogs that the next act opens, in order; complain about one that never came."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[QWidget], None]] = []
        self.seen: list[str] = []
        self._looks = 0
        self._timer = QTimer()
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._look)

    def dialog(self, act: Callable[[QWidget], None]) -> None:
        """Do something with the next dialog; the act must close it."""
        self.waiting.append(act)
        self._looks = 0
        self._timer.start()

    def button(self, text: str) -> None:
        """Press a button of the next dialog."""
        self.dialog(lambda dialog: _press(dialog, text))

    def file(self, path: Path) -> None:
        """Choose a file in the next file dialog."""
        self.dialog(lambda dialog: _choose(dialog, path))

    def stop(self) -> None:
        self._timer.stop()

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        self._looks += 1
        if dialog is None or not dialog.isVisible():
            if self._looks > MOST_LOOKS:
                self._timer.stop()
            return
        self.seen.append(dialog.text() if isinstance(dialog, QMessageBox) else dialog.windowTitle())
        act = self.waiting.pop(0)
        self._looks = 0
        if not self.waiting:
            self._timer.stop()
        try:
            act(dialog)
        except Exception:
            cast("QDialog", dialog).done(0)  # or the test would wait for ever for what was not found
            raise


def _press(dialog: QWidget, text: str) -> None:
    buttons = {button.text().replace("&", ""): button for button in dialog.findChildren(QPushButton)}
    buttons[text].click()


def _choose(dialog: QWidget, path: Path) -> None:
    assert isinstance(dialog, QFileDialog)
    dialog.setDirectory(str(path.parent))
    dialog.selectFile(path.name)
    dialog.accept()


@pytest.fixture
def answers(qtbot):
    answers = Answers()
    yield answers
    answers.stop()
    assert not answers.waiting, "a dialog was expected that never came"


@pytest.fixture(scope="session")
def appearance(qapp):
    return Appearance("light")


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path / "config" / "window.ini")


@pytest.fixture
def window(qtbot, appearance, settings):
    """Return a window on the welcome page; what is unsaved at the end is dropped without a question."""
    appearance.set_mode("light")
    window = MainWindow(appearance, settings)
    window.show()
    yield window
    for document in window.documents:
        document.session.mark_saved(document.session.document)
    window.close()
    window.deleteLater()


@pytest.fixture
def wifi(tmp_path) -> Path:
    """Return a copy of the Wi-Fi case that a test may change."""
    path = tmp_path / "wifi.svs.yaml"
    shutil.copy(model_file("wifi-as-is.svs.yaml"), path)
    return path


@pytest.fixture
def opened(window, wifi):
    """Return the window with the Wi-Fi case open."""
    window.files.open([wifi])
    return window
