"""The measures of streams that were looked at last: the same object for the same stream, teams, roles and calendars."""

from collections import OrderedDict
from threading import Lock

from svs_designer.analysis.measures.measures import Measures
from svs_designer.model.document import Document
from svs_designer.model.stream import ValueStream

MOST_KEPT = 64
"""How many streams are remembered: window and rules ask for the same ones, of documents that follow on each other."""

_Shared = tuple[object, ...]
_kept: OrderedDict[int, tuple[ValueStream, _Shared, Measures]] = OrderedDict()
_lock = Lock()


def measures_of(document: Document, stream: ValueStream) -> Measures:
    """Return the figures of a stream of a document; may be asked from any thread."""
    shared = (document.teams, document.roles, document.calendars)
    with _lock:
        kept = _kept.get(id(stream))
        if kept is not None and kept[0] is stream and kept[1] == shared:
            _kept.move_to_end(id(stream))
            return kept[2]
        measures = Measures(document, stream)
        _kept[id(stream)] = (stream, shared, measures)
        if len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
        return measures
