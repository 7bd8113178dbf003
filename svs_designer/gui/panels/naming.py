"""What people read for the places a finding or a field is about."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from svs_designer.gui.appearance import Appearance
from svs_designer.gui.selection import Selection
from svs_designer.model.document import REGISTERS, Document
from svs_designer.model.ids import DEMAND, VALUE
from svs_designer.model.stream import ValueStream
from svs_designer.rules.finding import Element, Finding, Level

LEVEL_WORDS = {
    Level.ERROR: ("error", "Errors"),
    Level.WARNING: ("warning", "Warnings"),
    Level.ADVICE: ("advice", "Advice"),
}
"""What a level is called: one, and several."""


def element_name(stream: ValueStream, element: Element | None) -> str:
    """Return what people read for an element: a step's name, `A → B` for a link, the stream's name for None."""
    match element:
        case None:
            return stream.label
        case (source, target):
            return f"{element_name(stream, source)} → {element_name(stream, target)}"
        case str() as key:
            return _node_name(stream, key)


def _node_name(stream: ValueStream, key: str) -> str:
    if key in (DEMAND, VALUE):
        return key.capitalize()
    step, end, note = stream.step(key), stream.end(key), stream.annotation(key)
    if step:
        return step.label
    if end:
        return end.name or "End"
    return "Note" if note else key


class PlaceNames:
    """What people read for the places of a document's findings, each looked up once."""

    def __init__(self, document: Document) -> None:
        """Read the names of a document as it is now."""
        self._document = document
        self._streams = {stream.id: stream for stream in document.streams}
        self._steps = {(stream.id, step.id): step.label for stream in document.streams for step in stream.steps}

    def __call__(self, stream_id: str | None, element: Element | None) -> str:
        """Return the name of a place; for what is in no stream the entry of a register, else the document."""
        stream = self._streams.get(stream_id or "")
        if stream is None:
            return self._entry(element)
        if isinstance(element, tuple):
            source, target = element
            return f"{self(stream_id, source)} → {self(stream_id, target)}"
        known = self._steps.get((stream.id, element or ""))
        return known if known is not None else element_name(stream, element)

    def _entry(self, element: Element | None) -> str:
        entries = (entry for register in REGISTERS for entry in getattr(self._document, register))
        return next((entry.label for entry in entries if entry.id == element), "Document")


def stream_label(document: Document, stream_id: str | None) -> str:
    """Return what people read for a stream; `Document` for what is in none."""
    return next((each.label for each in document.streams if each.id == stream_id), "Document")


def selection_of(finding: Finding) -> Selection | None:
    """Return what to select for a finding; None where it is about no stream."""
    match finding.stream, finding.element:
        case None, _:
            return None
        case stream, None:
            return Selection(stream)
        case stream, (source, target):
            return Selection(stream, links=((source, target),))
        case stream, key:
            return Selection(stream, (key,))


def dot_icon(appearance: Appearance, role: str, ratio: float = 1.0) -> QIcon:
    """Return a dot in the colour of a role, in the theme of now, with room behind it."""
    pixmap = QPixmap(round(16 * ratio), round(10 * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(appearance.colour(role))
    painter.drawEllipse(0, 0, 10, 10)
    painter.end()
    return QIcon(pixmap)
