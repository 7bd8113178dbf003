"""Undo and redo without end: a list of documents that share their parts, and a mark for the saved one."""

from dataclasses import dataclass, field

from svs_designer.model.document import Document


@dataclass(frozen=True, slots=True)
class Change:
    """One undo step: what it was called, and the document after it."""

    label: str
    document: Document


@dataclass
class History:
    """The documents of one editing session, oldest first; the first has no label."""

    _changes: list[Change] = field(default_factory=list)
    _now: int = 0
    _saved: Document | None = None

    @classmethod
    def starting_with(cls, document: Document, *, saved: bool) -> "History":
        """Begin with a document; `saved` tells whether the file on disk holds it."""
        return cls([Change("", document)], 0, document if saved else None)

    @property
    def document(self) -> Document:
        """Return the document of now."""
        return self._changes[self._now].document

    @property
    def is_saved(self) -> bool:
        """Tell whether the document of now is the one on disk."""
        return self.document is self._saved

    @property
    def undo_label(self) -> str | None:
        """Return what Undo would take back, or None."""
        return self._changes[self._now].label if self._now else None

    @property
    def redo_label(self) -> str | None:
        """Return what Redo would bring again, or None."""
        return self._changes[self._now + 1].label if self._now + 1 < len(self._changes) else None

    def push(self, label: str, document: Document) -> None:
        """Record a change; what could have been redone is gone."""
        del self._changes[self._now + 1 :]
        self._changes.append(Change(label, document))
        self._now += 1

    def amend(self, document: Document) -> None:
        """Replace the newest change by a later state of the same gesture; its label stays."""
        del self._changes[self._now + 1 :]
        self._changes[self._now] = Change(self._changes[self._now].label, document)

    def undo(self) -> Document:
        """Go one change back; stays where it is at the beginning."""
        self._now = max(0, self._now - 1)
        return self.document

    def redo(self) -> Document:
        """Go one change forward; stays where it is at the end."""
        self._now = min(len(self._changes) - 1, self._now + 1)
        return self.document

    def mark_saved(self, document: Document | None) -> None:
        """Remember which document the file on disk holds, if it holds one of these."""
        self._saved = document
