"""The File menu: documents and the disk."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from svs_designer.gui.commands import Command
from svs_designer.gui.menus.menu import LINE, Menu, add_act

if TYPE_CHECKING:
    from svs_designer.gui.main_window import MainWindow


def commands(window: "MainWindow") -> tuple[Command, ...]:
    """Return the commands."""
    files = window.files

    def changed() -> bool:
        return any(document.is_modified for document in window.documents)

    def can_revert() -> bool:
        document = window.document
        return document is not None and document.path is not None and document.is_modified

    def has_faults() -> bool:
        return window.document is not None and bool(window.document.faults)

    def has_remarks() -> bool:
        return window.document is not None and bool(window.document.remarks)

    return (
        Command("file.new", "&New document", files.new, "Ctrl+N", "new", "with one empty stream"),
        Command("file.open", "&Open…", files.ask_to_open, "Ctrl+O", "open", "a *.svs.yaml file"),
        Command("file.import", "&Import…", window.imports.ask, "Ctrl+Shift+O", "import", "a file of another program"),
        Command(
            "file.import-anew",
            "Import, asking anew…",
            lambda: window.imports.ask(anew=True),
            tip="also where it is remembered what the columns of such a file mean",
        ),
        Command(
            "file.remarks",
            "Remarks of the import…",
            lambda: window.imports.show_remarks(window.current),
            tip="what was guessed and what was not understood",
            enabled=has_remarks,
        ),
        Command("file.close", "&Close document", window.close_current, "Ctrl+W", enabled=window.has_page),
        Command("file.save", "&Save", lambda: files.save(window.current), "Ctrl+S", "save", enabled=window.has_page),
        Command(
            "file.save-as", "Save &as…", lambda: files.save_as(window.current), "Ctrl+Shift+S", enabled=window.has_page
        ),
        Command("file.save-all", "Save a&ll", files.save_all, "Ctrl+Alt+S", enabled=changed),
        Command(
            "file.revert",
            "Re&vert to saved…",
            lambda: files.revert(window.current),
            tip="go back to what the file holds",
            enabled=can_revert,
        ),
        Command("file.faults", "Faults of this file…", lambda: files.show_faults(window.current), enabled=has_faults),
        Command("file.welcome", "Wel&come page", window.show_welcome, icon="home"),
        Command("file.quit", "&Quit", window.close, "Ctrl+Q"),
    )


def menu(window: "MainWindow") -> Menu:
    """Return the menu."""
    return Menu(
        "&File",
        (
            "file.new",
            "file.open",
            Menu("Open &recent", fill=lambda target: _fill_recent(target, window)),
            "file.import",
            "file.import-anew",
            "file.welcome",
            LINE,
            "file.save",
            "file.save-as",
            "file.save-all",
            "file.revert",
            "file.faults",
            "file.remarks",
            LINE,
            "export.print-preview",
            "export.print",
            LINE,
            "file.close",
            "file.quit",
        ),
    )


def _fill_recent(target: QMenu, window: "MainWindow") -> None:
    for path in window.settings.recent_files:
        action = add_act(target, path.name, partial(window.files.open, [path]), tip=str(path))
        action.setEnabled(path.exists())
    target.setToolTipsVisible(True)
