"""Mermaid as a format to export."""

from svs_designer.exchange.exporter import Exported, Exporter, ExportRequest, Kind
from svs_designer.exchange.pages import THEME
from svs_designer.exchange.settings import Choice, Setting

GROUP_BY = Setting(
    "group-by",
    "Group by",
    "none",
    (Choice("none", "Nothing"), Choice("team", "Team")),
    help="whether a sketch frames the steps of each team",
)


def _write(request: ExportRequest) -> Exported:
    from svs_designer.exchange.pages import theme_for
    from svs_designer.formats.mermaid.writer import mermaid_of

    return mermaid_of(request, theme_for(request), by_team=request.settings[GROUP_BY.name] == "team")


EXPORTER = Exporter(
    "mermaid",
    "Mermaid",
    "mmd",
    Kind.SKETCH,
    _write,
    "flowchart text that wikis and repositories draw",
    (THEME, GROUP_BY),
)
