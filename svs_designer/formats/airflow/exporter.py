"""Airflow as a format to export."""

from svs_designer.exchange.exporter import Exported, Exporter, ExportRequest, Kind
from svs_designer.exchange.repeats import MOST_REPEATS


def _write(request: ExportRequest) -> Exported:
    from svs_designer.exchange.refusal import refuse_unsound
    from svs_designer.formats.airflow.writer import airflow_of

    refuse_unsound(request.document, request.stream.id, request.catalogue)
    return airflow_of(request)


EXPORTER = Exporter(
    "airflow",
    "Airflow",
    "airflow.yaml",
    Kind.DEFINITION,
    _write,
    "a DAG for Airflow 3.1 or later, through dag-factory; loops are unrolled",
    (MOST_REPEATS,),
)
