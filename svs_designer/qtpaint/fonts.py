"""The bundled Inter in Qt, set so that text is as wide as drawing.text says."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from svs_designer.drawing.marks import Weight
from svs_designer.drawing.text import FONT_FAMILY
from svs_designer.qtpaint.application import ensure_application
from svs_designer.resource_files import resource


@cache
def load_fonts() -> None:
    """Give Qt the bundled fonts, once; makes an application if there is none."""
    ensure_application()
    for file in sorted(resource("fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


@cache
def font(size: float, weight: Weight = 400) -> QFont:
    """Return the bundled font in a size in pixels (scene units). Shared: do not change it."""
    load_fonts()
    made = QFont([FONT_FAMILY, "Inter", "Segoe UI", "Helvetica Neue", "Arial"])
    made.setPixelSize(round(size))
    made.setWeight(QFont.Weight(weight))
    # The table of widths knows no pairs, and hinting rounds advances to whole pixels.
    made.setKerning(False)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


@cache
def ascent(size: float, weight: Weight = 400) -> float:
    """Return the distance from the top of a line to its baseline."""
    return QFontMetricsF(font(size, weight)).ascent()
