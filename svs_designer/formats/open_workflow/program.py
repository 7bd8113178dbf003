"""The tasks of a definition as a graph: which task is a node of a stream, and where a case goes on from it.

Tasks of ours that only lead on (a switch, a fork, a counter, a wait on the way) are walked through; of others every
task is a node.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from svs_designer.exchange.importer import CannotImport, Remark
from svs_designer.model.links import Split

Task = dict[str, Any]

KINDS = ("demand", "step", "value", "end")
"""The parts of a stream that a task may carry along in its metadata."""

_HELPERS = {"decision": "switch", "parallel": "fork", "repeat": "set", "link": "set", "delay": "wait"}
_DEEPEST = 80
_LONGEST_CHAIN = 100
MOST_TASKS = 30_000
MOST_LINKS = 100_000


@dataclass(eq=False)
class Node:
    """A task that is a node of the stream. `own` says what of ours it carries, empty for a stranger's."""

    name: str
    task: Task
    place: str
    own: str = ""
    known: Task = field(default_factory=dict)


@dataclass(eq=False)
class TaskList:
    """One list of tasks, with the fork it is a branch of."""

    tasks: list[tuple[str, Task]]
    place: str
    around: "TaskList | None" = None
    number: int = 0
    nodes: dict[int, Node] = field(default_factory=dict)
    branches: dict[int, "list[TaskList]"] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look the names up once; of two tasks of one name jumps reach the first."""
        self.index = {name: at for at, (name, _) in reversed(list(enumerate(self.tasks)))}


@dataclass(frozen=True)
class Leads:
    """Where a case goes on: several nodes are alternatives, or all taken."""

    nodes: tuple[Node, ...] = ()
    split: Split = Split.ONE


class Program:
    """All lists of a definition. Faults of form are CannotImport, what leads nowhere is remarked."""

    def __init__(self, tree: Any, name: str) -> None:
        self.name = name
        self.nodes: list[Node] = []
        self.forks: list[tuple[Node, list[TaskList]]] = []
        self.remarks: dict[Remark, None] = {}
        self._under_way: set[tuple[int, int]] = set()
        self._known: dict[tuple[int, int], Leads] = {}
        self._count = 0
        self.outermost = self._listed(tree, "do", None, 0, 0)

    def _listed(self, tree: Any, place: str, around: TaskList | None, number: int, depth: int) -> TaskList:
        if not isinstance(tree, list):
            raise CannotImport(f"{self.name}: {place} is no list of tasks: write each task as `- name: {{...}}`")
        if depth > _DEEPEST:
            raise CannotImport(f"{self.name}: {place} is more than {_DEEPEST} forks deep: make it flatter")
        self._count += len(tree)
        if self._count > MOST_TASKS:
            raise CannotImport(f"{self.name}: more than {MOST_TASKS:,} tasks: this is no workflow for people")
        tasks = [self._named(item, f"{place}/{at}") for at, item in enumerate(tree)]
        found = TaskList(tasks, place, around, number)
        for at, (name, task) in enumerate(tasks):
            self._look_at(found, at, name, task, depth)
        return found

    def _named(self, item: Any, place: str) -> tuple[str, Task]:
        if not isinstance(item, dict) or len(item) != 1:
            raise CannotImport(f"{self.name}: {place} is no task: write it as `- name: {{...}}`")
        ((name, task),) = item.items()
        if not isinstance(task, dict):
            raise CannotImport(f"{self.name}: the task {name[:60]!r} at {place} is empty: say what it does")
        return name, task

    def _look_at(self, tasks: TaskList, at: int, name: str, task: Task, depth: int) -> None:
        place = f"{tasks.place}/{name[:60]}"
        carried = carried_by(task)
        if not _is_helper(task, carried):
            own = next((kind for kind in KINDS if isinstance(carried.get(kind), dict)), "")
            tasks.nodes[at] = Node(name, task, place, own, carried.get(own, {}) if own else {})
            self.nodes.append(tasks.nodes[at])
        if isinstance(task.get("fork"), dict):
            branches = task["fork"].get("branches")
            if not isinstance(branches, list) or not branches:
                raise CannotImport(f"{self.name}: the fork at {place} has no branches: list them under `branches`")
            tasks.branches[at] = [
                self._branch(each, f"{place}/{number}", tasks, at, depth) for number, each in enumerate(branches)
            ]
            if at in tasks.nodes:
                self.forks.append((tasks.nodes[at], tasks.branches[at]))

    def _branch(self, item: Any, place: str, around: TaskList, number: int, depth: int) -> TaskList:
        _, task = self._named(item, place)
        inner = task["do"] if "do" in task and not carried_by(task) else [item]
        return self._listed(inner, place, around, number, depth + 1)

    def first(self) -> Leads:
        """Return where a case begins."""
        return self._arriving(self.outermost, 0)

    def after(self) -> Iterator[tuple[Node, Leads]]:
        """Yield each node with where a case goes on from it, in the order of the file."""
        links = 0
        for node, leads in self._after(self.outermost):
            links += len(leads.nodes)
            if links > MOST_LINKS:
                raise CannotImport(f"{self.name}: more than {MOST_LINKS:,} ways on: this is no workflow for people")
            yield node, leads

    def _after(self, tasks: TaskList) -> Iterator[tuple[Node, Leads]]:
        for at in range(len(tasks.tasks)):
            if at in tasks.nodes:
                yield tasks.nodes[at], self._beyond(tasks, at)
            for branch in tasks.branches.get(at, ()):
                yield from self._after(branch)

    def _beyond(self, tasks: TaskList, at: int) -> Leads:
        """Return where a case goes from a task when it is done."""
        _, task = tasks.tasks[at]
        if at in tasks.branches:
            firsts = [self._arriving(branch, 0) for branch in tasks.branches[at]]
            return Leads(_once(firsts), Split.ALL)
        if "switch" in task:
            return self._switched(tasks, at, task["switch"])
        return self._following(tasks, at, task.get("then"))

    def _switched(self, tasks: TaskList, at: int, cases: Any) -> Leads:
        found = []
        open_ended = True
        for item in cases if isinstance(cases, list) else ():
            for case in item.values() if isinstance(item, dict) else ():
                if isinstance(case, dict):
                    found.append(self._following(tasks, at, case.get("then")))
                    open_ended = open_ended and "when" in case
        if open_ended:
            found.append(self._following(tasks, at, None))
        return Leads(_once(found))

    def _following(self, tasks: TaskList, at: int, then: Any) -> Leads:
        """Return where a directive leads: on, out of the list, to the end, or to a task of the same list."""
        if then is None or then == "continue":
            return self._arriving(tasks, at + 1)
        if then == "end":
            return Leads()
        if then == "exit":
            return self._leaving(tasks)
        if isinstance(then, str) and then in tasks.index:
            return self._arriving(tasks, tasks.index[then])
        place = f"{tasks.place}/{tasks.tasks[at][0][:60]}"
        self._remark(f"`then: {str(then)[:60]}` leads to no task of its list: no link was made of it", place)
        return Leads()

    def _leaving(self, tasks: TaskList) -> Leads:
        around = tasks.around
        if around is None:
            return Leads()
        return self._following(around, tasks.number, around.tasks[tasks.number][1].get("then"))

    def _arriving(self, tasks: TaskList, at: int) -> Leads:
        """Return the nodes a case comes to at a place of a list, through the tasks that only lead on."""
        if at >= len(tasks.tasks):
            return self._leaving(tasks)
        if at in tasks.nodes:
            return Leads((tasks.nodes[at],))
        key = (id(tasks), at)
        if key not in self._known:
            if len(self._under_way) > _LONGEST_CHAIN:
                raise CannotImport(
                    f"{self.name}: over {_LONGEST_CHAIN} tasks in {tasks.place} only lead on: shorten it"
                )
            self._known[key] = Leads()  # a circle of tasks that only lead on leads nowhere
            self._under_way.add(key)
            self._known[key] = self._beyond(tasks, at)
            self._under_way.discard(key)
        return self._known[key]

    def _remark(self, message: str, place: str) -> None:
        self.remarks[Remark(message, place)] = None


def carried_by(task: Task) -> dict[str, Any]:
    """Return what of ours a task carries along; empty for a stranger's."""
    metadata = task.get("metadata")
    carried = metadata.get("svs") if isinstance(metadata, dict) else None
    return carried if isinstance(carried, dict) else {}


def _is_helper(task: Task, carried: dict[str, Any]) -> bool:
    return any(key in carried and kind in task for key, kind in _HELPERS.items())


def _once(leads: list[Leads]) -> tuple[Node, ...]:
    return tuple(dict.fromkeys(node for each in leads for node in each.nodes))
