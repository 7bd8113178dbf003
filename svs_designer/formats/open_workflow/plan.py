"""What the writer knows of one stream while it writes: names, variables, what is asked and how often it may repeat."""

from dataclasses import dataclass, field

from svs_designer.exchange.decisions import Decision, decision
from svs_designer.formats.open_workflow.names import Variables, workflow_name
from svs_designer.formats.open_workflow.timers import Timers
from svs_designer.model.document import Document
from svs_designer.model.ids import DEMAND, VALUE
from svs_designer.model.links import Ways
from svs_designer.model.stream import ValueStream


@dataclass
class Plan:
    """One export. Variables are given while tasks are made; the first task, made last, sets them all.

    Where `delayed`, a case waits for the delays on its links.
    """

    document: Document
    stream: ValueStream
    rehearse: bool
    most: int
    delayed: bool = False
    name: str = ""
    visits: list[str] = field(default_factory=list)
    repeats: list[str] = field(default_factory=list)
    bounded: list[tuple[str, str, str]] = field(default_factory=list)
    copied: dict[str, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look at the ways and times of the stream once."""
        self.name = workflow_name(self.stream.id)
        self.timers = Timers(self.stream)
        self._visits = Variables()
        self._repeats = Variables()
        self._written: set[str] = set()
        self._ways = {step.id: step.next for step in self.stream.steps}
        self._ways |= {DEMAND: self.stream.demand.next} if self.stream.demand else {}
        self._ways |= {VALUE: self.stream.value.next} if self.stream.value else {}

    def ways(self, node: str) -> Ways:
        """Return the ways on from a node; none for an end."""
        return self._ways.get(node, Ways())

    def delay(self, source: str, target: str) -> dict[str, int] | None:
        """Return how long a case waits on the way from a node to another; None where it does not."""
        link = self.ways(source).link_to(target) if self.delayed else None
        if link is None:
            return None
        return self.timers.short(link.delay) if self.rehearse else self.timers.real(link.delay)

    def decision(self, node: str) -> Decision | None:
        """Return how a case chooses at a node, if there is anything to choose."""
        return decision(node, self.ways(node))

    @property
    def answers(self) -> list[str]:
        """All booleans that choose a way, in the author's order."""
        found = (self.decision(node) for node in self.stream.nodes())
        return list(dict.fromkeys(asked.variable for each in found if each for asked in each.asked))

    def visit(self, step: str) -> tuple[str, str]:
        """Return the counter of a step that is being written, and the subject of its events.

        A copy in another branch has its own of both: the two may be under way at the same time.
        """
        variable = self._visits.fresh(step)
        self.visits.append(variable)
        if step not in self._written:
            self._written.add(step)
            return variable, step
        self.copied[step] = None
        return variable, f"{step}/{variable}"

    def repeat_variable(self, source: str, target: str, instead: str) -> str:
        """Return the counter of a bounded link; `instead` is where a case goes that has used it up."""
        variable = self._repeats.fresh(f"{source}_{target}")
        self.repeats.append(variable)
        self.bounded.append((source, target, instead))
        return variable
