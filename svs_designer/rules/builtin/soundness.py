"""Whether a change leaves the parallel branches of a stream sound: asked before a fix is offered."""

from collections.abc import Callable
from functools import lru_cache

from svs_designer.analysis.facts import Facts, facts_of
from svs_designer.analysis.parallel import ParallelFault, parallel_faults
from svs_designer.model.document import Document
from svs_designer.model.ids import VALUE
from svs_designer.model.links import Split
from svs_designer.rules.subject import Subject


@lru_cache(maxsize=16)
def faults_of(facts: Facts) -> tuple[ParallelFault, ...]:
    """Return the faults between parallel branches; the same answer for the same facts, computed once."""
    return parallel_faults(facts)


def facts_after(subject: Subject, edit: Callable[[Document], Document]) -> Facts:
    """Return the facts that the stream would have after an edit."""
    return facts_of(edit(subject.document).stream(subject.stream.id))


@lru_cache(maxsize=16)
def lost_by(facts: Facts) -> frozenset[tuple[str, str]]:
    """Return what cases miss or never leave: steps out of reach, members of endless loops, value where all cases end.

    Value counts as SVS022 has it: not while some case is stuck on its way, which other rules report.
    """
    if facts.demand is None or not facts.out[facts.demand]:
        return frozenset()
    lost = {("out of reach", node) for node in facts.steps if not facts.reached[facts.index[node]]}
    lost |= {("endless", facts.nodes[member]) for members in facts.traps for member in members}
    if facts.value is not None and not facts.reached[facts.value] and not facts.is_stuck:
        lost.add(("out of reach", VALUE))
    return frozenset(lost)


def keeps_branches_sound(subject: Subject, edit: Callable[[Document], Document]) -> bool:
    """Tell whether an edit makes no new fault between parallel branches; without parallel branches none can."""
    if not has_parallel_branches(subject):
        return True
    return set(faults_of(facts_after(subject, edit))) <= set(faults_of(subject.facts))


def has_parallel_branches(subject: Subject) -> bool:
    """Tell whether any ways on of the stream are taken all at once."""
    return _is_parallel(subject.facts)


def most_judged(subject: Subject) -> int:
    """Return for how many findings of a rule fixes are tried: each trial plays the whole stream once more."""
    return max(1, min(5, 5_000 // _size(subject.facts)))


@lru_cache(maxsize=16)
def _is_parallel(facts: Facts) -> bool:
    return any(ways.split is Split.ALL for _, ways in facts.branching)


@lru_cache(maxsize=16)
def _size(facts: Facts) -> int:
    return len(facts.nodes) + sum(map(len, facts.out)) // 2
