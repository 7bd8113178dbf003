"""The figures of what is selected, as a quiet block of the inspector."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from svs_designer.drawing.ladder.steps import Row, step_note, step_rows, target_rows
from svs_designer.drawing.ladder.summary import known_by, missing_names, stream_figures
from svs_designer.gui.ladder.measuring import Reading
from svs_designer.gui.selection import Selection
from svs_designer.model.stream import ValueStream

_NAME_WIDTH = 104
_OF_STREAM = {"lead", "touch", "wait", "flow", "handoffs", "quality"}
"""The others stand under the ladder."""


class FiguresBlock(QWidget):
    """Names and values under the heading Figures, and one line on what they rest on; nothing where there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: list[tuple[QLabel, QLabel]] = []
        line = QFrame()
        line.setProperty("role", "hairline")
        heading = QLabel("Figures")
        heading.setProperty("role", "heading")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, _NAME_WIDTH)
        self._note = QLabel()
        self._note.setProperty("role", "small")
        self._note.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(8)
        column.addWidget(line)
        column.addWidget(heading)
        column.addLayout(self._grid)
        column.addWidget(self._note)
        self.hide()

    def show_reading(self, reading: Reading | None, selection: Selection) -> None:
        """Show the figures of one selected step, or of the stream where nothing is selected."""
        rows, note = _told(reading, selection) if reading else ((), "")
        self._show_rows(rows)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.setVisible(bool(rows or note))

    def _show_rows(self, rows: Sequence[Row]) -> None:
        while len(self._labels) < len(rows):
            self._add_line()
        for number, (name, value) in enumerate(self._labels):
            is_used = number < len(rows)
            name.setVisible(is_used)
            value.setVisible(is_used)
            if is_used:
                row = rows[number]
                name.setText(row.name)
                value.setText(row.value)
                for label in (name, value):
                    label.setToolTip(row.meaning)
                value.setAccessibleName(f"{row.name}: {row.value}")

    def _add_line(self) -> None:
        name, value = QLabel(), QLabel()
        name.setProperty("role", "dim")
        for label in (name, value):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        number = len(self._labels)
        self._grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, number, 1, Qt.AlignmentFlag.AlignTop)
        self._labels.append((name, value))


def _told(reading: Reading, selection: Selection) -> tuple[tuple[Row, ...], str]:
    if selection.stream != reading.stream.id:
        return (), ""
    if selection.is_empty:
        return _of_stream(reading)
    step = reading.stream.step(selection.only_element or "")
    if step is None or reading.measures.trouble:
        return (), ""
    return step_rows(step, reading.measures), step_note(step, reading.measures)


def _of_stream(reading: Reading) -> tuple[tuple[Row, ...], str]:
    stream, measures = reading.stream, reading.measures
    if measures.trouble:
        return (), measures.trouble if stream.steps else ""
    figures = [each for each in stream_figures(stream, measures) if each.key in _OF_STREAM]
    rows = [Row(each.name, each.value, f"{each.detail}\n{each.meaning}") for each in figures]
    return (*rows, *target_rows(measures)), " ".join((*_missing(stream, reading), *measures.assumptions))


def _missing(stream: ValueStream, reading: Reading) -> tuple[str, ...]:
    lead = reading.measures.lead
    if lead is None:
        return ()
    names = f": {missing_names(stream, lead)}" if lead.missing else ""
    return (f"Lead time: {known_by(lead)}{names}.",)
