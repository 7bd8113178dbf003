"""A foreign process as a graph that can be changed: what its nodes will become in a stream, and the ways between."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from svs_designer.exchange.importer import CannotImport, Remark
from svs_designer.formats.bpmn.xml_tree import Element
from svs_designer.model.duration import Duration
from svs_designer.model.links import LinkKind, Split

MOST_WAYS = 50_000


class Role(Enum):
    """What a node will be in the stream; a GATEWAY says how ways are meant, a PASS leaves no trace."""

    START = auto()
    STEP = auto()
    VALUE = auto()
    END = auto()
    GATEWAY = auto()
    PASS = auto()


@dataclass(slots=True, eq=False)
class Node:
    """One node. For a gateway `split` says how ways on are meant, for others it is found while untangling."""

    id: str
    role: Role
    name: str
    element: Element
    team: str | None = None
    split: Split | None = None
    joins: bool = False
    automatic: bool = False
    good: bool = True
    delay: Duration | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Return where it stands in the file."""
        return f"line {self.element.line}"


@dataclass(slots=True, eq=False)
class Edge:
    """One way from node to node, by their ids."""

    source: str
    target: str
    when: str = ""
    condition: str = ""
    default: bool = False
    kind: LinkKind = LinkKind.FLOW
    delay: Duration | None = None
    line: int = 0


class Net:
    """The nodes and ways of one process, and what there is to say about them. Between two nodes there is one way."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.remarks: list[Remark] = []
        self._out: dict[str, dict[str, Edge]] = {}
        self._into: dict[str, dict[str, Edge]] = {}
        self._count = 0

    @property
    def edges(self) -> list[Edge]:
        """Return all ways."""
        return [edge for ways in self._out.values() for edge in ways.values()]

    def into(self, node_id: str) -> list[Edge]:
        """Return the ways that come to a node."""
        return list(self._into.get(node_id, {}).values())

    def out(self, node_id: str) -> list[Edge]:
        """Return the ways that leave a node."""
        return list(self._out.get(node_id, {}).values())

    def having(self, *roles: Role) -> Iterator[Node]:
        """Yield the nodes of some roles, in the order of the file."""
        return (node for node in list(self.nodes.values()) if node.role in roles)

    def connect(self, edge: Edge) -> None:
        """Add a way; where there is one already, the two become one, and it is said."""
        known = self._out.get(edge.source, {}).get(edge.target)
        if known is None:
            self._count += 1
            if self._count > MOST_WAYS:
                raise CannotImport(
                    f"Line {edge.line}: more than {MOST_WAYS:,} ways lead from step to step: split it up"
                )
            self._out.setdefault(edge.source, {})[edge.target] = edge
            self._into.setdefault(edge.target, {})[edge.source] = edge
            return
        known.when = " or ".join(dict.fromkeys(each for each in (known.when, edge.when) if each))
        known.default = known.default or edge.default
        known.delay = known.delay or edge.delay
        self.remarks.append(Remark("Two ways lead to the same place: joined into one", f"line {edge.line}"))

    def drop(self, edge: Edge) -> None:
        """Take a way out."""
        self._out[edge.source].pop(edge.target)
        self._into[edge.target].pop(edge.source)

    def say(self, message: str, node: Node | Element, *, guess: bool = False) -> None:
        """Remember a remark about something in the file; its element is for now what the file calls it."""
        element = node.element if isinstance(node, Node) else node
        self.remarks.append(Remark(message, f"line {element.line}", element.get("id") or None, guess))

    def take_out(self, node: Node) -> None:
        """Let the ways into a node lead to where its ways on lead."""
        into, out = self.into(node.id), self.out(node.id)
        for edge in {id(each): each for each in (*into, *out)}.values():
            self.drop(edge)
        del self.nodes[node.id]
        for first in into:
            for then in out:
                if first.source != node.id != then.target:
                    self.connect(_joined(first, then, node))


def _joined(first: Edge, then: Edge, node: Node) -> Edge:
    words = dict.fromkeys(each for each in (first.when, then.when) if each)
    conditions = dict.fromkeys(each for each in (first.condition, then.condition) if each)
    return Edge(
        first.source,
        then.target,
        when=", ".join(words),
        condition=" and ".join(conditions),
        default=first.default or then.default,
        kind=first.kind if first.kind is not LinkKind.FLOW else then.kind,
        delay=_sum(_sum(first.delay, node.delay), then.delay),
        line=then.line or first.line,
    )


def _sum(one: Duration | None, other: Duration | None) -> Duration | None:
    if one is None or other is None:
        return one or other
    return Duration(one.days + other.days, one.seconds + other.seconds)
