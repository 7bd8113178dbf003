"""The ways on that whoever does a step can choose: found by looking what the case would do after each answer.

The machine itself is asked, on a copy of the case: a way that is used up (rework that was done often enough) is none.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from svs_designer.exchange.decisions import variable
from svs_designer.running.case import Case, Status, as_time
from svs_designer.running.definition import Definition, Task
from svs_designer.running.happenings import Arrived, Command, Entered, Fired
from svs_designer.running.machine import advance
from svs_designer.running.steps import element, fields_of, is_step, is_value, label, shares
from svs_designer.running.work import WorkItem

MOST_WAITS = 20
"""So many waits in a row, with nothing of the stream between them, is nobody's way on."""
_ANSWER = re.compile(r"\.\[0\]\.([A-Za-z_]\w*)")


@dataclass(frozen=True, slots=True)
class Way:
    """One way on after a piece of work: in words, where it leads, and what to answer for a case to take it."""

    title: str
    target: str
    answers: Mapping[str, bool]
    share: float | None = None
    default: bool = False


def ways_on(definition: Definition, case: Case, item: WorkItem) -> tuple[Way, ...]:
    """Return the ways on from a piece of open work, the default last; none where there is nothing to choose."""
    names = _answers(definition, case, item)
    if not names:
        return ()
    step = _step_of(definition, case, item)
    known = shares(step) if step else {}
    # Where the ways lead that the stream has, by their booleans, as far as that is told. The machine cannot say it of a
    # way into a join while another branch is under way: the case only waits there.
    drawn = {variable(element(step), target): target for target in known} if step else {}
    usual, usual_title = _leads(definition, case, item, {})
    if not usual and len(left := [to for asked, to in drawn.items() if asked not in names]) == 1:
        usual = left[0]
    no = dict.fromkeys(names, False)
    found: dict[str, Way] = {}
    for name, answers in [*((name, no | {name: True}) for name in names), ("", no)]:
        target, title = _leads(definition, case, item, answers)
        target = target or drawn.get(name, usual if not name else "")
        if target != usual and target not in found:
            found[target] = Way(str(item.asks.get(name, title)), target, answers, known.get(target))
    return (*found.values(), Way(usual_title, usual, {}, known.get(usual), default=True))


def _answers(definition: Definition, case: Case, item: WorkItem) -> list[str]:
    """Return what the listening task takes over from the event it hears."""
    listener = definition.tasks[case.frames[item.frame].path]
    return list(dict.fromkeys(_ANSWER.findall(str(listener.body.get("export", {}).get("as", "")))))


def _step_of(definition: Definition, case: Case, item: WorkItem) -> Task | None:
    """Return the task that stands for the step a piece of work belongs to."""
    frame = case.frames[item.frame]
    tasks = (definition.tasks[each.path] for each in (frame, *case.above(frame)))
    return next((task for task in tasks if is_step(task)), None)


def _leads(definition: Definition, case: Case, item: WorkItem, answers: dict[str, bool]) -> tuple[str, str]:
    """Return the id and the name of where a case would go with these answers."""
    trial = case.copy()
    said = advance(definition, trial, Arrived(as_time(trial.now), item.completed(answers)))
    reached = _reached(definition, said)
    for _ in range(MOST_WAITS):
        timer = None if reached else _on_the_way(trial, case.next_frame)
        if timer is None:
            break
        reached = _reached(definition, advance(definition, trial, Fired(as_time(trial.timers[timer]), timer)))
    if reached:
        return element(reached[0]), " and ".join(label(task) for task in reached)
    if trial.status is Status.FAULTED:
        return "faulted", "an error"
    return ("end", "the end") if not trial.open else ("", "waiting for the other branches")


def _on_the_way(trial: Case, first_frame: int) -> str | None:
    """Return the timer of a wait that was begun after others had the frames before `first_frame`."""
    waits = [each for each in trial.timers if each.endswith(":wait") and int(each.partition(":")[0]) >= first_frame]
    return min(waits, key=lambda each: trial.timers[each], default=None)


def _reached(definition: Definition, said: Iterable[Command]) -> list[Task]:
    """Return the tasks that stand for something in the stream: steps begun at once, or the first value or end."""
    return list(_standing_for_something(definition.tasks[each.path] for each in said if isinstance(each, Entered)))


def _standing_for_something(entered: Iterable[Task]) -> Iterator[Task]:
    for task in entered:
        if is_step(task) or task.notes.get("kind") == "rework":
            yield task
        if is_value(task) or fields_of(task, "end") is not None:
            yield task
            return
