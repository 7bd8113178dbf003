"""What a process of BPMN holds, sorted: nodes and ways into a net, everything else into remarks."""

from collections.abc import Callable, Iterable, Mapping

from svs_designer.drawing.text import plain
from svs_designer.formats.bpmn.net import Edge, Net, Node, Role
from svs_designer.formats.bpmn.xml_tree import Element
from svs_designer.model.duration import BadDuration, Duration
from svs_designer.model.links import LinkKind, Split

WORK = (
    "bpmn:task", "bpmn:userTask", "bpmn:manualTask", "bpmn:serviceTask", "bpmn:scriptTask", "bpmn:businessRuleTask",
    "bpmn:sendTask", "bpmn:receiveTask", "bpmn:callActivity",
)  # fmt: skip
_BY_MACHINE = frozenset({"bpmn:serviceTask", "bpmn:scriptTask", "bpmn:businessRuleTask"})
_INSIDE = frozenset({"bpmn:subProcess", "bpmn:transaction", "bpmn:adHocSubProcess"})
_GATEWAYS = {
    "bpmn:exclusiveGateway": Split.ONE,
    "bpmn:eventBasedGateway": Split.ONE,
    "bpmn:parallelGateway": Split.ALL,
    "bpmn:inclusiveGateway": Split.UNDECIDED,
    "bpmn:complexGateway": Split.UNDECIDED,
}
_SURE = frozenset({"bpmn:exclusiveGateway", "bpmn:parallelGateway"})
_BAD_ENDS = frozenset({
    "bpmn:errorEventDefinition", "bpmn:cancelEventDefinition",
    "bpmn:escalationEventDefinition", "bpmn:compensateEventDefinition",
})  # fmt: skip
# What is read elsewhere, or says nothing by itself.
_KNOWN = frozenset({
    "bpmn:incoming", "bpmn:outgoing", "bpmn:documentation", "bpmn:extensionElements", "bpmn:laneSet",
    "bpmn:textAnnotation", "bpmn:association", "bpmn:sequenceFlow", "bpmn:conditionExpression",
})  # fmt: skip


def collected(process: Element, teams: Mapping[str, str | None], team: str | None, value: str = "") -> Net:
    """Return the net of a process; `teams` say who does a node, `team` whom all belongs to that no lane holds.

    `value` is the event that is known to be the value of the stream, though cases go on from there.
    """
    net = Net()
    collector = _Collector(net, teams, team, value)
    collector.collect(process)
    collector.connect_events()
    return net


def words_of(element: Element) -> str:
    """Return the name of an element as one line."""
    return plain(element.get("name"))


def kind_of(element: Element) -> str:
    """Return what people call an element of a tag: `bpmn:dataObject` is a data object."""
    local = element.tag.rpartition("}")[2].rpartition(":")[2]
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in local).strip()


def named(element: Element) -> str:
    """Return how a remark calls an element."""
    name = words_of(element) or element.get("id")
    return f"The {kind_of(element)} “{name}”" if name else f"A {kind_of(element)}"


