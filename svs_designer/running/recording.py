"""What happened in a case, told step by step from what the machine says: the events a log is made of.

A step is scheduled when the case comes to it, started when somebody begins it or its queue is over, completed when the
case goes on. What nobody told is not made up: a step may have no start, work that was broken off has no end. The state
is plain data, so that a runner that stores its cases goes on counting.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from svs_designer.exchange.events import EventKind, WorkEvent
from svs_designer.running.case import Case, Status
from svs_designer.running.definition import Definition
from svs_designer.running.happenings import Command, Dropped, Emit, Ended, Entered, Left
from svs_designer.running.steps import element, fields_of, is_step, is_value, label, team


@dataclass
class Recorder:
    """Tells the events of one case. `begun` holds the visit of each step under way, by its place: one is all it has."""

    definition: Definition
    visits: dict[str, int] = field(default_factory=dict)
    begun: dict[str, int] = field(default_factory=dict)
    started: list[str] = field(default_factory=list)
    reached: str = ""

    def tell(self, case: Case, commands: Iterable[Command], at: datetime) -> list[WorkEvent]:
        """Return the events of what the machine said at a time."""
        return [event for command in commands for event in self._told(case, command, at)]

    def start(self, case: Case, path: str, at: datetime) -> list[WorkEvent]:
        """Tell that somebody begins the step a task lies in; nothing where that is known, or there is none."""
        step = next((each for each in self.begun if path == each or path.startswith(f"{each}/")), None)
        if step is None or step in self.started:
            return []
        self.started.append(step)
        return [self._event(case, step, EventKind.STARTED, at, self.begun[step])]

    def _told(self, case: Case, command: Command, at: datetime) -> list[WorkEvent]:
        match command:
            case Entered(path):
                return self._enter(case, path, at)
            case Left(path):
                return self._leave(case, path, at)
            case Dropped(path):
                self._forget(path)
            case Emit(path) if is_value(self.definition.tasks[path]):
                self.reached = element(self.definition.tasks[path])
                return [self._event(case, path, EventKind.MILESTONE, at, self._visit(path))]
            case Ended():
                reached = self.reached or "end" if case.status is Status.COMPLETED else str(case.status)
                return [WorkEvent(case.id, reached, self._name(reached), None, EventKind.ENDED, at)]
        return []

    def _enter(self, case: Case, path: str, at: datetime) -> list[WorkEvent]:
        task = self.definition.tasks[path]
        if is_step(task):
            self.begun[path] = self._visit(path)
            return [self._event(case, path, EventKind.SCHEDULED, at, self.begun[path])]
        if task.kind == "wait" and "queue" not in (task.name, task.notes.get("kind")):
            return self.start(case, path, at)
        return []

    def _leave(self, case: Case, path: str, at: datetime) -> list[WorkEvent]:
        task = self.definition.tasks[path]
        if fields_of(task, "end") is not None:
            self.reached = element(task)
        if path not in self.begun:
            return []
        told = self._event(case, path, EventKind.COMPLETED, at, self.begun[path])
        self._forget(path)
        return [told]

    def _visit(self, path: str) -> int:
        name = element(self.definition.tasks[path])
        self.visits[name] = self.visits.get(name, 0) + 1
        return self.visits[name]

    def _forget(self, path: str) -> None:
        self.begun.pop(path, None)
        if path in self.started:
            self.started.remove(path)

    def _name(self, reached: str) -> str:
        tasks = (task for task in self.definition.tasks.values() if fields_of(task, "end") is not None)
        return next((label(task) for task in tasks if element(task) == reached), reached)

    def _event(self, case: Case, path: str, kind: EventKind, at: datetime, visit: int) -> WorkEvent:
        task = self.definition.tasks[path]
        return WorkEvent(case.id, element(task), label(task), team(task), kind, at, visit)

    def to_json(self) -> dict[str, Any]:
        """Return the state as JSON values."""
        return {"visits": self.visits, "begun": self.begun, "started": self.started, "reached": self.reached}

    @classmethod
    def from_json(cls, definition: Definition, stored: dict[str, Any]) -> "Recorder":
        """Return the recorder that `to_json` stored."""
        return cls(definition, **stored)
