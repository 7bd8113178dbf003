"""The Help menu: shortcuts, examples, and what this program is."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from svs_designer.gui.commands import Command
from svs_designer.gui.file_actions import sample_name
from svs_designer.gui.menus.menu import LINE, Menu, add_act
from svs_designer.gui.state import state_folder
from svs_designer.resource_files import model_file

if TYPE_CHECKING:
    from svs_designer.gui.main_window import MainWindow

WIFI = {"wifi-as-is": "Wi-Fi case, &as-is", "wifi-to-be": "Wi-Fi case, &to-be"}


def commands(window: "MainWindow") -> tuple[Command, ...]:
    """Return the commands."""
    return (
        Command("help.shortcuts", "&Keyboard shortcuts…", lambda: _show_shortcuts(window), "F1", "command", "all"),
        *(
            Command(f"help.{name}", text, partial(window.files.open_example, model_file(f"{name}.svs.yaml")),
                    icon="stream", tip="open the example")
            for name, text in WIFI.items()
        ),
        Command("help.logs", "Open the &log folder", _open_log_folder, icon="file", tip="what to send with a report"),
        Command("help.about", "About &SVS Designer…", lambda: _show_about(window), icon="info"),
    )  # fmt: skip


def menu(window: "MainWindow") -> Menu:
    """Return the menu."""
    return Menu(
        "&Help",
        (
            "help.shortcuts", LINE,
            *(f"help.{name}" for name in WIFI),
            Menu("Sample &streams", fill=lambda target: _fill_samples(target, window)), LINE,
            "help.logs", "help.about",
        ),
    )  # fmt: skip


def _fill_samples(target: QMenu, window: "MainWindow") -> None:
    for path in window.files.samples():
        add_act(target, sample_name(path), partial(window.files.open_example, path))


def _show_shortcuts(window: "MainWindow") -> None:
    from svs_designer.gui.dialogs.modal import run
    from svs_designer.gui.dialogs.shortcuts import ShortcutsDialog

    run(ShortcutsDialog(window.commands.all(), window))


def _show_about(window: "MainWindow") -> None:
    from svs_designer.gui.dialogs.about import AboutDialog
    from svs_designer.gui.dialogs.modal import run

    run(AboutDialog(window))


def _open_log_folder() -> None:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    folder = state_folder()
    folder.mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
