"""The ways on that a definition tells by itself: what is more than that rides along as metadata.

The writer and the reader agree here, so that a file says nothing twice and loses nothing.
"""

from collections.abc import Iterable, Iterator

from svs_designer.analysis.structure import Fork
from svs_designer.exchange.decisions import Decision
from svs_designer.model.links import Link, Split, Ways


def ways_of_targets(targets: Iterable[str], split: Split = Split.ONE) -> Ways:
    """Return plain ways to some nodes, each once; one alone is no split."""
    return Ways(links=tuple(Link(to=target) for target in dict.fromkeys(targets)), split=split)


def ways_of_decision(decision: Decision) -> Ways:
    """Return what a switch tells: what is asked for in its order, then the default."""
    return ways_of_targets([*(asked.link.to for asked in decision.asked), decision.default.to])


def ways_of_fork(fork: Fork) -> Ways:
    """Return what a fork tells, with the branches of its parts that meet earlier."""
    return ways_of_targets(_firsts(fork), Split.ALL)


def _firsts(fork: Fork) -> Iterator[str]:
    for branch in fork.branches:
        part = branch.items[0].fork if branch.items and not branch.items[0].node else None
        if part is None:
            yield branch.first
        else:
            yield from _firsts(part)
