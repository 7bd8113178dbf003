"""Whether a change leaves the parallel branches of a stream sound: asked before a fix is offered."""

from collections.abc import Callable
from functools import lru_cache

from svs_designer.analysis.facts import Facts, facts_of
from svs_designer.analysis.parallel import ParallelFault, parallel_faults
from svs_designer.model.document import Document
from svs_designer.model.links import Split
from svs_designer.rules.subject import Subject


@lru_cache(maxsize=16)
def faults_of(facts: Facts) -> tuple[ParallelFault, ...]:
    """Return the faults between parallel branches; the same answer for the same facts, computed once."""
    return parallel_faults(facts)


def faults_after(subject: Subject, edit: Callable[[Document], Document]) -> tuple[ParallelFault, ...]:
    """Return the faults that the stream would have after an edit."""
    return faults_of(facts_of(edit(subject.document).stream(subject.stream.id)))


def keeps_branches_sound(subject: Subject, edit: Callable[[Document], Document]) -> bool:
    """Tell whether an edit makes no new fault between parallel branches; without parallel branches none can."""
    if not has_parallel_branches(subject):
        return True
    return set(faults_after(subject, edit)) <= set(faults_of(subject.facts))


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
