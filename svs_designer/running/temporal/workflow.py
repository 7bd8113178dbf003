"""A case as a workflow of Temporal: its timers, its open work, and what people and other systems tell it.

Temporal tells a worker everything that happened to a case again whenever it needs to; as the machine is without clock
or chance, it comes to the same place each time. That is also why the sandbox of the SDK is left out: there is nothing
in here to guard, and it would load the package anew for each case.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from temporalio import workflow
from temporalio.exceptions import ApplicationError, FailureError

from svs_designer.exchange.events import EventKind, WorkEvent
from svs_designer.running.case import Case, Status, as_text, as_time
from svs_designer.running.definition import checked_definition
from svs_designer.running.faults import in_words
from svs_designer.running.happenings import Arrived, Cancelled, Fired, Happening, Started
from svs_designer.running.machine import advance
from svs_designer.running.recording import Recorder
from svs_designer.running.temporal import names
from svs_designer.running.ways import ways_on
from svs_designer.running.work import SOURCE, WorkItem, open_work

BROKEN = "svs.broken"
"""The type of an error that is our fault, or the definition's: no attempt will go better."""


def fatal(error: Exception) -> ApplicationError:
    """Return an error that ends a case: Temporal would try a plain one again for ever."""
    return ApplicationError(f"{type(error).__name__}: {error}", type=BROKEN, non_retryable=True)


