"""Questions to the user: one sentence that asks, one that explains, and buttons that say what they do."""

from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import NamedTuple, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from svs_designer.gui.dialogs.modal import run

Role = QMessageBox.ButtonRole
T = TypeVar("T")


class Answer(NamedTuple):
    """A button: what it says, and whether it is the way on, the way back, or throws something away."""

    text: str
    role: QMessageBox.ButtonRole = Role.ActionRole


class Unsaved(Enum):
    """What to do with unsaved work that is about to close."""

    SAVE = Answer("Save", Role.AcceptRole)
    DISCARD = Answer("Discard", Role.DestructiveRole)
    CANCEL = Answer("Cancel", Role.RejectRole)


class ChangedOnDisk(Enum):
    """What to do when the file is another than the one that was read."""

    OVERWRITE = Answer("Save mine over it", Role.DestructiveRole)
    RELOAD = Answer("Reload from disk")
    SAVE_AS = Answer("Save as…", Role.AcceptRole)
    CANCEL = Answer("Cancel", Role.RejectRole)


class Going(Enum):
    """Whether to go on."""

    ON = Answer("Go on", Role.AcceptRole)
    BACK = Answer("Cancel", Role.RejectRole)


class Ending(Enum):
    """Whether a case is to end before its end."""

    CANCEL = Answer("Cancel the case", Role.DestructiveRole)
    KEEP = Answer("Keep it", Role.RejectRole)


def ask_about_unsaved(parent: QWidget, names: Sequence[str]) -> Unsaved:
    """Ask whether to save what is about to close."""
    if len(names) == 1:
        question = f"Save the changes to “{names[0]}”?"
        explained = "Without saving, the changes since the last save are gone."
    else:
        question = f"Save the changes to {len(names)} documents?"
        explained = "Changed: " + ", ".join(names)
    return _ask(parent, Unsaved, question, explained, Unsaved.SAVE)


def ask_about_changed_file(parent: QWidget, path: Path) -> ChangedOnDisk:
    """Ask what to do when Save finds a file that somebody else has changed."""
    return _ask(
        parent,
        ChangedOnDisk,
        f"“{path.name}” was changed on disk by somebody else.",
        "Saving now would replace what is in the file. Save under another name to keep both.",
        ChangedOnDisk.SAVE_AS,
    )


def ask_about_comments(parent: QWidget, path: Path) -> bool:
    """Ask whether to save a file whose comments Save cannot keep."""
    answer = _ask(
        parent,
        Going,
        f"“{path.name}” holds comments that saving drops.",
        "The file is written anew from the document. To keep a remark, cancel and put it into the notes of the "
        "document, a stream, a step or a link.",
        Going.BACK,
    )
    return answer is Going.ON


def ask_to_revert(parent: QWidget, name: str) -> bool:
    """Ask whether to go back to the file."""
    explained = "The document becomes what the file holds. Undo brings the changes back."
    return _ask(parent, Going, f"Revert “{name}” to the saved file?", explained, Going.ON) is Going.ON


def ask_to_cancel_case(parent: QWidget, case: str) -> bool:
    """Ask whether to end a case before its end."""
    explained = "Its open work is asked of nobody any more, and nothing brings the case back."
    return _ask(parent, Ending, f"Cancel case “{case}”?", explained, Ending.KEEP) is Ending.CANCEL


def ask_to_replace(parent: QWidget, path: Path) -> bool:
    """Ask whether to write over a file or a folder that is there."""
    explained = "What is in it now is gone then."
    return _ask(parent, Going, f"“{path.name}” exists already. Replace it?", explained, Going.BACK) is Going.ON


def tell(parent: QWidget | None, text: str, explained: str = "") -> None:
    """Tell something that went wrong, and wait until it was read."""
    box = _box(parent, text, explained, QMessageBox.Icon.Warning)
    box.addButton(QMessageBox.StandardButton.Ok)
    run(box)


E_ = TypeVar("E_", bound=Enum)


def _ask(parent: QWidget, choices: type[E_], question: str, explained: str, default: E_) -> E_:
    box = _box(parent, question, explained, QMessageBox.Icon.NoIcon)
    buttons: dict[E_, QPushButton] = {}
    for choice in choices:
        buttons[choice] = box.addButton(choice.value.text, choice.value.role)
    box.setDefaultButton(buttons[default])
    last = list(buttons)[-1]
    box.setEscapeButton(buttons[last])
    run(box)
    return next((choice for choice, button in buttons.items() if button is box.clickedButton()), last)


def _box(parent: QWidget | None, text: str, explained: str, icon: QMessageBox.Icon) -> QMessageBox:
    box = QMessageBox(icon, "SVS Designer", text, QMessageBox.StandardButton.NoButton, parent)
    box.setInformativeText(explained)
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box
