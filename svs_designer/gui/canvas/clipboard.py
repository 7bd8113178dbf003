"""Cut, copy, paste and duplicate: the clipboard holds the native YAML of a fragment, as plain text too."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from svs_designer.drawing.geometry import Box, Point, bounds
from svs_designer.drawing.tidy import tidied
from svs_designer.gui.canvas.capture import read_rows
from svs_designer.gui.canvas.capture_edits import add_drafts, lead_to_value
from svs_designer.gui.canvas.editor import StreamEditor, counted
from svs_designer.gui.canvas.placing import on_grid
from svs_designer.gui.mime import FRAGMENT_MIME
from svs_designer.gui.selection import Selection
from svs_designer.model.document import Document
from svs_designer.model.edits.fragments import fragment, paste
from svs_designer.model.ids import DEMAND
from svs_designer.model.layout import Place

if TYPE_CHECKING:
    from svs_designer.formats.native import Reading

ASIDE = 32.0
"""How far a duplicate stands from its original."""
MOST_ROWS = 500


class Stage(Protocol):
    """What pasting needs of the canvas."""

    def selection(self) -> Selection:
        """Return what is selected."""

    def reveal(self, selection: Selection) -> None:
        """Select, and bring what is selected into view."""

    def zoom_to_fit(self) -> None:
        """Show the whole stream."""

    def middle_of_view(self) -> Point:
        """Return where new things come into view."""


class Clipboard:
    """Take elements of a stream to the clipboard and back."""

    def __init__(self, editor: StreamEditor, stage: Stage) -> None:
        """Work on what is selected on a stage."""
        self._editor = editor
        self._stage = stage

    def copy(self) -> bool:
        """Put what is selected on the clipboard; False where no element is."""
        elements = self._stage.selection().elements
        if not elements:
            self._editor.tell("Select something to copy first")
            return False
        from svs_designer.formats.native import write_text

        text = write_text(self._fragment(elements))
        data = QMimeData()
        data.setText(text)
        data.setData(FRAGMENT_MIME, text.encode())
        QGuiApplication.clipboard().setMimeData(data)
        return True

    def cut(self) -> None:
        """Copy, then delete what is selected."""
        selection = self._stage.selection()
        if self.copy():
            self._editor.delete(selection.elements, selection.links, verb="Cut")

    def paste(self, data: QMimeData | None = None, at: Point | None = None) -> None:
        """Paste a fragment, or rows and lines as connected steps; `at` is where they are to begin."""
        text = _text_of(data or QGuiApplication.clipboard().mimeData())
        if not text.strip():
            self._editor.tell("There is nothing on the clipboard to paste")
            return
        reading = _reading_of(text)
        if reading is None:
            self._paste_rows(text, at)
        elif reading.document is None:
            self._editor.tell(f"The clipboard holds a stream that cannot be read: {reading.faults[0]}")
        else:
            self._paste_fragment(reading.document, at)
            if reading.faults:
                self._editor.tell(f"Not all of it could be read: {reading.faults[0]}")

    def duplicate(self) -> None:
        """Put a copy of what is selected beside it."""
        elements = self._stage.selection().elements
        if elements:
            self._bring(self._fragment(elements), (ASIDE, ASIDE), f"Duplicate {counted(self._editor.stream, elements)}")

    def _fragment(self, elements: tuple[str, ...]) -> Document:
        places = {key: Place(box.x, box.y) for key, box in self._editor.boxes.items() if key in elements}
        return fragment(self._editor.session.document, self._editor.stream_id, elements, places)

    def _paste_fragment(self, copied: Document, at: Point | None) -> None:
        corners = [place for stream in copied.streams for place in copied.layout.of(stream.id).values()]
        label = f"Paste {counted(copied.streams[0], copied.streams[0].elements())}" if copied.streams else "Paste"
        if not corners:
            self._bring(copied, (0.0, 0.0), label)
            return
        left, top = min(place.x for place in corners), min(place.y for place in corners)
        wanted = at or self._clear_of_originals(Point(left, top))
        self._bring(copied, (wanted.x - left, wanted.y - top), label)

    def _clear_of_originals(self, corner: Point) -> Point:
        """Return a corner that is not exactly on another element's: pasting twice must not hide anything."""
        taken = {(box.x, box.y) for box in self._editor.boxes.values()}
        while tuple(corner) in taken:
            corner = Point(corner.x + ASIDE, corner.y + ASIDE)
        return corner

    def _bring(self, copied: Document, offset: tuple[float, float], label: str) -> None:
        came: list[tuple[str, ...]] = []

        def edit(document: Document) -> Document:
            document, keys = paste(self._editor.settled(document), self._editor.stream_id, copied, offset=offset)
            came.append(keys)
            return document

        if self._editor.apply(label, edit) and came[0]:
            self._show(came[0])
        elif came:
            self._editor.tell("Nothing to paste: demand and value are there already")

    def _paste_rows(self, text: str, at: Point | None) -> None:
        drafts = read_rows(text, self._editor.catalogue)
        if not 0 < len(drafts) <= MOST_ROWS:
            self._editor.tell(f"Rows to paste: {len(drafts)}; between 1 and {MOST_ROWS} are taken at once")
            return
        editor = self._editor
        whole = not editor.stream.steps
        source = self._source(at)
        start = on_grid(at or self._start(editor.boxes))
        made: list[tuple[str, ...]] = []

        def edit(document: Document) -> Document:
            document, keys = add_drafts(
                editor.settled(document), editor.stream_id, drafts, at=start, taken=editor.boxes, source=source
            )
            made.append(keys)
            if whole:
                document = lead_to_value(document, editor.stream_id, keys[-1])
                document = tidied(document, editor.stream_id, editor.catalogue)
            return document

        if editor.apply(f"Paste {len(drafts)} step{'s' if len(drafts) > 1 else ''}", edit):
            self._show(made[0])
            if whole:
                self._stage.zoom_to_fit()

    def _source(self, at: Point | None) -> str | None:
        """Return what pasted steps follow: what is selected, or demand in a stream without steps."""
        stream = self._editor.stream
        chosen = self._stage.selection().only_element
        if chosen and at is None and stream.ways(chosen) is not None:
            return chosen
        ways = stream.ways(DEMAND)
        return DEMAND if ways is not None and not ways.links and not stream.steps else None

    def _show(self, keys: tuple[str, ...]) -> None:
        self._stage.reveal(Selection(self._editor.stream_id, keys))

    def _start(self, boxes: dict[str, Box]) -> Point:
        around = bounds(boxes.values())
        if around is None:
            middle = self._stage.middle_of_view()
            return Point(middle.x - 400, middle.y - 56)
        return Point(around.x, around.bottom + 48)


def _text_of(data: QMimeData | None) -> str:
    if data is None:
        return ""
    if data.hasFormat(FRAGMENT_MIME):
        return bytes(data.data(FRAGMENT_MIME).data()).decode("utf-8", "replace")
    return data.text()


def _reading_of(text: str) -> "Reading | None":
    """Read a text that means to be a document; None for other text."""
    if not text.lstrip().startswith(("svs:", "# yaml-language-server")) and "\nsvs:" not in text:
        return None
    from svs_designer.formats.native import read_text

    return read_text(text)
