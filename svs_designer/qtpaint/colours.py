"""Pens and brushes of a theme's roles, made once and shared."""

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen

from svs_designer.drawing.theme import Theme

NO_PEN = QPen(Qt.PenStyle.NoPen)
NO_BRUSH = QBrush(Qt.BrushStyle.NoBrush)


@lru_cache(maxsize=256)
def colour(theme: Theme, role: str) -> QColor:
    """Return the colour of a role. Shared: do not change it."""
    return QColor(theme.colour(role))


@lru_cache(maxsize=256)
def brush(theme: Theme, role: str) -> QBrush:
    """Return a brush for a role, or none for an empty role."""
    return QBrush(colour(theme, role)) if role else NO_BRUSH


@lru_cache(maxsize=512)
def pen(theme: Theme, role: str, line: float = 1.0, *, dashed: bool = False) -> QPen:
    """Return a round pen for a role, or none for an empty role."""
    if not role:
        return NO_PEN
    made = QPen(colour(theme, role), line)
    made.setCapStyle(Qt.PenCapStyle.FlatCap if dashed else Qt.PenCapStyle.RoundCap)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashed:
        made.setDashPattern([6 / line, 4 / line])
    return made
