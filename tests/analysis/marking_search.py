"""The oracle of the token game: a plain search of every marking, one token at a time, without any shortcut.

Tokens lie on links; a join waits for each of its links. Small flows only.
"""

from svs_designer.analysis.facts import Facts
from svs_designer.model.links import Split
from svs_designer.model.step import Join

Token = tuple[int, int]
Marking = tuple[Token, ...]


def is_sound(facts: Facts, *, most: int = 4000) -> bool | None:
    """Tell whether every run ends with exactly one token in a finish; None where there are too many markings."""
    net = _Net(facts)
    seen: set[Marking] = set()
    todo = net.leave(facts.index["demand"], ())
    while todo:
        marking = todo.pop()
        if marking in seen:
            continue
        seen.add(marking)
        if len(seen) > most:
            return None
        if any(target in facts.finishes for _, target in marking):
            if len(marking) > 1:
                return False
            continue
        following = net.following(marking)
        if not following or len(marking) > 30:
            return False
        todo += following
    return True


class _Net:
    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.into = [
            [source for source in sources if facts.reached[source] and source != facts.value] for sources in facts.into
        ]
        steps = (step for step in facts.steps.values() if step.join is Join.ALL)
        self.waits = {number for step in steps if len(self.into[number := facts.index[step.id]]) > 1}

    def leave(self, node: int, rest: Marking) -> list[Marking]:
        """Return the markings after a node has done its work: all ways at a fork, else one of them."""
        links = [(node, target) for target in self.facts.out[node]]
        ways = self.facts.ways[node]
        choices = [links] if ways.split is Split.ALL and len(ways.links) > 1 else [[link] for link in links]
        return [tuple(sorted((*rest, *made))) for made in choices]

    def following(self, marking: Marking) -> list[Marking]:
        """Return every marking one step further."""
        found: list[Marking] = []
        for node in {target for _, target in marking}:
            arrived = [token for token in dict.fromkeys(marking) if token[1] == node]
            together = [(source, node) for source in self.into[node]]
            for tokens in [together] if node in self.waits else [[token] for token in arrived]:
                if all(token in marking for token in tokens):
                    rest = list(marking)
                    for token in tokens:
                        rest.remove(token)
                    found += self.leave(node, tuple(rest))
        return found
