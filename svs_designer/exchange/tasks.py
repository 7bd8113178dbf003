"""A stream as tasks that wait for tasks: what workflow engines run that know neither loops nor gateways.

Every visit to a node is a task. A way that is taken only sometimes, into a task that other ways lead to as well, is a
gate: a task of its own that does nothing. So no task ever has to look at the answers of one that did not run.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from svs_designer.analysis.facts import facts_of
from svs_designer.analysis.joining import AllOf, Joining, joinings
from svs_designer.exchange.exporter import Loss
from svs_designer.exchange.unrolling import Copy, Unrolled, Way, unrolled
from svs_designer.model.ids import DEMAND, VALUE
from svs_designer.model.links import Link, LinkKind
from svs_designer.model.step import Automation, Join
from svs_designer.model.stream import ValueStream


class TaskKind(StrEnum):
    """What a task stands for."""

    DEMAND = "demand"
    STEP = "step"
    VALUE = "value"
    END = "end"
    GATE = "gate"


@dataclass(frozen=True, slots=True)
class AnyTask:
    """One of the parts has run; the others are over without having run."""

    parts: tuple["Needs", ...]


@dataclass(frozen=True, slots=True)
class AllTasks:
    """Every part has run."""

    parts: tuple["Needs", ...]


Needs = str | AnyTask | AllTasks
"""A task by its id, alternatives, or branches."""


class Option(NamedTuple):
    """One of several ways on: where it leads, and the boolean that chooses it; the default has none."""

    task: str
    link: Link
    variable: str | None


class Task(NamedTuple):
    """One task. With `reads` it runs only where these booleans of the one task it needs read as they should."""

    id: str
    kind: TaskKind
    node: str
    visit: int = 1
    needs: Needs | None = None
    reads: tuple[tuple[str, bool], ...] = ()
    options: tuple[Option, ...] = ()


class Tasks(NamedTuple):
    """The tasks of a stream, none before one it needs, and what had to be left out to come to an end."""

    tasks: tuple[Task, ...]
    losses: tuple[Loss, ...]


def tasks_of(stream: ValueStream, most_repeats: int) -> Tasks:
    """Return a sound stream as tasks, loops unrolled; raise CannotExport where that cannot be done."""
    found = unrolled(stream, most_repeats)
    return Tasks(tuple(_Tasks(stream, found).made()), tuple(_losses(stream, found, most_repeats)))


def tasks_needed(needs: Needs | None) -> tuple[str, ...]:
    """Return the ids of all tasks that an expression speaks of, in its order."""
    if needs is None:
        return ()
    if isinstance(needs, str):
        return (needs,)
    return tuple(each for part in needs.parts for each in tasks_needed(part))


class _Tasks:
    """The tasks in the making."""

    def __init__(self, stream: ValueStream, found: Unrolled) -> None:
        self.facts = facts_of(stream)
        self.found = found
        self.copies = {copy.id: copy for copy in found.copies}
        self.reaching: dict[str, list[Way]] = {copy.id: [] for copy in found.copies}
        self.leaving: dict[str, list[Way]] = {copy.id: [] for copy in found.copies}
        for way in found.ways:
            self.reaching[way.target].append(way)
            self.leaving[way.source].append(way)
        waits = any(step.join is Join.ALL for step in stream.steps)
        self.joinings: Mapping[str, Joining | None] = joinings(self.facts) if waits else {}
        self.gates = self._gates(set(self.copies) | set(stream.nodes()))

    def _gates(self, taken: set[str]) -> dict[tuple[str, str], str]:
        gates: dict[tuple[str, str], str] = {}
        for way in self.found.ways:
            if way.reads and len(self.reaching[way.target]) > 1:
                name = f"{way.source}-to-{way.target}"
                while name in taken:
                    name += "-gate"
                taken.add(name)
                gates[way.source, way.target] = name
        return gates

    def made(self) -> Iterator[Task]:
        for copy in self.found.copies:
            yield self._task(copy)
            for way in self.leaving[copy.id]:
                gate = self.gates.get((way.source, way.target))
                if gate:
                    yield Task(gate, TaskKind.GATE, way.link.to, needs=way.source, reads=way.reads)

    def _task(self, copy: Copy) -> Task:
        ways = self.reaching[copy.id]
        reads = ways[0].reads if len(ways) == 1 else ()
        options = tuple(
            Option(self._first(way), way.link, next((name for name, value in way.reads if value), None))
            for way in self.leaving[copy.id]
            if way.reads
        )
        return Task(copy.id, self._kind(copy.node), copy.node, copy.visit, self._needs(copy, ways), reads, options)

    def _kind(self, node: str) -> TaskKind:
        if node in self.facts.steps:
            return TaskKind.STEP
        return {DEMAND: TaskKind.DEMAND, VALUE: TaskKind.VALUE}.get(node, TaskKind.END)

    def _first(self, way: Way) -> str:
        """Return the task that a way leads to first."""
        return self.gates.get((way.source, way.target), way.target)

    def _needs(self, copy: Copy, ways: list[Way]) -> Needs | None:
        """Return what a visit waits for. What joins wait for is known by node, and holds for the copies of each."""
        came: dict[int, list[str]] = {}
        for way in ways:
            source = self.facts.index[self.copies[way.source].node]
            came.setdefault(source, []).append(self.gates.get((way.source, way.target), way.source))
        waited = self.joinings.get(copy.node)
        told = None if waited is None else _told(waited, came)
        if told is not None and sorted(tasks_needed(told)) == sorted(each for some in came.values() for each in some):
            return told
        # Whoever looks at this waits until all are over: in a sound stream, one that has run means all that will.
        return _joined(AnyTask, [each for some in came.values() for each in some])


def _told(expression: Joining, came: Mapping[int, list[str]]) -> Needs | None:
    """Return an expression of nodes as one of tasks; nodes that no copy leads from are left out."""
    if isinstance(expression, int):
        return _joined(AnyTask, came.get(expression, []))
    parts = [told for part in expression.parts if (told := _told(part, came)) is not None]
    return _joined(AllTasks if isinstance(expression, AllOf) else AnyTask, parts)


def _joined(kind: type[AnyTask] | type[AllTasks], parts: list[Needs] | list[str]) -> Needs | None:
    if not parts:
        return None
    flat: list[Needs] = []
    for part in parts:
        flat += part.parts if isinstance(part, kind) else (part,)
    return flat[0] if len(flat) == 1 else kind(tuple(flat))


def _losses(stream: ValueStream, found: Unrolled, most: int) -> Iterator[Loss]:
    label = facts_of(stream).label
    for source, target in found.cut:
        times = "once" if most == 1 else f"{most} times"
        yield Loss(
            f"the way from “{label(source)}” to “{label(target)}” is offered at most {times}, and no longer after that"
            if most
            else f"the way from “{label(source)}” to “{label(target)}” is left out: no loop is repeated",
            (source, target),
        )
    back = [(source, link.to) for source, link in stream.links() if link.kind is LinkKind.FEEDBACK]
    for source, target in back:
        yield Loss(
            f"the feedback from “{label(source)}” to “{label(target)}” carries no case: it is left out", (source,)
        )


def automatic_steps(stream: ValueStream, act: str, worker: str) -> Iterator[Loss]:
    """Say which steps a machine should do, while the format lets somebody `act`, for want of a `worker`."""
    steps = tuple(step.id for step in stream.steps if step.automation is Automation.AUTOMATIC)
    if steps:
        many = len(steps) > 1
        yield Loss(
            f"{len(steps)} automatic {'steps wait' if many else 'step waits'} for somebody to {act} "
            f"{'them' if many else 'it'}: which {worker} does the work only you know",
            steps,
        )
