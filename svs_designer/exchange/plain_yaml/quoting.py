"""How a scalar is written so that readers of YAML 1.1 and 1.2 alike get the same value back."""

import json
import math
import re

from svs_designer.exchange.plain_yaml.scalars import Scalar

# Signs that mean nothing in YAML, inside a text as at its ends; what is not listed gets quotes.
_PLAIN = re.compile(r"[^\W_][\w ./()%+;'’–—&-]*\Z").match
_NUMBER = re.compile(
    r"[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?\Z"
    r"|0[boxBOX][0-9a-fA-F_]+\Z"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
).match
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
# Not printable in YAML, or a line break to some readers; JSON escapes the controls below space itself.
_TO_ESCAPE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]").sub
_NO_LITERAL = re.compile("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]").search


def scalar_text(value: Scalar) -> str:
    """Return a scalar on one line, quoted where any reader could take it for something else.

    Raises ValueError for a number that is not finite, and TypeError for what is no scalar.
    """
    if isinstance(value, str):
        return value if _is_plain(value) else _quoted(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _float_text(value)
    raise TypeError(f"{type(value).__name__} is no YAML scalar")


def literal_lines(text: str) -> list[str] | None:
    """Return the lines of a text that a literal block holds unharmed, header first; None where quotes are safer."""
    if "\n" not in text or text[0] in " \n" or _NO_LITERAL(text):
        return None
    kept = text.removesuffix("\n")
    lines = kept.split("\n")
    if not lines[-1] or any(line != line.rstrip(" ") for line in lines):
        return None
    return ["|" if kept != text else "|-", *lines]


def _is_plain(text: str) -> bool:
    if not _PLAIN(text) or text[-1] == " " or text.lower() in _WORDS:
        return False
    return not (text[0].isdigit() and _NUMBER(text))


def _quoted(text: str) -> str:
    return _TO_ESCAPE(_escape, json.dumps(text, ensure_ascii=False))


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _float_text(value: float) -> str:
    if not math.isfinite(value):
        raise ValueError(f"{value} cannot be written: numbers are finite")
    if value.is_integer() and abs(value) < 1e15:
        return f"{value:.1f}"
    text = repr(value)
    # YAML 1.1 takes 1e+16 for a text: it wants the point.
    return text.replace("e", ".0e") if "e" in text and "." not in text else text
