"""Running a dialog to its end and letting it go."""

from PySide6.QtWidgets import QDialog


def run(dialog: QDialog) -> int:
    """Show a dialog until it is closed and return its result; it is destroyed a moment later.

    Not by WA_DeleteOnClose: that destroys it before the caller can ask what was chosen.
    """
    try:
        return dialog.exec()
    finally:
        dialog.deleteLater()
