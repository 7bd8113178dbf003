"""The question before a file is read: what its columns mean, beside its first rows, and what would be read."""

from collections.abc import Mapping
from typing import cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from svs_designer.exchange.question import Answers, Question
from svs_designer.exchange.settings import Setting
from svs_designer.gui.dialogs.modal import run
from svs_designer.gui.jobs import LatestJob

_WIDTH, _FIELDS_BESIDE = 820, 2
_DELAY_MS = 120
_LONGEST_CELL = 120
_COLUMN_WIDTHS = (72, 220)
_READING = "Reading…"


class ColumnsDialog(QDialog):
    """A table of the first rows and a box for each meaning; what is chosen stands in the head of the table too."""

    def __init__(self, name: str, question: Question, parent: QWidget | None = None) -> None:
        """Ask a question about the file of a name."""
        super().__init__(parent)
        self.setWindowTitle(f"Import of {name}")
        self._question = question
        self.boxes = {setting.name: _box(setting) for setting in question.settings}
        self.table = _table(question)
        self.verdict = QLabel()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText("Read the file")
        self._job = LatestJob(self)
        self._job.done.connect(self._tell_outlook)
        self._job.failed.connect(lambda trouble: self._tell(trouble, role="error"))
        self._delay = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._delay.timeout.connect(self._look_ahead)
        self._lay_out()
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        for box in self.boxes.values():
            box.currentIndexChanged.connect(self._judge)
        self._judge()
        next(iter(self.boxes.values())).setFocus()

    def answers(self) -> Answers:
        """Return what is chosen."""
        return {name: str(box.currentData()) for name, box in self.boxes.items()}

    def done(self, result: int) -> None:
        """Close; what is still being counted is given up."""
        self._delay.stop()
        self._job.close()
        super().done(result)

    def _judge(self) -> None:
        """Say what is missing or wrong, or begin to count what would be read."""
        self._job.cancel()
        answers = self.answers()
        self._mark_columns(answers)
        objection = self._question.objection(answers)
        if objection:
            self._delay.stop()
            self._tell(objection, role="error")
        else:
            self._tell(_READING, role="dim")
            self._delay.start()

    def _look_ahead(self) -> None:
        question, answers = self._question, self.answers()
        self._job.ask(lambda _wanted: question.outlook(answers))

    def _tell_outlook(self, outlook: object) -> None:
        self._tell(cast("str", outlook), role="")

    def _tell(self, words: str, *, role: str) -> None:
        self.verdict.setText(words)
        self.verdict.setProperty("role", role)
        self.verdict.style().unpolish(self.verdict)
        self.verdict.style().polish(self.verdict)
        self._ok.setEnabled(role != "error")

    def _mark_columns(self, answers: Answers) -> None:
        titles = {setting.name: setting.title for setting in self._question.settings}
        meaning_of = {answer: titles[name] for name, answer in answers.items() if answer}
        for column, name in enumerate(self._question.header):
            meaning = meaning_of.get(name, "")
            self.table.setHorizontalHeaderItem(column, _head(name, f"= {meaning}" if meaning else " "))

    def _lay_out(self) -> None:
        heading = QLabel(self._question.title)
        heading.setProperty("role", "heading")
        self.verdict.setWordWrap(True)
        self.verdict.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.verdict.setMinimumHeight(2 * QFontMetrics(self.font()).lineSpacing() + 4)
        note = QLabel(self._question.note)
        note.setProperty("role", "dim")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addWidget(self.table)
        column.addLayout(self._fields())
        column.addWidget(self.verdict)
        column.addWidget(note)
        column.addWidget(self._buttons)
        self.setMinimumWidth(_WIDTH)

    def _fields(self) -> QGridLayout:
        """Return the boxes in columns, read from top to bottom as the Tab key goes."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        rows = -(-len(self.boxes) // _FIELDS_BESIDE)
        taken: set[str] = set()
        for number, (setting, box) in enumerate(zip(self._question.settings, self.boxes.values(), strict=True)):
            label = QLabel(_with_access_key(setting.title, taken))
            label.setBuddy(box)
            label.setToolTip(setting.help)
            place = 2 * (number // rows)
            grid.addWidget(label, number % rows, place)
            grid.addWidget(box, number % rows, place + 1)
            grid.setColumnStretch(place + 1, 1)
        return grid


def ask_columns(parent: QWidget, name: str, question: Question) -> Answers | None:
    """Ask what is to be known before a file is read; None where the user thought better of it."""
    dialog = ColumnsDialog(name, question, parent)
    return dialog.answers() if run(dialog) == QDialog.DialogCode.Accepted else None


def _with_access_key(title: str, taken: set[str]) -> str:
    """Return a title with its first letter that is no other title's access key marked as its own."""
    for place, letter in enumerate(title.casefold()):
        if letter.isalpha() and letter not in taken:
            taken.add(letter)
            return f"{title[:place]}&{title[place:]}"
    return title


def _box(setting: Setting) -> QComboBox:
    box = QComboBox()
    for choice in setting.choices:
        box.addItem(_shortened(choice.title), choice.value)
    box.setCurrentIndex(max(0, box.findData(setting.default)))
    box.setMinimumContentsLength(16)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setAccessibleName(setting.title)
    box.setAccessibleDescription(setting.help)
    box.setToolTip(setting.help)
    return box


def _table(question: Question) -> QTableWidget:
    table = QTableWidget(len(question.rows), len(question.header))
    table.setProperty("role", "boxed")
    table.setAccessibleName("The first rows of the file")
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    for column, name in enumerate(question.header):
        table.setHorizontalHeaderItem(column, _head(name, ""))
    for number, row in enumerate(question.rows):
        for column, cell in enumerate(row[: len(question.header)]):
            item = QTableWidgetItem(_shortened(" ".join(cell.split())))
            item.setToolTip(_shortened(cell))
            table.setItem(number, column, item)
    _fit(table, dict(enumerate(question.header)))
    return table


def _head(name: str, meaning: str) -> QTableWidgetItem:
    item = QTableWidgetItem(f"{_shortened(name)}\n{meaning}")
    item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    item.setToolTip(_shortened(name))
    return item


def _fit(table: QTableWidget, header: Mapping[int, str]) -> None:
    """Make columns as wide as their words, within reason, and the table as high as its rows."""
    table.resizeColumnsToContents()
    least, most = _COLUMN_WIDTHS
    for column in header:
        table.setColumnWidth(column, min(max(table.columnWidth(column) + 16, least), most))
    head = table.horizontalHeader()
    head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    head.setStretchLastSection(True)
    line = QFontMetrics(table.font()).lineSpacing()
    table.verticalHeader().setDefaultSectionSize(line + 10)
    table.setFixedHeight(table.rowCount() * (line + 10) + 2 * line + 40)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else f"{text[:_LONGEST_CELL]}…"
