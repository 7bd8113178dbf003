"""From the block structure of a stream to the task lists of the DSL: every way on is a jump, a switch or a fork.

A delay is a wait on the way: where a jump, a switch or a counter would lead to a node, it leads to the wait before it.

A jump reaches only tasks of its own list. `exit` leaves the list of a branch, so that its fork goes on when all have
left; `end` ends the case, and stands in the outermost list alone.
"""

from svs_designer.analysis.facts import facts_of
from svs_designer.analysis.structure import Branch, Fork, Item, Sequence
from svs_designer.exchange.decisions import Decision
from svs_designer.formats.open_workflow.expressions import is_chosen, next_number, with_number
from svs_designer.formats.open_workflow.names import (
    branch_name,
    decision_name,
    delay_name,
    link_name,
    parallel_name,
    task_name,
)
from svs_designer.formats.open_workflow.plan import Plan
from svs_designer.formats.open_workflow.repeats import bounded_links
from svs_designer.formats.open_workflow.tasks import Task, demand_task, end_task, first_state, step_task, value_task
from svs_designer.formats.open_workflow.told_ways import ways_of_decision, ways_of_fork, ways_of_targets
from svs_designer.model.ids import DEMAND, VALUE
from svs_designer.model.links import Ways

Named = dict[str, Task]


def task_list(plan: Plan, items: Sequence) -> list[Named]:
    """Return the tasks of a whole stream."""
    tasks = _List(plan, items, leave="end").tasks()
    tasks[0][task_name(DEMAND)]["set"] = first_state(plan)  # now all variables are known
    return tasks


class _List:
    """One list of tasks. `leave` is how a case leaves it, `beyond` the join it then waits at, if there is one.

    `owner` is the node whose fork the list is a branch of.
    """

    def __init__(self, plan: Plan, items: Sequence, *, leave: str, beyond: str = "", owner: str = "") -> None:
        self.plan = plan
        self.items = items
        self.leave = leave
        self.beyond = beyond
        self.owner = owner
        self.bounded = bounded_links(items, plan.ways)

    def tasks(self) -> list[Named]:
        followers = [*(item.node for item in self.items[1:]), None]
        pairs = zip(self.items, followers, strict=True)
        return [task for item, following in pairs for task in self._of(item, following)]

    def _of(self, item: Item, following: str | None) -> list[Named]:
        """Return the task of a node and those that lead on from it."""
        if not item.node and item.fork is not None:
            return [
                {parallel_name(self.owner, item.fork.branches[0].first): self._fork(self.owner, item.fork, following)}
            ]
        decision = self.plan.decision(item.node)
        helpers: list[Named] = []
        told = ways_of_targets(item.ways)
        if item.fork is not None:
            told = ways_of_fork(item.fork)
            helpers = [{parallel_name(item.node): self._fork(item.node, item.fork, following)}]
        elif decision is not None:
            told = ways_of_decision(decision)
            helpers = self._switch(item, decision)
        elif item.ways:
            helpers = self._delay(item.node, item.ways[0], self._then(item.ways[0], following))
        task = self._node(item.node, told)
        then = None if helpers else self._then(item.ways[0] if item.ways else None, following)
        return [{task_name(item.node): task | ({"then": then} if then else {})}, *helpers]

    def _node(self, node: str, told: Ways) -> Task:
        plan, stream = self.plan, self.plan.stream
        if node == DEMAND and stream.demand:
            return demand_task(stream.demand, told)
        if node == VALUE and stream.value:
            return value_task(plan, stream.value, told)
        if step := facts_of(stream).steps.get(node):
            return step_task(plan, step, told)
        if end := stream.end(node):
            return end_task(plan, end)
        raise LookupError(f"there is no node {node!r} in stream {stream.id!r}")

    def _then(self, target: str | None, following: str | None) -> str | None:
        """Return the directive that leads to a node, or out of the list; None where that needs no word."""
        if target is not None and target != self.beyond:
            return None if target == following else task_name(target)
        return None if self.leave == "exit" and following is None else self.leave

    def _fork(self, owner: str, fork: Fork, following: str | None) -> Task:
        beyond = fork.join or self.beyond
        branches = [{branch_name(branch.first): self._branch(owner, branch, beyond)} for branch in fork.branches]
        task: Task = {"metadata": {"svs": {"parallel": owner}}, "fork": {"compete": False, "branches": branches}}
        then = self._then(fork.join, following)
        return task | ({"then": then} if then else {})

    def _branch(self, owner: str, branch: Branch, beyond: str) -> Task:
        # What begins with a part of the fork is delayed in there, on each of its branches.
        is_part = bool(branch.items) and not branch.items[0].node
        delay = [] if is_part else self._delay(owner, branch.first, None)
        if branch.items:
            inner = _List(self.plan, branch.items, leave="exit", beyond=beyond, owner=owner).tasks()
            return {"do": [*delay, *inner]}
        if delay:
            return {"do": delay}
        passed: Task = {"metadata": {"svs": {"link": [owner, branch.first]}}, "set": {"passed": True}}
        return {"do": [{link_name(owner, branch.first): passed}]}

    def _switch(self, item: Item, decision: Decision) -> list[Named]:
        """Return the switch behind a node, and behind that the counters of bounded links and the waits on the way."""
        free = [target for target in item.ways if (item.node, target) not in self.bounded]
        instead = decision.default.to if decision.default.to in free else free[0]
        cases: list[Named] = []
        counters: list[Named] = []
        delays: list[Named] = []
        asked: list[tuple[str, str | None]] = [(each.link.to, each.variable) for each in decision.asked]
        for target, answer in (*asked, (decision.default.to, None)):
            counter = None
            if (item.node, target) in self.bounded:
                counter = self.plan.repeat_variable(item.node, target, instead)
                counters.append({link_name(item.node, target): self._counter(item.node, target, instead, counter)})
            cases.append({target: self._case(item.node, target, answer, counter)})
            delays += self._delay(item.node, target, self._jump(target))
        if instead != decision.default.to:
            cases.append({f"{instead}_instead": self._case(item.node, instead, None, None)})
        switch: Task = {"metadata": {"svs": {"decision": item.node}}, "switch": cases}
        return [{decision_name(item.node): switch}, *counters, *delays]

    def _case(self, node: str, target: str, answer: str | None, counter: str | None) -> Task:
        then = link_name(node, target) if counter else self._way(node, target)
        when = {"when": is_chosen(answer, counter, self.plan.most)} if answer or counter else {}
        return {**when, "then": then}

    def _counter(self, source: str, target: str, instead: str, variable: str) -> Task:
        repeat = {"from": source, "to": target, "most": self.plan.most, "instead": instead}
        return {
            "metadata": {"svs": {"repeat": repeat}},
            "set": {variable: next_number("repeats", variable)},
            "export": {"as": with_number("repeats", variable)},
            "then": self._way(source, target),
        }

    def _way(self, source: str, target: str) -> str:
        """Return the directive that leads along a link: to the wait on it, or right to where it leads."""
        return delay_name(source, target) if self.plan.delay(source, target) else self._jump(target)

    def _jump(self, target: str) -> str:
        """Return the directive that leads to a node from anywhere in the list."""
        return self._then(target, None) or self.leave

    def _delay(self, source: str, target: str, then: str | None) -> list[Named]:
        """Return the wait on the way along a link, alone in a list; an empty one where a case is not delayed."""
        time = self.plan.delay(source, target)
        if time is None:
            return []
        wait: Task = {"metadata": {"svs": {"delay": [source, target]}}, "wait": time}
        return [{delay_name(source, target): wait | ({"then": then} if then else {})}]
