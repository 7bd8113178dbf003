"""Files made for the tests: worked streams and others, in each dialect."""

import xml.etree.ElementTree as ET
from collections import Counter
from functools import cache

from svs_designer.catalogue import load_catalogue
from svs_designer.exchange.exporter import Exported, ExportRequest
from svs_designer.exchange.gateways import FlowNode, GatewayFlow, NodeKind, SequenceFlow
from svs_designer.formats.bpmn.dialects import DIALECTS
from svs_designer.formats.bpmn.exporter import EXPORTER
from svs_designer.formats.native import read_file
from svs_designer.model.document import Document
from svs_designer.resource_files import model_file

CATALOGUE = load_catalogue("itil4")
WORKED = sorted(path.name.removesuffix(".svs.yaml") for path in model_file().glob("*.svs.yaml"))
PROFILES = list(DIALECTS)
NAMES = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
    "svs": "urn:svs-designer:1",
    "zeebe": "http://camunda.org/schema/zeebe/1.0",
}


@cache
def worked(name: str) -> Document:
    document = read_file(model_file(f"{name}.svs.yaml")).document
    assert document is not None
    return document


def exported(document: Document, profile: str = "spiff", stream_id: str | None = None) -> Exported:
    return EXPORTER.export(ExportRequest(document, CATALOGUE, stream_id, {"profile": profile}))


@cache
def worked_file(name: str, profile: str) -> str:
    return exported(worked(name), profile).data.decode()


def tree(data: bytes | str) -> ET.Element:
    return ET.fromstring(data)


def flow_in(text: str) -> GatewayFlow:
    """Return the flow that a file holds, by its elements alone."""
    process = tree(text).find("bpmn:process", NAMES)
    assert process is not None
    flows = tuple(
        SequenceFlow(each.get("sourceRef", ""), each.get("targetRef", ""))
        for each in process.iterfind("bpmn:sequenceFlow", NAMES)
    )
    into = Counter(each.target for each in flows)
    kinds = {
        "startEvent": NodeKind.START,
        "exclusiveGateway": NodeKind.SPLIT,
        "parallelGateway": NodeKind.JOIN,
        "endEvent": NodeKind.FINISH,
    }
    nodes = []
    for element in process:
        tag, node_id = element.tag.rpartition("}")[2], element.get("id", "")
        if tag not in ("extensionElements", "documentation", "laneSet", "sequenceFlow"):
            kind = kinds.get(tag, NodeKind.TASK)
            if kind is NodeKind.JOIN and into[node_id] < 2:
                kind = NodeKind.FORK
            nodes.append(FlowNode(node_id, kind, node_id))
    return GatewayFlow(tuple(nodes), flows, (), ())
