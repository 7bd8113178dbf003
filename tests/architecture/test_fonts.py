"""The bundled fonts and the table of their widths say the same."""

import json
import runpy

import pytest

from svs_designer.resource_files import resource

FOLDER = resource("fonts")
SHIPPED = json.loads((FOLDER / "advances.json").read_text(encoding="utf-8"))


def test_the_shipped_table_is_what_the_fonts_measure():
    tools = runpy.run_path(str(FOLDER.parents[1] / "tests" / "tools" / "make_font_tables.py"))

    measured = tools["text_of"](tools["font_table"]())

    assert measured == (FOLDER / "advances.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("weight", SHIPPED["weights"])
def test_qt_draws_a_text_as_wide_as_the_table_says(qapp, weight):
    from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

    measures = SHIPPED["weights"][weight]
    QFontDatabase.addApplicationFont(str(FOLDER / measures["file"]))
    font = QFont(SHIPPED["family"], weight=QFont.Weight(int(weight)))
    font.setPixelSize(40)
    font.setKerning(False)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    text = "AVATo: fix 80 % of Té → Ω £1.50 “no Wi-Fi”"

    drawn = QFontMetricsF(font).horizontalAdvance(text)

    assert drawn == pytest.approx(sum(measures["advances"][letter] for letter in text) / 1000 * 40, rel=0.005)


@pytest.mark.parametrize("weight", SHIPPED["weights"])
def test_the_fonts_carry_no_table_that_moves_or_swaps_glyphs(weight):
    from fontTools.ttLib import TTFont

    font = TTFont(FOLDER / SHIPPED["weights"][weight]["file"])

    assert not {"GPOS", "GSUB", "kern"} & set(font.keys())
    assert font["name"].getBestFamilyName() == SHIPPED["family"]


def test_the_licence_travels_with_the_fonts():
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FOLDER / "LICENSE-Inter.txt").read_text(encoding="utf-8")
