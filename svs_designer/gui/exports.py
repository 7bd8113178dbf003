"""What leaves the window: files of any format, the picture on the clipboard, paper."""

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from svs_designer.gui.commands import Command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtPrintSupport import QPrinter

    from svs_designer.drawing.page import Page
    from svs_designer.exchange.exporter import Exporter
    from svs_designer.exchange.installed import Formats
    from svs_designer.gui.main_window import MainWindow

CLIPBOARD_SCALE = 2.0
FIRST_FORMAT = "svg"
"""What is chosen before anything was ever exported."""


class Exports(QObject):
    """What the window can do with the stream in front."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    @cached_property
    def formats(self) -> "Formats":
        """Return the installed formats. Not before somebody asks: a plug-in may take long to load."""
        from svs_designer.exchange.installed import installed_formats

        return installed_formats()

    def commands(self) -> "Iterator[Command]":
        """Return a command for each format, for menus and the command palette."""
        for exporter in self.formats.exporters.values():
            yield Command(
                f"export.as-{exporter.id}",
                f"Export as {exporter.name.replace('&', '&&')}…",
                partial(self.ask, exporter.id),
                icon="export",
                tip=exporter.summary,
                enabled=self._window.has_stream,
            )

    def ask(self, format_id: str = "") -> None:
        """Open the export dialog, with a format chosen or the one of last time."""
        from svs_designer.gui.dialogs.export import ExportDialog
        from svs_designer.gui.dialogs.modal import run
        from svs_designer.gui.export_plan import ExportPlan

        window, page = self._window, self._window.page
        exporter = self._chosen(format_id or window.settings.export_format)
        plan = ExportPlan(page.document.session.document, page.catalogue, page.stream_id, exporter)
        target = self.folder() / window.current.name
        dialog = ExportDialog(plan, self.formats, target, window.settings, window.appearance, window)
        run(dialog)
        if dialog.place is not None:
            page.reveal(dialog.place)
        elif dialog.written is not None:
            path, losses = dialog.written
            many = "1 thing is" if losses == 1 else f"{losses} things are"
            page.hint.emit(f"Wrote {path.name}{f': {many} not in it as drawn' if losses else ''}")

    def hand_over(self) -> None:
        """Open the dialog of the hand-over folder."""
        from svs_designer.gui.dialogs.hand_over import Handed, HandOverDialog
        from svs_designer.gui.dialogs.modal import run

        window, page = self._window, self._window.page
        source = Handed(page.document.session.document, page.catalogue, self.formats.exporters)
        dialog = HandOverDialog(source, page.stream_id, self.folder(), window.appearance, window)
        run(dialog)
        if dialog.place is not None:
            page.reveal(dialog.place)
        elif dialog.written is not None:
            page.hint.emit(f"Wrote the folder {dialog.written}")

    def folder(self) -> Path:
        """Return where files go unless the user says otherwise: beside the document."""
        path = self._window.current.path
        return path.parent if path else self._window.settings.last_folder

    def copy_picture(self, *, only_selected: bool = False) -> None:
        """Put the picture on the clipboard as an image and as SVG: all of it, or what is selected."""
        from svs_designer.formats.svg import write_svg
        from svs_designer.gui.export_plan import bare_page
        from svs_designer.qtpaint.export import image_of

        page = self._window.page
        only = page.selection.elements if only_selected else None
        bare = bare_page(page.document.session.document, page.stream_id, page.catalogue, only)
        theme = self._window.appearance.theme
        mime = QMimeData()
        mime.setImageData(image_of(bare, theme, CLIPBOARD_SCALE))
        mime.setData("image/svg+xml", QByteArray(write_svg(bare, theme).encode()))
        QGuiApplication.clipboard().setMimeData(mime)
        page.hint.emit("Copied as a picture")

    def preview_print(self) -> None:
        """Show how the page will come out of the printer."""
        from PySide6.QtPrintSupport import QPrintPreviewDialog

        from svs_designer.gui.dialogs.modal import run

        printer = self._printer()
        dialog = QPrintPreviewDialog(printer, self._window)
        dialog.setWindowTitle(f"Print preview: {self._window.current.name}")
        dialog.resize(960, 720)
        dialog.paintRequested.connect(self._paint)
        run(dialog)

    def print(self) -> None:
        """Ask for a printer and print."""
        from PySide6.QtPrintSupport import QPrintDialog

        from svs_designer.gui.dialogs.modal import run

        printer = self._printer()
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle("Print")
        if run(dialog) == QPrintDialog.DialogCode.Accepted:
            self._paint(printer)

    def _chosen(self, format_id: str) -> "Exporter":
        known = self.formats.exporters
        return known.get(format_id) or known.get(FIRST_FORMAT) or next(iter(known.values()))

    def _printer(self) -> "QPrinter":
        from PySide6.QtGui import QPageLayout
        from PySide6.QtPrintSupport import QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._window.current.name)
        size = self._page().size
        wide = size.width >= size.height
        landscape, portrait = QPageLayout.Orientation.Landscape, QPageLayout.Orientation.Portrait
        printer.setPageOrientation(landscape if wide else portrait)
        return printer

    def _paint(self, printer: "QPrinter") -> None:
        from svs_designer.drawing.theme import LIGHT
        from svs_designer.gui.dialogs.questions import tell
        from svs_designer.qtpaint.export import print_page

        try:
            print_page(self._page(), printer, LIGHT)
        except OSError as error:
            tell(self._window, "The page was not printed.", str(error))

    def _page(self) -> "Page":
        from svs_designer.gui.export_plan import printed_page

        page = self._window.page
        return printed_page(page.document.session.document, page.stream_id, page.catalogue)
