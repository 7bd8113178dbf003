"""SVG, PNG and PDF of a page, beside what Qt writes of it by itself; definitions, beside our own file."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from svs_designer.catalogue import load_catalogue
from svs_designer.drawing.page import Page, page_of
from svs_designer.drawing.picture import picture_of
from svs_designer.drawing.theme import LIGHT
from svs_designer.exchange.exporter import ExportRequest
from svs_designer.exchange.installed import installed_formats
from svs_designer.formats.native import write_text
from svs_designer.formats.svg import write_svg
from svs_designer.model.base import evolve
from svs_designer.model.document import Document
from svs_designer.qtpaint.export import export_pdf, export_png, image_of
from svs_designer.qtpaint.sheet import Sheet
from tests.benchmarks.big_document import STREAM, laid_out
from tests.benchmarks.measuring import OURS, Cost, side_by_side

GENERATOR, WHOLE, PAINTED = "QSvgGenerator", "Qt, whole image", "painted once"
NATIVE = "native file"
DEFINITIONS = {"BPMN": "bpmn", "Open Workflow": "open-workflow"}
DETAIL = 1.0
"""Pixels a unit of the PNG; at 300 dpi (3.125) Qt's whole image of 1,000 steps takes 2 GB."""


def export_costs(n: int) -> Iterator[Cost]:
    """Measure from the page to the bytes of a file; what is only painted gives no file."""
    document, catalogue = laid_out(n), load_catalogue("itil4")
    page = page_of(picture_of(document, STREAM, catalogue), document, STREAM, catalogue)
    written: dict[str, dict[str, Callable[[], bytes]]] = {
        "SVG": {OURS: lambda: write_svg(page, LIGHT).encode(), GENERATOR: lambda: _svg_of_qt(page)},
        "PNG": {OURS: lambda: export_png(page, LIGHT, scale=DETAIL), WHOLE: lambda: _png_of_qt(page)},
        "PDF": {OURS: lambda: export_pdf(page, LIGHT), PAINTED: lambda: _painted(page)},
    }
    for what, acts in written.items():
        sizes = {tool: len(write()) / 1e3 for tool, write in acts.items()}
        for tool, ms in side_by_side(acts, 3).items():
            yield Cost("export", n, what, tool, {"ms": ms, "kb": sizes[tool]})
    yield from _definition_costs(n)


def _definition_costs(n: int) -> Iterator[Cost]:
    """Measure from the document to the bytes of a definition, beside our own file of the same document."""
    document, catalogue, formats = laid_out(n), load_catalogue("itil4"), installed_formats().exporters
    for what, name in DEFINITIONS.items():
        acts: dict[str, Callable[[], bytes]] = {
            OURS: lambda: formats[name].export(ExportRequest(_revision(document), catalogue)).data,  # noqa: B023
            NATIVE: lambda: write_text(document).encode(),
        }
        sizes = {tool: len(write()) / 1e3 for tool, write in acts.items()}
        for tool, ms in side_by_side(acts, 3).items():
            yield Cost("export", n, what, tool, {"ms": ms, "kb": sizes[tool]})


def _revision(document: Document) -> Document:
    """Return the document with a stream of which no facts are known yet."""
    stream = document.streams[0]
    return evolve(document, streams=(evolve(stream, name=f"{stream.name} again"),))


def _svg_of_qt(page: Page) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    size = QSize(*map(round, page.size))
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    painter = QPainter(generator)
    Sheet(page, LIGHT).paint(painter)
    painter.end()
    return bytes(data.data())


def _png_of_qt(page: Page) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image_of(page, LIGHT, DETAIL).save(buffer, "PNG")  # type: ignore[call-overload]  # takes bytes by its stubs, str in truth
    return bytes(data.data())


def _painted(page: Page) -> bytes:
    image = QImage(1600, 1000, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    scale = min(1600 / page.size.width, 1000 / page.size.height)
    painter.scale(scale, scale)
    Sheet(page, LIGHT).paint(painter)
    painter.end()
    return b""
