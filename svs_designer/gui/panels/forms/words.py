"""Choices in words: the closed sets of the model and the activities of the catalogue, for fields to offer."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from svs_designer.catalogue import Catalogue
from svs_designer.gui.fields.choice_field import words
from svs_designer.gui.panels.forms.spec import Choice

_SPOKEN = {"as-is": "As-is", "to-be": "To-be", "adding": "Value adding", "one": "One of them", "all": "All of them"}


def choice(kind: type[StrEnum], *, optional: bool = True, hint: str = "", **spoken: str) -> Choice:
    """Return a choice of an enumeration's members; `spoken` says some of them in other words."""
    pairs = [(each, spoken.get(each.replace("-", "_"), _SPOKEN.get(each, words(each)))) for each in kind]
    return Choice(_always(pairs), optional, hint=hint)


def activity_choice() -> Choice:
    """Return the choice among the framework's activities, with their icons."""
    return Choice(
        lambda catalogue: [(each.id, each.word) for each in catalogue.activities],
        icons=lambda catalogue: {each.id: (each.icon, each.colour) for each in catalogue.activities},
    )


def _always(pairs: Sequence[tuple[Any, str]]) -> Callable[[Catalogue], Sequence[tuple[Any, str]]]:
    return lambda _catalogue: pairs
