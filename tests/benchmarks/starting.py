"""Start of the program, in processes of their own that take turns with an empty Qt window and an empty Python."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from svs_designer.resource_files import model_file
from tests.benchmarks.measuring import OURS, Cost

EMPTY_WINDOW, EMPTY_PYTHON = "empty QMainWindow", "python -c pass"
RUNS = 7
XDG = ("CONFIG", "STATE", "DATA", "CACHE")

# Ends the process when the first frame is on the screen, or when all is done that was to be done after it.
_WATCH = """
import os, sys
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Qt
class Ending(QObject):
    def event(self, event):
        os._exit(0)
def watched(kind):
    class Watched(kind):
        seen = False
        def paintEvent(self, event):
            super().paintEvent(event)
            if not self.seen:
                self.seen = True
                self.ending = Ending()
                END(self.ending)
    return Watched
"""
_AT_FIRST_FRAME = """
soon = Qt.EventPriority.HighEventPriority.value
END = lambda ending: QCoreApplication.postEvent(ending, QEvent(QEvent.Type.User), soon)
"""
_WHEN_USABLE = """
END = lambda ending: QTimer.singleShot(0, lambda: QTimer.singleShot(0, lambda: os._exit(0)))
"""
_EMPTY = """
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = watched(QMainWindow)()
window.resize(1440, 900)
window.show()
application.exec()
"""
_PROGRAM = """
from svs_designer.gui import app
app.MainWindow = watched(app.MainWindow)
app.run(sys.argv[1:])
"""
_COMMAND = "import sys; from svs_designer.cli.main import main; sys.exit(main())"


def start_costs(_n: int) -> Iterator[Cost]:
    """Measure the start of the window, empty and with a file, and of the command line."""
    model = str(model_file("wifi-to-be.svs.yaml"))
    yield from _in_turn(
        "first window",
        {OURS: (_WATCH + _AT_FIRST_FRAME + _PROGRAM,), EMPTY_WINDOW: (_WATCH + _AT_FIRST_FRAME + _EMPTY,)},
    )
    yield from _in_turn(
        "usable window",
        {OURS: (_WATCH + _WHEN_USABLE + _PROGRAM,), EMPTY_WINDOW: (_WATCH + _WHEN_USABLE + _EMPTY,)},
    )
    yield from _in_turn(
        "window with the Wi-Fi case",
        {OURS: (_WATCH + _WHEN_USABLE + _PROGRAM, model), EMPTY_WINDOW: (_WATCH + _WHEN_USABLE + _EMPTY,)},
    )
    yield from _in_turn("--help", {OURS: (_COMMAND, "--help"), EMPTY_PYTHON: ("pass",)})
    yield from _in_turn("validate a small file", {OURS: (_COMMAND, "validate", model), EMPTY_PYTHON: ("pass",)})


def _in_turn(what: str, programs: dict[str, Sequence[str]]) -> Iterator[Cost]:
    times: dict[str, list[float]] = {tool: [] for tool in programs}
    with tempfile.TemporaryDirectory(prefix="svs-designer-bench-") as home:
        for number in range(RUNS + 1):
            for tool, program in programs.items():
                took = _run(program, Path(home))
                if number:  # the first run fills the caches
                    times[tool].append(took)
    for tool, each in times.items():
        yield Cost("startup", 0, what, tool, {"ms": statistics.median(each), "min": min(each)})


def _run(program: Sequence[str], home: Path) -> float:
    environment = os.environ | {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in XDG}
    # The first run leaves its bytecode behind, as it does for users; some workplaces forbid that.
    environment["PYTHONPYCACHEPREFIX"] = str(home / "bytecode")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", *program]
    start = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    took = (time.perf_counter() - start) * 1e3
    if done.returncode:
        raise RuntimeError(f"the program ended with {done.returncode}: {done.stderr[-400:]}")
    return took
