"""BPMN as a format to export."""

from svs_designer.exchange.exporter import Exported, Exporter, ExportRequest, Kind
from svs_designer.formats.bpmn.dialects import PROFILE


def _write(request: ExportRequest) -> Exported:
    from svs_designer.formats.bpmn.writer import write_bpmn

    return write_bpmn(request)


EXPORTER = Exporter(
    "bpmn", "BPMN", "bpmn", Kind.DEFINITION, _write, "BPMN 2.0 with its diagram, for engines and modellers", (PROFILE,)
)
