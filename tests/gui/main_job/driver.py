"""The whole main job with a real mouse and keyboard on a real X display; run by test_main_job as a program of its own.

The window runs in the main thread. A second thread is the user: it moves the pointer with xdotool, and asks the window
only where things are on the screen.

    python driver.py FILE ANSWERS [SCREENSHOTS]
"""

import json
import queue
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtWidgets import QApplication, QLineEdit

from svs_designer.gui.app import _begin, make_application
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.main_window import MainWindow
from svs_designer.gui.mime import PaletteItem
from svs_designer.gui.panels.palette import PaletteList, PalettePanel
from svs_designer.gui.settings import Settings

CALL, LEARN = "Call the driver back", "Learn from the call"


class Ears(QObject):
    """Answers questions of the user's thread in the window's thread."""

    asked = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def ask(self, question: Callable[[], Any]) -> Any:
        answers: queue.Queue[Any] = queue.Queue()
        self.asked.emit(question, answers)
        answer = answers.get(timeout=10)
        if isinstance(answer, Exception):
            raise answer
        return answer

    @staticmethod
    def _answer(question: Callable[[], Any], answers: "queue.Queue[Any]") -> None:
        try:
            answers.put(question())
        except Exception as error:
            answers.put(error)


class User(threading.Thread):
    """Draws two steps and a practice, connects, saves and closes."""

    def __init__(self, window: MainWindow, ears: Ears, answers: Path, pictures: Path | None) -> None:
        super().__init__(daemon=True)
        self.window, self.ask, self.answers, self.pictures = window, ears.ask, answers, pictures

    def run(self) -> None:
        said: dict[str, Any] = {}
        try:
            self._work(said)
        except Exception:
            said["error"] = traceback.format_exc()
        self.answers.write_text(json.dumps(said), encoding="utf-8")
        self.ask(lambda: QApplication.exit(0))

    def _work(self, said: dict[str, Any]) -> None:
        self._until(lambda: self.window.has_page() and self.window.isActiveWindow(), "the window is in front")
        said["opened"] = len(self._steps())
        self._key("ctrl+j")
        self._key("ctrl+1")
        self._key("ctrl+minus")
        self._key("ctrl+minus")
        self._look("1-opened")

        self._drag(self._row("activity", "engage"), self._spot(0.25))
        self._type_name(CALL)
        self._drag(self._row("activity", "improve"), self._spot(0.6))
        self._type_name(LEARN)
        self._look("2-two-steps")

        self._click(self._search_box())
        self._type("service desk")
        self._drag(self._row("practice", "service-desk"), self._card(CALL))
        self._until(lambda: "service-desk" in self._step(CALL).practices, "the practice is on the card")
        self._look("3-practice")

        self._click(self._card(CALL))
        self._drag(self._edge(CALL), self._card(LEARN))
        self._until(lambda: bool(self._step(CALL).next.links), "the two are connected")
        self._look("4-connected")
        said["title before"] = self.ask(self.window.isWindowModified)

        self._key("ctrl+s")
        self._until(lambda: not self.window.isWindowModified(), "the file is saved")
        said["undo"] = self.ask(lambda: self.window.current.session.undo_label)
        self._look("5-saved")

    # What the user sees

    def _steps(self) -> Any:
        return self.ask(lambda: self.window.current.session.document.streams[0].steps)

    def _step(self, name: str) -> Any:
        return next(step for step in self.window.current.session.document.streams[0].steps if step.name == name)

    def _row(self, kind: str, item_id: str) -> QPoint:
        def find() -> QPoint | None:
            view = self.window.findChild(PaletteList)
            row = view.model().row_of(PaletteItem(kind, item_id))
            if row < 0:
                return None
            rectangle = view.visualRect(view.model().index(row, 0))
            return view.viewport().mapToGlobal(rectangle.center())

        self._until(lambda: find() is not None, f"the palette shows {item_id}")
        return self.ask(find)

    def _search_box(self) -> QPoint:
        def find() -> QPoint:
            box = self.window.findChild(PalettePanel).findChild(QLineEdit)
            return box.mapToGlobal(box.rect().center())

        return self.ask(find)

    def _spot(self, share: float) -> QPoint:
        """Return a place near the lower edge of the canvas where nothing stands."""

        def find() -> QPoint:
            port = self.window.page.canvas.viewport()
            return port.mapToGlobal(QPoint(int(port.width() * share), port.height() - 70))

        return self.ask(find)

    def _on_screen(self, name: str, across: float) -> QPoint:
        def find() -> QPoint:
            canvas = self.window.page.canvas
            at = self.window.current.session.document.layout.of(canvas.stream_id)[self._step(name).id]
            return canvas.viewport().mapToGlobal(canvas.mapFromScene(QPointF(at.x + 196 * across, at.y + 56)))

        return self.ask(find)

    def _card(self, name: str) -> QPoint:
        return self._on_screen(name, 0.5)

    def _edge(self, name: str) -> QPoint:
        return self._on_screen(name, 1.0)

    def _until(self, condition: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + 15
        while not self.ask(condition):
            if time.monotonic() > deadline:
                self._look("stuck")
                raise TimeoutError(f"waited for: {what}")
            time.sleep(0.05)

    # What the user's hands do

    def _type_name(self, name: str) -> None:
        self._until(lambda: bool(QApplication.focusWidget()), "a field to type in")
        time.sleep(0.3)
        self._type(name)
        self._key("Return")
        self._until(
            lambda: any(step.name == name for step in self.window.current.session.document.streams[0].steps), name
        )

    def _drag(self, start: QPoint, end: QPoint) -> None:
        self._xdotool("mousemove", str(start.x()), str(start.y()))
        self._xdotool("mousedown", "1")
        for part in range(1, 13):
            x = start.x() + (end.x() - start.x()) * part // 12
            y = start.y() + (end.y() - start.y()) * part // 12
            self._xdotool("mousemove", str(x), str(y))
            time.sleep(0.03)
        time.sleep(0.15)
        self._xdotool("mouseup", "1")
        time.sleep(0.2)

    def _click(self, at: QPoint) -> None:
        self._xdotool("mousemove", str(at.x()), str(at.y()), "click", "1")
        time.sleep(0.2)

    def _type(self, text: str) -> None:
        self._xdotool("type", "--delay", "15", text)
        time.sleep(0.2)

    def _key(self, key: str) -> None:
        self._xdotool("key", key)
        time.sleep(0.2)

    @staticmethod
    def _xdotool(*arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], check=True, timeout=10)

    def _look(self, name: str) -> None:
        if self.pictures:
            self.ask(lambda: self.window.grab().save(str(self.pictures / f"{name}.png")))


def main() -> int:
    file, answers = Path(sys.argv[1]), Path(sys.argv[2])
    pictures = Path(sys.argv[3]) if len(sys.argv) > 3 else None
    application = make_application()
    settings = Settings()
    window = MainWindow(Appearance(settings.mode, application), settings)
    window.resize(1380, 820)
    window.show()
    _begin(window, [file])
    ears = Ears()
    user = User(window, ears, answers, pictures)
    user.start()
    code = application.exec()
    user.join(5)
    window.close()
    return code


if __name__ == "__main__":
    sys.exit(main())
