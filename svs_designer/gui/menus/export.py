# ruff: noqa: PLW0108 (a lambda asks for the page when the command runs, not when it is made)
"""The Export menu: pictures, YAML, paper and the clipboard."""

from functools import partial
from typing import TYPE_CHECKING

from svs_designer.gui.commands import Command
from svs_designer.gui.menus.menu import LINE, Menu

if TYPE_CHECKING:
    from svs_designer.gui.export_plan import Format
    from svs_designer.gui.main_window import MainWindow

FORMATS: "dict[Format, str]" = {"svg": "&SVG", "png": "&PNG", "pdf": "P&DF", "yaml": "&YAML"}


def commands(window: "MainWindow") -> tuple[Command, ...]:
    """Return the commands."""
    shown = window.has_stream
    exports = window.exports
    formats = tuple(
        Command(
            f"export.{name}",
            f"Export as {text}…",
            partial(exports.ask, name),
            icon="export",
            enabled=shown,
        )
        for name, text in FORMATS.items()
    )
    return (
        Command("export.ask", "&Export…", lambda: exports.ask(), "Ctrl+E", "export", "with a preview", enabled=shown),
        *formats,
        Command(
            "export.copy-picture", "Copy as p&icture", lambda: exports.copy_picture(), "Ctrl+Shift+C", "picture",
            "the whole stream", enabled=shown,
        ),
        Command(
            "export.copy-selection", "Copy selection as picture", lambda: exports.copy_picture(only_selected=True),
            icon="picture", enabled=window.has_elements_selected,
        ),
        Command("export.print-preview", "Print pre&view…", exports.preview_print, enabled=shown),
        Command("export.print", "P&rint…", exports.print, "Ctrl+P", "print", enabled=shown),
    )  # fmt: skip


def menu(window: "MainWindow") -> Menu:  # noqa: ARG001 (all menus are asked the same way)
    """Return the menu."""
    return Menu(
        "E&xport",
        (
            "export.ask", LINE,
            *(f"export.{name}" for name in FORMATS), LINE,
            "export.copy-picture", "export.copy-selection", LINE,
            "export.print-preview", "export.print",
        ),
    )  # fmt: skip
