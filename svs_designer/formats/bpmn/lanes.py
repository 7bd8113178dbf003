"""Lanes: one for each team, with what it does; what borders the chain lies with the team that it borders."""

from typing import NamedTuple

from svs_designer.analysis.facts import facts_of
from svs_designer.exchange.gateways import FlowNode, GatewayFlow
from svs_designer.model.document import Document
from svs_designer.model.ids import DEMAND
from svs_designer.model.stream import ValueStream

NO_TEAM = "No team yet"


class Lane(NamedTuple):
    """A lane of the pool. `team` is the id of its team, None for what has none."""

    id: str
    name: str
    team: str | None
    nodes: tuple[FlowNode, ...]


def lanes_of(document: Document, stream: ValueStream, flow: GatewayFlow) -> tuple[Lane, ...]:
    """Return the lanes in the order their teams come first; a stream without teams has one lane."""
    lanes: dict[str | None, list[FlowNode]] = {}
    for node in flow.nodes:
        lanes.setdefault(team_of(stream, flow, node.element), []).append(node)
    return tuple(
        Lane(f"lane_{team}" if team else "lane_", document.label("teams", team) or NO_TEAM, team, tuple(nodes))
        for team, nodes in lanes.items()
    )


def team_of(stream: ValueStream, flow: GatewayFlow, element: str) -> str | None:
    """Return the team of a step, or of the first step that has one beside demand, value or an end."""
    steps = facts_of(stream).steps
    step = steps.get(element)
    if step is not None:
        return step.team
    links = [each.link for each in flow.flows if each.link]
    beside = [target if element == DEMAND else source for source, target in links if element in (source, target)]
    neighbours = [steps.get(each) for each in beside]
    return next((each.team for each in neighbours if each and each.team), None)
