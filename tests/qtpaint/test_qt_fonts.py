"""Text is as wide in Qt as the table of widths says: what fits on a card fits in every picture."""

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF

from svs_designer.drawing import text
from svs_designer.drawing.text import FONT_FAMILY
from svs_designer.qtpaint.fonts import ascent, font

pytestmark = pytest.mark.usefixtures("qapp")

SAMPLES = (
    "Try a first fix and choose the next team",
    "AV To Wa fi ffl 10m + 2m",
    "Überprüfung: 100 % größer – „Prüfstand“",
    "Δοκιμή, проверка",
)


@pytest.mark.parametrize("weight", [400, 500, 600, 700])
@pytest.mark.parametrize("size", [10, 11, 12, 13, 20])
@pytest.mark.parametrize("sample", SAMPLES)
def test_widths_agree_within_a_percent(sample, size, weight):
    measured = QFontMetricsF(font(size, weight)).horizontalAdvance(sample)

    assert measured == pytest.approx(text.width(sample, size, weight), rel=0.01)


def test_the_bundled_font_is_used():
    assert QFontInfo(font(13, 600)).family() == FONT_FAMILY


def test_the_line_rises_as_the_table_says():
    assert ascent(100, 400) == pytest.approx(100 * text.ascent(400), rel=0.02)


def test_fonts_are_shared():
    assert font(13, 600) is font(13, 600)
