"""The machine: what a case does when something happens to it, as the Open Workflow specification says.

It knows neither a clock nor a queue: the same definition, case and happening give the same commands, so every runner
follows the same rules, and one that replays comes to the same place. Nothing here calls itself: a chain of tasks is as
long as it likes.

Where the specification leaves a choice: a task whose `if` does not hold gives its input on to the task after it; `exit`
within a `for` ends that turn; events nobody waits for are let go. Schemas are not enforced.
"""

from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from svs_designer.running.case import Case, Frame, Status, as_text, as_time
from svs_designer.running.definition import Definition, Task
from svs_designer.running.descriptors import value_of
from svs_designer.running.expressions import evaluate, filled, holds
from svs_designer.running.faults import RUNTIME, TIMEOUT, Fault, standard
from svs_designer.running.happenings import (
    Arrived,
    Cancelled,
    Command,
    Dropped,
    Ended,
    Entered,
    Fired,
    Happening,
    Heard,
    Left,
    Started,
    StartTimer,
    StopTimer,
)
from svs_designer.running.spans import span_seconds
from svs_designer.running.stages import BEFORE, EXPORTING, LEAVING, WITHIN, WORKFLOW_IN, WORKFLOW_OUT

MOST_TASKS = 10_000
"""How many tasks may begin without any waiting: beyond it they go round in circles."""

Move = Callable[["Turn", Frame], None]


def advance(definition: Definition, case: Case, happening: Happening) -> list[Command]:
    """Lead a case on and return what is to be done; an empty list where the happening is nothing to it."""
    turn = Turn(definition, case)
    turn.take(happening)
    return turn.commands


