"""The value of a plain YAML scalar, by the core schema of YAML 1.2, on the safe side of YAML 1.1.

What the two versions read differently stays text: `on`, `no`, `12:30`, `010`, a date. Numbers are finite.
"""

import math
import re

Scalar = str | int | float | bool | None

_WORDS: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_MAYBE_NUMBER = frozenset("+-.0123456789")
# Eighteen digits fit every consumer's 64 bits; a longer run is an account number rather than a quantity.
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\Z", re.ASCII).match
_OCTAL = re.compile(r"0o[0-7]{1,20}\Z", re.ASCII).match
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]{1,15}\Z", re.ASCII).match
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z", re.ASCII).match


def resolve(text: str) -> Scalar:
    """Return the value a plain (unquoted, untagged) scalar stands for."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _MAYBE_NUMBER:
        return text
    if _INTEGER(text):
        return int(text)
    if _OCTAL(text) or _HEXADECIMAL(text):
        return int(text, 0)
    if _FLOAT(text) and math.isfinite(number := float(text)):
        return number
    return text
