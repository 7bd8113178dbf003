"""draw.io as a format to export."""

from svs_designer.exchange.exporter import Exported, Exporter, ExportRequest, Kind


def _write(request: ExportRequest) -> Exported:
    from svs_designer.formats.drawio.writer import drawio_of

    return drawio_of(request)


EXPORTER = Exporter(
    "drawio", "draw.io", "drawio", Kind.SKETCH, _write, "shapes and glued connectors to edit in diagrams.net"
)
