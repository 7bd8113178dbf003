"""The framework's vocabulary: activities, practices, artefacts and the words around them.

Read from a folder of YAML files, `resources/catalogue/<id>/`. ITIL 4 comes first; another framework is another folder.
"""

from svs_designer.catalogue.catalogue import Catalogue, Kind
from svs_designer.catalogue.contribution import Contribution
from svs_designer.catalogue.errors import CatalogueError, UnknownCatalogue
from svs_designer.catalogue.library import catalogue_ids, load_catalogue, load_catalogue_from
from svs_designer.catalogue.terms import (
    Activity,
    Artefact,
    Aspect,
    Capability,
    Dimension,
    Practice,
    PracticeGroup,
    Principle,
    Term,
)

__all__ = [
    "Activity",
    "Artefact",
    "Aspect",
    "Capability",
    "Catalogue",
    "CatalogueError",
    "Contribution",
    "Dimension",
    "Kind",
    "Practice",
    "PracticeGroup",
    "Principle",
    "Term",
    "UnknownCatalogue",
    "catalogue_ids",
    "load_catalogue",
    "load_catalogue_from",
]
