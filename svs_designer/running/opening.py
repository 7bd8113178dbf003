"""From a file to a definition: Open Workflow as it is, a document of ours by the installed exporter."""

from typing import TYPE_CHECKING

from svs_designer.running.definition import BadDefinition, Definition, read_definition

if TYPE_CHECKING:
    from svs_designer.catalogue import Catalogue
    from svs_designer.model.document import Document

FORMAT = "open-workflow"


def definition_of(
    document: "Document", catalogue: "Catalogue", stream_id: str, *, rehearsed: bool = False
) -> Definition:
    """Return a stream as a definition in which people do the work.

    `rehearsed` is for a clock that jumps: a case waits for the delays on its links, which pass by themselves elsewhere.

    Raises CannotExport for a stream no engine could run, BadDefinition where the format is not installed.
    """
    from svs_designer.exchange.exporter import ExportRequest
    from svs_designer.exchange.installed import installed_formats

    exporter = installed_formats().exporters.get(FORMAT)
    if exporter is None:
        raise BadDefinition(f"the format {FORMAT} is not installed, and runs go through it: install SVS Designer again")
    settings = {"profile": "orchestrate", "delays": "always" if rehearsed else "rehearse"}
    request = ExportRequest(document, catalogue, stream_id, settings)
    return read_definition(exporter.export(request).data)
