"""A small Argo: runs the DAG of a WorkflowTemplate by the rules of Argo's own documentation and source.

A task is looked at when every task that its `depends` names is over. Where `depends` is not met it is Omitted; where
its `when` is not met it is Skipped; else it runs. A `when` that speaks of an answer nobody gave is an error. People
who resume a suspended task set its supplied outputs; what they do not set has its default.
"""

import re
from collections.abc import Callable
from typing import Any

_RESULT = re.compile(r"([a-zA-Z0-9][-a-zA-Z0-9]*)\.(Succeeded|Skipped|Omitted)")
_OUTPUT = re.compile(r"\{\{tasks\.([-a-zA-Z0-9]+)\.outputs\.parameters\.([-\w]+)\}\}")
_COMPARED = re.compile(r"'([^']*)' (==|!=) '([^']*)'")

Answer = Callable[[str, list[str]], dict[str, str]]
"""Takes a task and the names of its parameters, returns those that are set."""


class Run:
    """One run of a template: the phase of each task, and what was supplied."""

    def __init__(self, template: dict[str, Any], answer: Answer) -> None:
        spec = template["spec"]
        self.templates = {each["name"]: each for each in spec["templates"]}
        self.tasks = {each["name"]: each for each in self.templates[spec["entrypoint"]]["dag"]["tasks"]}
        self.answer = answer
        self.phases: dict[str, str] = {}
        self.outputs: dict[tuple[str, str], str] = {}
        self.order: list[str] = []
        left = list(self.tasks)
        while left:
            ready = [name for name in left if all(each in self.phases for each in self._named(name))]
            assert ready, f"waits for ever: {left}"
            for name in ready:
                self._look_at(name)
                left.remove(name)

    def _named(self, name: str) -> list[str]:
        return [found[1] for found in _RESULT.finditer(self.tasks[name].get("depends", ""))]

    def _look_at(self, name: str) -> None:
        task = self.tasks[name]
        if not self._met(task.get("depends", "")):
            self.phases[name] = "Omitted"
        elif not self._applies(task.get("when", "")):
            self.phases[name] = "Skipped"
        else:
            self._run(name, self.templates[task["template"]])

    def _run(self, name: str, template: dict[str, Any]) -> None:
        assert "suspend" in template
        outputs = template.get("outputs", {}).get("parameters", [])
        inputs = template.get("inputs", {}).get("parameters", [])
        assert [each["name"] for each in inputs] == [each["name"] for each in outputs]
        given = self.answer(name, [each["name"] for each in outputs])
        for each in outputs:
            self.outputs[name, each["name"]] = given.get(each["name"], each["valueFrom"]["default"])
        self.phases[name] = "Succeeded"
        self.order.append(name)

    def _met(self, depends: str) -> bool:
        if not depends:
            return True
        said = _RESULT.sub(lambda found: str(self.phases[found[1]] == found[2]), depends)
        return self._truth(said)

    def _applies(self, when: str) -> bool:
        if not when:
            return True
        filled = _OUTPUT.sub(lambda found: self.outputs[found[1], found[2]], when)
        return self._truth(_COMPARED.sub(lambda found: str((found[1] == found[3]) == (found[2] == "==")), filled))

    @staticmethod
    def _truth(said: str) -> bool:
        words = said.replace("&&", " and ").replace("||", " or ").replace("!", " not ")
        assert set(re.findall(r"\w+", words)) <= {"True", "False", "and", "or", "not"}, said
        return bool(eval(words, {"__builtins__": {}}))
