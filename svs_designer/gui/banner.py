"""A banner above the canvas: something about this document that the user should know, and what to do about it."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from svs_designer.gui.appearance import Appearance

Choice = tuple[str, Callable[[], object]]


class Banner(QFrame):
    """One sentence and a few buttons; it stays until one of them is used or `clear` is called."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner-warning")
        self._icon = QLabel()
        self._appearance = appearance
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._choices = QHBoxLayout()
        self._choices.setSpacing(8)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addLayout(self._choices)
        appearance.changed.connect(self._recolour)
        self._recolour()
        self.hide()

    def tell(self, text: str, choices: Sequence[Choice]) -> None:
        """Show a sentence with its buttons in place of what was shown."""
        self.clear()
        self._text.setText(text)
        self.setAccessibleName(text)
        for label, act in choices:
            button = QPushButton(label)
            button.clicked.connect(lambda _=False, act=act: act())
            self._choices.addWidget(button)
        self.show()

    def clear(self) -> None:
        """Take the banner away."""
        while (item := self._choices.takeAt(0)) is not None:
            widget = item.widget()
            if widget:
                widget.hide()
                widget.deleteLater()
        self.hide()

    def _recolour(self) -> None:
        self._icon.setPixmap(self._appearance.icon("warning", "warning").pixmap(18, 18))
