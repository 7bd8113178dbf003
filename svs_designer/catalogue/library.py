"""Finding and loading catalogues; reading files waits until one is asked for, so importing this costs little."""

from functools import cache
from pathlib import Path

from svs_designer.catalogue.catalogue import Catalogue
from svs_designer.catalogue.errors import UnknownCatalogue
from svs_designer.resource_files import resource


def catalogue_ids() -> tuple[str, ...]:
    """Return the ids of the shipped catalogues, in alphabetical order."""
    return tuple(sorted(file.parent.name for file in resource("catalogue").glob("*/catalogue.yaml")))


@cache
def load_catalogue(catalogue_id: str) -> Catalogue:
    """Return a shipped catalogue, read once.

    Raises UnknownCatalogue for an id that is not shipped, CatalogueError for a broken pack.
    """
    known = catalogue_ids()
    if catalogue_id not in known:
        raise UnknownCatalogue(catalogue_id, known)
    return load_catalogue_from(resource("catalogue", catalogue_id))


def load_catalogue_from(folder: Path) -> Catalogue:
    """Read the pack in a folder. Raises CatalogueError with a line for each fault."""
    from svs_designer.catalogue.pack import read_pack

    return read_pack(folder)
