"""What can be done with the streams of a document, as the page offers it: each one undo step."""

from typing import TYPE_CHECKING

from svs_designer.gui.documents import OpenDocument
from svs_designer.model.document import Document
from svs_designer.model.edits.streams import (
    UNNAMED,
    add_stream,
    copy_stream,
    delete_stream,
    duplicate_stream,
    new_stream_id,
    order_streams,
    set_stream,
)
from svs_designer.model.stream import StreamKind

if TYPE_CHECKING:
    from svs_designer.gui.document_page import DocumentPage


class StreamEdits:
    """Change the list of streams of one page's document, and show the stream that came of it."""

    def __init__(self, page: "DocumentPage") -> None:
        self._page = page
        self._session = page.document.session

    @property
    def can_edit(self) -> bool:
        """Tell whether there is a stream and it may be changed."""
        return bool(self._page.stream_id) and not self._session.read_only

    def add(self) -> None:
        """Add an empty stream and let the user name it."""
        if self._session.read_only:
            return
        name = _fresh_name(UNNAMED, self._session.document)
        made = new_stream_id(self._session.document, name)
        self._session.apply("Add stream", lambda document: add_stream(document, name))
        self._page.show_stream(made)
        self._page.tabs.rename_in_place(made)

    def rename_current(self) -> None:
        """Let the user type a new name in the tab."""
        self._page.tabs.rename_in_place(self._page.stream_id)

    def rename(self, stream_id: str, name: str) -> None:
        """Give a stream another name; its id stays."""
        if not self._session.read_only:
            self._session.apply("Rename stream", lambda document: set_stream(document, stream_id, name=name))

    def duplicate(self, stream_id: str) -> None:
        """Put a copy of a stream behind it."""
        self._duplicate("Duplicate stream", stream_id, "copy", None)

    def duplicate_as_to_be(self, stream_id: str) -> None:
        """Put a copy behind a stream that is meant to become better, with the original as its baseline."""
        self._duplicate("Duplicate stream as to-be", stream_id, "to-be", StreamKind.TO_BE)

    def delete(self, stream_id: str) -> None:
        """Delete a stream; Undo brings it back."""
        ids = self._ids()
        beside = ids[max(0, ids.index(stream_id) - 1)]
        if stream_id == self._page.stream_id and beside != stream_id:
            self._page.show_stream(beside)
        self._session.apply("Delete stream", delete_stream, stream_id)

    def move(self, stream_id: str, step: int) -> None:
        """Move a stream's tab to the right, or to the left with -1."""
        ids = self._ids()
        at = ids.index(stream_id)
        to = min(max(at + step, 0), len(ids) - 1)
        ids.insert(to, ids.pop(at))
        self.reorder(tuple(ids))

    def reorder(self, stream_ids: tuple[str, ...]) -> None:
        """Bring the streams into another order."""
        if self._session.read_only:
            self._page.tabs.show_document(self._session.document, self._page.document.saved, self._page.stream_id)
            return
        self._session.apply("Move stream", order_streams, stream_ids)

    def copy_to(self, stream_id: str, other: OpenDocument) -> str:
        """Copy a stream into another open document, with what it refers to; return its id there."""
        before = {stream.id for stream in other.session.document.streams}
        after = other.session.apply("Copy stream", copy_stream, self._session.document, stream_id)
        return next((stream.id for stream in after.streams if stream.id not in before), stream_id)

    def beside(self, step: int) -> str:
        """Return the id of the stream so many tabs to the right of the shown one, round at the end."""
        ids = self._ids()
        return ids[(ids.index(self._page.stream_id) + step) % len(ids)] if self._page.stream_id else ""

    def _duplicate(self, label: str, stream_id: str, word: str, kind: StreamKind | None) -> None:
        document = self._session.document
        old = document.stream(stream_id)
        name = _fresh_name(f"{old.label.removesuffix(' (as-is)')} ({word})", document)
        made = new_stream_id(document, name)
        self._session.apply(label, duplicate_stream, stream_id, name, kind=kind)
        self._page.show_stream(made)

    def _ids(self) -> list[str]:
        return [stream.id for stream in self._session.document.streams]


def _fresh_name(name: str, document: Document) -> str:
    taken = {stream.name for stream in document.streams}
    if name not in taken:
        return name
    number = 2
    while f"{name} {number}" in taken:
        number += 1
    return f"{name} {number}"
