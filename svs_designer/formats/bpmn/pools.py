"""Who does what in a foreign file: pools and lanes as teams, pools without a process as parties outside."""

from collections.abc import Iterator
from typing import NamedTuple

from svs_designer.drawing.text import plain
from svs_designer.exchange.importer import Remark
from svs_designer.formats.bpmn.collecting import kind_of, named, words_of
from svs_designer.formats.bpmn.lanes import NO_TEAM
from svs_designer.formats.bpmn.xml_tree import Element
from svs_designer.model.ids import fresh_id
from svs_designer.model.registers import Party, Team


class Pools:
    """The pools of a file, and the teams made of them and of their lanes."""

    def __init__(self, root: Element, teams: tuple[Team, ...] = (), parties: tuple[Party, ...] = ()) -> None:
        self.remarks: list[Remark] = []
        self.names: dict[str, str] = {}
        self._teams = {team.id: team for team in teams}
        self._parties = {party.id: party for party in parties}
        filled = {process.get("id") for process in root.of("bpmn:process") if process.children}
        for collaboration in root.of("bpmn:collaboration"):
            self._read(collaboration, filled)

    @property
    def teams(self) -> tuple[Team, ...]:
        """Return all teams."""
        return tuple(self._teams.values())

    @property
    def parties(self) -> tuple[Party, ...]:
        """Return all parties outside."""
        return tuple(self._parties.values())

    def _read(self, collaboration: Element, filled: set[str]) -> None:
        for element in collaboration.children:
            if element.tag == "bpmn:participant" and element.get("processRef") in filled:
                self.names[element.get("processRef")] = words_of(element)
            elif element.tag == "bpmn:participant":
                party = Party(id=fresh_id(words_of(element), self._parties, fallback="party"), name=words_of(element))
                self._parties[party.id] = party
                words = f"{named(element)} holds no process: taken for a party outside"
                self.remarks.append(Remark(words, f"line {element.line}", guess=True))
            elif element.tag not in ("bpmn:extensionElements", "bpmn:documentation", "bpmn:textAnnotation"):
                between = _between(element)
                words = f"{named(element)}{between} has no place in a value stream: left out"
                self.remarks.append(Remark(words, f"line {element.line}"))

    def lanes(self, process: Element) -> dict[str, str | None]:
        """Return for each node that a lane holds the id of its team, which is made where it is new."""
        found: dict[str, str | None] = {}
        pool = self.names.get(process.get("id"), "")
        for lane in _lanes(process):
            if not lane.nodes and (name := plain(lane.element.get("name"))):
                words = f"The lane “{name}” holds nothing itself: lanes within it became the teams"
                self.remarks.append(Remark(words, f"line {lane.element.line}"))
            team = self.team(plain(lane.element.get("name")) or lane.outer) if lane.nodes else None
            found |= dict.fromkeys(lane.nodes, team)
        if found and pool:
            self.remarks.append(Remark(f"The pool “{pool}” has lanes: these became the teams"))
        return found

    def team(self, name: str) -> str | None:
        """Return the id of the team of that name, which is made where it is new; None for no name."""
        if not name or name == NO_TEAM:
            return None
        known = next((team.id for team in self.teams if name in (team.name, team.id)), None)
        if known is None:
            known = fresh_id(name, self._teams, fallback="team")
            self._teams[known] = Team(id=known, name=name)
        return known


class _Lane(NamedTuple):
    element: Element
    nodes: tuple[str, ...]
    outer: str


def _lanes(container: Element) -> Iterator[_Lane]:
    """Yield all lanes, those inside others after these."""
    stack = [(container, "")]
    while stack:
        element, outer = stack.pop()
        for group in element.children:
            if group.tag in ("bpmn:laneSet", "bpmn:childLaneSet"):
                for lane in group.of("bpmn:lane"):
                    yield _Lane(lane, tuple(ref.text.strip() for ref in lane.of("bpmn:flowNodeRef")), outer)
                    stack.append((lane, plain(lane.get("name")) or outer))
            elif group.tag == "bpmn:subProcess":
                stack.append((group, outer))


def _between(element: Element) -> str:
    ends = [element.get(each) for each in ("sourceRef", "targetRef")]
    return f" from “{ends[0]}” to “{ends[1]}”" if all(ends) else ""


def unknown_definitions(root: Element) -> Iterator[Remark]:
    """Yield a remark for each kind of thing beside processes that is left out."""
    known = ("bpmn:process", "bpmn:collaboration", "bpmndi:BPMNDiagram", "bpmn:extensionElements", "bpmn:documentation")
    kinds: dict[str, list[Element]] = {}
    for element in root.children:
        if element.tag not in known:
            kinds.setdefault(kind_of(element), []).append(element)
    for kind, elements in kinds.items():
        names = ", ".join(f"“{words_of(each) or each.get('id') or '?'}”" for each in elements[:5])
        words = f"The file defines a {kind} ({names}), which has no place in a value stream: left out"
        yield Remark(words, f"line {elements[0].line}")


def foreign_settings(root: Element) -> Iterator[Remark]:
    """Yield a remark for each other tool whose own settings are left out."""
    tools: dict[str, list[Element]] = {}
    for element in root.all():
        for extension in element.of("bpmn:extensionElements"):
            for each in extension.children:
                namespace = each.tag.rpartition("}")[0].lstrip("{") or each.tag.partition(":")[0]
                if namespace not in ("svs", "bpmn"):
                    tools.setdefault(namespace, []).append(element)
    for namespace, elements in tools.items():
        words = f"Settings of another tool ({namespace}) stand at {len(elements)} places: left out"
        yield Remark(words, f"line {elements[0].line}")
