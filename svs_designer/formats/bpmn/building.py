"""From an untangled net to a value stream: ids, steps, ways on, demand, value and ends."""

from typing import NamedTuple

from svs_designer.catalogue import Catalogue
from svs_designer.drawing.text import plain
from svs_designer.exchange.importer import Remark
from svs_designer.formats.bpmn.guessing import guessed
from svs_designer.formats.bpmn.naming import element_name
from svs_designer.formats.bpmn.net import Edge, Net, Node, Role
from svs_designer.formats.bpmn.value_of import value_of
from svs_designer.model.base import evolve
from svs_designer.model.ids import DEMAND, END, VALUE, fresh_id
from svs_designer.model.links import Link, LinkKind, Split, Ways
from svs_designer.model.step import Automation, Join, Step, StepKind
from svs_designer.model.stream import Demand, End, Value, ValueStream


class Built(NamedTuple):
    """A stream, the elements it has by the ids of the file, and what has to be said about its steps."""

    stream: ValueStream
    ids: dict[str, str]
    remarks: tuple[Remark, ...]


def built(net: Net, stream: ValueStream, catalogue: Catalogue, known: ValueStream | None = None) -> Built:
    """Return the stream with the flow of a net; of `known`, an earlier state of it, everything else is kept."""
    return _Building(net, stream, catalogue, known).built()


