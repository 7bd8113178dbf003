"""The guards of tests/conftest.py bite: each fault planted in a test run of its own is reported."""

import textwrap
from pathlib import Path

import pytest

CONFTEST = Path(__file__).parents[1] / "conftest.py"

FAULTS = {
    "left over after the test: thread 'forgotten'": """
        import threading, time
        def test_it():
            threading.Thread(target=time.sleep, args=(60,), name="forgotten", daemon=True).start()
        """,
    "left over after the test: window QWidget 'Forgotten'": """
        from PySide6.QtWidgets import QWidget
        def test_it(qapp):
            qapp.forgotten = QWidget(windowTitle="Forgotten")
            qapp.forgotten.show()
        """,
    "left over after the test: timer of QWidget": """
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QWidget
        def test_it(qapp):
            qapp.forgotten = QWidget()
            QTimer(qapp.forgotten, interval=1000).start()
        """,
    "Qt messages with level WARNING or above emitted": """
        from PySide6.QtCore import qWarning
        def test_it():
            qWarning("a complaint outside any window test")
        """,
    "Qt complained while the test was taken down: late complaint": """
        import pytest
        from PySide6.QtCore import qWarning
        @pytest.fixture
        def late():
            yield
            qWarning("late complaint")
        def test_it(late):
            pass
        """,
}


@pytest.fixture
def tests_of_their_own(pytester, monkeypatch):
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    pytester.makeconftest(
        CONFTEST.read_text(encoding="utf-8").replace("PATIENCE_SECONDS = 2.0", "PATIENCE_SECONDS = 0.1")
    )
    pytester.makepyprojecttoml('[tool.pytest.ini_options]\nqt_api = "pyside6"\nqt_log_level_fail = "WARNING"\n')
    return pytester


@pytest.mark.slow
@pytest.mark.parametrize("complaint", FAULTS)
def test_a_planted_fault_is_reported(tests_of_their_own, complaint):
    tests_of_their_own.makepyfile(textwrap.dedent(FAULTS[complaint]))

    result = tests_of_their_own.runpytest_subprocess("-p", "no:cacheprovider")

    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(f"*{complaint}*")


@pytest.mark.slow
def test_a_test_that_tidies_up_passes(tests_of_their_own):
    tests_of_their_own.makepyfile(
        """
        import threading
        from PySide6.QtCore import QThreadPool, QTimer
        from PySide6.QtWidgets import QWidget
        def test_it(qtbot):
            window = QWidget()
            qtbot.addWidget(window)
            window.show()
            QTimer(window, interval=1000).start()
            QThreadPool.globalInstance().start(threading.current_thread)
            threading.Thread(target=threading.current_thread).start()
        """
    )

    result = tests_of_their_own.runpytest_subprocess("-p", "no:cacheprovider")

    result.assert_outcomes(passed=1)
