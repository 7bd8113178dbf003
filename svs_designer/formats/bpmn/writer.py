"""A stream as a BPMN file for one dialect: what is put where is decided elsewhere, here it comes together."""

from dataclasses import replace

from svs_designer import __version__
from svs_designer.drawing.text import plain
from svs_designer.exchange.exporter import Exported, ExportRequest, Loss
from svs_designer.exchange.refusal import refuse_unsound
from svs_designer.formats.bpmn.diagram import put_diagram
from svs_designer.formats.bpmn.dialects import PROFILE
from svs_designer.formats.bpmn.losses import losses_of
from svs_designer.formats.bpmn.placing import placing_of
from svs_designer.formats.bpmn.process import put_collaboration, put_process, put_signals
from svs_designer.formats.bpmn.told import Told, canvas_of, told_of
from svs_designer.formats.bpmn.xml_tree import Element, written
from svs_designer.model.document import Document
from svs_designer.model.edits.streams import delete_stream


def write_bpmn(request: ExportRequest) -> Exported:
    """Write the stream of a request; raise CannotExport for one that no engine could run."""
    stream = request.stream
    refuse_unsound(request.document, stream.id, request.catalogue)
    told = told_of(request.document, stream, request.catalogue, str(request.settings[PROFILE.name]))
    losses = losses_of(told)
    root = Element(
        "bpmn:definitions",
        {
            "id": "definitions_",
            "targetNamespace": f"urn:svs-designer:streams:{stream.id}",
            "exporter": "SVS Designer",
            "exporterVersion": __version__,
        },
    )
    put_signals(root, told)
    put_collaboration(root, replace(told, document=_alone(request.document, stream.id)))
    put_process(root, told)
    put_diagram(root, told, placing_of(told.flow, told.lanes, canvas_of(told)))
    return Exported(written(root, _header(told, losses)).encode(), losses)


def _alone(document: Document, stream_id: str) -> Document:
    """Return the document with this stream alone."""
    for other in document.streams:
        if other.id != stream_id:
            document = delete_stream(document, other.id)
    return document


def _header(told: Told, losses: tuple[Loss, ...]) -> str:
    lines = [
        f"{plain(told.stream.name) or told.stream.id}: a value stream, written by SVS Designer {__version__}",
        f"Written for {told.dialect.title}. {told.dialect.note}",
        "A boolean <step>_<target> says that a case takes that way; where none is true, it takes the default.",
    ]
    if losses:
        lines += ["", "What the format could not hold:", *(f"* {loss.message}" for loss in losses)]
    return "\n".join(lines)
