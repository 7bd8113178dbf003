"""An editing session: one document, its history, and the one event that everything else follows.

There is no other way to change a document than `apply`; views subscribe and draw what they are told.
"""

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from svs_designer.editing.history import History
from svs_designer.model.document import Document

P = ParamSpec("P")
Edit = Callable[Concatenate[Document, P], Document]
Listener = Callable[[Document, Document], None]
"""Told the old and the new document, once a change."""


class ReadOnlyDocument(PermissionError):
    """An edit of a document that was opened in part, before it is saved under another name."""


class Session:
    """Hold a document while it is edited; tell listeners of every change, also of undo and redo."""

    def __init__(self, document: Document, *, saved: bool = False, read_only: bool = False) -> None:
        """Begin with a document; `saved` tells whether a file holds it, `read_only` refuses edits."""
        self._history = History.starting_with(document, saved=saved)
        self._listeners: list[Listener] = []
        self._gesture: str | None = None
        self.read_only = read_only

    @property
    def document(self) -> Document:
        """Return the document of now."""
        return self._history.document

    @property
    def is_saved(self) -> bool:
        """Tell whether the document of now is the one on disk."""
        return self._history.is_saved

    @property
    def undo_label(self) -> str | None:
        """Return what Undo would take back, or None."""
        return self._history.undo_label

    @property
    def redo_label(self) -> str | None:
        """Return what Redo would bring again, or None."""
        return self._history.redo_label

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell a listener of every change from now on; returns the way to stop it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def apply(self, label: str, edit: Edit[P], /, *args: P.args, **kwargs: P.kwargs) -> Document:
        """Apply an edit as one undo step whose label reads well after "Undo"; an edit without effect leaves none.

        Raises ReadOnlyDocument, and whatever the edit raises; the document is then as before.
        """
        if self.read_only:
            raise ReadOnlyDocument("This document was opened in part: save it under another name to edit it")
        old = self.document
        new = edit(old, *args, **kwargs)
        if new is old or new == old:
            return old
        self._history.push(label, new)
        self._gesture = None
        self._tell(old, new)
        return new

    def apply_in_gesture(
        self, gesture: str, label: str, edit: Edit[P], /, *args: P.args, **kwargs: P.kwargs
    ) -> Document:
        """Apply an edit that continues a gesture (typing in one field): steps of the same gesture are one undo step."""
        if self._gesture != gesture or self._history.is_saved:
            document = self.apply(label, edit, *args, **kwargs)
        else:
            document = self.amend(edit, *args, **kwargs)
        self._gesture = gesture
        return document

    def amend(self, edit: Edit[P], /, *args: P.args, **kwargs: P.kwargs) -> Document:
        """Apply an edit within the newest undo step, so that one Undo takes back both; its label stays."""
        old = self.document
        document = edit(old, *args, **kwargs)
        if document != old:
            self._history.amend(document)
            self._tell(old, document)
        return self.document

    def end_gesture(self) -> None:
        """Let the next edit begin a new undo step."""
        self._gesture = None

    def undo(self) -> None:
        """Take the last change back; nothing happens where there is none."""
        self._move(self._history.undo)

    def redo(self) -> None:
        """Bring the change back that was undone last; nothing happens where there is none."""
        self._move(self._history.redo)

    def mark_saved(self, document: Document | None) -> None:
        """Remember that the file on disk now holds this document, or with None that it holds none of this session."""
        self._history.mark_saved(document)

    def _move(self, step: Callable[[], Document]) -> None:
        old = self.document
        new = step()
        self._gesture = None
        if new is not old:
            self._tell(old, new)

    def _tell(self, old: Document, new: Document) -> None:
        for listener in tuple(self._listeners):
            listener(old, new)
