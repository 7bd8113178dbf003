"""The heading of a block: its name, and at the right how it stands."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

HEIGHT = 20


class BlockHead(QWidget):
    """A name in semi-bold, and a few words at the right in the colour of what they mean."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        title = QLabel(name)
        title.setProperty("role", "heading")
        title.setWordWrap(True)
        self._state = QLabel()
        title.setMinimumHeight(HEIGHT)
        self._state.setFixedHeight(HEIGHT)
        self._state.setStyleSheet("font-size: 11px; font-weight: 600;")
        self._line = line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(title, 1, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._state, 0, Qt.AlignmentFlag.AlignTop)

    def add(self, widget: QWidget) -> None:
        """Put something to click behind the state."""
        widget.setFixedHeight(HEIGHT)
        self._line.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def state(self) -> str:
        """Return how the block stands."""
        return self._state.text()

    def say(self, state: str, role: str) -> None:
        """Say how the block stands."""
        self._state.setText(state)
        self.setAccessibleDescription(state)
        if self._state.property("role") != role:
            self._state.setProperty("role", role)
            self._state.style().unpolish(self._state)
            self._state.style().polish(self._state)
