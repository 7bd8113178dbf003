# ruff: noqa: PLW0108 (a lambda asks for the page when the command runs, not when it is made)
"""The Export menu: every format that is installed, the hand-over folder, paper and the clipboard."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from svs_designer.gui.commands import Command
from svs_designer.gui.menus.menu import LINE, Menu, add_act

if TYPE_CHECKING:
    from svs_designer.gui.main_window import MainWindow

TAKEN = "efcvr"
"""The access keys of the other entries."""


def commands(window: "MainWindow") -> tuple[Command, ...]:
    """Return the commands; those of the formats are made when somebody looks for them."""
    shown = window.has_stream
    exports = window.exports
    return (
        Command("export.ask", "&Export…", lambda: exports.ask(), "Ctrl+E", "export", "with a preview", enabled=shown),
        Command(
            "export.hand-over", "Hand-over &folder…", lambda: exports.hand_over(), "Ctrl+Shift+E", "export",
            "everything an engineer needs to run the stream", enabled=shown,
        ),
        Command(
            "export.copy-picture", "&Copy as picture", lambda: exports.copy_picture(), "Ctrl+Shift+C", "picture",
            "the whole stream", enabled=shown,
        ),
        Command(
            "export.copy-selection", "Copy selection as picture", lambda: exports.copy_picture(only_selected=True),
            icon="picture", enabled=window.has_elements_selected,
        ),
        Command("export.print-preview", "Print pre&view…", exports.preview_print, enabled=shown),
        Command("export.print", "P&rint…", exports.print, "Ctrl+P", "print", enabled=shown),
    )  # fmt: skip


def menu(window: "MainWindow") -> Menu:
    """Return the menu."""
    return Menu(
        "E&xport",
        (
            "export.ask", "export.hand-over", LINE,
            lambda target: _fill_formats(target, window), LINE,
            "export.copy-picture", "export.copy-selection", LINE,
            "export.print-preview", "export.print",
        ),
    )  # fmt: skip


def _fill_formats(target: QMenu, window: "MainWindow") -> None:
    """Add the formats, those of a kind together, each with a key of its own as far as their letters go."""
    kind = None
    taken = set(TAKEN)
    for exporter, command in zip(window.exports.formats.exporters.values(), window.exports.commands(), strict=True):
        if kind is not None and kind is not exporter.kind:
            target.addSeparator()
        kind = exporter.kind
        action = add_act(target, command.plain_text, command.run, tip=command.tip)
        action.setText(_keyed(command.plain_text, exporter.name, taken))
        action.setIcon(window.appearance.icon("export"))
        action.setEnabled(command.enabled())
    target.setToolTipsVisible(True)


def _keyed(text: str, name: str, taken: set[str]) -> str:
    """Mark the first letter of a name that no other entry of the menu took as the key of its entry."""
    head, _, tail = text.rpartition(name)
    for at, letter in enumerate(name):
        if letter.isalnum() and letter.lower() not in taken:
            taken.add(letter.lower())
            return f"{_shown(head + name[:at])}&{_shown(name[at:] + tail)}"
    return _shown(text)


def _shown(text: str) -> str:
    return text.replace("&", "&&")