@workflow.defn(name=names.WORKFLOW, sandboxed=False)
class CaseWorkflow:
    """One case. What it is asked for is the definition, the input, or the state that an earlier run left."""

    @workflow.init
    def __init__(self, asked: dict[str, Any]) -> None:
        """Set up the case before anything can be told to it."""
        self._asked = asked
        self._trouble: ApplicationError | None = None
        self._changed = self._paused = False
        self._log: list[WorkEvent] = []
        self._case = Case(workflow.info().workflow_id)
        try:
            self._definition = checked_definition(asked["definition"])
            self._recorder = Recorder(self._definition)
            self._restore(asked.get("state"))
        except Exception as error:  # a door: whatever broke, trying again mends nothing
            self._trouble = fatal(error)

    def _restore(self, state: dict[str, Any] | None) -> None:
        if state is None:
            self._take(Started(workflow.now(), {"ticket": self._case.id} | (self._asked.get("input") or {})))
            return
        self._case = Case.from_json(state["case"])
        self._recorder = Recorder.from_json(self._definition, state["recorder"])
        self._log = [event_of(each) for each in state["log"]]
        self._paused = state["paused"]

    @workflow.run
    async def run(self, _asked: dict[str, Any]) -> dict[str, Any]:
        """Lead the case to its end and return what came out; an error of the definition fails the workflow."""
        try:
            return await self._lead()
        except asyncio.CancelledError:
            self._take(Cancelled(workflow.now()))
            raise
        except FailureError:
            raise
        except Exception as error:  # a door: whatever broke, trying again mends nothing
            raise fatal(error) from error

    async def _lead(self) -> dict[str, Any]:
        self._fire()
        while self._goes_on:
            self._show()
            if self._is_long():
                workflow.continue_as_new({**self._asked, "state": self._state()})
            await self._something()
            self._fire()
        if self._trouble is not None:
            raise self._trouble
        self._show()
        if self._case.status is Status.FAULTED:
            error = self._case.error or {}
            raise ApplicationError(in_words(error), error, type=error.get("type"), non_retryable=True)
        return {"status": self._case.status, "output": self._case.output}

    @property
    def _goes_on(self) -> bool:
        return self._trouble is None and self._case.open

    async def _something(self) -> None:
        """Wait until somebody tells something, or the next timer runs out."""
        self._changed = False
        due = None if self._paused else min(self._case.timers.values(), default=None)
        left = None if due is None else max(as_time(due) - workflow.now(), timedelta())
        try:
            await workflow.wait_condition(lambda: self._changed, timeout=left)
        except TimeoutError:
            return

    def _fire(self) -> None:
        """Let the timers run out that are due, in their order; a paused case has its timers wait."""
        while self._goes_on and not self._paused:
            now = as_text(workflow.now())
            due = [(at, _frame(timer), timer) for timer, at in self._case.timers.items() if at <= now]
            if not due:
                return
            self._take(Fired(workflow.now(), min(due)[2]))

    def _take(self, happening: Happening) -> None:
        self._changed = True
        try:
            commands = advance(self._definition, self._case, happening)
            self._log += self._recorder.tell(self._case, commands, workflow.now())
        except Exception as error:  # a door: whatever broke, trying again mends nothing
            self._trouble = fatal(error)

    def _is_long(self) -> bool:
        most = self._asked.get("most_history")
        length = workflow.info().get_current_history_length()
        return length > most if most else workflow.info().is_continue_as_new_suggested()

    def _state(self) -> dict[str, Any]:
        return {
            "case": self._case.to_json(),
            "recorder": self._recorder.to_json(),
            "log": [event_json(each) for each in self._log],
            "paused": self._paused,
        }

    def _show(self) -> None:
        shown = {"title": self._definition.title, "paused": self._paused, "work": self.work()}
        workflow.upsert_memo({names.MEMO: shown})

    # --- What can be told to a case ----------------------------------------------------------------------------

    @workflow.update(name=names.COMPLETE)
    def complete(self, item: str, answers: dict[str, Any]) -> bool:
        """Take a piece of work as done, and return whether that is news; the same twice counts once."""
        found = self._open(item)
        if found is None:
            return False
        self._take(Arrived(workflow.now(), found.completed(answers)))
        return True

    @complete.validator
    def _may_complete(self, item: str, answers: dict[str, Any]) -> None:
        if not isinstance(answers, dict):
            raise ApplicationError("the answers are an object: name what is true and false")
        if self._is_done(item):
            return
        if self._open(item) is None:
            raise ApplicationError(f"there is no open work {item!r}: it may have been broken off; see the list")
        if self._paused:
            raise ApplicationError(f"case {self._case.id} is paused: resume it first")

    @workflow.update(name=names.BEGIN)
    def begin(self, item: str) -> bool:
        """Take note that somebody begins a piece of work, and return whether that is news."""
        found = self._open(item)
        if found is None:
            return False
        path = self._case.frames[found.frame].path
        told = self._recorder.start(self._case, path, workflow.now())
        self._log += told
        return bool(told)

    @begin.validator
    def _may_begin(self, item: str) -> None:
        if self._open(item) is None:
            raise ApplicationError(f"there is no open work {item!r}: see the list")

    @workflow.signal(name=names.EVENT)
    def event(self, event: dict[str, Any]) -> None:
        """Take a CloudEvent of any other system; what is none is let go, as nobody could mend it here."""
        if isinstance(event, dict):
            self._take(Arrived(workflow.now(), event))

    @workflow.signal(name=names.PAUSE)
    def pause(self) -> None:
        """Let timers wait and take no work as done until it is resumed."""
        self._paused = self._changed = True

    @workflow.signal(name=names.RESUME)
    def resume(self) -> None:
        """Go on; timers that ran out meanwhile are due now."""
        self._paused, self._changed = False, True

    @workflow.signal(name=names.CANCEL)
    def cancel(self) -> None:
        """End the case before its end."""
        self._take(Cancelled(workflow.now()))

    # --- What a case can be asked ------------------------------------------------------------------------------

    @workflow.query(name=names.WORK)
    def work(self) -> list[dict[str, Any]]:
        """Return the open work, since when it is asked for, and the ways on that whoever does it can choose."""
        return [
            item.to_json()
            | {
                "since": self._case.frames[item.frame].started,
                "ways": [asdict(way) for way in ways_on(self._definition, self._case, item)],
            }
            for item in open_work(self._definition, self._case)
        ]

    @workflow.query(name=names.LOG)
    def log(self) -> list[dict[str, Any]]:
        """Return what happened so far."""
        return [event_json(each) for each in self._log]

    @workflow.query(name=names.STATE)
    def state(self) -> dict[str, Any]:
        """Return the whole state of the case."""
        return self._state()

    def _open(self, item: str) -> WorkItem | None:
        return next((each for each in open_work(self._definition, self._case) if each.id == item), None)

    def _is_done(self, item: str) -> bool:
        return f"{SOURCE}|{item}" in self._case.seen


def _frame(timer: str) -> int:
    return int(timer.partition(":")[0])


def event_json(event: WorkEvent) -> dict[str, Any]:
    """Return an event of the log as JSON values."""
    return asdict(event) | {"at": event.at.isoformat()}


def event_of(stored: dict[str, Any]) -> WorkEvent:
    """Return the event that `event_json` stored."""
    return WorkEvent(**(stored | {"kind": EventKind(stored["kind"]), "at": datetime.fromisoformat(stored["at"])}))


WORKFLOWS: Sequence[type] = (CaseWorkflow,)
