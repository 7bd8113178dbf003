"""The hand-over folder: one stream in every form that an engineer needs to read, run and change it.

Formats are asked by id; one that is not installed is left out, and the README says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from svs_designer.catalogue import Catalogue
from svs_designer.exchange.exporter import Exporter, ExportRequest, Loss
from svs_designer.exchange.refusal import refuse_unsound
from svs_designer.exchange.settings import BadSetting, SettingValue
from svs_designer.model.document import Document
from svs_designer.model.ids import slug
from svs_designer.model.stream import ValueStream

README = "README.md"


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the folder: in which format, with which settings, and what tells it from another of the format."""

    format: str
    name: str
    tag: str = ""
    settings: Mapping[str, SettingValue] = field(default_factory=dict)


YAML, SVG = Part("yaml", "YAML"), Part("svg", "SVG")
SPIFF = Part("bpmn", "BPMN for SpiffWorkflow", "spiff", {"profile": "spiff"})
BPMN_ENGINE = Part("bpmn", "BPMN for bpmn-engine", "bpmn-engine", {"profile": "bpmn-engine"})
OPEN_WORKFLOW = Part("open-workflow", "Open Workflow")
PARTS = (YAML, SPIFF, BPMN_ENGINE, OPEN_WORKFLOW, SVG)
"""Engines of BPMN read conditions in dialects of their own, so each of those that were tried gets its file."""


class HandedFile(NamedTuple):
    """A file of the folder, and what its format could not hold."""

    part: Part
    name: str
    data: bytes
    losses: tuple[Loss, ...]


class HandOver(NamedTuple):
    """What goes into the folder, the README among it, and which parts are missing and why."""

    stem: str
    files: dict[str, bytes]
    handed: tuple[HandedFile, ...]
    missing: tuple[str, ...]


def hand_over(
    document: Document, catalogue: Catalogue, stream_id: str, exporters: Mapping[str, Exporter], *, date: str = ""
) -> HandOver:
    """Make all files of the folder; raise CannotExport, with the findings, for a stream that no engine could run."""
    from svs_designer.exchange.hand_over_readme import readme_of

    refuse_unsound(document, stream_id, catalogue)
    stream = document.stream(stream_id)
    stem = slug(stream.label) or stream.id
    handed: list[HandedFile] = []
    missing: list[str] = []
    for part in PARTS:
        exporter = exporters.get(part.format)
        if exporter is None:
            missing.append(f"{part.name}: its format is not installed")
            continue
        request = ExportRequest(document, catalogue, stream_id, part.settings, date)
        try:
            made = exporter.export(request)
        except BadSetting as error:
            missing.append(f"{part.name}: {error}")
            continue
        handed.append(HandedFile(part, _file_name(stem, part, exporter), made.data, made.losses))
    told = readme_of(document, catalogue, stream, handed, missing, date=date)
    files = {README: told.encode(), **{each.name: each.data for each in handed}}
    return HandOver(stem, files, tuple(handed), tuple(missing))


def folder_name(stream: ValueStream) -> str:
    """Return what the folder of a stream is called unless somebody says otherwise."""
    return f"{slug(stream.label) or stream.id}-hand-over"


def _file_name(stem: str, part: Part, exporter: Exporter) -> str:
    tag = f"-{part.tag}" if part.tag else ""
    return f"{stem}{tag}.{exporter.ending}"
