# ruff: noqa: PLW0108 (a lambda asks for the page when the command runs, not when it is made)
"""The Edit menu: undo, clipboard, and what is selected on the canvas."""

from typing import TYPE_CHECKING

from svs_designer.gui.commands import Command
from svs_designer.gui.menus.arrange import ARRANGE
from svs_designer.gui.menus.menu import LINE, Menu

if TYPE_CHECKING:
    from svs_designer.gui.canvas.view import StreamCanvas
    from svs_designer.gui.main_window import MainWindow


def commands(window: "MainWindow") -> tuple[Command, ...]:
    """Return the commands."""

    def canvas() -> "StreamCanvas":
        return window.page.canvas

    def undo_label() -> str:
        return _labelled("&Undo", window.document.session.undo_label if window.document else None)

    def redo_label() -> str:
        return _labelled("&Redo", window.document.session.redo_label if window.document else None)

    selected, editable, shown = window.has_selection, window.can_edit, window.has_stream
    return (
        Command(
            "edit.undo", "&Undo", lambda: window.current.session.undo(), "Ctrl+Z", "undo",
            enabled=lambda: window.document is not None and window.document.session.undo_label is not None,
            says=undo_label,
        ),
        Command(
            "edit.redo", "&Redo", lambda: window.current.session.redo(), "Ctrl+Shift+Z; Ctrl+Y", "redo",
            enabled=lambda: window.document is not None and window.document.session.redo_label is not None,
            says=redo_label,
        ),
        Command("edit.cut", "Cu&t", lambda: canvas().cut(), "Ctrl+X", "cut", enabled=selected, on_canvas=True),
        Command("edit.copy", "&Copy", lambda: canvas().copy(), "Ctrl+C", "copy", enabled=selected, on_canvas=True),
        Command("edit.paste", "&Paste", lambda: canvas().paste(), "Ctrl+V", "paste", enabled=editable, on_canvas=True),
        Command(
            "edit.duplicate", "&Duplicate", lambda: canvas().duplicate(), "Ctrl+D", "duplicate",
            enabled=selected, on_canvas=True,
        ),
        Command(
            "edit.delete", "D&elete", lambda: canvas().delete_selection(), "Del", "delete",
            enabled=selected, on_canvas=True,
        ),
        Command(
            "edit.select-all", "Select &all", lambda: canvas().select_all(), "Ctrl+A", enabled=shown, on_canvas=True
        ),
        Command(
            "edit.rename", "Re&name", lambda: canvas().rename_selected(), "F2", enabled=selected, on_canvas=True,
            tip="in place",
        ),
        Command(
            "edit.quick-add", "Add &step…", lambda: canvas().quick_add(), "Ins", "plus", enabled=editable,
            on_canvas=True, tip="after the selected one: type to choose",
        ),
        Command(
            "edit.find", "&Find in the palette", window.focus_palette, "Ctrl+F", "search",
            "activities and practices", enabled=window.has_page,
        ),
    )  # fmt: skip


def menu(window: "MainWindow") -> Menu:  # noqa: ARG001 (all menus are asked the same way)
    """Return the menu."""
    return Menu(
        "&Edit",
        (
            "edit.undo", "edit.redo", LINE,
            "edit.cut", "edit.copy", "edit.paste", "edit.duplicate", "edit.delete", LINE,
            "edit.select-all", "edit.rename", "edit.quick-add", LINE,
            ARRANGE, LINE,
            "export.copy-picture", "export.copy-selection", LINE,
            "edit.find",
        ),
    )  # fmt: skip


def _labelled(word: str, label: str | None) -> str:
    return f"{word} {label.replace('&', '&&')}" if label else word
