"""What to export and how, and the making of it: no window, so it runs in a thread."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from PySide6.QtGui import QImage

from svs_designer.catalogue.catalogue import Catalogue
from svs_designer.drawing.page import BARE, Page, page_of
from svs_designer.drawing.picture import picture_of
from svs_designer.exchange.exporter import CannotExport, Exported, Exporter, ExportRequest, Kind, Loss
from svs_designer.exchange.pages import PICTURE, page_for, theme_for
from svs_designer.exchange.settings import SettingValue, completed
from svs_designer.model.document import Document

LARGEST_PREVIEW = 2.0
MOST_LINES = 3000
"""So many lines of a text show what a file is like; a text field takes long for more."""


class Preview(NamedTuple):
    """What a file will be like, or why there will be none, and what the format could not hold."""

    content: QImage | str | CannotExport
    losses: tuple[Loss, ...] = ()
    lines_left_out: int = 0


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """One export: a stream of a document in a format. An empty stream id means all of them."""

    document: Document
    catalogue: Catalogue
    stream: str
    exporter: Exporter
    settings: Mapping[str, SettingValue] = field(default_factory=dict)

    def request(self) -> ExportRequest:
        """Return what an exporter is asked, with every setting filled in."""
        today = datetime.now().astimezone().date().isoformat()
        settings = completed(self.exporter.settings, self.settings)
        return ExportRequest(self.document, self.catalogue, self.stream or None, settings, today)

    def make(self) -> Exported:
        """Return what the file will hold; raise CannotExport or BadSetting."""
        return self.exporter.export(self.request())

    def preview(self, width: int, height: int, ratio: float) -> Preview:
        """Return what the file will be like: a picture is fitted into so many pixels at a device pixel ratio."""
        try:
            if set(PICTURE) <= set(self.exporter.settings):
                return Preview(self._drawn(width, height, ratio))
            made = self.make()
        except CannotExport as refusal:
            return Preview(refusal)
        if self.exporter.kind is Kind.PICTURE:
            image = QImage.fromData(made.data)
            if not image.isNull():
                return Preview(_fitted(image, width, height, ratio), made.losses)
        return self._read(made)

    def _drawn(self, width: int, height: int, ratio: float) -> QImage:
        """Draw the page that all picture formats share, at the size it is shown: that is quick and always sharp."""
        from svs_designer.qtpaint.export import image_of

        request = self.request()
        page = page_for(request)
        scale = min(width / page.size.width, height / page.size.height, LARGEST_PREVIEW)
        image = image_of(page, theme_for(request), max(scale * ratio, 0.01))
        image.setDevicePixelRatio(ratio)
        return image

    def _read(self, made: Exported) -> Preview:
        if not self.exporter.text:
            return Preview(f"{len(made.data):,} bytes that only programs can read.", made.losses)
        lines = made.data.decode("utf-8", errors="replace").splitlines()
        return Preview("\n".join(lines[:MOST_LINES]), made.losses, max(0, len(lines) - MOST_LINES))


def bare_page(document: Document, stream: str, catalogue: Catalogue, only: Collection[str] | None) -> Page:
    """Return the picture alone, all of it or some elements, as for the clipboard."""
    from dataclasses import replace

    picture = picture_of(document, stream, catalogue)
    return page_of(picture, document, stream, catalogue, options=replace(BARE, only=only))


def printed_page(document: Document, stream: str, catalogue: Catalogue) -> Page:
    """Return the picture with everything around it, as for the printer."""
    settings = completed(PICTURE, {})
    today = datetime.now().astimezone().date().isoformat()
    return page_for(ExportRequest(document, catalogue, stream, settings, today))


def _fitted(image: QImage, width: int, height: int, ratio: float) -> QImage:
    from PySide6.QtCore import QSize, Qt

    room = QSize(round(width * ratio), round(height * ratio))
    if image.width() > room.width() or image.height() > room.height():
        mode = Qt.TransformationMode.SmoothTransformation
        image = image.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, mode)
    image.setDevicePixelRatio(ratio)
    return image
