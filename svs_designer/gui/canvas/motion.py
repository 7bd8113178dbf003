"""How long movements take: none where the system asks for less of them, and none off screen."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStyle

MILLISECONDS = 150


def duration() -> int:
    """Return the milliseconds of a movement; 0 where there should be none.

    Qt's platform plug-ins report a wish for reduced motion as an animation duration of zero.
    """
    if QGuiApplication.platformName() in {"offscreen", "minimal"}:
        return 0
    style = QApplication.style()
    return MILLISECONDS if style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0 else 0
