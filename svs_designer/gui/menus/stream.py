"""The Stream menu: the value streams of the document, and what they refer to."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from svs_designer.gui.commands import Command
from svs_designer.gui.menus.menu import LINE, Menu, add_act

if TYPE_CHECKING:
    from svs_designer.gui.main_window import MainWindow
    from svs_designer.gui.stream_edits import StreamEdits


def commands(window: "MainWindow") -> tuple[Command, ...]:
    """Return the commands."""

    def streams() -> "StreamEdits":
        return window.page.streams

    def shown() -> str:
        return window.page.stream_id

    def editable() -> bool:
        return window.has_page() and streams().can_edit

    def several() -> bool:
        return window.has_page() and len(window.current.session.document.streams) > 1

    def addable() -> bool:
        return window.has_page() and not window.current.is_partial

    return (
        Command("stream.new", "&New stream", lambda: streams().add(), "Ctrl+T", "plus", enabled=addable),
        Command("stream.rename", "&Rename stream", lambda: streams().rename_current(), "Shift+F2", enabled=editable),
        Command(
            "stream.duplicate", "&Duplicate stream", lambda: streams().duplicate(shown()), icon="duplicate",
            enabled=editable,
        ),
        Command(
            "stream.duplicate-to-be", "Duplicate as to-&be", lambda: streams().duplicate_as_to_be(shown()),
            icon="stream", tip="a future of this stream, to improve", enabled=editable,
        ),
        Command("stream.left", "Move stream &left", lambda: streams().move(shown(), -1), enabled=several),
        Command("stream.right", "Move stream ri&ght", lambda: streams().move(shown(), 1), enabled=several),
        Command(
            "stream.delete", "D&elete stream", lambda: streams().delete(shown()), icon="delete", enabled=editable,
            tip="Undo brings it back",
        ),
        Command(
            "stream.next", "Next &stream", lambda: window.page.show_stream(streams().beside(1)), "Ctrl+PgDown",
            enabled=several,
        ),
        Command(
            "stream.previous", "Previous s&tream", lambda: window.page.show_stream(streams().beside(-1)), "Ctrl+PgUp",
            enabled=several,
        ),
        Command(
            "stream.registers", "Re&gisters…", lambda: _show_registers(window), "Ctrl+R", "team",
            "parties, teams, roles, tools, contracts, calendars, policies, controls", enabled=window.has_page,
        ),
    )  # fmt: skip


def menu(window: "MainWindow") -> Menu:
    """Return the menu."""
    return Menu(
        "&Stream",
        (
            "stream.new", "stream.rename", "stream.duplicate", "stream.duplicate-to-be",
            Menu("&Copy stream to", fill=lambda target: fill_copy_targets(target, window)),
            "stream.left", "stream.right", "stream.delete", LINE,
            "arrange.tidy", LINE,
            "stream.registers", LINE,
            "stream.next", "stream.previous",
        ),
    )  # fmt: skip


def tab_menu(window: "MainWindow") -> Menu:
    """Return the context menu of a stream's tab."""
    return Menu(
        "Stream",
        (
            "stream.rename", "stream.duplicate", "stream.duplicate-to-be", "stream.left", "stream.right",
            Menu("&Copy stream to", fill=lambda target: fill_copy_targets(target, window)), LINE,
            "stream.delete",
        ),
    )  # fmt: skip


def fill_copy_targets(target: QMenu, window: "MainWindow") -> None:
    """Offer the other open documents, and a new one, as places for a copy of the shown stream."""
    if not window.has_stream():
        return
    for document in window.documents:
        if document is not window.document and not document.is_partial:
            add_act(target, document.name, partial(window.copy_stream_to, document))
    add_act(target, "New document", lambda: window.copy_stream_to(None))


def _show_registers(window: "MainWindow") -> None:
    from svs_designer.gui.dialogs.modal import run
    from svs_designer.gui.dialogs.registers import RegistersDialog

    run(RegistersDialog(window.current.session, window.page.catalogue, window.appearance, window))
