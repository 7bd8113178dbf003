"""The steps of a stream as a plain list, one a line: the format of ACME's wiki."""

from svs_designer.exchange.exporter import Exported, Exporter, ExportRequest, Kind, Loss
from svs_designer.exchange.importer import CannotImport, Imported, Importer
from svs_designer.model.document import Document
from svs_designer.model.ids import fresh_id
from svs_designer.model.stream import ValueStream


def write(request: ExportRequest) -> Exported:
    lines = [f"- {' '.join(step.label.split())}" for step in request.stream.steps]
    return Exported("\n".join([*lines, ""]).encode(), (Loss("a list has no links, teams or times"),))


def read(data: bytes, name: str) -> Imported:
    names = [line[2:].strip() for line in data.decode("utf-8", "replace").splitlines() if line.startswith("- ")]
    if not names:
        raise CannotImport(f"{name} lists no step: begin a line with '- '")
    ids: list[str] = []
    for each in names:
        ids.append(fresh_id(each, ids, fallback="step"))
    steps = [{"id": i, "name": n, "next": on} for i, n, on in zip(ids, names, [*ids[1:], "value"], strict=True)]
    stream = ValueStream(id="imported", name=name, demand={"next": ids[0]}, value={}, steps=steps)
    return Imported(Document(streams=(stream,)))


LIST = Exporter("acme-list", "ACME list", "md", Kind.SKETCH, write, "the steps as a list for the wiki")
FROM_LIST = Importer("acme-list", "ACME list", ("md",), lambda data: data.startswith(b"- "), read)
