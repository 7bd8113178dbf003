"""A case played through a stream as it was drawn, loops and all: what a definition made of it has to do alike.

`choose(node, visit, targets)` says where the case goes on from a decision.
"""

from collections import Counter
from collections.abc import Callable

from svs_designer.analysis.facts import facts_of
from svs_designer.analysis.parallel import firings
from svs_designer.exchange.decisions import carrying
from svs_designer.exchange.tasks import Option, Task, tasks_needed
from svs_designer.model.links import Split
from svs_designer.model.stream import ValueStream

MOST_VISITS = 1_000

Choose = Callable[[str, int, tuple[str, ...]], str]


def visits(stream: ValueStream, choose: Choose) -> Counter[str]:
    """Return how often the case comes to each node."""
    facts = facts_of(stream)
    joins = {facts.nodes[join]: sets for join, sets in firings(facts).items()}
    waiting: dict[str, set[int]] = {}
    seen: Counter[str] = Counter()
    tokens = [("", "demand")]
    while tokens:
        source, node = tokens.pop()
        if node in joins:
            came = waiting.setdefault(node, set())
            came.add(facts.index[source])
            if frozenset(came) not in joins[node]:
                continue
            came.clear()
        seen[node] += 1
        assert seen[node] < MOST_VISITS, f"for ever at {node}"
        ways = stream.ways(node)
        targets = tuple(link.to for link in carrying(ways)) if ways else ()
        if (ways and ways.split is Split.ALL) or len(targets) < 2:
            tokens += [(node, target) for target in targets]
        else:
            tokens.append((node, choose(node, seen[node], targets)))
    return seen


class Chooser:
    """Chooses by a row of numbers: the same at the same visit to the same node, whoever asks."""

    def __init__(self, numbers: list[int]) -> None:
        self.numbers = numbers

    def __call__(self, node: str, visit: int, targets: tuple[str, ...]) -> str:
        place = sum(map(ord, node)) * 7 + visit
        return targets[self.numbers[place % len(self.numbers)] % len(targets)]


class Answers:
    """What people answer at the tasks of a stream, and where that led them."""

    def __init__(self, stream: ValueStream, tasks: tuple[Task, ...], numbers: list[int]) -> None:
        self.stream = stream
        self.choose = Chooser(numbers)
        self.visits: Counter[str] = Counter()
        self.missed = False
        self.leads: dict[str, list[str]] = {}
        for task in tasks:
            for each in tasks_needed(task.needs):
                self.leads.setdefault(each, []).append(task.node)

    def at(self, task: Task) -> Option | None:
        """Come to a task, and choose among its options if it has some; note where one is wanted that is not there."""
        self.visits[task.node] += 1
        ways = self.stream.ways(task.node)
        targets = tuple(link.to for link in carrying(ways)) if ways else ()
        if len(targets) < 2 or (ways and ways.split is Split.ALL):
            return None
        wanted = self.choose(task.node, self.visits[task.node], targets)
        chosen = next((option for option in task.options if option.link.to == wanted), None)
        if chosen is None and self.leads[task.id] != [wanted]:
            self.missed = True
        return chosen
