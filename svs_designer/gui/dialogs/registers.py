"""The registers of a document: parties, teams, roles, tools and the rest, and the document's own fields."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from svs_designer.catalogue import Catalogue
from svs_designer.editing.session import Session
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.fields.options import noun
from svs_designer.gui.panels.forms import subjects
from svs_designer.gui.panels.forms.binder import Drafts
from svs_designer.gui.panels.forms.form import Form
from svs_designer.gui.panels.forms.registers import DOCUMENT, ENTRIES
from svs_designer.model.document import REGISTERS, Document, Register
from svs_designer.model.edits.registers import add_entry, new_entry_id, remove_entry, uses

_ID = Qt.ItemDataRole.UserRole
_DOCUMENT_TAB = "Document"


class RegistersDialog(QDialog):
    """A window beside the canvas: a tab for each register, entries on the left, the fields of one on the right."""

    def __init__(
        self, session: Session, catalogue: Catalogue, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._catalogue = catalogue
        self._appearance = appearance
        self._drafts: Drafts = {}
        self._forms: dict[str, Form] = {}
        self._tabs = QTabBar()
        self._list = QListWidget()
        self._add = QPushButton()
        self._remove = QPushButton("Remove")
        self._uses = QLabel()
        self._empty = QLabel()
        self._fields = QVBoxLayout()
        self._left = self._left_side()
        self._lay_out()
        self.setWindowTitle("Registers")
        self.resize(760, 520)
        self._unsubscribe = session.subscribe(self._follow)
        self.destroyed.connect(self._unsubscribe)
        self._show_register()

    @property
    def register(self) -> Register | None:
        """Return the register shown; None while the document's own fields are."""
        number = self._tabs.currentIndex() - 1
        return REGISTERS[number] if number >= 0 else None

    @property
    def entry_id(self) -> str:
        """Return the id of the current entry; empty where there is none."""
        item: QListWidgetItem | None = self._list.currentItem()
        return str(item.data(_ID)) if item is not None else ""

    def show_register(self, register: Register, entry_id: str = "") -> None:
        """Turn to a register, and to one of its entries."""
        self._tabs.setCurrentIndex(REGISTERS.index(register) + 1)
        if entry_id:
            self._select(entry_id)

    def show_document(self) -> None:
        """Turn to the document's own fields."""
        self._tabs.setCurrentIndex(0)

    def _follow(self, _old: Document, _new: Document) -> None:
        self._fill()
        self._show_entry()

    def _show_register(self) -> None:
        self._left.setVisible(self.register is not None)
        if self.register:
            self._add.setText(f"Add {noun(self.register)}")
            self._list.setAccessibleName(self.register.capitalize())
        self._list.clear()
        self._fill()
        self._show_entry()

    def _fill(self) -> None:
        """Show the entries of now; the current one stays current."""
        register = self.register
        entries = getattr(self._session.document, register) if register else ()
        current, row = self.entry_id, self._list.currentRow()
        self._list.blockSignals(True)  # noqa: FBT003 (Qt's own signature)
        if [self._list.item(n).data(_ID) for n in range(self._list.count())] != [entry.id for entry in entries]:
            self._list.clear()
            for entry in entries:
                item = QListWidgetItem()
                item.setData(_ID, entry.id)
                self._list.addItem(item)
            self._select(current)
            if self._list.currentRow() < 0 and entries:
                self._list.setCurrentRow(max(0, min(row, len(entries) - 1)))
        for number, entry in enumerate(entries):
            self._list.item(number).setText(entry.label)
        self._list.blockSignals(False)  # noqa: FBT003 (Qt's own signature)

    def _select(self, entry_id: str) -> None:
        for number in range(self._list.count()):
            if self._list.item(number).data(_ID) == entry_id:
                self._list.setCurrentRow(number)

    def _show_entry(self) -> None:
        register, entry_id = self.register, self.entry_id
        key = register or _DOCUMENT_TAB
        has_form = register is None or bool(entry_id)
        for name, form in self._forms.items():
            form.setVisible(has_form and name == key)
        self._empty.setVisible(not has_form)
        self._uses.setVisible(bool(register and entry_id))
        self._remove.setEnabled(bool(register and entry_id) and not self._session.read_only)
        self._add.setEnabled(not self._session.read_only)
        if register is not None and not entry_id:
            self._empty.setText(f"No {noun(register)} is defined yet. “{self._add.text()}” makes the first one.")
        if register is not None and entry_id:
            self._uses.setText(_uses_text(uses(self._session.document, register, entry_id)))
        if has_form:
            form = self._forms.get(key) or self._make_form(key)
            form.setEnabled(not self._session.read_only)
            form.show_subject(
                subjects.entry(register, entry_id, noun(register)) if register else subjects.document_itself()
            )

    def _make_form(self, key: str) -> Form:
        sections = ENTRIES[self.register] if self.register else DOCUMENT
        form = Form(sections, self._session, self._catalogue, self._appearance, drafts=self._drafts)
        self._forms[key] = form
        self._fields.insertWidget(1, form)
        form.show()
        return form

    def _add_entry(self) -> None:
        register = self.register
        if register is None:
            return
        name = f"New {noun(register)}"
        made = new_entry_id(self._session.document, register, name)
        self._session.apply(f"Add {noun(register)}", lambda document: add_entry(document, register, name))
        self._select(made)
        self._forms[register].focus_first()
        self._forms[register].select_first_text()

    def _remove_entry(self) -> None:
        register, entry_id = self.register, self.entry_id
        if register and entry_id:
            self._session.apply(f"Remove {noun(register)}", lambda document: remove_entry(document, register, entry_id))

    def _left_side(self) -> QWidget:
        left = QWidget()
        left.setFixedWidth(240)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._list.setProperty("role", "boxed")
        self._list.currentItemChanged.connect(self._show_entry)
        self._add.clicked.connect(self._add_entry)
        self._remove.clicked.connect(self._remove_entry)
        self._remove.setToolTip("Remove the entry and every reference to it")
        for button in (self._add, self._remove):
            button.setAutoDefault(False)
        self._add.setIcon(self._appearance.icon("plus"))
        self._add.setIconSize(QSize(14, 14))
        buttons = QHBoxLayout()
        buttons.addWidget(self._add, 1)
        buttons.addWidget(self._remove)
        column.addWidget(self._list, 1)
        column.addLayout(buttons)
        return left

    def _lay_out(self) -> None:
        for name in (_DOCUMENT_TAB, *(register.capitalize() for register in REGISTERS)):
            self._tabs.addTab(name)
        self._tabs.setExpanding(False)
        self._tabs.setCurrentIndex(1)
        self._tabs.setAccessibleName("Registers")
        self._tabs.currentChanged.connect(self._show_register)
        for label in (self._uses, self._empty):
            label.setProperty("role", "dim")
            label.setWordWrap(True)
        fields = QWidget()
        fields.setLayout(self._fields)
        self._fields.setContentsMargins(8, 0, 8, 0)
        self._fields.setSpacing(12)
        self._fields.addWidget(self._empty)
        self._fields.addWidget(self._uses)
        self._fields.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(fields)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        sides = QHBoxLayout()
        sides.setSpacing(16)
        sides.addWidget(self._left)
        sides.addWidget(scroll, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 16)
        column.setSpacing(12)
        column.addWidget(self._tabs)
        column.addLayout(sides, 1)


def _uses_text(count: int) -> str:
    match count:
        case 0:
            return "Nothing refers to it yet."
        case 1:
            return "One place refers to it; removing it clears that reference."
    return f"{count} places refer to it; removing it clears these references."
