"""Definitions of others as a value stream: tasks are steps, a switch is a choice, a fork is parallel work.

What a task does in its engine has no place in a stream: it is left out, and remarked.
"""

from typing import Any

from pydantic import ValidationError

from svs_designer.exchange.importer import Imported, Remark
from svs_designer.formats.open_workflow.fresh_ids import FreshIds
from svs_designer.formats.open_workflow.program import Leads, Node, Program, TaskList
from svs_designer.formats.open_workflow.told_ways import ways_of_targets
from svs_designer.model.document import Document
from svs_designer.model.duration import BadDuration, Duration
from svs_designer.model.ids import VALUE, fresh_id
from svs_designer.model.links import Split
from svs_designer.model.step import Join, Step, StepKind
from svs_designer.model.stream import Demand, End, Value, ValueStream
from svs_designer.model.times import Wait

_TASK_KINDS = ("call", "do", "emit", "for", "fork", "listen", "raise", "run", "set", "switch", "try", "wait")
_PLAIN = frozenset({"switch", "fork", "wait", "metadata", "then"})
_ABOUT_ALL = ("input", "output", "use", "timeout", "schedule", "evaluate")
_UNITS = {"days": 86400.0, "hours": 3600.0, "minutes": 60.0, "seconds": 1.0, "milliseconds": 0.001}


def guessed_document(program: Program, tree: dict[str, Any], about: dict[str, Any]) -> Imported:
    """Return a document with one stream made of a stranger's tasks, and remarks on all that was guessed or left out."""
    return _Guess(program).imported(tree, about)


class _Guess:
    def __init__(self, program: Program) -> None:
        self.program = program
        self.remarks: dict[Remark, None] = {}
        self.fresh = FreshIds()
        self.ids = {node: self.fresh.of(node.name) for node in program.nodes}
        self.splits = {self.ids[node]: leads.split for node, leads in program.after()}
        self.targets = {self.ids[node]: self._targets(leads) or [VALUE] for node, leads in program.after()}
        self.raised = {self.ids[node]: node for node in program.nodes if "raise" in node.task}
        self.sources: dict[str, set[str]] = {}
        for source, targets in self.targets.items():
            for target in targets:
                self.sources.setdefault(target, set()).add(source)
        self.joins: dict[str, str] = {}
        self.waiting: set[str] = set()

    def imported(self, tree: dict[str, Any], about: dict[str, Any]) -> Imported:
        """Close the forks, then make steps of the tasks."""
        inside: dict[str, set[str]] = {}
        for fork, branches in self.program.forks:
            self._close(fork, {each for branch in branches for each in self._inside(branch, inside)}, inside)
        steps = [step for node, each in self.ids.items() if each not in self.raised for step in self._steps(node, each)]
        title = _text(about.get("title")) or _text(about.get("name"))
        stream = ValueStream(
            id=fresh_id(title, (), fallback="stream"),
            name=title,
            demand=Demand(text=_text(about.get("summary")), next=ways_of_targets(self._targets(self.program.first()))),
            value=Value(),
            steps=tuple(steps),
            ends=tuple(End(id=each, name=node.name) for each, node in self.raised.items()),
        )
        self._remark_whole(tree)
        return Imported(Document(title=title, streams=(stream,)), (*self.program.remarks, *self.remarks))

    def _targets(self, leads: Leads) -> list[str]:
        return [self.ids[node] for node in leads.nodes]

    def _inside(self, tasks: TaskList, inside: dict[str, set[str]]) -> set[str]:
        """Return the nodes of a branch, with those of the forks in it, which were closed before."""
        own = {self.ids[node] for node in tasks.nodes.values()}
        return own.union(*(inside.get(each, set()) for each in own))

    def _close(self, fork: Node, members: set[str], inside: dict[str, set[str]]) -> None:
        """Let the branches of a fork meet: where they go on together, or in a step that is added for it."""
        each = self.ids[fork]
        beyond = {target for member in members - self.raised.keys() for target in self.targets[member]} - members
        into = set().union(*(self.sources[target] for target in beyond))
        if len(beyond) == 1 and VALUE not in beyond and into <= members:
            self.waiting |= beyond
        elif beyond:
            join = self.fresh.of(f"{fork.name} done")
            self.joins[each] = join
            self.waiting.add(join)
            self.splits[join], self.targets[join] = Split.ONE, sorted(beyond)
            for member in into & members:
                kept = [join if target in beyond else target for target in self.targets[member]]
                self.targets[member] = list(dict.fromkeys(kept))
            self.sources |= {target: self.sources[target] - members | {join} for target in beyond}
            self.sources[join] = into & members
            members = members | {join}
            self._remark("The branches meet in a step that was added", fork, guess=True)
        inside[each] = members

    def _steps(self, node: Node, each: str) -> list[Step]:
        """Return the step of a task, and behind a fork the step where its branches meet, if one was added."""
        kind = next((kind for kind in _TASK_KINDS if kind in node.task), "")
        self._remark_task(node, kind)
        step = Step(
            id=each,
            name=node.name,
            kind=StepKind.DECISION if kind == "switch" else StepKind.WORK,
            wait=_pause(node.task.get("wait")) if kind == "wait" else None,
            **self._flow(each),
        )
        join = self.joins.get(each)
        return [step, *([Step(id=join, name=f"{node.name}: all done", **self._flow(join))] if join else [])]

    def _flow(self, each: str) -> dict[str, Any]:
        join = Join.ALL if each in self.waiting else Join.ANY
        return {"next": ways_of_targets(self.targets[each], self.splits[each]), "join": join}

    def _remark_task(self, node: Node, kind: str) -> None:
        if kind not in {"switch", "fork", "wait"}:
            does = f"What it does ({kind})" if kind else "What it does is unknown and"
            self._remark(f"{does} was left out: the task became a step", node)
        if kind == "fork" and isinstance(node.task["fork"], dict) and node.task["fork"].get("compete") is True:
            self._remark("Its branches race each other: they became parallel branches that all have to end", node)
        if kind == "switch":
            self._remark("The conditions of its ways were left out: say when each is taken, and how often", node)
        left = sorted(node.task.keys() - _PLAIN - {kind})
        if left:
            self._remark(f"Left out: {', '.join(left)[:200]}", node)

    def _remark_whole(self, tree: dict[str, Any]) -> None:
        left = [key for key in _ABOUT_ALL if key in tree]
        if left:
            self.remarks[Remark(f"Left out: {', '.join(left)}", "the workflow")] = None
        told = "Activities, practices, teams and times are not in a workflow: fill them in"
        self.remarks[Remark(told, "the workflow", guess=True)] = None

    def _remark(self, message: str, node: Node, *, guess: bool = False) -> None:
        self.remarks[Remark(message, node.place, self.ids[node], guess)] = None


def _pause(wait: Any) -> Wait | None:
    """Return a pause as waiting time; None for what is no time."""
    try:
        if isinstance(wait, str):
            return Wait(typical=Duration.parse(wait))
        if isinstance(wait, dict) and wait and _UNITS.keys() >= wait.keys() and all(map(_is_number, wait.values())):
            seconds = sum(_UNITS[unit] * number for unit, number in wait.items())
            return Wait(typical=Duration(0.0, seconds))
    except (BadDuration, OverflowError, ValidationError):
        return None
    return None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
