"""How far a case travels: between teams, between tools, and by reassignment."""

from collections.abc import Mapping
from itertools import pairwise

from svs_designer.analysis.facts import Facts
from svs_designer.analysis.measures.flow import Flow
from svs_designer.analysis.measures.passages import Passages
from svs_designer.model.links import LinkKind, Split
from svs_designer.model.step import Join, Step, ValueClass


def handoffs(facts: Facts, way: Passages) -> float | None:
    """Return the expected number of links between steps of different teams; None where no step has a team."""
    if not any(step.team for step in facts.steps.values()):
        return None
    return sum(uses for source, target, uses in _between_steps(facts, way) if is_handoff(source, target))


def until_value_is_added(facts: Facts, path: tuple[str, ...]) -> tuple[str, ...]:
    """Return the most likely path up to where value is first added, be it beside it in a parallel branch."""
    steps = facts.steps
    for place, each in enumerate(path):
        if steps[each].value is ValueClass.ADDING:
            return path[: place + 1]
        if steps[each].next.split is Split.ALL:
            branches = [_branch(steps, link.to) for link in steps[each].next.links]
            adding = [(*path[: place + 1], *branch) for branch in branches if branch]
            if adding:
                return min(adding, key=lambda way: (team_changes(facts, way), way))
    return ()


def _branch(steps: Mapping[str, Step], head: str) -> tuple[str, ...]:
    """Return the steps of a branch up to one that adds value; nothing where it splits or ends before."""
    passed: dict[str, None] = {}
    while head in steps and head not in passed and steps[head].join is Join.ANY:
        passed[head] = None
        if steps[head].value is ValueClass.ADDING:
            return tuple(passed)
        if len(steps[head].next.links) != 1:
            break
        head = steps[head].next.links[0].to
    return ()


def team_changes(facts: Facts, path: tuple[str, ...]) -> int:
    """Return how often the team changes along some steps; steps without a team do not count."""
    teams = [team for team in (facts.steps[each].team for each in path) if team]
    return sum(one != other for one, other in pairwise(teams))


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
