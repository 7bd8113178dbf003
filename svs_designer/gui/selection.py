"""What is selected: elements and links of one stream, by id."""

from typing import NamedTuple, TypeVar

from svs_designer.drawing.figures import LinkKey

T = TypeVar("T")


class Selection(NamedTuple):
    """Elements (steps, `demand`, `value`, ends, notes) and links of one stream, in the order they were chosen."""

    stream: str
    elements: tuple[str, ...] = ()
    links: tuple[LinkKey, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is selected."""
        return not self.elements and not self.links

    @property
    def only_element(self) -> str | None:
        """Return the element if it is all that is selected."""
        return self.elements[0] if len(self.elements) == 1 and not self.links else None

    @property
    def only_link(self) -> LinkKey | None:
        """Return the link if it is all that is selected."""
        return self.links[0] if len(self.links) == 1 and not self.elements else None

    def toggled(self, key: str | LinkKey) -> "Selection":
        """Return the selection with one element or link taken out, or added at the end."""
        if isinstance(key, str):
            return self._replace(elements=_toggled(self.elements, key))
        return self._replace(links=_toggled(self.links, key))


def _toggled(items: tuple[T, ...], item: T) -> tuple[T, ...]:
    return tuple(each for each in items if each != item) if item in items else (*items, item)
