"""A rehearsal that can go back: the case of a runner, and the answers that led it to where it is. No window."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from svs_designer.exchange.events import EventKind, WorkEvent
from svs_designer.model.ids import VALUE
from svs_designer.running.case import Status
from svs_designer.running.definition import Definition
from svs_designer.running.local import Rehearsal
from svs_designer.running.steps import day_of
from svs_designer.running.summary import running, targets, within
from svs_designer.running.ways import Way
from svs_designer.running.work import WorkItem

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
"""When a rehearsed case begins. Nobody sees it: all times are told from there."""
MOST_STEPS = 2000
"""So many pieces of work are more than any case has that ends."""


class Clock(NamedTuple):
    """How long the clock of a target has run, and how long it may."""

    name: str
    ran: timedelta
    within: timedelta

    @property
    def is_late(self) -> bool:
        """Tell whether the promise is broken."""
        return self.ran > self.within


class Standing(NamedTuple):
    """Where a case is: what is open, what comes next and which ways lead on from it, and how it came there.

    `ended` says how the case ended, empty while it is under way. `day` is how long a day is on its clock.
    """

    open: tuple[WorkItem, ...]
    next: WorkItem | None
    ways: tuple[Way, ...]
    began: datetime
    passed: timedelta
    value_after: timedelta | None
    clocks: tuple[Clock, ...]
    log: tuple[WorkEvent, ...]
    ended: str
    day: timedelta


class Drive:
    """Leads one case through a definition, one piece of work after the other, and back."""

    def __init__(self, definition: Definition, answers: Sequence[Mapping[str, bool]] = ()) -> None:
        """Begin a case, and go to where these answers lead; raise NeverEnds for one that goes round without work."""
        self.definition = definition
        self._answers: list[Mapping[str, bool]] = []
        self._rehearsal = Rehearsal.of(definition, at=START)
        self._come_to_work()
        for answer in answers:
            self.go_on(answer)

    @property
    def answers(self) -> tuple[Mapping[str, bool], ...]:
        """Return the answers so far: one for each piece of work that is done."""
        return tuple(self._answers)

    def standing(self) -> Standing:
        """Return where the case is."""
        rehearsal, definition = self._rehearsal, self.definition
        moment = rehearsal.upcoming()
        log = tuple(rehearsal.log)
        return Standing(
            rehearsal.work(),
            moment.work if moment else None,
            rehearsal.ways(moment) if moment else (),
            rehearsal.began,
            rehearsal.passed,
            next((event.at - rehearsal.began for event in log if _is_value(event)), None),
            tuple(self._clocks(log)),
            log,
            "" if moment else _ending(rehearsal),
            day_of(definition),
        )

    def go_on(self, answers: Mapping[str, bool]) -> None:
        """Have the next piece of work done with these answers; nothing happens where the case is over."""
        if self._rehearsal.upcoming() is None:
            return
        self._rehearsal.go_on(dict(answers))
        self._answers.append(answers)
        self._come_to_work()

    def back(self) -> "Drive":
        """Return a drive that stands one piece of work earlier."""
        return Drive(self.definition, self._answers[:-1])

    def to_the_end(self) -> "Drive":
        """Return a drive that went on to the end, along the likeliest ways; it stops where no end comes in sight."""
        drive = Drive(self.definition, self._answers)
        while (standing := drive.standing()).next is not None and len(drive.answers) < MOST_STEPS:
            drive.go_on(likeliest(standing.ways).answers if standing.ways else {})
        return drive

    def _come_to_work(self) -> None:
        """Let timers run out and people begin, until somebody has a piece of work in hand or the case is over."""
        while (moment := self._rehearsal.upcoming()) is not None and (moment.work is None or moment.begins):
            self._rehearsal.go_on()

    def _clocks(self, log: Sequence[WorkEvent]) -> list[Clock]:
        found, rehearsal = [], self._rehearsal
        for target in targets(self.definition):
            allowed, ran = within(self.definition, target), running(target, log, rehearsal.began, rehearsal.now)
            if allowed is not None and ran is not None:
                found.append(Clock(target.name or target.id, ran, allowed))
        return found


def likeliest(ways: Sequence[Way]) -> Way:
    """Return the way most cases take; where no share is known the default."""
    return max(ways, key=lambda way: (way.share or 0.0, way.default))


def _is_value(event: WorkEvent) -> bool:
    return event.kind is EventKind.MILESTONE and event.element == VALUE


def _ending(rehearsal: Rehearsal) -> str:
    """Say how a case ended."""
    status, log = rehearsal.case.status, rehearsal.log
    if status is Status.FAULTED:
        error = rehearsal.case.error or {}
        return f"The case broke off: {error.get('detail') or error.get('title') or 'an error without words'}"
    last = log[-1] if log else None
    if any(_is_value(event) for event in log):
        return "The case is over: the value was reached"
    name = last.name if last and last.kind is EventKind.ENDED and last.name not in ("end", "completed") else ""
    return f"The case is over: {name}" if name else "The case is over, without value"
