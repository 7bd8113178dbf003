"""A field that refers to something defined elsewhere: a team, a step, a stream."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from svs_designer.gui.appearance import Appearance
from svs_designer.gui.fields.completing import CompletingEdit, OptionSource
from svs_designer.gui.fields.field import MIXED, SEVERAL, Created, Field, common
from svs_designer.gui.fields.options import Option, exact, noun
from svs_designer.model.document import Register


class ReferenceField(Field):
    """One id, shown by its name. A name that is not defined yet can be created with it."""

    is_typed = True

    def __init__(
        self,
        source: OptionSource,
        appearance: Appearance,
        *,
        creates: Sequence[Register] = (),
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._creates = tuple(creates)
        self._hint = hint
        self._value: Any = None
        self._edit = CompletingEdit(source, appearance, creates=creates)
        self._edit.textEdited.connect(self._typed)
        self._edit.picked.connect(self._pick)
        self._edit.left.connect(self._finish)
        self.hold(self._edit)

    def show_values(self, values: Sequence[Any]) -> None:
        """Show what is referred to, by name; an id that is not defined by the id."""
        value = common(values)
        if self._pending and value == self._value:
            return
        self._value = value
        self._edit.setPlaceholderText(SEVERAL if value is MIXED else self._hint)
        text = self._name(value)
        if self._edit.text() != text and not (self._edit.hasFocus() and self._means(value)):
            self._edit.setText(text)
            self._edit.setCursorPosition(0)
        self.accept_text()

    @property
    def draft(self) -> str | None:
        """Return the text that names nothing, or None."""
        return self._edit.text() if self._pending else None

    def revert(self) -> None:
        """Show the value again instead of what names nothing."""
        self._edit.setText(self._name(self._value))
        self.accept_text()

    def restore_draft(self, text: str) -> None:
        """Show a text again that names nothing."""
        self._edit.setText(text)
        self._typed(text)
        if self.error:
            self.refuse(self.error)

    def _name(self, value: Any) -> str:
        if value is None or value is MIXED:
            return ""
        return next((each.name for each in self._edit.options() if each.id == value), str(value))

    def _means(self, value: Any) -> bool:
        found = exact(self._edit.options(), self._edit.text())
        return bool((found.id if found else None) == value)

    def _typed(self, text: str) -> None:
        found = exact(self._edit.options(), text)
        if found or not text.strip():
            self.accept_text()
            self._set(found.id if found else None)
        elif self._creates:
            self.refuse_on_leaving(f"“{text.strip()}” is no {noun(self._creates[0])} yet: Enter creates it")
        else:
            self.refuse_on_leaving(f"There is no “{text.strip()}” to choose")

    def _pick(self, picked: Option | Created) -> None:
        self.accept_text()
        if isinstance(picked, Created):
            self.changed.emit(picked)
        else:
            self._edit.setText(picked.name)
            self._set(picked.id)
        self.finished.emit()

    def _set(self, value: Any) -> None:
        if value != self._value:
            self._value = value
            self.changed.emit(value)

    def _finish(self) -> None:
        if not self._pending and self._value is not MIXED:
            self._edit.setText(self._name(self._value))
        self.finished.emit()
