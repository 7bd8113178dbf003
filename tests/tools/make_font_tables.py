"""Measure the bundled fonts: how wide is each character, how high is a line.

Writes resources/fonts/advances.json, from which the drawing measures text without any toolkit. By hand, after
the fonts changed: `python tests/tools/make_font_tables.py`.
"""

import json
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
TABLE = FOLDER / "advances.json"
WEIGHTS = {
    "400": "Inter-Regular.ttf",
    "500": "Inter-Medium.ttf",
    "600": "Inter-SemiBold.ttf",
    "700": "Inter-Bold.ttf",
}


def font_table() -> dict[str, Any]:
    """Measure every bundled font, lengths in 1/1000 em; `advances` is keyed by the character itself."""
    return {
        "family": "SVS Inter",
        "unit": "1/1000 em",
        "weights": {weight: _measures(name) for weight, name in WEIGHTS.items()},
    }


def text_of(table: dict[str, Any]) -> str:
    """Write a table as it is shipped."""
    return json.dumps(table, ensure_ascii=False, indent=0) + "\n"


def _measures(name: str) -> dict[str, Any]:
    font = TTFont(FOLDER / name)
    em: int = font["head"].unitsPerEm
    widths = font["hmtx"].metrics

    def thousandths(length: int) -> float:
        return round(1000 * length / em, 1)

    advances = {chr(code): thousandths(widths[glyph][0]) for code, glyph in font.getBestCmap().items()}
    return {
        "file": name,
        "ascender": thousandths(font["hhea"].ascent),
        "descender": thousandths(font["hhea"].descent),
        "cap_height": thousandths(font["OS/2"].sCapHeight),
        "x_height": thousandths(font["OS/2"].sxHeight),
        "default": thousandths(widths[".notdef"][0]),
        "advances": dict(sorted(advances.items())),
    }


if __name__ == "__main__":
    TABLE.write_text(text_of(font_table()), encoding="utf-8", newline="\n")
    print(f"wrote {TABLE}")
