"""What goes wrong with catalogues."""

from collections.abc import Iterable


class CatalogueError(Exception):
    """A pack that cannot be used; the message has one line for each fault, naming file and place."""


class UnknownCatalogue(CatalogueError):
    """A catalogue id that no shipped pack carries."""

    def __init__(self, catalogue_id: str, known: Iterable[str]) -> None:
        super().__init__(f"There is no catalogue '{catalogue_id}': known are {', '.join(known) or 'none'}")
