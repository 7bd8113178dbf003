"""What an empty stream says: one sentence and one button."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

GAP = 8
SENTENCE = "Double-click, drag an activity here, or begin with what happens first when demand arrives."


class EmptyState(QWidget):
    """Stands in the middle of the canvas while the stream has no step."""

    def __init__(self, begin: Callable[[], None], parent: QWidget) -> None:
        """Offer to begin."""
        super().__init__(parent)
        self._parent = parent
        self.setObjectName("EmptyState")
        self.setFixedWidth(360)
        sentence = QLabel(SENTENCE, self)
        sentence.setWordWrap(True)
        sentence.setProperty("role", "dim")
        sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton("Add the first step", self)
        self.button.setProperty("role", "primary")
        self.button.clicked.connect(begin)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(sentence)
        column.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignCenter)
        self.hide()

    def settle(self, *, shown: bool, below: int = 0) -> None:
        """Stand a little below the middle, clear of demand and value which end at `below`, or be gone."""
        room = self._parent.size()
        self.adjustSize()
        wanted = max(GAP, below + GAP, round(room.height() * 0.62) - self.height() // 2)
        self.move((room.width() - self.width()) // 2, min(wanted, room.height() - self.height() - GAP))
        self.setVisible(shown)
