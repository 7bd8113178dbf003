"""Rehearsing a case without a server: the machine with a clock that jumps to whatever comes next.

Nobody is short of hands here: each piece of work waits and takes what its step says. Used by the terminal, the window
and anything that wants to see a case go through; what it decides is told by whoever drives it.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from svs_designer.exchange.events import WorkEvent
from svs_designer.running.answering import Choose
from svs_designer.running.case import Case, as_text, as_time
from svs_designer.running.definition import Definition
from svs_designer.running.happenings import Arrived, Await, Cancelled, Emit, Fired, Happening, Started
from svs_designer.running.machine import advance
from svs_designer.running.recording import Recorder
from svs_designer.running.ways import Way, ways_on
from svs_designer.running.work import WorkItem, open_work

MOST_MOMENTS = 100_000
"""After so many moments a case is taken to go round in circles for ever."""


class NeverEnds(Exception):
    """A case that goes on and on; the message says where it is."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What comes next in a rehearsal: somebody begins or has done a piece of work, or a timer runs out."""

    at: datetime
    work: WorkItem | None = None
    begins: bool = False
    timer: str = ""


@dataclass
class Rehearsal:
    """One case under way. `log` is what happened, `events` what it published."""

    definition: Definition
    case: Case
    recorder: Recorder
    log: list[WorkEvent] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    moments: int = 0
    _begun: set[int] = field(default_factory=set)
    _asked: dict[int, datetime] = field(default_factory=dict)
    _work: tuple[WorkItem, ...] = ()

    @classmethod
    def of(
        cls, definition: Definition, *, at: datetime, case: str = "1", given: dict[str, Any] | None = None
    ) -> "Rehearsal":
        """Begin a case. What it is given is its ticket, and anything else its input asks for."""
        rehearsal = cls(definition, Case(case), Recorder(definition))
        rehearsal._take(Started(at, {"ticket": case} | (given or {})))
        return rehearsal

    @property
    def now(self) -> datetime:
        """Return the time of the virtual clock."""
        return as_time(self.case.now)

    @property
    def began(self) -> datetime:
        """Return when the demand came, which is before the first event where it takes time to get to the first step."""
        return as_time(self.case.started)

    @property
    def passed(self) -> timedelta:
        """Return how long the case has been under way."""
        return self.now - self.began

    def work(self) -> tuple[WorkItem, ...]:
        """Return the work that is open."""
        return self._work

    def upcoming(self) -> Moment | None:
        """Return what comes next; None when the case is over. Of two things at one time, what was asked for first."""
        moments = [Moment(as_time(due), timer=timer) for timer, due in self.case.timers.items()]
        for item in self.work():
            asked = self._asked[item.frame]
            begins = item.frame not in self._begun
            moments.append(Moment(asked + item.wait + (timedelta() if begins else item.touch), item, begins))
        return min(moments, key=lambda moment: (moment.at, _order(moment)), default=None)

    def ways(self, moment: Moment) -> tuple[Way, ...]:
        """Return the ways on that can be chosen at a moment; none where there is nothing to choose."""
        if moment.work is None or moment.begins:
            return ()
        return ways_on(self.definition, self.case, moment.work)

    def rehearse(self, choose: Choose) -> "Rehearsal":
        """Let the case go to its end, choosing its ways; raise NeverEnds, or what `choose` raises."""
        while (moment := self.upcoming()) is not None:
            ways = self.ways(moment)
            chosen = choose(moment.work, ways) if moment.work and len(ways) > 1 else None
            self.go_on(dict(chosen.answers) if chosen else None)
        return self

    def go_on(self, answers: dict[str, Any] | None = None) -> list[WorkEvent]:
        """Let happen what comes next, with these answers where work is done; return what there is to tell."""
        moment = self.upcoming()
        if moment is None:
            return []
        self.moments += 1
        if self.moments > MOST_MOMENTS:
            raise NeverEnds(f"case {self.case.id} goes round in circles: nothing ended it in {MOST_MOMENTS:,} moments")
        if moment.work is None:
            return self._take(Fired(moment.at, moment.timer))
        if moment.begins:
            return self._begin(moment.work, moment.at)
        return self._take(Arrived(moment.at, moment.work.completed(answers or {})))

    def cancel(self) -> list[WorkEvent]:
        """End the case before its end."""
        return self._take(Cancelled(self.now))

    def _begin(self, item: WorkItem, at: datetime) -> list[WorkEvent]:
        self.case.now = max(self.case.now, as_text(at))
        self._begun.add(item.frame)
        told = self.recorder.start(self.case, self.case.frames[item.frame].path, at)
        self.log += told
        return told

    def _take(self, happening: Happening) -> list[WorkEvent]:
        commands = advance(self.definition, self.case, happening)
        self.events += [each.event for each in commands if isinstance(each, Emit)]
        for command in commands:
            if isinstance(command, Await):
                self._asked[command.frame] = self.now
        self._work = open_work(self.definition, self.case)
        told = self.recorder.tell(self.case, commands, self.now)
        self.log += told
        return told


def _order(moment: Moment) -> int:
    return moment.work.frame if moment.work else int(moment.timer.partition(":")[0])
