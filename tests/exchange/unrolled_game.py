"""Every run of a stream without loops, choice by choice: where it goes, and whether branches meet as they should."""

from collections.abc import Iterator

from svs_designer.analysis.facts import facts_of
from svs_designer.analysis.parallel import firings
from svs_designer.exchange.unrolling import Unrolled
from svs_designer.model.stream import ValueStream

MOST_RUNS = 2_000


def endings(found: Unrolled, stream: ValueStream) -> Iterator[set[str]]:
    """Play the runs (at most so many), and return which nodes each comes to; fail where two tokens meet unjoined."""
    facts = facts_of(stream)
    joins = {facts.nodes[join]: sets for join, sets in firings(facts).items()}
    todo: list[dict[str, int]] = [{}]
    for _ in range(MOST_RUNS):
        if not todo:
            return
        choices = todo.pop()
        visited, undecided = _run(found, facts.index, joins, choices)
        if undecided is None:
            yield visited
        else:
            todo += [{**choices, undecided[0]: number} for number in range(undecided[1])]


def _run(
    found: Unrolled, index: dict[str, int], joins: dict[str, frozenset[frozenset[int]]], choices: dict[str, int]
) -> tuple[set[str], tuple[str, int] | None]:
    """Play one run as far as its choices are known; say where one is missing, and among how many."""
    tokens: dict[str, list[str]] = {found.copies[0].id: [""]}
    node_of = {copy.id: copy.node for copy in found.copies}
    visited: set[str] = set()
    for copy in found.copies:
        sources = tokens.get(copy.id, [])
        if not sources:
            continue
        visited.add(copy.node)
        if len(sources) > 1:
            assert frozenset(index[node_of[source]] for source in sources) in joins.get(copy.node, frozenset()), copy
        elif copy.node in joins:
            assert frozenset({index[node_of[sources[0]]]}) in joins[copy.node], copy
        leaving = found.leaving(copy.id)
        if any(way.reads for way in leaving):
            if copy.id not in choices:
                return visited, (copy.id, len(leaving))
            leaving = (leaving[choices[copy.id]],)
        for way in leaving:
            tokens.setdefault(way.target, []).append(copy.id)
    return visited, None
