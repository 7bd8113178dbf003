"""What a field completes from: options by name and id, the best matches first, and what could be made. No Qt."""

from collections.abc import Sequence
from typing import NamedTuple

from svs_designer.gui.fields.field import Created
from svs_designer.model.document import Register

_NOUNS: dict[Register, str] = {
    "parties": "party", "teams": "team", "roles": "role", "tools": "tool",
    "contracts": "contract", "calendars": "calendar", "policies": "policy", "controls": "control",
}  # fmt: skip


class Option(NamedTuple):
    """Something to choose: the id that is written, the name people read, and a dim remark."""

    id: str
    name: str
    remark: str = ""


def noun(register: Register) -> str:
    """Return what one entry of a register is called."""
    return _NOUNS[register]


def matches(options: Sequence[Option], typed: str) -> list[Option]:
    """Return the options that hold every word that was typed, the best first; all of them for no word."""
    words = typed.casefold().split()
    ranked = [(rank, option) for option in options if (rank := _rank(option, words)) is not None]
    return [option for _, option in sorted(ranked, key=lambda pair: pair[0])]


def exact(options: Sequence[Option], typed: str) -> Option | None:
    """Return the option that is called exactly so, by name or id, whatever the case."""
    wanted = typed.strip().casefold()
    return next((each for each in options if wanted in (each.name.casefold(), each.id.casefold())), None)


def creations(options: Sequence[Option], typed: str, registers: Sequence[Register]) -> list[Created]:
    """Return what could be made of a text that names no option yet."""
    name = typed.strip()
    if not name or exact(options, name):
        return []
    return [Created(register, name) for register in registers]


def _rank(option: Option, words: list[str]) -> int | None:
    name = option.name.casefold()
    hay = f"{name} {option.id}"
    if not all(word in hay for word in words):
        return None
    if not words or name.startswith(words[0]):
        return 0
    return 1 if any(part.startswith(words[0]) for part in name.split()) else 2
