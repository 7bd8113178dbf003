"""The program with a window: from the command line's arguments to the last closed document."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from svs_designer import __version__
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.crash import CrashGuard
from svs_designer.gui.garbage import Sweeper
from svs_designer.gui.main_window import MainWindow
from svs_designer.gui.settings import Settings
from svs_designer.resource_files import resource


def run(argv: Sequence[str]) -> int:
    """Open the window with the files given, and return the exit code when it is closed."""
    application = make_application()
    from svs_designer.gui.state import state_folder

    guard = CrashGuard(state_folder(), application)
    sweeper = Sweeper(application)
    settings = Settings()
    window = MainWindow(Appearance(settings.mode, application), settings)
    window.show()
    # The window is there before what only documents need is imported: that takes longer than Qt itself.
    QTimer.singleShot(0, window, lambda: _begin(window, [Path(each) for each in argv]))
    code = application.exec()
    sweeper.close()
    guard.close()
    return code


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
