"""Event logs: what happened to cases, as process mining tools read it. CSV, XES (IEEE 1849-2016), OCEL 2.0."""

from svs_designer.formats.event_log.ocel import write_ocel
from svs_designer.formats.event_log.table import write_csv
from svs_designer.formats.event_log.xes import write_xes

__all__ = ["write_csv", "write_ocel", "write_xes"]
