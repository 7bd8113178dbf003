"""BPMN as a format to read: what this program wrote comes back as it was, what others drew becomes a value stream."""

from svs_designer.exchange.importer import Imported, Importer

_MODEL = b"http://www.omg.org/spec/BPMN/20100524/MODEL"
_LOOKED_AT = 200_000


def _recognises(data: bytes) -> bool:
    return _MODEL in data[:_LOOKED_AT].replace(b"\0", b"")  # without zeros UTF-16 reads like ASCII


def _read(data: bytes, name: str) -> Imported:
    from svs_designer.formats.bpmn.reader import read_bpmn

    return read_bpmn(data, name)


IMPORTER = Importer(
    "bpmn",
    "BPMN",
    ("bpmn", "xml"),
    _recognises,
    _read,
    "BPMN 2.0, as Camunda Modeler, bpmn.io, Signavio, Visio and this program write it",
)
