"""Ids for the tasks of a stranger, who may give ten thousand of them one name."""

from svs_designer.model.ids import fresh_id


class FreshIds:
    """Gives every name an id of its own; those that are `taken` are given to nobody."""

    def __init__(self, *taken: str) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def of(self, name: str) -> str:
        """Return an id spelled from a name, numbered where it is taken."""
        stem = found = fresh_id(name, (), fallback="step")
        number = self._next.get(stem, 2)
        while found in self._taken:
            found, number = f"{stem}-{number}", number + 1
        self._next[stem] = number
        self._taken.add(found)
        return found
