"""The main window: the frame around the open documents. It joins the parts and knows nothing of value streams."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QMenu

from svs_designer.gui.appearance import Appearance, Mode
from svs_designer.gui.commands import Commands
from svs_designer.gui.exports import Exports
from svs_designer.gui.file_actions import FileActions
from svs_designer.gui.file_watch import FileWatch
from svs_designer.gui.frame import Frame
from svs_designer.gui.imports import Imports
from svs_designer.gui.menus import all_commands, all_menus
from svs_designer.gui.menus.menu import build
from svs_designer.gui.menus.stream import tab_menu
from svs_designer.gui.notices import tell_changed_on_disk, tell_partial
from svs_designer.gui.panel_layout import PanelLayout
from svs_designer.gui.settings import Settings

if TYPE_CHECKING:
    from svs_designer.gui.command_palette import CommandPalette
    from svs_designer.gui.commands import Command
    from svs_designer.gui.document_page import DocumentPage
    from svs_designer.gui.documents import OpenDocument
    from svs_designer.gui.mime import PaletteItem
    from svs_designer.gui.panels.palette import PalettePanel
    from svs_designer.gui.recovery import RecoveryKeeper
    from svs_designer.rules.finding import Finding

PROGRAM = "SVS Designer"
FIRST_SIZE = (1440, 900)
SMALLEST_SIZE = (720, 480)
MARGIN = 48
"""Pixels of the screen that the window leaves free at its first start: for its title and its borders."""


class MainWindow(QMainWindow):
    """Show the open documents, one at a time, or the welcome page where there is none."""

    def __init__(self, appearance: Appearance, settings: Settings) -> None:
        """Build the frame; `protect` gives it a recovery journal."""
        super().__init__()
        self.appearance = appearance
        self.settings = settings
        self.keeper: RecoveryKeeper | None = None
        self._pages: dict[str, DocumentPage] = {}
        self._palette_panel: PalettePanel | None = None
        self.files = FileActions(self)
        self.exports = Exports(self)
        self.imports = Imports(self)
        self.watch = FileWatch(lambda: self.documents, self)
        self.commands = Commands(appearance, self)
        self.setMinimumSize(*SMALLEST_SIZE)
        self.setAcceptDrops(True)
        self._frame = Frame(appearance, self.files.samples(), self)
        self.panels = PanelLayout(settings, self._frame.work)
        self.commands.add(all_commands(self))
        self._frame.top.fill(all_menus(self), self.commands)
        self.setCentralWidget(self._frame)
        self._anything: CommandPalette | None = None
        # The menu bar hears the shortcuts of what it shows; the window hears those of everything.
        self.addActions(self.commands.window_actions())
        self._connect()
        self.show_welcome()
        if not self.restoreGeometry(settings.geometry):
            room = self.screen().availableSize()
            self.resize(min(FIRST_SIZE[0], room.width() - MARGIN), min(FIRST_SIZE[1], room.height() - MARGIN))
        self._show_theme()
        self._refresh()

    # What the commands ask

    @property
    def documents(self) -> "tuple[OpenDocument, ...]":
        """Return the open documents in the order of their tabs."""
        return tuple(self._pages[key].document for key in self._frame.tabs.order())

    @property
    def document(self) -> "OpenDocument | None":
        """Return the document in front, or None on the welcome page."""
        return self.page.document if self.has_page() else None

    @property
    def current(self) -> "OpenDocument":
        """Return the document in front; ask `has_page` before."""
        return self.page.document

    @property
    def page(self) -> "DocumentPage":
        """Return the page in front; ask `has_page` before."""
        return self._pages[self._frame.tabs.current()]

    def has_page(self) -> bool:
        """Tell whether a document is in front."""
        return self._frame.views.currentWidget() is self._frame.work and self._frame.tabs.current() in self._pages

    def has_stream(self) -> bool:
        """Tell whether a stream is in front."""
        return self.has_page() and bool(self.page.stream_id)

    def can_edit(self) -> bool:
        """Tell whether the stream in front may be changed."""
        return self.has_stream() and not self.current.is_partial

    def has_selection(self) -> bool:
        """Tell whether something is selected that may be changed."""
        return self.can_edit() and not self.page.selection.is_empty

    def has_elements_selected(self) -> bool:
        """Tell whether elements are selected, not links alone."""
        return self.has_stream() and bool(self.page.selection.elements)

    def document_of(self, path: Path) -> "OpenDocument | None":
        """Return the open document of a file."""
        wanted = path.absolute()
        return next((document for document in self.documents if document.path == wanted), None)

    # Documents

    def show_document(self, document: "OpenDocument") -> None:
        """Open a document in a tab of its own and bring it to the front."""
        from svs_designer.catalogue import load_catalogue
        from svs_designer.gui.document_page import DocumentPage

        catalogue = load_catalogue(document.session.document.catalogue.id)
        self._ensure_palette()
        page = DocumentPage(document, catalogue, self.appearance, self.settings)
        self._pages[document.key] = page
        page.canvas.addActions(self.commands.canvas_actions())
        page.moved.connect(self._refresh)
        page.hint.connect(self._frame.status.show_hint)
        page.explain_asked.connect(self._explain)
        page.stream_menu_asked.connect(self._open_stream_menu)
        page.fold_asked.connect(lambda: self.panels.show("problems", shown=False))
        document.changed.connect(self._show_names)
        if self.keeper:
            self.keeper.watch(document)
        if document.is_partial:
            tell_partial(page, self.files)
        self._frame.stack.addWidget(page)
        self._frame.tabs.add(document.key, document.name)
        self.bring_forward(document)
        self.watch.follow()

    def bring_forward(self, document: "OpenDocument") -> None:
        """Show a document that is open."""
        page = self._pages[document.key]
        self._frame.views.setCurrentWidget(self._frame.work)
        self._frame.stack.setCurrentWidget(page)
        self._frame.tabs.choose(document.key)
        self.panels.bring(page)
        page.canvas.setFocus()
        self._show_names()
        self._refresh()

    def close_document(self, document: "OpenDocument") -> bool:
        """Close a document, asking about unsaved work; False where it stays open."""
        if document.is_modified:
            self.bring_forward(document)
        if not self.files.may_close([document]):
            return False
        self._drop(document)
        return True

    def close_current(self) -> None:
        """Close the document in front."""
        self.close_document(self.current)

    def step_document(self, step: int) -> None:
        """Bring the document so many tabs to the right to the front, round at the end."""
        documents = self.documents
        self.bring_forward(documents[(documents.index(self.current) + step) % len(documents)])

    def copy_stream_to(self, other: "OpenDocument | None") -> None:
        """Copy the stream in front into another document, or into a new one, and show it there."""
        page = self.page
        if other is None:
            from svs_designer.gui.documents import empty_document

            other = empty_document(self.files.next_title())
        made = page.streams.copy_to(page.stream_id, other)
        if other.key not in self._pages:
            self.show_document(other)
        self.bring_forward(other)
        self._pages[other.key].show_stream(made)

    def protect(self, keeper: "RecoveryKeeper") -> None:
        """Keep the unsaved work of all documents in a journal from now on."""
        self.keeper = keeper
        keeper.trouble.connect(self._frame.status.show_hint)
        for document in self.documents:
            keeper.watch(document)

    # Views

    def show_welcome(self) -> None:
        """Show the welcome page; open documents stay open."""
        self._frame.welcome.show_recent(self.settings.recent_files)
        self._frame.views.setCurrentWidget(self._frame.welcome)
        self._frame.welcome.take_focus()
        self._refresh()

    def show_problems(self) -> None:
        """Show the problems of the document in front."""
        if self.has_page():
            self.panels.show("problems")
            self.page.bottom.show_view(self.page.problems.panel)

    def show_ladder(self) -> None:
        """Show where the time goes in the stream in front, and put the keyboard there."""
        if self.has_page():
            self.panels.show("problems")
            self.page.bottom.show_view(self.page.ladder)
            self.page.ladder.drawn.setFocus()

    def focus_palette(self) -> None:
        """Go to the search box of the palette."""
        self.panels.show("palette")
        if self._palette_panel:
            self._palette_panel.focus_search()

    def set_mode(self, mode: Mode) -> None:
        """Choose the theme, and remember it."""
        self.appearance.set_mode(mode)
        self.settings.mode = mode
        self.commands.refresh()

    def is_mode(self, mode: Mode) -> bool:
        """Tell whether this is the chosen theme."""
        return self.appearance.mode == mode

    def switch_theme(self) -> None:
        """Change from light to dark, or back."""
        self.set_mode("light" if self.appearance.is_dark else "dark")

    def toggle_full_screen(self) -> None:
        """Fill the screen, or stop doing so."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def open_palette(self) -> None:
        """Open the command palette."""
        from svs_designer.gui.command_palette import CommandPalette
        from svs_designer.gui.places_to_go import places_to_go

        def everything() -> "tuple[Command, ...]":
            return (*self.commands.all(), *self.exports.commands(), *places_to_go(self))

        if self._anything is None:
            self._anything = CommandPalette(self.appearance, everything, self)
        self._anything.open()

    # Events of Qt

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved work, then end in order."""
        if not self.files.may_close(self.documents):
            event.ignore()
            return
        self.settings.geometry = self.saveGeometry()
        self.panels.save()
        self.settings.save()
        self.watch.stop()
        self.imports.close()
        for document in self.documents:
            self._drop(document)
        if self.keeper:
            self.keeper.close()
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Look after the open files when the window wakes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.watch.look()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged onto the window."""
        if any(self._dropped_files(event)):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open files that are dropped onto the window, or import them."""
        self.files.open(self._dropped_files(event))
        event.acceptProposedAction()

    def _dropped_files(self, event: QDropEvent) -> Iterator[Path]:
        for url in event.mimeData().urls():
            path = Path(url.toLocalFile())
            if url.isLocalFile() and (path.suffix in {".yaml", ".yml"} or self.imports.is_foreign(path)):
                yield path

    # Building

    def _connect(self) -> None:
        frame = self._frame
        frame.top.anything_asked.connect(self.open_palette)
        frame.tabs.chosen.connect(lambda key: self.bring_forward(self._pages[key].document))
        frame.tabs.close_asked.connect(lambda key: self.close_document(self._pages[key].document))
        frame.status.problems_asked.connect(self.show_problems)
        frame.status.ladder_asked.connect(self.show_ladder)
        frame.welcome.new_asked.connect(self.files.new)
        frame.welcome.open_asked.connect(self.files.ask_to_open)
        frame.welcome.example_asked.connect(self.files.open_example)
        frame.welcome.file_asked.connect(lambda path: self.files.open([path]))
        frame.welcome.forget_asked.connect(self._forget_file)
        self.files.saved.connect(self._note_saved)
        self.watch.changed.connect(self._note_changed_on_disk)
        self.appearance.changed.connect(self._show_theme)

    def _ensure_palette(self) -> None:
        if self._palette_panel is not None:
            return
        from svs_designer.catalogue import load_catalogue
        from svs_designer.gui.panels.palette import PalettePanel

        self._palette_panel = PalettePanel(load_catalogue("itil4"), self.appearance)
        self._palette_panel.chosen.connect(self._add_item)
        self._frame.set_palette_panel(self._palette_panel)

    # Reacting

    def _add_item(self, item: "PaletteItem") -> None:
        if self.can_edit():
            self.page.canvas.add_item(item)

    def _refresh(self) -> None:
        self.commands.refresh()
        if not self.has_page():
            self._frame.status.show_nothing()
            self.setWindowTitle(PROGRAM)
            self.setWindowModified(False)
            return
        page = self.page
        self._frame.status.show_place(page.place_text())
        self._frame.status.show_state(page.state_text())
        self._frame.status.show_figures(page.said)
        self._frame.status.show_findings(page.counts(), page.problems.none_words())

    def _show_names(self) -> None:
        for document in self.documents:
            self._frame.tabs.show_document(document.key, document.name, document.path, modified=document.is_modified)
        self._frame.tabs.setVisible(len(self._pages) > 1)
        if not self.has_page():
            return
        document = self.current
        place = f" — {document.path.parent}" if document.path else ""
        self.setWindowTitle(f"{document.name}[*]{place} — {PROGRAM}")
        self.setWindowModified(document.is_modified)
        self._refresh()

    def _drop(self, document: "OpenDocument") -> None:
        page = self._pages.pop(document.key)
        self.panels.forget(page)
        page.close_page()
        if self.keeper:
            self.keeper.forget(document)
        self._frame.tabs.remove(document.key)
        self._frame.stack.removeWidget(page)
        page.deleteLater()
        self.watch.follow()
        if self._pages:
            self.bring_forward(self._pages[self._frame.tabs.current()].document)
        else:
            self.show_welcome()

    def _show_theme(self) -> None:
        icon = self.appearance.icon("sun" if self.appearance.is_dark else "moon")
        self.commands.action("view.switch-theme").setIcon(icon)

    def _note_saved(self, document: "OpenDocument") -> None:
        if self.keeper:
            self.keeper.forget(document)
        page = self._pages.get(document.key)
        if page:
            page.banner.clear()
        self.watch.look()
        self._show_names()

    def _forget_file(self, path: Path) -> None:
        self.settings.forget_file(path)
        self._frame.welcome.show_recent(self.settings.recent_files)

    def _note_changed_on_disk(self, document: "OpenDocument") -> None:
        tell_changed_on_disk(self._pages[document.key], self.files)

    def _explain(self, finding: "Finding") -> None:
        self.show_problems()
        self.page.problems.panel.explain(finding)

    def _open_stream_menu(self, stream_id: str, at: QPoint) -> None:
        self.page.show_stream(stream_id)
        target = build(tab_menu(self), QMenu(self), self.commands)
        target.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        target.popup(at)