class _Collector:
    """Goes through a process, into its sub-processes."""

    def __init__(self, net: Net, teams: Mapping[str, str | None], team: str | None, value: str) -> None:
        self.net = net
        self.value = value
        self.teams = teams
        self.team = team
        self.links: dict[tuple[str, bool], list[str]] = {}
        self.interrupting: list[Edge] = []
        self.handlers: dict[str, Callable[[Element, str], None]] = {
            **dict.fromkeys(WORK, self._task),
            **dict.fromkeys(_INSIDE, self._sub_process),
            **dict.fromkeys(_GATEWAYS, self._gateway),
            "bpmn:startEvent": self._start,
            "bpmn:endEvent": self._end,
            "bpmn:intermediateCatchEvent": self._intermediate,
            "bpmn:intermediateThrowEvent": self._intermediate,
            "bpmn:boundaryEvent": self._boundary,
        }

    def collect(self, container: Element, around: str = "") -> None:
        """Take over everything in a process, or in the sub-process `around`."""
        for element in container.children:
            handle = self.handlers.get(element.tag)
            if handle is not None and element.get("id") in self.net.nodes:
                self.net.say(f"{named(element)} has an id that stands twice: left out", element)
            elif handle is not None:
                handle(element, around)
            elif element.tag not in _KNOWN:
                self.net.say(f"{named(element)} has no place in a value stream: left out", element)
        defaults = {each.get("default") for each in container.children}
        for flow in container.of("bpmn:sequenceFlow"):
            self._flow(flow, defaults)

    def connect_events(self) -> None:
        """Lead link events to those of the same name, and steps to the events on their border."""
        for (name, throws), nodes in self.links.items():
            for target in self.links.get((name, False), ()) if throws else ():
                for source in nodes:
                    self.net.connect(Edge(source, target))
        for edge in self.interrupting:
            edge.source = _last(self.net, edge.source)
            self.net.connect(edge)

    def _put(self, element: Element, role: Role, around: str, name: str = "") -> Node:
        node_id = element.get("id") or f"line {element.line}"
        team = self.teams.get(node_id) or self.teams.get(around) or self.team
        node = Node(node_id, role, name or words_of(element), element, team)
        node.notes = [each.text.strip() for each in element.of("bpmn:documentation") if each.text.strip()]
        self.net.nodes[node_id] = node
        return node

    def _task(self, element: Element, around: str) -> None:
        node = self._put(element, Role.STEP, around)
        node.automatic = element.tag in _BY_MACHINE
        if element.tag == "bpmn:callActivity" and element.get("calledElement"):
            called = element.get("calledElement")
            self.net.say(f"{named(element)} calls the process “{called}”: taken over as one step", element)
        self._details(element)

    def _details(self, element: Element) -> None:
        """Say what an activity holds beyond its name."""
        if element.first("bpmn:multiInstanceLoopCharacteristics"):
            self.net.say(f"{named(element)} is done several times for one case: taken over as one step", element)
        if element.first("bpmn:standardLoopCharacteristics"):
            self.net.say(f"{named(element)} is repeated by itself: add the rework as a link", element)
        held = [each for each in element.children if each.tag.startswith("bpmn:data") or "Specification" in each.tag]
        if held:
            self.net.say(f"{named(element)} reads or writes data: add it to its inputs and outputs", element)

    def _sub_process(self, element: Element, around: str) -> None:
        inner = [child for child in element.children if child.tag in self.handlers]
        if element.get("triggeredByEvent") == "true":
            self.net.say(f"{named(element)} begins by an event of its own, beside the flow: left out", element)
            return
        if not inner:
            self._put(element, Role.STEP, around)
            self._details(element)
            return
        node = self._put(element, Role.PASS, around)
        after = Node(_after(node.id), Role.PASS, "", element, node.team)
        self.net.nodes[after.id] = after
        self.teams = {**self.teams, node.id: node.team}
        self.net.say(f"{named(element)} has steps inside: they are taken over one by one", element)
        self._details(element)
        self.collect(element, node.id)
        self._open_ends([child.get("id") for child in inner], node, after)

    def _open_ends(self, inner: Iterable[str], before: Node, after: Node) -> None:
        """Lead from before a sub-process to where it begins, and from where it ends to after it."""
        for node_id in inner:
            node = self.net.nodes.get(node_id)
            if node is None:
                continue
            last = _after(node_id) if _after(node_id) in self.net.nodes else node_id
            if not self.net.into(node_id):
                self.net.connect(Edge(before.id, node_id))
            if not self.net.out(last):
                self.net.connect(Edge(last, after.id))

    def _gateway(self, element: Element, around: str) -> None:
        node = self._put(element, Role.GATEWAY, around)
        node.split = _GATEWAYS[element.tag]
        if element.tag == "bpmn:eventBasedGateway":
            self.net.say(f"{named(element)} waits for what happens first: taken over as a choice of one", element)
        elif element.tag not in _SURE:
            words = "may take several ways at once: decide whether one or all are meant"
            self.net.say(f"{named(element)} {words}", element)

    def _start(self, element: Element, around: str) -> None:
        self._put(element, Role.PASS if around else Role.START, around)
        self._definitions(element, "begins")

    def _end(self, element: Element, around: str) -> None:
        node = self._put(element, Role.PASS if around else Role.END, around)
        node.good = not any(child.tag in _BAD_ENDS for child in element.children)
        self._definitions(element, "ends")

    def _definitions(self, element: Element, word: str) -> None:
        for each in element.children:
            if each.tag.endswith("EventDefinition"):
                self.net.say(f"{named(element)} {word} with a {kind_of(each)}: only its name is taken over", element)

    def _intermediate(self, element: Element, around: str) -> None:
        link, timer = element.first("bpmn:linkEventDefinition"), element.first("bpmn:timerEventDefinition")
        throws = element.tag == "bpmn:intermediateThrowEvent"
        if self.value and element.get("id") == self.value:
            self._put(element, Role.VALUE, around)
        elif link is not None:
            node = self._put(element, Role.PASS, around)
            self.links.setdefault((link.get("name"), throws), []).append(node.id)
        elif timer is not None:
            self._timer(element, timer, around)
        elif any(child.tag.endswith("EventDefinition") for child in element.children):
            word = "Tell" if throws else "Wait for"
            name = words_of(element) or f"{word} {_happening(element)}"
            self._put(element, Role.STEP, around, name)
            self.net.say(f"{named(element)} became the step “{name}”", element, guess=True)
        else:
            self._put(element, Role.PASS, around)
            self.net.say(f"{named(element)} marks a point on the way and is no work: left out", element)

    def _timer(self, element: Element, timer: Element, around: str) -> None:
        wait = _duration(timer)
        if wait is None:
            name = words_of(element) or "Wait"
            self._put(element, Role.STEP, around, name)
            self.net.say(f"{named(element)} waits for a time that is no plain duration: taken over as a step", element)
            return
        node = self._put(element, Role.PASS, around)
        node.delay = wait
        self.net.say(f"{named(element)} waits {wait}: taken over as the delay of the link there", element, guess=True)

    def _boundary(self, element: Element, around: str) -> None:
        """Take over an event on the border of a step as another way on from the step."""
        host = element.get("attachedToRef")
        node = self._put(element, Role.PASS, around)
        timer = element.first("bpmn:timerEventDefinition")
        wait = _duration(timer) if timer is not None else None
        happening = f"after {wait}" if wait else _happening(element)
        when = ", ".join(dict.fromkeys(filter(None, (words_of(element), happening))))
        self.interrupting.append(Edge(host, node.id, when=when, kind=LinkKind.ESCALATION, line=element.line))
        also = ", and the step goes on as well" if element.get("cancelActivity") == "false" else ""
        self.net.say(f"{named(element)} became another way on from its step{also}", element, guess=True)

    def _flow(self, flow: Element, defaults: set[str]) -> None:
        condition = flow.first("bpmn:conditionExpression")
        words = plain(condition.text) if condition else ""
        self.net.connect(
            Edge(
                _last(self.net, flow.get("sourceRef")),
                flow.get("targetRef"),
                when=words_of(flow),
                condition=words,
                default=bool(flow.get("id")) and flow.get("id") in defaults,
                line=flow.line,
            )
        )
        flow_notes = [each for each in flow.of("bpmn:documentation") if each.text.strip()]
        if flow_notes:
            self.net.say(f"{named(flow)} is documented: its text is left out", flow)


def _after(node_id: str) -> str:
    return f"{node_id} after"


def _last(net: Net, node_id: str) -> str:
    return _after(node_id) if _after(node_id) in net.nodes else node_id


def _happening(element: Element) -> str:
    kinds = [kind_of(each).removesuffix(" event definition") for each in element.children if "EventDef" in each.tag]
    return f"a {kinds[0]}" if kinds else "an event"


def _duration(timer: Element) -> Duration | None:
    text = timer.first("bpmn:timeDuration")
    try:
        return Duration.parse(text.text.strip().strip('"')) if text else None
    except BadDuration:
        return None
