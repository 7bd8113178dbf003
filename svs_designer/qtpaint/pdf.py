"""PDF and print: vector pages with the bundled font embedded."""

from typing import Literal

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from svs_designer import __version__
from svs_designer.drawing.geometry import Size
from svs_designer.qtpaint.sheet import Sheet

Paper = Literal["A4", "A3"]
_PAPERS: dict[Paper, QPageSize.PageSizeId] = {"A4": QPageSize.PageSizeId.A4, "A3": QPageSize.PageSizeId.A3}
_MILLIMETRES_PER_UNIT = 25.4 / 96
_LARGEST = 5000.0
"""Millimetres a side: PDF 1.x pages end at 200 inches."""
_EDGE = 8.0
"""The white edge of a sheet of paper in millimetres: few printers reach beyond."""
_RESOLUTION = 1200


def pdf(sheet: Sheet, title: str, paper: Paper | None) -> bytes:
    """Return the sheet as one PDF page, as large as the picture or fitted to paper."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator(f"SVS Designer {__version__}")
    writer.setResolution(_RESOLUTION)
    writer.setPageLayout(_layout(sheet.size, paper))
    print_sheet(sheet, writer)
    buffer.close()
    return bytes(data.data())


def print_sheet(sheet: Sheet, device: QPagedPaintDevice) -> None:
    """Paint the sheet into the middle of a page of a printer or PDF, as large as it fits; raise OSError if it fails."""
    painter = QPainter()
    if not painter.begin(device):
        raise OSError("the page could not be begun: check the printer or the file")
    room = painter.viewport()
    scale = min(room.width() / sheet.size.width, room.height() / sheet.size.height)
    painter.translate(
        (room.width() - sheet.size.width * scale) / 2,
        (room.height() - sheet.size.height * scale) / 2,
    )
    painter.scale(scale, scale)
    sheet.paint(painter)
    painter.end()


def _layout(size: Size, paper: Paper | None) -> QPageLayout:
    if paper is not None:
        wide = size.width >= size.height
        turned = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
        edge = QMarginsF(_EDGE, _EDGE, _EDGE, _EDGE)
        return QPageLayout(QPageSize(_PAPERS[paper]), turned, edge, QPageLayout.Unit.Millimeter)
    width, height = size.width * _MILLIMETRES_PER_UNIT, size.height * _MILLIMETRES_PER_UNIT
    shrink = min(1.0, _LARGEST / width, _LARGEST / height)
    page = QPageSize(
        QSizeF(width * shrink, height * shrink), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch
    )
    return QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(), QPageLayout.Unit.Millimeter)
