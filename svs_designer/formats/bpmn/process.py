"""The meaning of a stream in BPMN: collaboration, process, lanes, flow nodes and sequence flows."""

from collections.abc import Mapping

from svs_designer.analysis.facts import facts_of
from svs_designer.catalogue import Catalogue
from svs_designer.drawing.text import plain
from svs_designer.exchange.gateways import FlowNode, GatewayFlow, NodeKind
from svs_designer.formats.bpmn.lanes import Lane
from svs_designer.formats.bpmn.mirror import mirrored
from svs_designer.formats.bpmn.naming import flow_names, node_name
from svs_designer.formats.bpmn.told import Told
from svs_designer.formats.bpmn.xml_tree import Element
from svs_designer.model.base import Part, evolve
from svs_designer.model.ids import DEMAND, VALUE
from svs_designer.model.step import Automation, Step

_TAGS = {
    NodeKind.START: "bpmn:startEvent",
    NodeKind.MILESTONE: "bpmn:intermediateThrowEvent",
    NodeKind.FINISH: "bpmn:endEvent",
    NodeKind.SPLIT: "bpmn:exclusiveGateway",
    NodeKind.MERGE: "bpmn:exclusiveGateway",
    NodeKind.FORK: "bpmn:parallelGateway",
    NodeKind.JOIN: "bpmn:parallelGateway",
}
_MIRRORS = {DEMAND: "demand", VALUE: "value"}


def put_collaboration(root: Element, told: Told) -> None:
    """Put the pool, which carries what belongs to no stream: registers, layout, the document's own words."""
    collaboration = root.add("bpmn:collaboration", id="collaboration_")
    document = evolve(told.document, streams=())
    mirror = mirrored(document, "document")
    mirror.attributes["profile"] = told.profile
    collaboration.add("bpmn:extensionElements").children.append(mirror)
    name = plain(told.stream.name) or told.stream.id
    collaboration.add("bpmn:participant", id="pool_", name=name, processRef=f"process_{told.stream.id}")


def put_process(root: Element, told: Told) -> None:
    """Put the process: lanes first, then nodes and flows, each with what only our own reader understands."""
    stream = told.stream
    process = root.add(
        "bpmn:process",
        id=f"process_{stream.id}",
        name=plain(stream.name) or stream.id,
        isExecutable="true" if told.dialect.condition else "false",
    )
    if plain(stream.notes):
        process.add("bpmn:documentation", stream.notes)
    held = _held(told)
    steps = facts_of(stream).steps
    places = {id(part): node_id for node_id, part in held.items()}
    process.add("bpmn:extensionElements").children.append(mirrored(stream, "stream", places))
    _put_lanes(process, told.lanes)
    defaults = {each.source: each.id for each in told.flow.flows if each.default and told.dialect.condition}
    into, out = _ends_of_flows(told.flow)
    for node in told.flow.nodes:
        element = _node(process, node, told)
        if node.id in defaults:
            element.attributes["default"] = defaults[node.id]
        if node.id in held:
            _extend(element, held[node.id], _MIRRORS.get(node.id, "step" if node.id in steps else "end"))
        for tag, ids in (("bpmn:incoming", into.get(node.id, ())), ("bpmn:outgoing", out.get(node.id, ()))):
            for each in ids:
                element.add(tag, each)
        if node.id in told.signals:
            element.add("bpmn:signalEventDefinition", id=f"event_{node.id}", signalRef=told.signals[node.id])
    _put_flows(process, told)


def put_signals(root: Element, told: Told) -> None:
    """Put the signals that events throw and wait for."""
    for signal in sorted(set(told.signals.values())):
        root.add("bpmn:signal", id=signal, name=signal)


def _held(told: Told) -> dict[str, Part]:
    """Return the parts that stand at the nodes of the flow, by id."""
    stream = told.stream
    steps = facts_of(stream).steps
    found: dict[str, Part | None] = {
        node.id: {DEMAND: stream.demand, VALUE: stream.value}.get(node.id) or steps.get(node.id) or stream.end(node.id)
        for node in told.flow.nodes
        if node.id == node.element
    }
    return {key: part for key, part in found.items() if part is not None}


def _put_lanes(process: Element, lanes: tuple[Lane, ...]) -> None:
    group = process.add("bpmn:laneSet", id="lanes_")
    for lane in lanes:
        element = group.add("bpmn:lane", id=lane.id, name=plain(lane.name) or lane.id)
        for node in lane.nodes:
            element.add("bpmn:flowNodeRef", node.id)


def _node(process: Element, node: FlowNode, told: Told) -> Element:
    name = node_name(told.stream, node)
    named = {"name": name} if name else {}
    step = facts_of(told.stream).steps.get(node.id)
    if step is None:
        waits = node.kind is NodeKind.MILESTONE and node.id in told.signals
        return process.add("bpmn:intermediateCatchEvent" if waits else _TAGS[node.kind], id=node.id, **named)
    machine = step.automation is Automation.AUTOMATIC
    element = process.add(told.dialect.machine_work if machine else told.dialect.work, id=node.id, **named)
    if machine and told.dialect.service:
        element.attributes["implementation"] = told.dialect.service.format(step=step.id.replace("-", "_"))
    words = _documentation(step, told.catalogue)
    if words:
        element.add("bpmn:documentation", words)
    if told.dialect.zeebe:
        _put_zeebe(element.add("bpmn:extensionElements"), step, machine=machine)
    return element


def _documentation(step: Step, catalogue: Catalogue) -> str:
    """Say in words what an engineer should know of a step: activity and practices, and the notes on it."""
    activity = catalogue.activity(step.activity) if step.activity else None
    practices = [practice.name for each in step.practices if (practice := catalogue.practice(each))]
    lines = [
        f"Activity: {activity.name}" if activity else "",
        f"Practices: {', '.join(practices)}" if practices else "",
        step.notes.strip(),
    ]
    return "\n".join(line for line in lines if line)


def _put_zeebe(extensions: Element, step: Step, *, machine: bool) -> None:
    if machine:
        extensions.add("zeebe:taskDefinition", type=step.id)
    else:
        extensions.add("zeebe:userTask")


def _extend(element: Element, part: Part, tag: str) -> None:
    extensions = element.first("bpmn:extensionElements") or element.add("bpmn:extensionElements")
    extensions.children.append(mirrored(part, tag))


def _ends_of_flows(flow: GatewayFlow) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
    into: dict[str, list[str]] = {}
    out: dict[str, list[str]] = {}
    for each in flow.flows:
        into.setdefault(each.target, []).append(each.id)
        out.setdefault(each.source, []).append(each.id)
    return into, out


def _put_flows(process: Element, told: Told) -> None:
    names = flow_names(told.stream, told.flow)
    asked: dict[str, tuple[str, ...]] = {}
    for flow in told.flow.flows:
        named = {"name": names[flow.id]} if flow.id in names else {}
        element = process.add("bpmn:sequenceFlow", id=flow.id, sourceRef=flow.source, targetRef=flow.target, **named)
        if flow.variable and told.dialect.condition:
            earlier = asked.get(flow.source, ())
            words = told.dialect.condition(flow.variable, earlier)
            asked[flow.source] = (*earlier, flow.variable)
            element.add("bpmn:conditionExpression", words, **{"xsi:type": "bpmn:tFormalExpression"})
