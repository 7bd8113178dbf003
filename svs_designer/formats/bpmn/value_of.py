"""Which of several end events is the value of the stream, and which are ends without value."""

import re
from collections.abc import Sequence

from svs_designer.formats.bpmn.net import Net, Node, Role

_GOOD = re.compile(
    r"value|deliver|complet|done|finish|fulfil|success|solved|restored|approved|accepted|closed|paid", re.IGNORECASE
)
_BAD = re.compile(
    r"\b(not|no)\b|reject|declin|refus|cancel|abort|fail|error|denied|deny|withdraw|stop|unsuccess|incomplet|unsolved",
    re.IGNORECASE,
)


def value_of(net: Net) -> Node | None:
    """Return the end event taken for value, None where there is none that could be it."""
    known = next(net.having(Role.VALUE), None)
    if known is not None:
        return known
    ends = list(net.having(Role.END))
    hopeful = [end for end in ends if end.good and not _BAD.search(end.name)]
    named = [end for end in hopeful if _GOOD.search(end.name)]
    chosen = _farthest(net, named or hopeful)
    if chosen is not None and len(ends) > 1:
        net.say(
            f"“{chosen.name or chosen.id}” is taken for the value, the other ends for ends without", chosen, guess=True
        )
    if chosen is None and ends:
        names = ", ".join(f"“{end.name or end.id}”" for end in ends)
        net.say(f"No end is taken for the value ({names}): add what the stream is for, and lead a step to it", ends[0])
    return chosen


def _farthest(net: Net, ends: Sequence[Node]) -> Node | None:
    """Return the end that lies most steps from the start; the first of several."""
    queue = [node.id for node in net.having(Role.START)]
    steps = dict.fromkeys(queue, 0)
    for node in queue:
        for edge in net.out(node):
            if edge.target not in steps:
                steps[edge.target] = steps[node] + 1
                queue.append(edge.target)
    return max(ends, key=lambda end: steps.get(end.id, -1), default=None)
