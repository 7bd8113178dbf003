"""The program with a window: from the command line's arguments to the last closed document."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QWidget

from svs_designer import __version__
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.crash import CrashGuard
from svs_designer.gui.garbage import Sweeper
from svs_designer.gui.main_window import MainWindow
from svs_designer.gui.settings import Settings
from svs_designer.resource_files import resource

UNSEEN_MS = 500
"""How long a window that is never painted, because it starts minimised, holds the documents back."""


def run(argv: Sequence[str]) -> int:
    """Open the window with the files given, and return the exit code when it is closed."""
    application = make_application()
    from svs_designer.gui.state import state_folder

    guard = CrashGuard(state_folder(), application)
    sweeper = Sweeper(application)
    settings = Settings()
    window = MainWindow(Appearance(settings.mode, application), settings)
    # The window is there before what only documents need is imported: that takes longer than Qt itself.
    painted = FirstPaint(window)
    painted.seen.connect(lambda: _begin(window, [Path(each) for each in argv]))
    window.show()
    code = application.exec()
    sweeper.close()
    guard.close()
    return code


class FirstPaint(QObject):
    """Tells once when a window was painted for the first time, or after a moment where nobody sees it."""

    seen = Signal()

    def __init__(self, window: QWidget) -> None:
        """Watch a window that is not shown yet."""
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)
        self._timer = QTimer(self, singleShot=True, interval=UNSEEN_MS)
        self._timer.timeout.connect(self._tell)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the paint, and let it come to its end before anything else begins."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._timer.start(0)
        return False

    def _tell(self) -> None:
        self._window.removeEventFilter(self)
        self.seen.emit()


def make_application() -> QApplication:
    """Create the QApplication and tell the desktop what it is."""
    QCoreApplication.setApplicationName("svs-designer")
    QCoreApplication.setApplicationVersion(__version__)
    QCoreApplication.setOrganizationName("svs-designer")
    QGuiApplication.setApplicationDisplayName("")
    QGuiApplication.setDesktopFileName("svs-designer")
    application = QApplication(sys.argv[:1])
    application.setWindowIcon(QIcon(str(resource("icons", "app-256.png"))))
    return application


def _begin(window: MainWindow, files: Sequence[Path]) -> None:
    """Open what was asked for, protect it, and offer what a program before left."""
    from svs_designer.gui.notices import offer_recovered
    from svs_designer.gui.recovery import RecoveryKeeper
    from svs_designer.gui.state import state_folder

    window.protect(RecoveryKeeper(state_folder(), window))
    window.files.open(files)
    offer_recovered(window)
