"""A small Airflow: runs the tasks that dag-factory reads, by the rules of Airflow's own documentation.

A task is looked at when all it depends on is over. By the usual trigger rule it runs if all of these succeeded, by
`none_failed_min_one_success` if one did; else it is skipped. A branch skips the tasks right behind it that were not
chosen and do not come after one that was.
"""

from collections.abc import Callable
from typing import Any

BRANCH = "HITLBranchOperator"

Choose = Callable[[str, list[str]], str]
"""Takes a task that runs and its options, and returns one of them; what it says where there are none is ignored."""


class Run:
    """One run of a DAG: the state of each task."""

    def __init__(self, dag: dict[str, Any], choose: Choose) -> None:
        self.tasks = {each["task_id"]: each for each in dag["tasks"]}
        self.behind: dict[str, list[str]] = {name: [] for name in self.tasks}
        for name, task in self.tasks.items():
            for each in task.get("dependencies", []):
                self.behind[each].append(name)
        self.choose = choose
        self.states: dict[str, str] = {}
        left = list(self.tasks)
        while left:
            ready = [name for name in left if all(each in self.states for each in self._needed(name))]
            assert ready, f"waits for ever: {left}"
            for name in ready:
                left.remove(name)
                if name not in self.states:
                    self._look_at(name)

    def _needed(self, name: str) -> list[str]:
        needed: list[str] = self.tasks[name].get("dependencies", [])
        return needed

    def _look_at(self, name: str) -> None:
        succeeded = [self.states[each] == "success" for each in self._needed(name)]
        rule = self.tasks[name].get("trigger_rule", "all_success")
        assert rule in {"all_success", "none_failed_min_one_success"}
        runs = all(succeeded) if rule == "all_success" else any(succeeded)
        self.states[name] = "success" if runs else "skipped"
        if runs:
            self._run(name, self.tasks[name])

    def _run(self, name: str, task: dict[str, Any]) -> None:
        said = self.choose(name, task.get("options", []))
        if task["operator"].endswith(BRANCH):
            self._branch(name, task["options_mapping"][said])

    def _branch(self, name: str, chosen: str) -> None:
        assert chosen in self.behind[name]
        followed = self._after(chosen)
        for each in self.behind[name]:
            if each not in followed:
                self.states[each] = "skipped"

    def _after(self, name: str) -> set[str]:
        found, todo = {name}, [name]
        while todo:
            fresh = [each for each in self.behind[todo.pop()] if each not in found]
            found.update(fresh)
            todo += fresh
        return found
