"""What is wrong with a file: one fault names the thing, the place and the way out."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, NamedTuple

Level = Literal["error", "warning", "advice"]
Path = tuple[str | int, ...]

_LONGEST_WORD = 80
_MOST_WORDS = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a file. Line and column count from 1; 0 where the fault has no place in the text.

    `rule` is the id of the validator's rule that a fault in a file stands for, None for a fault of form.
    `path` leads from the document to the thing, keys and list indexes as the file has them.
    """

    rule: str | None
    message: str
    line: int = 0
    column: int = 0
    path: Path = ()
    suggestion: str = ""
    level: Level = "error"

    def __str__(self) -> str:
        """Return one line a person can act on, e.g. `3:7: 'nmae' is not a key of a step. Did you mean 'name'?`."""
        place = f"{self.line}:{self.column}: " if self.line else ""
        return f"{place}{self.message} {self.suggestion}".rstrip()


class Flaw(NamedTuple):
    """A node to take out of the tree, and why; no message where the reason was told already."""

    path: Path
    message: str = ""
    suggestion: str = ""
    rule: str | None = None
    level: Level = "error"
    at_key: bool = False


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Ask for the nearest known word, or return an empty text when nothing is near."""
    if len(word) > _LONGEST_WORD:
        return ""
    words = {_plain(each): each for each in known}
    if len(words) > _MOST_WORDS:
        # Comparing is slow: among many, only those that begin alike are looked at.
        alike = [each for each in words if each[:2] == _plain(word)[:2]]
        words = {each: words[each] for each in alike[:_MOST_WORDS]}
    near = get_close_matches(_plain(word), words, n=1, cutoff=0.6)
    return f"Did you mean '{words[near[0]]}'?" if near else ""


def _plain(word: str) -> str:
    return word.strip().lower().replace("_", "-").replace(" ", "-")


def shown(value: object) -> str:
    """Return a value of the file as a message quotes it, cut to what a line bears."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    text = text if len(text) <= 60 else text[:57] + "..."
    # A line break would cut the message, and a terminal would obey an escape.
    return f"'{text if text.isprintable() else ''.join(each if each.isprintable() else '?' for each in text)}'"
