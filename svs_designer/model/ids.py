"""Ids: made from a first name, then frozen, and the same everywhere (file, export, problem location)."""

import re
import unicodedata
from collections.abc import Collection
from typing import Annotated

from pydantic import StringConstraints

ID_PATTERN = r"^[a-z][a-z0-9-]*$"

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=80)]

DEMAND = "demand"
VALUE = "value"
END = "end"
RESERVED = frozenset({DEMAND, VALUE})

_SPELLED = str.maketrans({
    "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "aa",
    "đ": "d", "ł": "l", "þ": "th", "œ": "oe",
})  # fmt: skip


def slug(name: str) -> str:
    """Return an id spelled from a name: transliterated, lower case, at most 48 characters; may be empty."""
    spelled = unicodedata.normalize("NFC", name).lower().translate(_SPELLED)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    words = re.sub(r"^[0-9-]+", "", words)
    return words if len(words) <= 48 else words[:48].rsplit("-", 1)[0].rstrip("-") or words[:48]


def fresh_id(name: str, taken: Collection[str], *, fallback: str) -> str:
    """Return an id for a new element: spelled from its name, numbered when taken or reserved.

    The fallback serves names that spell nothing in Latin letters.
    """
    stem = slug(name) or fallback
    if stem not in taken and stem not in RESERVED and stem != END:
        return stem
    number = 2
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"
