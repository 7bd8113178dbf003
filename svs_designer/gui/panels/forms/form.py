"""The widget that shows any form: sections of labelled fields, bound to whatever subject is edited."""

from collections.abc import Callable
from typing import Protocol, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from svs_designer.catalogue import Catalogue
from svs_designer.editing.session import Session
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.fields.field import Field
from svs_designer.gui.panels.forms.binder import Binder, Drafts
from svs_designer.gui.panels.forms.editors import make_field
from svs_designer.gui.panels.forms.section import SectionBox
from svs_designer.gui.panels.forms.spec import Choice, Context, Custom, Flag, Row, Section, Spec
from svs_designer.gui.panels.forms.subjects import Subject

LABEL_WIDTH = 72


class CustomPart(Protocol):
    """A widget of its own in a form."""

    def show_subject(self, subject: Subject) -> None:
        """Edit another subject."""

    def refresh(self) -> None:
        """Show the document of now."""

    def count(self) -> int:
        """Return how many things it shows."""


CustomMaker = Callable[[str], QWidget]
"""Makes the widget for a custom place, which is a CustomPart as well."""


class Form(QWidget):
    """Fields of one kind of part. `opened` remembers which sections are open, also for forms made later."""

    def __init__(
        self,
        sections: tuple[Section, ...],
        session: Session,
        catalogue: Catalogue,
        appearance: Appearance,
        *,
        custom: CustomMaker | None = None,
        opened: dict[str, bool] | None = None,
        drafts: Drafts | None = None,
    ) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._appearance = appearance
        self._custom = custom
        self._opened = opened if opened is not None else {}
        self.binder = Binder(session, catalogue, drafts)
        self._rows: list[tuple[Row, QWidget]] = []
        self._sections: list[tuple[Section, SectionBox, list[CustomPart]]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        for section in sections:
            self._column.addWidget(self._section(section))
        self._untitled = next((n for n, section in enumerate(sections) if section.title), len(sections))

    def show_subject(self, subject: Subject) -> None:
        """Edit a subject."""
        self.binder.bind(subject)
        for _, _, parts in self._sections:
            for part in parts:
                part.show_subject(subject)
        self._arrange()

    def refresh(self) -> None:
        """Show the document of now."""
        self.binder.refresh()
        for _, _, parts in self._sections:
            for part in parts:
                part.refresh()
        self._arrange()

    def put_behind_first(self, widget: QWidget) -> None:
        """Show a widget between the fields used most and the sections that follow."""
        self._column.insertWidget(self._untitled, widget)

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        self.findChildren(Field)[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def select_first_text(self) -> None:
        """Select the text of the first field, so that typing replaces it."""
        edit = self.findChildren(Field)[0].focusProxy()
        if isinstance(edit, QLineEdit | QPlainTextEdit):
            edit.selectAll()

    def _arrange(self) -> None:
        """Show the rows and sections that have a meaning now, and how much stands in each."""
        context = self.binder.context()
        for row, widget in self._rows:
            widget.setVisible(any(spec.shown(context) for spec in row.fields))
        for section, box, parts in self._sections:
            box.setVisible(not section.single or len(context.parts) == 1)
            if section.title:
                box.set_count(sum(part.count() for part in parts) + _filled(section, context))

    def _section(self, section: Section) -> SectionBox:
        is_open = self._opened.get(section.title, section.is_open)
        box = SectionBox(section.title, self._appearance, is_open=is_open)
        box.toggled.connect(lambda on, title=section.title: self._opened.__setitem__(title, on))
        column = QVBoxLayout(box.body)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(8)
        parts: list[CustomPart] = []
        for row in section.rows:
            if isinstance(row, Row):
                column.addWidget(self._row(row))
            elif self._custom:
                widget = self._custom(row.name)
                parts.append(cast("CustomPart", widget))
                column.addWidget(widget)
        self._sections.append((section, box, parts))
        return box

    def _row(self, row: Row) -> QWidget:
        holder = QWidget()
        layout: QHBoxLayout | QVBoxLayout = QVBoxLayout(holder) if row.wide else QHBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4 if row.wide else 6)
        label = QLabel(row.label)
        label.setProperty("role", "dim")
        if row.label or not row.wide:
            layout.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        if not row.wide:
            label.setFixedWidth(LABEL_WIDTH)
            label.setContentsMargins(0, 6, 0, 0)
        for spec in row.fields:
            field = make_field(spec, self._catalogue, self._appearance, self.binder.context)
            self.binder.add(spec, field)
            layout.addWidget(field, 3 if isinstance(spec.editor, Choice) else 2)
        label.setToolTip(holder.findChildren(QWidget, row.fields[0].key)[0].toolTip())
        self._rows.append((row, holder))
        return holder


def _filled(section: Section, context: Context) -> int:
    """Count the fields that say something; what always has a value says nothing by itself."""
    rows = [row for row in section.rows if not isinstance(row, Custom)]
    return sum(_says_something(spec, context) for row in rows for spec in row.fields)


def _says_something(spec: Spec, context: Context) -> bool:
    if isinstance(spec.editor, Choice) and not spec.editor.optional:
        return False
    values = [spec.get(part) for part in context.parts]
    if isinstance(spec.editor, Flag):
        return any(values)
    return any(value not in (None, "", ()) for value in values)
