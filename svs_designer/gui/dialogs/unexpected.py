"""An unexpected error, told calmly: the work is safe, here is what to send."""

from platform import platform, python_version

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from svs_designer import __version__


class UnexpectedDialog(QDialog):
    """Show the details of an error for copying; the program goes on."""

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("SVS Designer")
        self.resize(640, 420)
        facts = f"SVS Designer {__version__}, Qt {qVersion()}, Python {python_version()}, {platform()}\n\n"
        heading = QLabel("Something went wrong that should not.")
        heading.setProperty("role", "title")
        sentence = QLabel(
            "Your work is safe: unsaved changes are kept in the recovery journal, and files change only when you "
            "save. You can go on. If it happens again, please report the details below; they are in the log too."
        )
        sentence.setWordWrap(True)
        text = QPlainTextEdit(facts + details)
        text.setReadOnly(True)
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        text.setAccessibleName("Details of the error")
        copy = QPushButton("Copy the details")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text.toPlainText()))
        go_on = QPushButton("Go on")
        go_on.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(copy)
        buttons.addStretch(1)
        buttons.addWidget(go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addWidget(sentence)
        column.addWidget(text, 1)
        column.addLayout(buttons)
        copy.setAutoDefault(False)
        go_on.setDefault(True)
        go_on.setFocus(Qt.FocusReason.OtherFocusReason)
