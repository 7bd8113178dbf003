"""What a view says while there is nothing to show: one sentence, and one button that goes on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget


class NothingYet(QWidget):
    """A sentence in the middle, and a button where there is something to do."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence, self.button = QLabel(), QPushButton()
        self._sentence.setProperty("role", "dim")
        self._sentence.setWordWrap(True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button.setProperty("role", "primary")
        self.button.clicked.connect(self.asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 8)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self._sentence)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)

    @property
    def sentence(self) -> str:
        """Return what is said."""
        return self._sentence.text()

    def say(self, sentence: str, button: str = "") -> None:
        """Say something, and offer a way on."""
        self._sentence.setText(sentence)
        self.button.setText(button)
        self.button.setVisible(bool(button))
