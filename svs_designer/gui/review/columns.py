"""Groups of blocks in one column, in two, or with the last group spread over two more where there is room."""

from collections.abc import Sequence
from itertools import chain

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

TWO_FROM, THREE_FROM = 640, 1080
"""Widths from which there are two and three columns."""
GAP = 32


class Columns(QWidget):
    """Two groups of blocks, each with its heading first: below each other, or side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[list[QWidget], list[QWidget]] = ([], [])
        self._count = 0
        self._blank = QLabel(" ", self)
        self._blank.setProperty("role", "section")
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(16, 12, 16, 16)
        self._line.setSpacing(GAP)
        self._columns = [QVBoxLayout() for _ in range(3)]
        for column in self._columns:
            column.setSpacing(16)
            column.addStretch(1)
            self._line.addLayout(column, 1)

    def put(self, first: Sequence[QWidget], second: Sequence[QWidget]) -> None:
        """Show two groups of blocks; blocks that stand already stay where they are."""
        groups = (list(first), list(second))
        if groups != self._groups:
            for gone in set(chain(*self._groups)) - set(chain(*groups)):
                self._take_out(gone)
                gone.hide()
            self._groups = groups
            self._arrange(self._count or 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many columns as there is room for."""
        super().resizeEvent(event)
        count = 1 + (self.width() >= TWO_FROM) + (self.width() >= THREE_FROM)
        if count != self._count:
            self._arrange(count)

    def _arrange(self, count: int) -> None:
        self._count = count
        self._take_out(self._blank)
        self._blank.hide()
        for number, blocks in enumerate(self._dealt(count)):
            for place, block in enumerate(blocks):
                self._take_out(block)
                self._columns[number].insertWidget(place, block)
                block.show()
        for number in range(3):
            self._line.setStretch(number, int(number < count))
        self._line.setSpacing(GAP if count > 1 else 0)

    def _take_out(self, block: QWidget) -> None:
        # Not by takeAt: the item would live on in Python, and the next one would never hear of a change of size.
        for column in self._columns:
            column.removeWidget(block)

    def _dealt(self, count: int) -> tuple[list[QWidget], ...]:
        first, second = self._groups
        if count == 1:
            return ([*first, *second],)
        if count == 2:
            return (first, second)
        half = (len(second) + 2) // 2
        return (first, second[:half], [self._blank, *second[half:]])