class _Building:
    """A stream in the making."""

    def __init__(self, net: Net, stream: ValueStream, catalogue: Catalogue, known: ValueStream | None) -> None:
        self.net = net
        self.base = stream
        self.catalogue = catalogue
        self.known = known
        self.value = value_of(net)
        self.ids: dict[str, str] = {}
        self.remarks: list[Remark] = []
        self._give_ids()

    def built(self) -> Built:
        steps = tuple(self._step(node) for node in self.net.having(Role.STEP))
        ends = tuple(self._end(node) for node in self.net.having(Role.END) if node is not self.value)
        if END in self._targets() and all(end.id != END for end in ends):
            ends = (*ends, End(id=END))
        value = self._value() if self.value is not None or VALUE in self._targets() else None
        stream = evolve(self.base, demand=self._demand(), steps=steps, ends=ends, value=value)
        return Built(stream, self.ids, tuple(self.remarks))

    def _give_ids(self) -> None:
        taken: set[str] = {note.id for note in self.base.annotations}
        for node in self.net.having(Role.STEP, Role.END):
            known = self.known and (self.known.step(node.id) or self.known.end(node.id))
            if known:
                taken.add(node.id)
                self.ids[node.id] = node.id
        for node in self.net.having(Role.START, Role.STEP, Role.VALUE, Role.END):
            if node.role is Role.START:
                self.ids[node.id] = DEMAND
            elif node is self.value:
                self.ids[node.id] = VALUE
            elif node.id not in self.ids:
                unnamed_end = node.role is Role.END and not node.name and END not in taken
                fallback = "end" if node.role is Role.END else "step"
                self.ids[node.id] = END if unnamed_end else fresh_id(node.name, taken, fallback=fallback)
                taken.add(self.ids[node.id])

    def _targets(self) -> set[str]:
        """Return where steps lead that have no way on in the file."""
        return {self._over() for node in self.net.having(Role.STEP) if not self.net.out(node.id)}

    def _over(self) -> str:
        """Return where a case is over for which the file has no end event."""
        return END if any(True for _ in self.net.having(Role.END, Role.VALUE)) else VALUE

    def _step(self, node: Node) -> Step:
        step_id = self.ids[node.id]
        known = self.known.step(step_id) if self.known else None
        ways = self._ways(node)
        if not ways.links:
            over = self._over()
            ways = Ways(links=(Link(to=over),))
            where = "value" if over == VALUE else "an end without value"
            self.remarks.append(
                Remark(f"“{node.name or node.id}” leads nowhere: led to {where}", node.place, step_id, guess=True)
            )
        if known is not None:
            name = known.name if node.name == (plain(known.name) or known.id) else node.name
            return evolve(known, name=name, team=node.team, next=ways)
        return self._new_step(node, step_id, ways)

    def _new_step(self, node: Node, step_id: str, ways: Ways) -> Step:
        guess = guessed(node.name, self.catalogue)
        if guess.activity or guess.practices:
            words = [guess.activity or "no activity", *guess.practices]
            self.remarks.append(
                Remark(f"“{node.name}” sounds like {', '.join(words)}", node.place, step_id, guess=True)
            )
        else:
            self.remarks.append(
                Remark(f"“{node.name or step_id}” needs an activity and practices", node.place, step_id)
            )
        return Step(
            id=step_id,
            name=node.name,
            kind=StepKind.DECISION if node.element.tag.endswith("Gateway") and node.split else StepKind.WORK,
            activity=guess.activity,
            practices=guess.practices,
            team=node.team,
            automation=Automation.AUTOMATIC if node.automatic else Automation.MANUAL,
            join=Join.ALL if node.joins else Join.ANY,
            next=ways,
            notes="\n\n".join(node.notes),
        )

    def _ways(self, node: Node) -> Ways:
        source = self.ids[node.id]
        edges = [edge for edge in self.net.out(node.id) if self._leads_on(edge)]
        links = {self.ids[edge.target]: self._link(source, edge) for edge in edges}
        for link in self._idle_links(source):
            links.setdefault(link.to, link)
        return Ways(links=tuple(links.values()), split=node.split or Split.UNDECIDED)

    def _idle_links(self, source: str) -> list[Link]:
        """Return the ways that no case takes, which no diagram shows."""
        ways = self.known.ways(source) if self.known else None
        idle = [link for link in ways.links if link.kind is LinkKind.FEEDBACK or link.share == 0] if ways else []
        return [link for link in idle if link.to in self.ids.values()]

    def _leads_on(self, edge: Edge) -> bool:
        target = self.net.nodes[edge.target]
        if target.role is Role.START:
            self.remarks.append(
                Remark(f"A flow leads back to the start “{target.name}”: left out", f"line {edge.line}")
            )
        return target.role is not Role.START

    def _link(self, source: str, edge: Edge) -> Link:
        target = self.ids[edge.target]
        known = self.known.link(source, target) if self.known else None
        if known is not None and self.known is not None:
            same = edge.when in ("", plain(known.when), element_name(self.known, target))
            return known if same else evolve(known, when=edge.when)
        when = edge.when or edge.condition
        notes = f"Condition: {edge.condition}" if edge.condition and edge.condition not in when else ""
        return Link(to=target, when=when, kind=edge.kind, default=edge.default, delay=edge.delay, notes=notes)

    def _demand(self) -> Demand:
        starts = list(self.net.having(Role.START))
        if not starts:
            return self._implied_demand()
        ways = [self._ways(node) for node in starts]
        links = {link.to: link for each in ways for link in each.links}
        split = ways[0].split if len(ways) == 1 else Split.ONE
        if len(starts) > 1:
            names = ", ".join(f"“{node.name or node.id}”" for node in starts)
            self.remarks.append(Remark(f"Several events begin the process ({names}): one demand, one of its ways"))
        text = " / ".join(node.name for node in starts if node.name)
        known = self.known.demand if self.known else None
        onward = Ways(links=tuple(links.values()), split=split or Split.UNDECIDED)
        if known is not None:
            return evolve(known, text=known.text if text in (plain(known.text), "Demand") else text, next=onward)
        return Demand(text=text, next=onward, notes="\n\n".join(note for node in starts for note in node.notes))

    def _implied_demand(self) -> Demand:
        first = [node.id for node in self.net.having(Role.STEP) if not self.net.into(node.id)]
        self.remarks.append(Remark("No event begins the process: demand leads to what nothing leads to", guess=True))
        return Demand(next=Ways(links=tuple(Link(to=self.ids[node]) for node in first), split=Split.UNDECIDED))

    def _value(self) -> Value:
        node = self.value
        if node is None:
            return Value()
        ways = self._ways(node) if node.role is Role.VALUE else Ways()
        known = self.known.value if self.known else None
        if known is not None:
            outcome = known.outcome if node.name in (plain(known.outcome), "Value") else node.name
            return evolve(known, outcome=outcome, next=ways)
        return Value(outcome=node.name, next=ways, notes="\n\n".join(node.notes))

    def _end(self, node: Node) -> End:
        known = self.known.end(node.id) if self.known else None
        if known is not None:
            return evolve(known, name=known.name if node.name in (plain(known.name), known.id) else node.name)
        return End(id=self.ids[node.id], name=node.name, notes="\n\n".join(node.notes))
