"""A list of parts that a stream keeps, each with a small form of its own: targets, metrics, improvements."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from svs_designer.catalogue import Catalogue
from svs_designer.editing.session import Session
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.fields.options import Option
from svs_designer.gui.panels.forms import subjects
from svs_designer.gui.panels.forms.binder import Drafts
from svs_designer.gui.panels.forms.form import Form
from svs_designer.gui.panels.forms.spec import Section
from svs_designer.gui.panels.forms.stream import Listing
from svs_designer.gui.panels.forms.subjects import Subject, stream_of
from svs_designer.model.base import Part
from svs_designer.model.document import Document
from svs_designer.model.edits.streams import set_stream


class ItemsEditor(QWidget):
    """One list: a card for each item, and a button that adds one."""

    def __init__(
        self, listing: Listing, session: Session, catalogue: Catalogue, appearance: Appearance, drafts: Drafts
    ) -> None:
        super().__init__()
        self._listing = listing
        self._session = session
        self._catalogue = catalogue
        self._appearance = appearance
        self._drafts = drafts
        self._stream_id = ""
        self._cards: list[ItemCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._add = QToolButton()
        self._add.setText(f"Add {listing.noun}")
        self._add.setIcon(appearance.icon("plus", "accent"))
        self._add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._add.setProperty("role", "link")
        self._add.clicked.connect(self._add_clicked)
        self._column.addWidget(self._add)

    def show_subject(self, subject: Subject) -> None:
        """Show the list of another stream."""
        self._stream_id = subject.stream_id
        self.refresh()

    def refresh(self) -> None:
        """Show the items of now; cards stay where they are, so that typing goes on."""
        items = self._items()
        while len(self._cards) > len(items):
            card = self._cards.pop()
            card.leave()
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        while len(self._cards) < len(items):
            card = ItemCard(self._listing, self._session, self._catalogue, self._appearance, self._drafts)
            number = len(self._cards)
            card.remove.clicked.connect(lambda _=False, number=number: self._remove(number))
            self._column.insertWidget(number, card)
            card.show()
            self._cards.append(card)
        for number, (card, item) in enumerate(zip(self._cards, items, strict=True)):
            card.show_item(self._stream_id, number, item)
        self._add.setVisible(self._listing.choices is None or bool(self._unused()))

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._cards)

    def _items(self) -> tuple[Part, ...]:
        stream = stream_of(self._session.document, self._stream_id)
        items: tuple[Part, ...] = getattr(stream, self._listing.field) if stream else ()
        return items

    def _unused(self) -> list[Option]:
        used = {getattr(item, "id", "") for item in self._items()}
        offered = self._listing.choices(self._catalogue) if self._listing.choices else ()
        return [option for option in offered if option.id not in used]

    def _add_clicked(self) -> None:
        if self._listing.choices is None:
            self._append("")
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for option in self._unused():
            menu.addAction(option.name).triggered.connect(lambda _=False, id_=option.id: self._append(id_))
        menu.popup(self._add.mapToGlobal(self._add.rect().bottomLeft()))

    def _append(self, chosen: str) -> None:
        def edit(document: Document) -> Document:
            stream = document.stream(self._stream_id)
            items = (*getattr(stream, self._listing.field), self._listing.make(stream, chosen))
            return set_stream(document, self._stream_id, **{self._listing.field: items})

        self._session.apply(f"Add {self._listing.noun}", edit)
        if self._cards:
            self._cards[-1].begin()

    def _remove(self, number: int) -> None:
        def edit(document: Document) -> Document:
            items = getattr(document.stream(self._stream_id), self._listing.field)
            return set_stream(document, self._stream_id, **{self._listing.field: items[:number] + items[number + 1 :]})

        self._session.apply(f"Remove {self._listing.noun}", edit)


class ItemCard(QFrame):
    """One item: what it is called, a cross that removes it, its fields."""

    def __init__(
        self, listing: Listing, session: Session, catalogue: Catalogue, appearance: Appearance, drafts: Drafts
    ) -> None:
        super().__init__()
        self._listing = listing
        self._catalogue = catalogue
        self.setProperty("role", "card")
        self._heading = QLabel()
        self._heading.setProperty("role", "heading")
        self._heading.setWordWrap(True)
        self.remove = QToolButton()
        self.remove.setIcon(appearance.icon("close", "dim"))
        self.remove.setToolTip(f"Remove this {listing.noun}")
        self.remove.setAccessibleName(f"Remove this {listing.noun}")
        self._form = Form((Section("", listing.rows),), session, catalogue, appearance, drafts=drafts)
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 10)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._form)

    def show_item(self, stream_id: str, number: int, item: Part) -> None:
        """Show an item of a stream's list."""
        listing = self._listing
        name = listing.heading(item, self._catalogue) if listing.heading else getattr(item, "name", "")
        self._heading.setText(name or f"{listing.noun.capitalize()} {number + 1}")
        self._form.show_subject(subjects.item(stream_id, listing.field, number, listing.noun))

    def leave(self) -> None:
        """Put aside what could not be written."""
        self._form.binder.keep_drafts()

    def begin(self) -> None:
        """Put the cursor into the first field."""
        self._form.focus_first()
