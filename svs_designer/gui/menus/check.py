# ruff: noqa: PLW0108 (a lambda asks for the page when the command runs, not when it is made)
"""The Check menu: what the rules found."""

from typing import TYPE_CHECKING

from svs_designer.gui.commands import Command
from svs_designer.gui.menus.menu import Menu

if TYPE_CHECKING:
    from svs_designer.gui.main_window import MainWindow


def commands(window: "MainWindow") -> tuple[Command, ...]:
    """Return the commands."""

    def found() -> bool:
        return window.has_page() and bool(window.page.findings)

    return (
        Command("check.show", "&Show problems", window.show_problems, icon="shield", enabled=window.has_page),
        Command("check.next", "&Next problem", lambda: window.page.next_finding(), "F8", enabled=found),
        Command(
            "check.previous", "&Previous problem", lambda: window.page.previous_finding(), "Shift+F8", enabled=found
        ),
    )


def menu(window: "MainWindow") -> Menu:  # noqa: ARG001 (all menus are asked the same way)
    """Return the menu."""
    return Menu("&Check", ("check.show", "check.next", "check.previous"))
