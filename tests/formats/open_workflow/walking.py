"""Two walks of a case: through a definition as an engine takes it, and through the links of the stream itself.

Expressions are given to jq; branches are walked one after the other, in their order.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import jq

from svs_designer.exchange.decisions import carrying, decision
from svs_designer.model.ids import DEMAND, VALUE
from svs_designer.model.links import Split
from svs_designer.model.step import Join
from svs_designer.model.stream import ValueStream

Answers = Callable[[str, int], dict[str, bool]]
"""What whoever did a step answers at a visit."""

MOST_STEPS = 5_000


class TooLong(Exception):
    """A walk that does not end."""


@cache
def _program(expression: str) -> Any:
    assert expression.startswith("${ ")
    assert expression.endswith(" }")
    return jq.compile(f".context as $context | .input | ({expression[2:-1]})")


class Walk:
    """A case of a definition. `trace` holds the steps, value and ends it meets; `events` what it emits."""

    def __init__(self, tree: Any, answers: Answers, **known: bool) -> None:
        self.answers = answers
        self.context: Any = {}
        self.trace: list[str] = []
        self.events: list[dict[str, Any]] = []
        self.ended = self._list(tree["do"], {"ticket": "T-1", **known})

    def value(self, held: Any, given: Any) -> Any:
        """Return a value with its expressions worked out."""
        if isinstance(held, str) and held.startswith("${"):
            return _program(held).input_value({"context": self.context, "input": given}).first()
        if isinstance(held, dict):
            return {key: self.value(each, given) for key, each in held.items()}
        return [self.value(each, given) for each in held] if isinstance(held, list) else held

    def _list(self, tasks: list[dict[str, Any]], given: Any) -> str:
        names = [next(iter(named)) for named in tasks]
        at = 0
        while at < len(tasks):
            task = tasks[at][names[at]]
            given, then = self._task(task, given)
            if then in ("exit", "end"):
                return then
            at = names.index(then) if then else at + 1
        return "exit"

    def _task(self, task: dict[str, Any], given: Any) -> tuple[Any, str | None]:
        if "switch" in task:
            cases = [case for named in task["switch"] for case in named.values()]
            return given, next(case["then"] for case in cases if self.value(case.get("when", True), given))
        self._note(task)
        kind = next(kind for kind in ("set", "do", "fork", "emit", "listen", "wait") if kind in task)
        out = getattr(self, f"_{kind}")(task, given)
        if "export" in task:
            self.context = self.value(task["export"]["as"], out)
        return out, task.get("then")

    def _note(self, task: dict[str, Any]) -> None:
        carried = task.get("metadata", {}).get("svs", {})
        for kind in ("step", "value", "end"):
            if kind in carried:
                self.trace.append(carried[kind].get("id", kind))
        if len(self.trace) > MOST_STEPS:
            raise TooLong

    def _set(self, task: dict[str, Any], given: Any) -> Any:
        return self.value(task["set"], given)

    def _wait(self, task: dict[str, Any], given: Any) -> Any:
        assert all(number > 0 for number in task["wait"].values())
        return given

    def _do(self, task: dict[str, Any], given: Any) -> Any:
        assert self._list(task["do"], given) == "exit"
        return given

    def _fork(self, task: dict[str, Any], given: Any) -> Any:
        for branch in task["fork"]["branches"]:
            assert self._list([branch], given) == "exit", "a branch ended the whole case"
        return given

    def _emit(self, task: dict[str, Any], given: Any) -> Any:
        self.events.append(self.value(task["emit"]["event"]["with"], given))
        return self.events[-1]

    def _listen(self, task: dict[str, Any], given: Any) -> Any:
        """Answer the work that was asked for last, and see that this very listener takes the answer."""
        asked = self.events[-1]
        data = {"ticket": asked["data"]["ticket"], "visit": asked["data"]["visit"]}
        data |= self.answers(asked["data"]["step"], data["visit"])
        wanted = task["listen"]["to"]["one"]
        assert wanted["with"] == {"type": "io.svs.work.completed.v1", "subject": asked["subject"]}
        for correlation in wanted["correlate"].values():
            assert self.value(correlation["from"], {"data": data}) == self.value(correlation["expect"], given)
        return [data]


def walk_of_links(stream: ValueStream, answers: Answers) -> list[str]:
    """Return what a case meets on its way along the links, every choice by its booleans."""
    return _Links(stream, answers).trace


class _Links:
    def __init__(self, stream: ValueStream, answers: Answers) -> None:
        self.stream = stream
        self.answers = answers
        self.trace: list[str] = []
        self.visits: dict[str, int] = {}
        self._from(DEMAND)

    def _from(self, node: str | None) -> str | None:
        """Walk until the case is over or comes to a join, which is returned."""
        entered_by_fork = True
        while node is not None:
            step = self.stream.step(node)
            if step is not None and step.join is Join.ALL and not entered_by_fork:
                return node
            entered_by_fork = False
            if node != DEMAND:
                self.trace.append(node)
            node, entered_by_fork = self._on(node)
        return None

    def _on(self, node: str) -> tuple[str | None, bool]:
        ways = self.stream.ways(node)
        links = carrying(ways) if ways else ()
        if len(links) > 1 and ways is not None and ways.split is Split.ALL:
            (join,) = {self._branch(link.to) for link in links}
            return join, True
        visit = self.visits[node] = self.visits.get(node, 0) + 1
        chosen = decision(node, ways) if ways else None
        if chosen is None:
            return (links[0].to if links else None), False
        yes = self.answers(node, visit) if node != VALUE else {}
        return next((each.link.to for each in chosen.asked if yes.get(each.variable)), chosen.default.to), False

    def _branch(self, first: str) -> str | None:
        step = self.stream.step(first)
        return first if step is not None and step.join is Join.ALL else self._from(first)
