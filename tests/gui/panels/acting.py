"""What a person does to a form, by the key of a field."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from svs_designer.gui.fields.chips_field import Chip
from svs_designer.gui.fields.field import Field
from svs_designer.gui.panels.forms.section import SectionBox


def field(form: QWidget, key: str, number: int = 0) -> Field:
    """Return the field of a key that belongs to the form shown now."""
    found = [each for each in form.findChildren(Field, key) if not _is_put_away(each, form)]
    return found[number]


def _is_put_away(widget: QWidget, within: QWidget) -> bool:
    parent: QWidget | None = widget
    while parent is not None and parent is not within:
        if parent.isHidden() and not isinstance(parent.parentWidget(), SectionBox):
            return True
        parent = parent.parentWidget()
    return False


def open_sections(form: QWidget) -> None:
    for box in form.findChildren(SectionBox):
        box.set_open(is_open=True)


def line(form: QWidget, key: str, number: int = 0) -> QLineEdit:
    found = field(form, key, number).findChild(QLineEdit)
    assert found is not None
    return found


def text(form: QWidget, key: str, number: int = 0) -> str:
    """Return what a text field shows."""
    held = field(form, key, number)
    long = held.findChild(QPlainTextEdit)
    return long.toPlainText() if long else line(form, key, number).text()


def hint(form: QWidget, key: str) -> str:
    """Return what stands in an empty field."""
    held = field(form, key)
    combo = held.findChild(QComboBox)
    return combo.placeholderText() if combo else line(form, key).placeholderText()


def type_into(qtbot: QtBot, form: QWidget, key: str, words: str, number: int = 0) -> None:
    """Replace the text of a field by typing, key by key."""
    held = field(form, key, number)
    long = held.findChild(QPlainTextEdit)
    if long:
        long.setFocus()
        long.selectAll()
        if not words:
            qtbot.keyClick(long, Qt.Key.Key_Delete)
        qtbot.keyClicks(long, words)
        long.moveCursor(QTextCursor.MoveOperation.End)
        return
    edit = line(form, key, number)
    edit.setFocus()
    edit.selectAll()
    if not words:
        qtbot.keyClick(edit, Qt.Key.Key_Delete)
    qtbot.keyClicks(edit, words)


def press_enter(qtbot: QtBot, form: QWidget, key: str, number: int = 0) -> None:
    qtbot.keyClick(line(form, key, number), Qt.Key.Key_Return)


def pick(qtbot: QtBot, form: QWidget, key: str, words: str, number: int = 0) -> None:
    """Type into a field that completes, and take the best with Enter."""
    type_into(qtbot, form, key, words, number)
    press_enter(qtbot, form, key, number)


def choose(qtbot: QtBot, form: QWidget, key: str, words: str, number: int = 0) -> None:
    """Choose a line of a combo box by the keyboard."""
    combo = field(form, key, number).findChild(QComboBox)
    assert combo is not None
    row = combo.findText(words)
    assert row >= 0, [combo.itemText(n) for n in range(combo.count())]
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Home)
    for _ in range(row):
        qtbot.keyClick(combo, Qt.Key.Key_Down)


def chosen(form: QWidget, key: str) -> str:
    combo = field(form, key).findChild(QComboBox)
    assert combo is not None
    return combo.currentText()


def tick(qtbot: QtBot, form: QWidget, key: str) -> None:
    box = field(form, key).findChild(QCheckBox)
    assert box is not None
    qtbot.keyClick(box, Qt.Key.Key_Space)


def chips(form: QWidget, key: str, number: int = 0) -> list[str]:
    """Return the names on the chips of a field; those that only some parts have end in a star."""
    found = field(form, key, number).findChildren(Chip)
    return [each.text + ("*" if each.accessibleName().endswith(", on some") else "") for each in found]


def remove_chip(qtbot: QtBot, form: QWidget, key: str, name: str) -> None:
    chip = next(each for each in field(form, key).findChildren(Chip) if each.text == name)
    qtbot.keyClick(chip, Qt.Key.Key_Delete)


def errors(form: QWidget) -> list[str]:
    """Return the errors shown."""
    return [each.text() for each in form.findChildren(QLabel) if each.property("role") == "error" and each.text()]


def press(qtbot: QtBot, form: QWidget, words: str, number: int = 0) -> None:
    """Press a button by its words."""
    QApplication.processEvents()  # lays out what was shown a moment ago
    found = [
        each
        for each in form.findChildren(QAbstractButton)
        if words in (each.text(), each.accessibleName(), each.toolTip()) and not _is_put_away(each, form)
    ]
    qtbot.mouseClick(found[number], Qt.MouseButton.LeftButton)
