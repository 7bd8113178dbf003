"""Argo Workflows as a format to export."""

from svs_designer.exchange.exporter import Exported, Exporter, ExportRequest, Kind
from svs_designer.exchange.repeats import MOST_REPEATS


def _write(request: ExportRequest) -> Exported:
    from svs_designer.exchange.refusal import refuse_unsound
    from svs_designer.formats.argo.writer import argo_of

    refuse_unsound(request.document, request.stream.id, request.catalogue)
    return argo_of(request)


EXPORTER = Exporter(
    "argo",
    "Argo Workflows",
    "argo.yaml",
    Kind.DEFINITION,
    _write,
    "a template for Argo on Kubernetes; loops are unrolled",
    (MOST_REPEATS,),
)
