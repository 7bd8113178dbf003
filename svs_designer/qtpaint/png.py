"""PNG written stripe by stripe: any size in little memory, with the resolution noted in the file."""

import struct
import zlib
from collections.abc import Iterator

from PySide6.QtGui import QImage, QPainter

from svs_designer.drawing.geometry import Box
from svs_designer.qtpaint.sheet import Sheet

STRIPE = 512
LARGEST = 65500
"""Pixels a side: beyond it, programs that read the picture give up."""
_METRE = 1 / 0.0254
_DOTS_PER_UNIT = 96


def png(sheet: Sheet, scale: float) -> bytes:
    """Return the sheet as PNG with `scale` pixels a unit, less where a side would pass LARGEST."""
    width, height, scale = fitted(sheet, scale)
    per_metre = round(scale * _DOTS_PER_UNIT * _METRE)
    # Level 1 is five times faster than the usual 6, for a few percent more bytes on flat colours.
    pack = zlib.compressobj(1)
    stripes = (pack.compress(rows) for rows in _stripes(sheet, width, height, scale))
    return b"".join((
        b"\x89PNG\r\n\x1a\n",
        _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)),
        *(_chunk(b"IDAT", data) for data in stripes if data),
        _chunk(b"IDAT", pack.flush()),
        _chunk(b"IEND", b""),
    ))  # fmt: skip


def fitted(sheet: Sheet, scale: float) -> tuple[int, int, float]:
    """Return width and height in pixels and the scale that gives them, at least one pixel each."""
    scale = min(scale, LARGEST / sheet.size.width, LARGEST / sheet.size.height)
    return max(1, round(sheet.size.width * scale)), max(1, round(sheet.size.height * scale)), scale


def _stripes(sheet: Sheet, width: int, height: int, scale: float) -> Iterator[bytes]:
    """Paint and return the rows, each after its filter byte (0: as they are)."""
    for top in range(0, height, STRIPE):
        rows = min(STRIPE, height - top)
        image = QImage(width, rows, QImage.Format.Format_RGB888)
        painter = QPainter(image)
        painter.translate(0, -top)
        painter.scale(scale, scale)
        # A pixel more on each side, for what reaches over the edge of its box.
        sheet.paint(painter, Box(0, top / scale, width / scale + 1, rows / scale).expanded(2))
        painter.end()
        yield _filtered(image)


def _filtered(image: QImage) -> bytes:
    data = memoryview(image.constBits()).cast("B")
    stride, used = image.bytesPerLine(), image.width() * 3
    return b"".join(
        piece
        for row in range(image.height())
        for piece in (b"\0", data[row * stride : row * stride + used])
    )  # fmt: skip


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
