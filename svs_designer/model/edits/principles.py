"""Edits of the guiding principles that a stream names, and of the evidence for them."""

from svs_designer.model.base import evolve
from svs_designer.model.document import Document
from svs_designer.model.edits.streams import set_stream
from svs_designer.model.stream import Principle


def note_evidence(document: Document, stream_id: str, principle_id: str, evidence: str) -> Document:
    """Return the document with the evidence for a principle; one the stream did not name it names from now on.

    No evidence for a principle that is not named changes nothing.
    """
    principles = document.stream(stream_id).principles
    if any(each.id == principle_id for each in principles):
        noted = tuple(evolve(each, evidence=evidence) if each.id == principle_id else each for each in principles)
    else:
        noted = (*principles, Principle(id=principle_id, evidence=evidence)) if evidence else principles
    return set_stream(document, stream_id, principles=noted)


def drop_principle(document: Document, stream_id: str, principle_id: str) -> Document:
    """Return the document without a principle that the stream named, and without its evidence."""
    kept = tuple(each for each in document.stream(stream_id).principles if each.id != principle_id)
    return set_stream(document, stream_id, principles=kept)
