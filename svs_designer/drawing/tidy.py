"""Tidy: the product's own layout, written into the document as one edit."""

from svs_designer.catalogue import Catalogue
from svs_designer.drawing.picture import picture_of
from svs_designer.model.document import Document
from svs_designer.model.edits.within import with_places
from svs_designer.model.layout import Place


def tidied(document: Document, stream_id: str, catalogue: Catalogue) -> Document:
    """Return the document with a stream laid out anew around its pinned elements; raise NoSuchStream."""
    pinned = {key: at for key, at in document.layout.of(stream_id).items() if at.pinned}
    bare = with_places(document, stream_id, pinned)
    figures = picture_of(bare, stream_id, catalogue).figures
    order = document.stream(stream_id).elements()
    places = {key: pinned.get(key, Place(*figures[key].at)) for key in order}
    return with_places(document, stream_id, places)
