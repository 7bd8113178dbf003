"""PNG and PDF as formats to export. Qt is loaded when one is written, not when they are listed."""

from typing import TYPE_CHECKING, cast

from svs_designer.exchange.exporter import CannotExport, Exported, Exporter, ExportRequest, Kind
from svs_designer.exchange.pages import PICTURE, page_for, theme_for
from svs_designer.exchange.settings import Choice, Setting

if TYPE_CHECKING:
    from svs_designer.qtpaint.pdf import Paper

SCALE = Setting("scale", "Scale", 2.0, help="pixels of a PNG per pixel of the canvas at 100 %", least=0.1, most=16.0)
PAPER = Setting(
    "paper", "Paper", "picture",
    (Choice("picture", "Size of the picture"), Choice("A4", "A4"), Choice("A3", "A3")), help="the sheet of a PDF",
)  # fmt: skip


def _png(request: ExportRequest) -> Exported:
    try:
        from svs_designer.qtpaint.export import export_png
    except ImportError as error:
        raise _without_qt("PNG", error) from error
    scale = float(request.settings[SCALE.name])
    return Exported(export_png(page_for(request), theme_for(request), scale=scale))


def _pdf(request: ExportRequest) -> Exported:
    try:
        from svs_designer.qtpaint.export import export_pdf
    except ImportError as error:
        raise _without_qt("PDF", error) from error
    chosen = request.settings[PAPER.name]
    paper = None if chosen == PAPER.default else cast("Paper", chosen)
    return Exported(export_pdf(page_for(request), theme_for(request), paper=paper))


def _without_qt(name: str, error: ImportError) -> CannotExport:
    return CannotExport(f"{name} needs Qt, which is incomplete ({error}): ./dev run says what is missing")


PNG = Exporter("png", "PNG", "png", Kind.PICTURE, _png, "a picture of pixels", (*PICTURE, SCALE), text=False)
PDF = Exporter("pdf", "PDF", "pdf", Kind.PICTURE, _pdf, "a picture to print", (*PICTURE, PAPER), text=False)
