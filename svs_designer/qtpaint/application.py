"""A Qt application for painting where there is no window: Qt paints no text without one."""

from functools import cache

from PySide6.QtGui import QGuiApplication


def ensure_application() -> None:
    """Make sure a Qt application exists; made here it is off screen and never looks for a display."""
    if QGuiApplication.instance() is None:
        _application()


@cache
def _application() -> QGuiApplication:
    # Kept by the cache: an application without a reference dies at once.
    return QGuiApplication(["svs-designer", "-platform", "offscreen"])
