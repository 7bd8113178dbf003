"""Files of this program, read back: the document is in svs: elements, as long as the diagram still says the same."""

from typing import NamedTuple

from svs_designer.catalogue import load_catalogue
from svs_designer.exchange.exporter import CannotExport
from svs_designer.formats.bpmn.dialects import DIALECTS
from svs_designer.formats.bpmn.mirror import Unreadable, part_of
from svs_designer.formats.bpmn.process import put_process
from svs_designer.formats.bpmn.told import Told, told_of
from svs_designer.formats.bpmn.xml_tree import Element
from svs_designer.model.base import evolve
from svs_designer.model.document import Document
from svs_designer.model.stream import ValueStream

_HELD = ("svs:step", "svs:end", "svs:demand", "svs:value")
_UNSAID = ("bpmn:documentation", "bpmn:extensionElements", "bpmn:laneSet", "bpmn:sequenceFlow")


class Own(NamedTuple):
    """What a file of this program remembers; `told` is what it would tell of that, None if it could not be told."""

    document: Document
    stream: ValueStream
    told: Told | None


def own_of(root: Element) -> Own | None:
    """Return what a file remembers, None where it is not ours; raise Unreadable where that has been damaged."""
    collaboration, process = root.first("bpmn:collaboration"), root.first("bpmn:process")
    document = _extension(collaboration, "svs:document")
    mirrored = _extension(process, "svs:stream")
    if process is None or document is None or mirrored is None:
        return None
    held = {
        each.get("id"): part
        for each in process.children
        for tag in _HELD
        if (part := _extension(each, tag)) is not None
    }
    stream = part_of(mirrored, ValueStream, held)
    try:
        whole = evolve(part_of(document, Document), streams=(stream,))
    except ValueError as error:
        raise Unreadable("the document is not as it was written") from error
    profile = document.get("profile")
    return Own(whole, stream, _told(whole, stream, profile) if profile in DIALECTS else None)


def _told(document: Document, stream: ValueStream, profile: str) -> Told | None:
    try:
        # Which catalogue it is does not matter: only words for people come from it.
        return told_of(document, stream, load_catalogue("itil4"), profile)
    except CannotExport:
        return None


def _extension(element: Element | None, tag: str) -> Element | None:
    extensions = element.first("bpmn:extensionElements") if element else None
    return extensions.first(tag) if extensions else None


def is_unchanged(told: Told, root: Element) -> bool:
    """Tell whether the diagram of a file still says what its svs: elements say: nodes, names, flows, lanes."""
    written = Element("bpmn:definitions")
    put_process(written, told)
    return [_said(each) for each in written.of("bpmn:process")] == [_said(each) for each in root.of("bpmn:process")]


def _said(process: Element) -> list[set[tuple[str, ...]]]:
    """Return what a process says in its own words, whatever the order and the dialect."""
    nodes: set[tuple[str, ...]] = {
        (each.tag, each.get("id"), each.get("name")) for each in process.children if each.tag not in _UNSAID
    }
    flows: set[tuple[str, ...]] = {
        (each.get("id"), each.get("sourceRef"), each.get("targetRef"), each.get("name"))
        for each in process.of("bpmn:sequenceFlow")
    }
    lanes: set[tuple[str, ...]] = {
        (lane.get("id"), lane.get("name"), ref.text)
        for group in process.of("bpmn:laneSet")
        for lane in group.of("bpmn:lane")
        for ref in lane.of("bpmn:flowNodeRef")
    }
    return [{(process.get("name"),)}, nodes, flows, lanes]
