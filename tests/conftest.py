"""What holds for every test: no screen, settings of its own, nothing left running, no complaint from Qt."""

import gc
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# Before anything loads Qt. A test marked `window` starts the program in a process and an X server of its own.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SETTINGS = Path(tempfile.mkdtemp(prefix="svs-designer-tests-"))
for kind in ("CONFIG", "STATE", "DATA", "CACHE"):
    os.environ[f"XDG_{kind}_HOME"] = str(SETTINGS / kind.lower())

# No deadline: the machines that run this are shared, and a slow moment is not a fault.
settings.register_profile("ci", deadline=None, max_examples=60, print_blob=True)
settings.register_profile("quick", deadline=None, max_examples=15)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

pytest_plugins = ["pytester"]

THREADS_BEFORE = pytest.StashKey[set[threading.Thread]]()
PATIENCE_SECONDS = 2.0
OFFSCREEN_LACKS = "This plugin does not support"
"""How the offscreen platform begins to say what it lacks, of any window."""


def pytest_configure() -> None:
    """Collect garbage between tests only, in this thread: as the window does (see gui/garbage.py)."""
    gc.disable()


def pytest_unconfigure() -> None:
    """Remove the settings folder of this run, and what tests left on the clipboard, which Qt frees after Python."""
    shutil.rmtree(SETTINGS, ignore_errors=True)
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Remember which threads are not the test's."""
    item.stash[THREADS_BEFORE] = set(threading.enumerate())


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Fail a test that leaves something running, or that makes Qt complain while it is taken down.

    Complaints during the test itself are pytest-qt's affair (`qt_log_level_fail`); it listens no further.
    """
    with qt_complaints() as complaints:
        yield
        gc.collect(1)
        left = [*jobs_left(), *threads_left(item.stash[THREADS_BEFORE]), *windows_left(), *timers_left()]
    assert not left, f"left over after the test: {', '.join(left)}"
    assert not complaints, f"Qt complained while the test was taken down: {'; '.join(complaints)}"


@contextmanager
def qt_complaints() -> Iterator[list[str]]:
    """Collect what Qt says at the level of a warning or above."""
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    heard: list[str] = []

    def hear(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and not message.startswith(OFFSCREEN_LACKS):
            heard.append(message)

    previous = qInstallMessageHandler(hear)
    try:
        yield heard
    finally:
        qInstallMessageHandler(previous)


def jobs_left() -> list[str]:
    """Name the jobs of the thread pool that do not end within a moment."""
    from PySide6.QtCore import QThreadPool

    pool = QThreadPool.globalInstance()
    if pool.waitForDone(int(PATIENCE_SECONDS * 1000)):
        return []
    return [f"{pool.activeThreadCount()} jobs of the thread pool"]


def threads_left(before: set[threading.Thread]) -> list[str]:
    """Name the threads that do not end within a moment."""
    # A thread of Qt's that once ran Python stays listed as a dummy for ever on Python 3.11.
    started = [
        thread for thread in set(threading.enumerate()) - before if not isinstance(thread, threading._DummyThread)
    ]
    for thread in started:
        thread.join(PATIENCE_SECONDS)
    return [f"thread '{thread.name}'" for thread in started if thread.is_alive()]


def windows_left() -> list[str]:
    """Name the windows still open, and close them so that the next test starts clean."""
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    if QCoreApplication.instance() is None:
        return []
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    visible = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    names = [f"window {type(widget).__name__} '{widget.windowTitle()}'" for widget in visible]
    for widget in visible:
        widget.hide()
        widget.deleteLater()
    return names


def timers_left() -> list[str]:
    """Name the timers that still run below the application or a window that outlived the test, and stop them."""
    from PySide6.QtCore import QCoreApplication, QTimer
    from PySide6.QtWidgets import QApplication

    application = QCoreApplication.instance()
    if application is None:
        return []
    owners: list[Any] = [application, *QApplication.topLevelWidgets()]
    running = {timer for owner in owners for timer in owner.findChildren(QTimer) if timer.isActive()}
    names = [f"timer of {type(timer.parent()).__name__}" for timer in running]
    for timer in running:
        timer.stop()
    return names
