"""What each kind of task does when it begins, and how those with tasks within go on when one of these is done."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from svs_designer.running.case import Frame
from svs_designer.running.definition import Task
from svs_designer.running.faults import VALIDATION, Fault, standard
from svs_designer.running.happenings import Await, Emit
from svs_designer.running.spans import span_seconds

if TYPE_CHECKING:
    from svs_designer.running.machine import Turn


def _set(turn: "Turn", frame: Frame, task: Task) -> None:
    turn.leave(frame, turn.filled(frame, task.body["set"]))


def _switch(turn: "Turn", frame: Frame, task: Task) -> None:
    cases = [next(iter(each.values())) for each in task.body["switch"]]
    chosen = next((each for each in cases if "when" in each and turn.holds(frame, each["when"], frame.input)), None)
    if chosen is None:
        chosen = next((each for each in cases if "when" not in each), None)
    turn.leave(frame, frame.input, chosen["then"] if chosen else None)


def _emit(turn: "Turn", frame: Frame, task: Task) -> None:
    case = turn.case
    made = turn.filled(frame, task.body["emit"]["event"]["with"])
    case.emitted += 1
    event = {"specversion": "1.0", "id": f"{case.id}/{case.emitted}", "time": case.now} | made
    turn.commands.append(Emit(frame.path, frame.id, event))
    turn.leave(frame, event)


def _wait(turn: "Turn", frame: Frame, task: Task) -> None:
    seconds = span_seconds(task.body["wait"])
    if seconds:
        turn.start_timer(frame, "wait", seconds)
    else:
        turn.leave(frame, frame.input)


def _listen(turn: "Turn", frame: Frame, task: Task) -> None:
    from svs_designer.running.listening import awaited

    frame.awaited = awaited(task.body["listen"]["to"], lambda value: turn.filled(frame, value))
    turn.commands.append(Await(frame.path, frame.id))


def _raise(turn: "Turn", frame: Frame, task: Task) -> None:
    error = task.body["raise"]["error"]
    if isinstance(error, str):
        error = turn.definition.reusable("errors", error)
    # The specification has the runtime name the task, whatever the definition says.
    raise Fault(turn.filled(frame, error) | {"instance": frame.path})


def _do(turn: "Turn", frame: Frame, _task: Task) -> None:
    turn.open_within(frame, "do", 0, frame.input)


def _try(turn: "Turn", frame: Frame, _task: Task) -> None:
    turn.open_within(frame, "try", 0, frame.input)


def _fork(turn: "Turn", frame: Frame, task: Task) -> None:
    for place in range(len(task.parts["branches"])):
        turn.open_within(frame, "branches", place, frame.input)


def _for(turn: "Turn", frame: Frame, task: Task) -> None:
    items = turn.evaluate(frame, task.body["for"]["in"], frame.input)
    if not isinstance(items, list):
        raise standard(VALIDATION, f"for takes a list, and {task.body['for']['in']} gives {type(items).__name__}")
    frame.items = items
    _next_item(turn, frame, frame.input)


def _next_item(turn: "Turn", frame: Frame, output: Any) -> None:
    task, items = turn.task(frame), frame.items or []
    loop = task.body["for"]
    if frame.rounds < len(items):
        frame.variables = {loop.get("each", "item"): items[frame.rounds], loop.get("at", "index"): frame.rounds}
        if "while" not in task.body or turn.holds(frame, task.body["while"], output):
            frame.rounds += 1
            turn.open_within(frame, "do", 0, output)
            return
    frame.variables = {}
    turn.leave(frame, output)


BEGIN: dict[str, Callable[["Turn", Frame, Task], None]] = {
    "set": _set,
    "switch": _switch,
    "emit": _emit,
    "wait": _wait,
    "listen": _listen,
    "raise": _raise,
    "do": _do,
    "try": _try,
    "fork": _fork,
    "for": _for,
}


def _in_sequence(turn: "Turn", around: Frame, done: Frame, output: Any, then: str) -> bool:
    """Begin the task that follows; return False where the list is at its end."""
    task = turn.task(around)
    if then == "exit":
        return False
    place = done.index + 1 if then == "continue" else task.place(done.part, then)
    if place is None or place >= len(task.parts[done.part]):
        return False
    turn.open_within(around, done.part, place, output)
    return True


def _sequence_goes_on(turn: "Turn", around: Frame, done: Frame, output: Any, then: str) -> None:
    if not _in_sequence(turn, around, done, output, then):
        turn.leave(around, output)


def _loop_goes_on(turn: "Turn", around: Frame, done: Frame, output: Any, then: str) -> None:
    if not _in_sequence(turn, around, done, output, then):
        _next_item(turn, around, output)


def _fork_goes_on(turn: "Turn", around: Frame, done: Frame, output: Any, _then: str) -> None:
    task = turn.task(around)
    if task.body["fork"].get("compete", False):
        turn.close_below(around)
        turn.leave(around, output)
        return
    around.outputs[str(done.index)] = output
    count = len(task.parts["branches"])
    if len(around.outputs) == count:
        turn.leave(around, [around.outputs[str(place)] for place in range(count)])


GO_ON: dict[str, Callable[["Turn", Frame, Frame, Any, str], None]] = {
    "do": _sequence_goes_on,
    "try": _sequence_goes_on,
    "for": _loop_goes_on,
    "fork": _fork_goes_on,
}
