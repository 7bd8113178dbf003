"""Pages as PNG, PDF, on paper and as an image for the clipboard. The command line finds these by entry point.

None of them needs a display: without an application one is made that stays off screen.
"""

from PySide6.QtGui import QImage, QPagedPaintDevice, QPainter

from svs_designer.drawing.geometry import Box
from svs_designer.drawing.page import Page
from svs_designer.drawing.theme import Theme
from svs_designer.qtpaint.pdf import Paper, pdf, print_sheet
from svs_designer.qtpaint.png import fitted, png
from svs_designer.qtpaint.sheet import Sheet

DOTS_PER_INCH = 96
"""The resolution of scale 1: a picture at scale 3.125 has 300 dots an inch."""


def export_png(page: Page, theme: Theme, *, scale: float = 2.0) -> bytes:
    """Return the page as PNG with `scale` pixels a unit; memory stays small at any size.

    A picture that would have more than 65,500 pixels a side is made smaller. Raises ValueError for no scale.
    """
    return png(Sheet(page, theme), _checked(scale))


def export_pdf(page: Page, theme: Theme, *, paper: Paper | None = None) -> bytes:
    """Return the page as a vector PDF: one page as large as the picture, or fitted to A4 or A3."""
    return pdf(Sheet(page, theme.on_paper()), page.title, paper)


def image_of(page: Page, theme: Theme, scale: float = 2.0) -> QImage:
    """Return the page as an image, as for copying; raise ValueError for no scale."""
    sheet = Sheet(page, theme)
    width, height, scale = fitted(sheet, _checked(scale))
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.scale(scale, scale)
    # A bit more on each side: sizes are rounded, and the last row would stay as black as it was.
    sheet.paint(painter, Box(0, 0, width / scale, height / scale).expanded(1))
    painter.end()
    # Set last: a painter would scale by it too.
    image.setDotsPerMeterX(round(scale * DOTS_PER_INCH / 0.0254))
    image.setDotsPerMeterY(round(scale * DOTS_PER_INCH / 0.0254))
    return image


def print_page(page: Page, printer: QPagedPaintDevice, theme: Theme) -> None:
    """Print the page, fitted to the sheet of the printer; raise OSError if it cannot begin."""
    print_sheet(Sheet(page, theme.on_paper()), printer)


def _checked(scale: float) -> float:
    if not 0 < scale < float("inf"):
        raise ValueError(f"{scale} is no scale: 1 gives a pixel a unit, 2 twice as many")
    return scale
