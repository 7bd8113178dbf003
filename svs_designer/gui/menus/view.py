# ruff: noqa: PLW0108 (a lambda asks for the page when the command runs, not when it is made)
"""The View menu: zoom, panels, theme, tabs."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from svs_designer.gui.appearance import Mode
from svs_designer.gui.commands import Command
from svs_designer.gui.menus.menu import LINE, Menu

if TYPE_CHECKING:
    from svs_designer.gui.canvas.view import StreamCanvas
    from svs_designer.gui.main_window import MainWindow
    from svs_designer.gui.review.stream_view import StreamView

PANELS = {
    "palette": ("&Palette", "Ctrl+B", "panel-left"),
    "inspector": ("&Inspector", "Ctrl+I", "panel-right"),
    "problems": ("Pro&blems", "Ctrl+J", "panel-bottom"),
}
MODES: dict[Mode, tuple[str, str]] = {
    "light": ("&Light", "sun"),
    "dark": ("&Dark", "moon"),
    "system": ("As the &system", "settings"),
}


def commands(window: "MainWindow") -> tuple[Command, ...]:
    """Return the commands."""

    def canvas() -> "StreamCanvas":
        return window.page.canvas

    shown = window.has_stream
    zoom = (
        Command("view.zoom-in", "Zoom &in", lambda: canvas().zoom_in(), "Ctrl++; Ctrl+=", "zoom-in", enabled=shown),
        Command("view.zoom-out", "Zoom &out", lambda: canvas().zoom_out(), "Ctrl+-", "zoom-out", enabled=shown),
        Command("view.zoom-100", "Zoom to &100 %", lambda: canvas().zoom_to_100(), "Ctrl+0", enabled=shown),
        Command("view.fit", "Zoom to &fit", lambda: canvas().zoom_to_fit(), "Ctrl+1", "fit", enabled=shown),
    )
    panels = tuple(
        Command(
            f"view.{panel}",
            text,
            partial(window.panels.toggle, panel),
            keys,
            icon,
            "show or hide the panel",
            enabled=window.has_page,
            checked=partial(window.panels.is_shown, panel),
        )
        for panel, (text, keys, icon) in PANELS.items()
    )
    modes = tuple(
        Command(
            f"view.{mode}",
            text,
            partial(window.set_mode, mode),
            icon=icon,
            tip="theme",
            checked=partial(window.is_mode, mode),
        )
        for mode, (text, icon) in MODES.items()
    )
    return (
        *zoom,
        *panels,
        Command(
            "view.ladder", "Lead-&time ladder", window.show_ladder, "Ctrl+Shift+L", "clock", "where the time goes",
            enabled=window.has_page,
        ),
        Command(
            "view.review", "Re&view of the stream", lambda: _show_below(window, window.page.review.view),
            "Ctrl+Shift+R", "eye", "dimensions and guiding principles", enabled=window.has_page,
        ),
        Command(
            "view.governance", "&Governance", lambda: _show_below(window, window.page.review.governance),
            "Ctrl+Shift+G", "shield", "from policy to reviewer", enabled=window.has_page,
        ),
        Command(
            "view.rehearse", "Re&hearse a case", lambda: _rehearse(window), "F5", "rehearse",
            "step by step, with its clock", enabled=shown,
        ),
        Command(
            "view.work", "&Work on a server…", lambda: _show_work(window), "Ctrl+Shift+W", "team",
            "what people have to do in running cases",
        ),
        *modes,
        Command("view.switch-theme", "Switch between light and dark", window.switch_theme, icon="moon"),
        Command(
            "view.full-screen", "F&ull screen", window.toggle_full_screen, "F11", checked=lambda: window.isFullScreen()
        ),
        Command("view.anything", "Do &anything…", window.open_palette, "Ctrl+K", "command", "search all commands"),
        Command(
            "view.next-document", "&Next document", lambda: window.step_document(1), "Ctrl+Tab",
            enabled=lambda: len(window.documents) > 1,
        ),
        Command(
            "view.previous-document", "Pre&vious document", lambda: window.step_document(-1), "Ctrl+Shift+Tab",
            enabled=lambda: len(window.documents) > 1,
        ),
    )  # fmt: skip


def menu(window: "MainWindow") -> Menu:  # noqa: ARG001 (all menus are asked the same way)
    """Return the menu."""
    return Menu(
        "&View",
        (
            "view.zoom-in", "view.zoom-out", "view.zoom-100", "view.fit", LINE,
            *(f"view.{panel}" for panel in PANELS), "view.ladder", "view.review", "view.governance",
            "view.rehearse", "view.work", LINE,
            Menu("&Theme", tuple(f"view.{mode}" for mode in MODES)),
            "view.full-screen", LINE,
            "view.anything", LINE,
            "view.next-document", "view.previous-document", "stream.next", "stream.previous",
        ),
    )  # fmt: skip


def _show_below(window: "MainWindow", view: "StreamView") -> None:
    """Show a view below the canvas, and put the keyboard there."""
    window.panels.show("problems")
    window.page.bottom.show_view(view)
    view.take_focus()


def _rehearse(window: "MainWindow") -> None:
    """Show the rehearsal of the stream in front, and begin one where there is none."""
    window.panels.show("problems")
    window.page.bottom.show_view(window.page.rehearsal.view)
    window.page.rehearsal.ask()


def _show_work(window: "MainWindow") -> None:
    """Show the open work beside the window, once."""
    from svs_designer.gui.work.window import WorkWindow

    shown = next((each for each in window.findChildren(WorkWindow) if each.isVisible()), None)
    if shown is None:
        shown = WorkWindow(window.settings, window)
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.show()
    shown.raise_()
    shown.activateWindow()
    shown.address.setFocus()
