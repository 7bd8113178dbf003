"""What a fix changes in the text of a file: whole lines, for reports that carry the mended text along."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


class Change(NamedTuple):
    """Lines to take out, from `first` (counted from 1) up to but not including `end`, and the text to put there."""

    first: int
    end: int
    text: str


def line_changes(old: str, new: str) -> tuple[Change, ...]:
    """Return what leads from one text to the other, in order and apart from each other; nothing for equal texts."""
    before, after = _LINE.findall(old), _LINE.findall(new)
    head = _same(before, after)
    tail = _same(before[head:][::-1], after[head:][::-1])
    middle, wanted = before[head : len(before) - tail], after[head : len(after) - tail]
    return tuple(
        Change(head + i1 + 1, head + i2 + 1, "".join(wanted[j1:j2]))
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, middle, wanted, autojunk=False).get_opcodes()
        if tag != "equal"
    )


def _same(one: list[str], other: list[str]) -> int:
    """Count the equal lines at the begin: fixes touch little, and the search for the rest is slow on long texts."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count
