"""What to export and how, and the making of it: no window, so it runs in a thread."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from PySide6.QtGui import QImage

from svs_designer.catalogue.catalogue import Catalogue
from svs_designer.drawing.page import BARE, Page, PageOptions, page_of
from svs_designer.drawing.picture import picture_of
from svs_designer.drawing.theme import DARK, LIGHT, Theme
from svs_designer.model.document import Document
from svs_designer.model.edits.streams import delete_stream
from svs_designer.qtpaint.pdf import Paper

Format = Literal["svg", "png", "pdf", "yaml"]
FORMATS: dict[Format, str] = {"svg": "SVG", "png": "PNG", "pdf": "PDF", "yaml": "YAML"}
LARGEST_PREVIEW = 2.0


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """One export: a stream of a document in a format. An empty stream id means all of them, in YAML only."""

    document: Document
    catalogue: Catalogue
    stream: str
    format: Format = "svg"
    dark: bool = False
    scale: float = 2.0
    paper: Paper | None = None
    title: bool = True
    legend: bool = True
    notes: bool = True

    @property
    def theme(self) -> Theme:
        """Return the theme of the picture."""
        return DARK if self.dark else LIGHT

    def page(self) -> Page:
        """Return the page with the stream's picture."""
        today = datetime.now().astimezone().date().isoformat()
        options = PageOptions(title=self.title, legend=self.legend, notes=self.notes, date=today)
        picture = picture_of(self.document, self.stream, self.catalogue)
        return page_of(picture, self.document, self.stream, self.catalogue, options=options)

    def text(self) -> str:
        """Return the YAML text."""
        from svs_designer.formats.native import write_text

        document = self.document
        for stream in self.document.streams:
            if self.stream and stream.id != self.stream:
                document = delete_stream(document, stream.id)
        return write_text(document)

    def data(self) -> bytes:
        """Return what the file will hold."""
        from svs_designer.qtpaint.export import export_pdf, export_png

        match self.format:
            case "yaml":
                return self.text().encode()
            case "svg":
                from svs_designer.formats.svg import write_svg

                return write_svg(self.page(), self.theme).encode()
            case "png":
                return export_png(self.page(), self.theme, scale=self.scale)
            case "pdf":
                return export_pdf(self.page(), self.theme, paper=self.paper)

    def preview(self, width: int, height: int, ratio: float) -> QImage | str:
        """Return the picture fitted into so many pixels at a device pixel ratio, or the text."""
        if self.format == "yaml":
            return self.text()
        from svs_designer.qtpaint.export import image_of

        page = self.page()
        scale = min(width / page.size.width, height / page.size.height, LARGEST_PREVIEW)
        image = image_of(page, self.theme, max(scale * ratio, 0.01))
        image.setDevicePixelRatio(ratio)
        return image


def bare_page(document: Document, stream: str, catalogue: Catalogue, only: Collection[str] | None) -> Page:
    """Return the picture alone, all of it or some elements, as for the clipboard."""
    from dataclasses import replace

    picture = picture_of(document, stream, catalogue)
    return page_of(picture, document, stream, catalogue, options=replace(BARE, only=only))
