"""Pictures out of the window: the export dialog, the clipboard, the printer."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData, QObject
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from svs_designer.gui.export_plan import ExportPlan, Format
    from svs_designer.gui.main_window import MainWindow

CLIPBOARD_SCALE = 2.0


class Exports(QObject):
    """What the window can do with the picture of the stream in front."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def ask(self, chosen: "Format | None" = None) -> None:
        """Open the export dialog, with a format chosen."""
        from svs_designer.gui.dialogs.export import ExportDialog
        from svs_designer.gui.dialogs.modal import run

        window = self._window
        run(ExportDialog(self._plan(chosen or "svg"), self._folder(), window.current.name, window))

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

    def _printer(self) -> "QPrinter":
        from PySide6.QtGui import QPageLayout
        from PySide6.QtPrintSupport import QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._window.current.name)
        size = self._plan("pdf").page().size
        wide = size.width >= size.height
        landscape, portrait = QPageLayout.Orientation.Landscape, QPageLayout.Orientation.Portrait
        printer.setPageOrientation(landscape if wide else portrait)
        return printer

    def _paint(self, printer: "QPrinter") -> None:
        from svs_designer.gui.dialogs.questions import tell
        from svs_designer.qtpaint.export import print_page

        plan = self._plan("pdf")
        try:
            print_page(plan.page(), printer, plan.theme)
        except OSError as error:
            tell(self._window, "The page was not printed.", str(error))

    def _plan(self, chosen: "Format") -> "ExportPlan":
        from svs_designer.gui.export_plan import ExportPlan

        page = self._window.page
        return ExportPlan(page.document.session.document, page.catalogue, page.stream_id, chosen)

    def _folder(self) -> Path:
        path = self._window.current.path
        return path.parent if path else self._window.settings.last_folder
