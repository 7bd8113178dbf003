"""The menus: which commands there are, and how the menu bar arranges them. One file a menu."""

from typing import TYPE_CHECKING

from svs_designer.gui.menus import arrange, check, edit, export, file, help_, stream, view
from svs_designer.gui.menus.menu import Menu

if TYPE_CHECKING:
    from svs_designer.gui.commands import Command
    from svs_designer.gui.main_window import MainWindow


def all_commands(window: "MainWindow") -> "tuple[Command, ...]":
    """Return every command of the window."""
    parts = (file, edit, arrange, view, stream, check, export, help_)
    return tuple(command for part in parts for command in part.commands(window))


def all_menus(window: "MainWindow") -> tuple[Menu, ...]:
    """Return the menus of the menu bar from left to right."""
    return tuple(part.menu(window) for part in (file, edit, view, stream, check, export, help_))
