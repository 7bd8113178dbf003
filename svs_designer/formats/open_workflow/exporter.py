"""Open Workflow as a format to export: what people choose, and who writes it."""

from dataclasses import replace

from svs_designer.exchange.exporter import Exported, Exporter, ExportRequest, Kind
from svs_designer.exchange.repeats import MOST_REPEATS
from svs_designer.exchange.settings import Choice, Setting


def _write(request: ExportRequest) -> Exported:
    from svs_designer.formats.open_workflow.writer import write_workflow

    return write_workflow(request)


SETTINGS = (
    Setting(
        "dsl-version",
        "Version of the DSL",
        "1.0.3",
        (Choice("1.0.3", "1.0.3"), Choice("1.0.0", "1.0.0")),
        help="which version a definition is for",
    ),
    Setting(
        "profile",
        "Profile",
        "orchestrate",
        (Choice("orchestrate", "People do the work"), Choice("rehearse", "Robots with short timers")),
        help="who does the work of a definition",
    ),
    Setting(
        "delays",
        "Delays on links",
        "rehearse",
        # Where people do the work, real time passes on the way already: a wait on top of it would count it twice.
        (Choice("rehearse", "Robots wait for them"), Choice("always", "Every case waits for them")),
        help="when a case waits for the delays on its links",
    ),
    replace(MOST_REPEATS, default=5.0, help="how often a case may repeat a loop", least=1, most=1000),
)

EXPORTER = Exporter(
    "open-workflow",
    "Open Workflow",
    "workflow.yaml",
    Kind.DEFINITION,
    _write,
    "workflow engines of the Open Workflow (Serverless Workflow) DSL, and our own runner",
    SETTINGS,
)
