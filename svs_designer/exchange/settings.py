"""What a format lets people choose: one declaration for the command line's options and the window's fields."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

SettingValue = str | float | bool
"""What a setting can hold: one of its choices, a number, or whether it is on."""


class BadSetting(ValueError):
    """A value that a setting does not take; the message says which ones it does."""


class Choice(NamedTuple):
    """One of several values: as files and the command line write it, and in words."""

    value: str
    title: str


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing to choose. `name` is the option of the command line without its dashes, `title` the field's label.

    With `choices` it is one of them; with a bool as default a switch; else a number from `least` to `most`.
    """

    name: str
    title: str
    default: SettingValue
    choices: tuple[Choice, ...] = ()
    help: str = ""
    least: float = 0.0
    most: float = 0.0

    def checked(self, value: object) -> SettingValue:
        """Return the value as the setting holds it, also from text; raise BadSetting."""
        if self.choices:
            return self._chosen(value)
        if isinstance(self.default, bool):
            return self._switched(value)
        return self._number(value)

    def _chosen(self, value: object) -> str:
        if any(value == choice.value for choice in self.choices):
            return str(value)
        raise BadSetting(f"{self.name} is one of {', '.join(choice.value for choice in self.choices)}, not {value!r}")

    def _switched(self, value: object) -> bool:
        known = {True: True, False: False, "yes": True, "no": False}
        if isinstance(value, bool | str) and value in known:
            return known[value]
        raise BadSetting(f"{self.name} is yes or no, not {value!r}")

    def _number(self, value: object) -> float:
        try:
            number = float(str(value))
        except ValueError:
            number = float("nan")
        if not self.least <= number <= self.most:
            raise BadSetting(f"{self.name} is a number from {self.least:g} to {self.most:g}, not {value!r}")
        return number


def completed(settings: Iterable[Setting], given: Mapping[str, object]) -> dict[str, SettingValue]:
    """Return a value for each setting: the given one, else its default. Raises BadSetting; other names are left out."""
    return {each.name: each.checked(given.get(each.name, each.default)) for each in settings}
