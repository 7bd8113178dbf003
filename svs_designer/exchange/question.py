"""A question about a file before it is read: what its format does not say itself, and what comes of the answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from svs_designer.exchange.settings import Setting, SettingValue

if TYPE_CHECKING:
    from svs_designer.exchange.importer import Imported

Answers = Mapping[str, SettingValue]
"""What people chose, by the names of the settings."""


@dataclass(frozen=True, slots=True)
class Question:
    """What people are asked, beside the beginning of the file as a table; the defaults are what is guessed.

    `objection` says what is missing or wrong in answers, nothing where they will do; it is quick. `outlook` says what
    will be read by answers that will do, or raises CannotImport; it may take as long as reading. `read` reads the file
    by them, and remembers them where the format does that: the question is `known` then, and need not be asked.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    settings: tuple[Setting, ...]
    objection: Callable[[Answers], str]
    outlook: Callable[[Answers], str]
    read: "Callable[[bytes, str, Answers], Imported]"
    known: bool = False
    note: str = ""