class Turn:
    """One happening and all that follows from it until the case waits again or is over."""

    def __init__(self, definition: Definition, case: Case) -> None:
        self.definition, self.case = definition, case
        self.commands: list[Command] = []
        self._agenda: deque[tuple[int, Move]] = deque()
        self._begun = 0

    # --- What happens ------------------------------------------------------------------------------------------

    def take(self, happening: Happening) -> None:
        """Let something happen, and follow it to its end."""
        case = self.case
        if isinstance(happening, Started) != (case.status is Status.NEW) or not (
            case.open or case.status is Status.NEW
        ):
            return
        case.now = max(case.now, as_text(happening.at))
        match happening:
            case Started():
                case.status, case.started, case.input = Status.WAITING, case.now, happening.input
                self._open(None, "", "do", 0, happening.input)
            case Fired():
                self._fired(happening.timer)
            case Arrived():
                self._arrived(happening.event)
            case Cancelled():
                self._over(Status.CANCELLED)
        self._follow()

    def _follow(self) -> None:
        while self._agenda:
            frame_id, move = self._agenda.popleft()
            frame = self.case.frames.get(frame_id)
            if frame is None:
                continue  # was broken off by what came before
            try:
                move(self, frame)
            except Fault as fault:
                self._fault(frame, fault.error)

    def _fired(self, timer: str) -> None:
        if self.case.timers.pop(timer, None) is None:
            return
        number, _, purpose = timer.partition(":")
        frame = self.case.frames[int(number)]
        if purpose == "timeout":
            after = self._timeout(self.task(frame))
            self._fault(frame, standard(TIMEOUT, f"it took longer than {after:g} seconds").error)
        elif purpose == "retry":
            self.open_within(frame, "try", 0, frame.input)
        else:
            self._agenda.append((frame.id, lambda turn, each: turn.leave(each, each.input)))

    def _arrived(self, event: dict[str, Any]) -> None:
        from svs_designer.running.listening import heard, output_of

        key = f"{event.get('source', '')}|{event.get('id', '')}"
        if "id" in event and key in self.case.seen:
            return
        for frame in [each for each in self.case.frames.values() if each.awaited]:
            if heard(frame, event, partial(value_of, self.definition, self.case, frame), self.seen_by(frame)):
                self.commands.append(Heard(frame.path, frame.id))
                if not frame.awaited:
                    self._agenda.append(
                        (frame.id, lambda turn, each: turn.leave(each, output_of(turn.task(each), each)))
                    )
        if "id" in event and any(isinstance(command, Heard) for command in self.commands):
            self.case.seen.append(key)

    # --- Beginning and leaving a task --------------------------------------------------------------------------

    def task(self, frame: Frame) -> Task:
        """Return the task that a frame does."""
        return self.definition.tasks[frame.path]

    def open_within(self, parent: Frame, part: str, index: int, raw: Any) -> None:
        """Begin a task of one of the parts of a task."""
        self._open(parent.id, self.task(parent).parts[part][index].path, part, index, raw)

    def _open(self, parent: int | None, path: str, part: str, index: int, raw: Any) -> None:
        case = self.case
        frame = Frame(case.next_frame, parent, path, part, index, raw, case.now)
        case.next_frame += 1
        case.frames[frame.id] = frame
        self._agenda.append((frame.id, Turn._begin))

    def _begin(self, frame: Frame) -> None:
        from svs_designer.running.tasks import BEGIN

        self._begun += 1
        if self._begun > MOST_TASKS:
            self._endless(frame)
            return
        task = self.task(frame)
        if "if" in task.body and not self.holds(frame, task.body["if"], frame.raw, BEFORE):
            self._close(frame)
            self._after(frame, frame.raw, "continue")
            return
        self.commands.append(Entered(frame.path, frame.id))
        stage = WORKFLOW_IN if frame.parent is None else BEFORE
        frame.input = self._shaped(frame, "input", "from", frame.raw, stage)
        seconds = self._timeout(task)
        if seconds is not None:
            self.start_timer(frame, "timeout", seconds)
        BEGIN[task.kind](self, frame, task)

    def leave(self, frame: Frame, raw: Any, then: str | None = None) -> None:
        """End a task with its raw output, and go on to where it, or the case chosen within it, says."""
        output = self._shaped(frame, "output", "as", raw, WORKFLOW_OUT if frame.parent is None else LEAVING)
        task = self.task(frame)
        if frame.parent is not None and "export" in task.body:
            frame.outputs = {"": output}  # what `$output` is while the context is made
            self.case.context = self._shaped(frame, "export", "as", output, EXPORTING)
        self._close(frame)
        self.commands.append(Left(frame.path, frame.id))
        if frame.parent is None:
            self._over(Status.COMPLETED, output=output)
        else:
            self._after(frame, output, then or task.body.get("then", "continue"))

    def _after(self, frame: Frame, output: Any, then: str) -> None:
        """Go on in the task around one that is done; `_agenda` carries it, so that its faults are its own."""
        from svs_designer.running.tasks import GO_ON

        if then == "end":
            root = next(iter(self.case.frames.values()))
            self.close_below(root)
            self._agenda.append((root.id, lambda turn, each: turn.leave(each, output)))
            return
        parent = self.case.frames[frame.parent]  # type: ignore[index] # only the workflow has none, and it ends above
        go_on = GO_ON[self.task(parent).kind]
        self._agenda.append((parent.id, lambda turn, around: go_on(turn, around, frame, output, then)))

    # --- Breaking off ------------------------------------------------------------------------------------------

    def close_below(self, frame: Frame) -> None:
        """Break off everything within a task."""
        for each in self.case.below(frame):
            self._close(each)
            self.commands.append(Dropped(each.path, each.id))

    def _close(self, frame: Frame) -> None:
        del self.case.frames[frame.id]
        for timer in [each for each in self.case.timers if each.startswith(f"{frame.id}:")]:
            del self.case.timers[timer]
            self.commands.append(StopTimer(timer))

    def _fault(self, frame: Frame, error: dict[str, Any]) -> None:
        """Raise an error at a task: the nearest `try` around it that catches it goes on, else the case faults."""
        from svs_designer.running.catching import caught

        error = {"instance": frame.path or "/"} | error
        inner = frame
        for around in self.case.above(frame):
            if self.task(around).kind == "try" and inner.part == "try":
                try:
                    if caught(self, around, error):
                        return
                except Fault as fault:
                    error = {"instance": around.path} | fault.error
            inner = around
        self._over(Status.FAULTED, error=error)

    def _endless(self, frame: Frame) -> None:
        detail = f"{MOST_TASKS:,} tasks began without any waiting: they go round in circles"
        self._over(Status.FAULTED, error={"instance": frame.path or "/"} | standard(RUNTIME, detail).error)

    def _over(self, status: Status, *, output: Any = None, error: dict[str, Any] | None = None) -> None:
        for frame in list(self.case.frames.values()):
            self._close(frame)
            self.commands.append(Dropped(frame.path, frame.id))
        self._agenda.clear()
        self.case.status, self.case.output, self.case.error = status, output, error
        self.commands.append(Ended())

    # --- What tasks need ---------------------------------------------------------------------------------------

    def start_timer(self, frame: Frame, purpose: str, seconds: float) -> None:
        """Start a timer of a task."""
        due = self.now + timedelta(seconds=seconds)
        timer = f"{frame.id}:{purpose}"
        self.case.timers[timer] = as_text(due)
        self.commands.append(StartTimer(timer, due, frame.path))

    @property
    def now(self) -> datetime:
        """Return the time of the case."""
        return as_time(self.case.now)

    def seen_by(self, frame: Frame, stage: frozenset[str] = WITHIN) -> frozenset[str]:
        """Return the names of the variables an expression sees in a task."""
        named = (each.variables for each in (frame, *self.case.above(frame)))
        return stage.union(self.task(frame).variables, *named)

    def evaluate(self, frame: Frame, text: str, dot: Any, stage: frozenset[str] = WITHIN) -> Any:
        """Return what an expression gives in a task; raise Fault."""
        return evaluate(text, dot, partial(value_of, self.definition, self.case, frame), self.seen_by(frame, stage))

    def holds(self, frame: Frame, text: str, dot: Any, stage: frozenset[str] = WITHIN) -> bool:
        """Tell whether a condition holds in a task; raise Fault."""
        return holds(text, dot, partial(value_of, self.definition, self.case, frame), self.seen_by(frame, stage))

    def filled(self, frame: Frame, value: Any, stage: frozenset[str] = WITHIN) -> Any:
        """Return a value of a task with its expressions worked out over the task's input; raise Fault."""
        lookup = partial(value_of, self.definition, self.case, frame)
        return filled(value, frame.input, lookup, self.seen_by(frame, stage))

    def _shaped(self, frame: Frame, name: str, word: str, value: Any, stage: frozenset[str]) -> Any:
        asked = self.task(frame).body.get(name, {}).get(word)
        if asked is None:
            return value
        if isinstance(asked, str):
            return self.evaluate(frame, asked, value, stage)
        lookup = partial(value_of, self.definition, self.case, frame)
        return filled(asked, value, lookup, self.seen_by(frame, stage))

    def _timeout(self, task: Task) -> float | None:
        timeout = task.body.get("timeout")
        if timeout is None:
            return None
        if isinstance(timeout, str):
            timeout = self.definition.reusable("timeouts", timeout)
        return span_seconds(timeout["after"])
