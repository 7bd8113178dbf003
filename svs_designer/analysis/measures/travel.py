"""How far a case travels: between teams, between tools, and by reassignment."""

from itertools import pairwise

from svs_designer.analysis.facts import Facts
from svs_designer.analysis.measures.flow import Flow
from svs_designer.analysis.measures.passages import Passages
from svs_designer.model.links import LinkKind
from svs_designer.model.step import Step, ValueClass


def handoffs(facts: Facts, way: Passages) -> float | None:
    """Return the expected number of links between steps of different teams; None where no step has a team."""
    if not any(step.team for step in facts.steps.values()):
        return None
    return sum(uses for source, target, uses in _between_steps(facts, way) if is_handoff(source, target))


def handoffs_before_adding(facts: Facts, path: tuple[int, ...]) -> float | None:
    """Return how often the team changes on a path up to its first value-adding step; None without such a step."""
    steps = [facts.steps[facts.nodes[node]] for node in path if facts.nodes[node] in facts.steps]
    first = next((number for number, step in enumerate(steps) if step.value is ValueClass.ADDING), None)
    if first is None or not any(step.team for step in steps):
        return None
    teams = [step.team for step in steps[: first + 1] if step.team]
    return float(sum(one != other for one, other in pairwise(teams)))


def tool_changes(facts: Facts, way: Passages) -> float | None:
    """Return the expected number of links between steps that share no tool; None where no step has one."""
    if not any(step.tools for step in facts.steps.values()):
        return None
    return sum(
        uses
        for source, target, uses in _between_steps(facts, way)
        if source.tools and target.tools and set(source.tools).isdisjoint(target.tools)
    )


def reassigns(flow: Flow, way: Passages) -> float:
    """Return the expected number of reassignments."""
    return sum(
        way.links.get((source, move.to), 0.0)
        for source, ways in enumerate(flow.shares.ways)
        for move in ways
        if move.link is not None and move.link.kind is LinkKind.REASSIGN
    )


def is_handoff(source: Step, target: Step) -> bool:
    """Tell whether work passes from one team to another."""
    return source.team is not None and target.team is not None and source.team != target.team


def _between_steps(facts: Facts, way: Passages) -> list[tuple[Step, Step, float]]:
    steps, nodes = facts.steps, facts.nodes
    return [
        (steps[nodes[source]], steps[nodes[target]], uses)
        for (source, target), uses in way.links.items()
        if nodes[source] in steps and nodes[target] in steps
    ]
