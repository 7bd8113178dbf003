"""The measures of a stream, computed once a stream and registers."""

from svs_designer.analysis.measures.figures import Measures
from svs_designer.model.document import Document
from svs_designer.model.stream import ValueStream


def measures_of(document: Document, stream: ValueStream) -> Measures:
    """Return the figures of a stream of a document; the same object for the same stream, teams and roles."""
    raise NotImplementedError
