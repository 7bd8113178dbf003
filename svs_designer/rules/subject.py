"""What a rule looks at: a stream in its document, the framework's words, the settings, and the shared facts."""

from dataclasses import dataclass

from svs_designer.analysis.facts import Facts
from svs_designer.analysis.measures import Measures, measures_of
from svs_designer.catalogue import Catalogue
from svs_designer.model.document import Document
from svs_designer.model.stream import ValueStream
from svs_designer.rules.settings import Settings


@dataclass(frozen=True, slots=True)
class DocumentSubject:
    """A document under a check."""

    document: Document
    catalogue: Catalogue
    settings: Settings


@dataclass(frozen=True, slots=True)
class Subject(DocumentSubject):
    """A stream under a check."""

    stream: ValueStream
    facts: Facts

    @property
    def measures(self) -> Measures:
        """Return the figures of the stream, computed at the first question and shared by all rules."""
        return measures_of(self.document, self.stream)
