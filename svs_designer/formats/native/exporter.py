"""The native YAML as a format to export: one stream of a document, or all of it."""

from svs_designer.exchange.exporter import Exported, Exporter, ExportRequest, Kind


def _write(request: ExportRequest) -> Exported:
    from svs_designer.formats.native.writer import write_text
    from svs_designer.model.edits.streams import delete_stream

    document = request.document
    for stream in request.document.streams:
        if request.stream_id is not None and stream.id != request.stream_id:
            document = delete_stream(document, stream.id)
    return Exported(write_text(document).encode())


EXPORTER = Exporter("yaml", "YAML", "svs.yaml", Kind.NATIVE, _write, "everything, for this program and git", whole=True)
