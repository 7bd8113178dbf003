"""About: version, licence, fonts, and whose words the catalogue uses."""

from importlib.metadata import version as installed_version

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from svs_designer import __version__
from svs_designer.catalogue import load_catalogue
from svs_designer.resource_files import resource

WIDTH = 480
ICON_SIZE = 56


class AboutDialog(QDialog):
    """Say what this program is and what it stands on; every line can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About SVS Designer")
        picture = QLabel()
        ratio = self.devicePixelRatioF()
        side = round(ICON_SIZE * ratio)
        pixmap = QPixmap(str(resource("icons", "app-256.png"))).scaled(
            side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        pixmap.setDevicePixelRatio(ratio)
        picture.setPixmap(pixmap)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(_line("SVS Designer", "title"))
        names.addWidget(_line(f"Version {__version__}", "dim"))
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(picture)
        head.addLayout(names, 1)
        rule = QFrame()
        rule.setProperty("role", "hairline")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(_line("Draws value streams, checks them against the service value system, exports them.", ""))
        column.addWidget(rule)
        column.addWidget(_line("Licensed under the Apache License 2.0.", ""))
        column.addWidget(_line("Set in Inter, © The Inter Project Authors, SIL Open Font License 1.1.", "dim"))
        column.addWidget(_line(load_catalogue("itil4").notice, "dim"))
        column.addWidget(_line(f"Qt {qVersion()}, PySide {installed_version('PySide6-Essentials')}", "small"))
        column.addWidget(buttons)
        self.setFixedSize(WIDTH, column.totalHeightForWidth(WIDTH))


def _line(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        label.setProperty("role", role)
    return label
