"""Text metrics without a toolkit: how wide words are, and where a line must end.

Widths come from the table of the bundled Inter (resources/fonts/advances.json), which has no kerning; painters ask for
the same font without kerning and hinting, so what fits here fits there.
"""

import json
import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

from svs_designer.drawing.marks import Weight
from svs_designer.resource_files import resource

FONT_FAMILY = "SVS Inter"
ELLIPSIS = "…"
_EM = 1000.0
_WIDE = frozenset("WF")
# A no-break space keeps a number with its unit: it is no place to break a line.
_GAP = re.compile(r"[^\S\u00a0\u202f\u2007]+")
# What XML 1.0 cannot carry, not even escaped.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """Return text as one drawable line: composed, white space run together, control characters dropped."""
    return _GAP.sub(" ", _CONTROL.sub("", unicodedata.normalize("NFC", text))).strip(" ")


@lru_cache(maxsize=32768)
def width(text: str, size: float, weight: Weight = 400) -> float:
    """Return the advance of one line of text in scene units."""
    advances, default = _advances(weight)
    total = 0.0
    for character in text:
        advance = advances.get(character)
        total += _foreign(character, default) if advance is None else advance
    return total * size / _EM


def ascent(weight: Weight = 400) -> float:
    """Return how far the font rises above its baseline, as a part of its size."""
    return float(_table()[str(weight)]["ascender"]) / _EM


@lru_cache(maxsize=16384)
def fit(text: str, available: float, size: float, weight: Weight = 400) -> str:
    """Return the text, or as much of it as fits with an ellipsis; empty where not even that fits."""
    text = plain(text)
    if width(text, size, weight) <= available:
        return text
    kept = _longest(text, available - width(ELLIPSIS, size, weight), size, weight).rstrip(" ,;:.-–(")
    return kept + ELLIPSIS if kept or width(ELLIPSIS, size, weight) <= available else ""


@lru_cache(maxsize=16384)
def wrap(text: str, available: float, lines: int, size: float, weight: Weight = 400) -> tuple[str, ...]:
    """Break text into at most so many lines; the last ends in an ellipsis where the text is longer.

    A word wider than a line is broken within. No text gives no lines.
    """
    rest = plain(text)
    found: list[str] = []
    while rest:
        if len(found) == lines - 1:
            found.append(fit(rest, available, size, weight))
            break
        line = _first_line(rest, available, size, weight)
        found.append(line)
        rest = rest[len(line) :].lstrip(" ")
    return tuple(found)


@lru_cache(maxsize=4096)
def balance(text: str, available: float, lines: int, size: float, weight: Weight = 400) -> tuple[str, ...]:
    """Break text like `wrap` into as few lines, but of even length: for centred text, where a short end looks odd."""
    best = wrap(text, available, lines, size, weight)
    if len(best) < 2 or not fits(text, available, lines, size, weight):
        return best
    for narrower in range(int(available) - 6, int(available / 2), -6):
        found = wrap(text, narrower, lines, size, weight)
        if len(found) != len(best) or not fits(text, narrower, lines, size, weight):
            break
        best = found
    return best


def fits(text: str, available: float, lines: int, size: float, weight: Weight = 400) -> bool:
    """Tell whether the whole text stands in so many lines without breaking a word."""
    wrapped = wrap(text, available, lines, size, weight)
    return " ".join(wrapped) == plain(text)


def _first_line(text: str, available: float, size: float, weight: Weight) -> str:
    if width(text, size, weight) <= available:
        return text
    kept = _longest(text, available, size, weight)
    if text[len(kept)] == " ":
        return kept
    whole_words = kept.rpartition(" ")[0]
    # At least one character a line, or a box too narrow for any would never end.
    return whole_words or kept or text[0]


def _longest(text: str, available: float, size: float, weight: Weight) -> str:
    """Return the longest beginning of a text that fits."""
    advances, default = _advances(weight)
    room = available * _EM / size
    for index, character in enumerate(text):
        advance = advances.get(character)
        room -= _foreign(character, default) if advance is None else advance
        if room < 0:
            return text[:index]
    return text


@cache
def _table() -> dict[str, dict[str, Any]]:
    table: dict[str, dict[str, Any]] = json.loads(resource("fonts", "advances.json").read_text("utf-8"))["weights"]
    return table


@cache
def _advances(weight: Weight) -> tuple[dict[str, float], float]:
    entry = _table()[str(weight)]
    return entry["advances"], entry["default"]


def _foreign(character: str, default: float) -> float:
    """Return the advance of a character that the bundled font lacks and another font will draw."""
    if unicodedata.combining(character):
        return 0.0
    return _EM * 1.3 if unicodedata.east_asian_width(character) in _WIDE else default
