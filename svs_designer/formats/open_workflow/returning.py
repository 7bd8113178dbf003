"""Our own definitions back in the model. The flow counts: what the metadata say of links is checked against it."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from svs_designer.exchange.decisions import carrying, decision
from svs_designer.exchange.importer import Imported, Remark
from svs_designer.formats.open_workflow.fresh_ids import FreshIds
from svs_designer.formats.open_workflow.program import Leads, Node, Program
from svs_designer.formats.open_workflow.told_ways import ways_of_decision, ways_of_targets
from svs_designer.model.document import Document
from svs_designer.model.ids import DEMAND, VALUE
from svs_designer.model.links import Link, Split, Ways

Tree = dict[str, Any]


def returned_document(program: Program, carried: Tree) -> Imported:
    """Return the document of a definition of ours, and remarks on what somebody has changed by hand."""
    returning = _Returning(program, carried)
    return Imported(returning.document(), tuple(program.remarks))


class _Returning:
    def __init__(self, program: Program, carried: Tree) -> None:
        self.program = program
        self.carried = carried
        self.ids = self._named(program.nodes)

    def _named(self, nodes: list[Node]) -> dict[Node, str]:
        """Give each task the id of its node; tasks that somebody added get one made from their name."""
        found: dict[Node, str] = {}
        for node in nodes:
            given = {"demand": DEMAND, "value": VALUE}.get(node.own) or node.known.get("id")
            if node.own and isinstance(given, str):
                found[node] = given
        fresh = FreshIds(*found.values())
        return found | {node: fresh.of(node.name) for node in nodes if node not in found}

    def document(self) -> Document:
        """Put the nodes back into the stream, and that into its document."""
        parts: Tree = {key: {} for key in ("demand", "value", "step", "end")}
        for node, leads in self.program.after():
            kind = node.own or "step"
            parts[kind].setdefault(self.ids[node], self._part(node, leads))
        stream = {
            **self.carried["stream"],
            "steps": self._ordered("steps", parts["step"]),
            "ends": self._ordered("ends", parts["end"]),
            **{kind: part for kind in (DEMAND, VALUE) for part in parts[kind].values()},
        }
        self._drop_lost_links(stream)
        return Document.model_validate({**self.carried["document"], "streams": (stream,)})

    def _part(self, node: Node, leads: Leads) -> Tree:
        fields: Tree = dict(node.known) if node.own else {"id": self.ids[node], "name": node.name}
        if not node.own:
            self._remark("This task is not ours: it became a step, what it does was left out", node)
        if node.own in {"step", "end"} and fields.get("id") != self.ids[node]:
            self._remark("Its id was lost: it got a new one", node)
            fields["id"] = self.ids[node]
        kept = fields.pop("next", None)
        if node.own != "end":
            fields["next"] = self._ways(node, leads, kept)
        return fields

    def _ways(self, node: Node, leads: Leads, kept: Any) -> Ways:
        """Return the ways the flow tells, with what the metadata know of these very links."""
        told = ways_of_targets((self.ids[target] for target in leads.nodes), leads.split)
        if kept is None:
            return told
        try:
            known = Ways.model_validate(kept)
        except ValidationError:
            self._remark("What the metadata say of its links cannot be understood: the flow alone counts", node)
            return told
        if _tells(self.ids[node], known, told):
            return known
        self._remark("The flow leads elsewhere than its metadata say: the flow counts", node)
        return _reconciled(known, told)

    def _ordered(self, key: str, told: Mapping[str, Tree]) -> list[Any]:
        """Return the steps or ends in the author's order, with those that no case comes to."""
        aside = self.carried.get(key)
        parts = {**told}
        for part in aside if isinstance(aside, list) else ():
            if isinstance(part, dict) and isinstance(part.get("id"), str):
                parts.setdefault(part["id"], part)
        order = self.carried.get(f"order-of-{key}")
        first = [each for each in order if isinstance(each, str) and each in parts] if isinstance(order, list) else []
        return [parts[each] for each in dict.fromkeys([*first, *parts])]

    def _drop_lost_links(self, stream: Tree) -> None:
        """Leave out links that lead to nodes somebody has deleted, so that the rest can be read."""
        nodes = {part.get("id") for key in ("steps", "ends") for part in stream[key]} | ({VALUE} & stream.keys())
        for part in (*stream["steps"], *(stream[key] for key in (DEMAND, VALUE) if key in stream)):
            ways = part.get("next")
            if isinstance(ways, Ways) and any(link.to not in nodes for link in ways.links):
                links = tuple(link for link in ways.links if link.to in nodes)
                part["next"] = Ways(links=links, split=ways.split)
                lost = ", ".join(link.to for link in ways.links if link.to not in nodes)
                message = f"Links lead to nodes that are no longer there, and were left out: {lost}"
                self.program.remarks[Remark(message, element=str(part.get("id", "")) or None)] = None

    def _remark(self, message: str, node: Node) -> None:
        self.program.remarks[Remark(message, node.place, self.ids[node], guess=not node.own)] = None


def _tells(node: str, known: Ways, told: Ways) -> bool:
    """Tell whether a definition of these ways would have had this very flow."""
    chosen = decision(node, known)
    if chosen is not None:
        return ways_of_decision(chosen) == told
    links = carrying(known)
    split = Split.ALL if known.split is Split.ALL else Split.ONE
    plain = ways_of_targets(sorted(link.to for link in links), split)
    return plain == ways_of_targets(sorted(link.to for link in told.links), told.split or Split.ONE)


def _reconciled(known: Ways, told: Ways) -> Ways:
    """Return the told ways with the known fields of each link; a switch ends with its default."""
    links = []
    for link in told.links:
        fields = dict(known.link_to(link.to) or link)
        fields["default"] = told.split is Split.ONE and link is told.links[-1]
        links.append(Link(**fields))
    carried = {link.to for link in (*told.links, *carrying(known))}
    aside = tuple(link for link in known.links if link.to not in carried)
    split = told.split or (Split.ONE if aside else None)
    return Ways(links=(*links, *aside), split=split)
