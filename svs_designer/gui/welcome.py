"""The welcome page: begin with the worked case, an empty stream, a sample, or what was open lately."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from svs_designer.gui.appearance import Appearance

COLUMN_WIDTH = 376
GAP = 24
MOST_RECENT = 6
ABOUT_SAMPLES = "Value streams to read, change and learn from."


class Welcome(QScrollArea):
    """Offer ways to begin; what is chosen leaves as a signal."""

    new_asked = Signal()
    open_asked = Signal()
    example_asked = Signal(Path)
    file_asked = Signal(Path)
    forget_asked = Signal(Path)

    def __init__(
        self,
        appearance: Appearance,
        cases: Sequence[tuple[Path, str, str]],
        samples: Sequence[tuple[Path, str]],
        parent: QWidget | None = None,
    ) -> None:
        """Show the page; a case is a file, its name, and one sentence; a sample is a file and its name."""
        super().__init__(parent)
        self._appearance = appearance
        self._pictures: list[tuple[QLabel, str]] = []
        page = QWidget()
        page.setObjectName("Welcome")
        self.setObjectName("WelcomeArea")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(page)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        begin, right = QVBoxLayout(), QVBoxLayout()
        begin.setSpacing(12)
        right.setSpacing(12)
        begin.addWidget(_heading("Begin"))
        for path, name, sentence in cases:
            self._add_choice(begin, "stream", name, sentence, partial(self.example_asked.emit, path))
        self._add_choice(
            begin, "new", "An empty stream", "From demand to value, with nothing between.", self.new_asked.emit
        )
        self._add_choice(begin, "open", "Open a file…", "Or drop one onto this window.", self.open_asked.emit)
        begin.addStretch(1)
        right.addWidget(_heading("Recent"))
        right.addLayout(self._recent)
        right.addSpacing(12)
        if samples:
            right.addWidget(_heading("Samples"))
            right.addWidget(_words(ABOUT_SAMPLES, "dim"))
            right.addLayout(self._samples(samples))
        right.addStretch(1)
        page.setLayout(_framed(begin, right))
        self.show_recent(())
        appearance.changed.connect(self._recolour)
        self._recolour()

    def take_focus(self) -> None:
        """Let the keyboard begin with the first choice."""
        first = self.findChild(QPushButton)
        if first is not None:
            first.setFocus()

    def show_recent(self, files: Sequence[Path]) -> None:
        """Show the files that were open lately; missing ones are dim and can be taken off the list."""
        while (item := self._recent.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        if not files:
            self._recent.addWidget(_words("Files you open or save appear here.", "dim"))
        for path in files[:MOST_RECENT]:
            self._recent.addWidget(self._recent_row(path))

    def _add_choice(
        self, column: QVBoxLayout, icon: str, name: str, sentence: str, choose: Callable[[], object]
    ) -> None:
        button = QPushButton()
        button.setProperty("role", "choice")
        button.setAccessibleName(f"{name}: {sentence}")
        button.clicked.connect(lambda: choose())  # noqa: PLW0108 (the signal brings an argument)
        picture = QLabel()
        self._pictures.append((picture, icon))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(_words(name, "heading"))
        words.addWidget(_words(sentence, "dim"))
        words.addStretch(1)
        row = QHBoxLayout(button)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(14)
        row.addWidget(picture)
        row.addLayout(words, 1)
        for label in button.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column.addWidget(button)

    def _recent_row(self, path: Path) -> QWidget:
        there = path.exists()
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        link = QPushButton(path.name.removesuffix(".svs.yaml").replace("&", "&&"))
        link.setProperty("role", "link")
        link.setEnabled(there)
        link.setToolTip(str(path))
        link.setAccessibleName(f"Open {path}")
        link.clicked.connect(lambda: self.file_asked.emit(path))
        line.addWidget(link)
        line.addWidget(_words(_short(path.parent) if there else "not there any more", "dim"), 1)
        if not there:
            forget = QToolButton()
            forget.setIcon(self._appearance.icon("close", "dim"))
            forget.setIconSize(QSize(14, 14))
            forget.setToolTip("Take it off this list")
            forget.setAccessibleName(f"Forget {path.name}")
            forget.clicked.connect(lambda: self.forget_asked.emit(path))
            line.addWidget(forget)
        return row

    def _samples(self, samples: Sequence[tuple[Path, str]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for number, (path, name) in enumerate(samples):
            link = QPushButton(name)
            link.setProperty("role", "link")
            link.setAccessibleName(f"Open the sample {name}")
            link.clicked.connect(lambda _=False, path=path: self.example_asked.emit(path))
            grid.addWidget(link, number // 2, number % 2, Qt.AlignmentFlag.AlignLeft)
        return grid

    def _recolour(self) -> None:
        for picture, icon in self._pictures:
            picture.setPixmap(self._appearance.icon(icon, "accent").pixmap(24, 24))


def _framed(begin: QVBoxLayout, right: QVBoxLayout) -> QVBoxLayout:
    title, tagline = (
        _words("SVS Designer", "display"),
        _words("Draw a value stream, see where it waits, mend it.", "dim"),
    )
    columns = QHBoxLayout()
    columns.setSpacing(GAP * 2)
    for column in (begin, right):
        holder = QWidget()
        holder.setFixedWidth(COLUMN_WIDTH)
        column.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(column)
        columns.addWidget(holder)
    body = QWidget()
    inside = QVBoxLayout(body)
    inside.setContentsMargins(GAP, GAP, GAP, GAP)
    inside.addWidget(title)
    inside.addWidget(tagline)
    inside.addSpacing(GAP)
    inside.addLayout(columns)
    whole = QVBoxLayout()
    whole.addStretch(2)
    whole.addWidget(body, 0, Qt.AlignmentFlag.AlignHCenter)
    whole.addStretch(3)
    return whole


def _heading(text: str) -> QLabel:
    return _words(text, "section")


def _words(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(role == "dim")
    return label


def _short(folder: Path) -> str:
    """Return a folder as people write it, from the home folder on."""
    try:
        return f"~/{folder.relative_to(Path.home())}"
    except ValueError:
        return str(folder)
