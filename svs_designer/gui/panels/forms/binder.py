"""What stands between fields and the session: values out, changes in, drafts kept, each change one undo step."""

from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from svs_designer.catalogue import Catalogue
from svs_designer.editing.session import ReadOnlyDocument, Session
from svs_designer.gui.fields.field import Added, Created, Field, Removed
from svs_designer.gui.fields.options import noun
from svs_designer.gui.fields.text_field import first_line
from svs_designer.gui.panels.forms.spec import Context, Several, Spec, Title
from svs_designer.gui.panels.forms.subjects import Subject
from svs_designer.model.document import Document
from svs_designer.model.edits.registers import add_entry, new_entry_id

Drafts = dict[tuple[str, str], tuple[str, list[Any]]]
"""Texts that could not be written, with the values that stood then, by subject and field."""


class Binder:
    """Binds fields to a subject; the same fields can be bound to another one later."""

    def __init__(self, session: Session, catalogue: Catalogue, drafts: Drafts | None = None) -> None:
        """Write through the session; binders that share their drafts may take subjects over from each other."""
        self._session = session
        self._catalogue = catalogue
        self._subject: Subject | None = None
        self._fields: list[tuple[Spec, Field]] = []
        self._drafts: Drafts = {} if drafts is None else drafts

    @property
    def subject(self) -> Subject | None:
        """Return what is edited."""
        return self._subject

    def add(self, spec: Spec, field: Field) -> None:
        """Take up a field."""
        self._fields.append((spec, field))
        field.changed.connect(lambda value: self.write(spec, field, value))
        field.finished.connect(self._session.end_gesture)

    def bind(self, subject: Subject) -> None:
        """Edit another subject; texts that could not be written wait for its return."""
        if self._subject is not None and self._subject.key != subject.key:
            self.keep_drafts()
            for _, field in self._fields:
                field.accept_text()
        self._subject = subject
        self.refresh()
        self._restore_drafts()

    def context(self) -> Context:
        """Return what sources may look at."""
        document = self._session.document
        subject = self._subject
        parts = subject.parts(document) if subject else ()
        return Context(document, self._catalogue, subject.stream_id if subject else "", parts)

    def refresh(self) -> None:
        """Show the values of the document of now."""
        parts = self.context().parts
        if parts:
            for spec, field in self._fields:
                field.show_values([spec.get(part) for part in parts])

    def write(self, spec: Spec, field: Field, value: Any) -> None:
        """Write a value as one undo step, or as part of the step that typing began; say why where it is refused."""
        subject = self._subject
        if subject is None:
            return
        edit, label = _edit(subject, spec, value), _label(subject, spec, value)
        try:
            if field.is_typed and not isinstance(value, Created):
                self._session.apply_in_gesture(f"{subject.key}:{spec.key}", label, edit)
            else:
                self._session.apply(label, edit)
        except (ValueError, ReadOnlyDocument) as refusal:
            field.refuse(_reason(refusal))

    def keep_drafts(self) -> None:
        """Put texts aside that could not be written, before the fields show something else."""
        if self._subject is None:
            return
        parts = self.context().parts
        for spec, field in self._fields:
            key = (self._subject.key, spec.key)
            if field.draft is not None:
                self._drafts[key] = (field.draft, [spec.get(part) for part in parts])
            else:
                self._drafts.pop(key, None)

    def _restore_drafts(self) -> None:
        parts = self.context().parts
        for spec, field in self._fields:
            text, values = self._drafts.pop((self._subject.key if self._subject else "", spec.key), (None, None))
            if text is not None and values == [spec.get(part) for part in parts]:
                field.restore_draft(text)


def _edit(subject: Subject, spec: Spec, value: Any) -> Callable[[Document], Document]:
    def edit(document: Document) -> Document:
        document, made = _with_entry(document, value)
        return subject.change(document, lambda part: spec.changes(part, made))

    return edit


def _with_entry(document: Document, value: Any) -> tuple[Document, Any]:
    """Make the register entry that a value asks for, and put its id in the place of it."""
    if isinstance(value, Added):
        document, item = _with_entry(document, value.item)
        return document, Added(item)
    if isinstance(value, Created):
        made = new_entry_id(document, value.register, value.name)
        return add_entry(document, value.register, value.name), made
    return document, value


def _label(subject: Subject, spec: Spec, value: Any) -> str:
    asked = value.item if isinstance(value, Added) else value
    if isinstance(asked, Created):
        return f"Create {noun(asked.register)} “{asked.name}”"
    where = "" if subject.noun in ("step", "link", "stream", "document") else f" of {subject.noun}"
    if isinstance(spec.editor, Several):
        return f"{'Remove' if isinstance(value, Removed) else 'Add'} {spec.editor.noun}{where}"
    if isinstance(spec.editor, Title):
        return f"Rename {subject.noun}"
    name = spec.label if spec.label.startswith("%") else spec.label.lower()
    return f"Change {name or 'suppliers'}{where}"


def _reason(refusal: Exception) -> str:
    if isinstance(refusal, ValidationError):
        return str(refusal.errors()[0]["msg"]).removeprefix("Value error, ")
    return first_line(refusal)
