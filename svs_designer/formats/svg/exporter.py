"""SVG as a format to export."""

from svs_designer.exchange.exporter import Exported, Exporter, ExportRequest, Kind
from svs_designer.exchange.pages import PICTURE, page_for, theme_for


def _write(request: ExportRequest) -> Exported:
    from svs_designer.formats.svg.writer import write_svg

    return Exported(write_svg(page_for(request), theme_for(request)).encode())


EXPORTER = Exporter("svg", "SVG", "svg", Kind.PICTURE, _write, "a picture for documents and the web", PICTURE)
