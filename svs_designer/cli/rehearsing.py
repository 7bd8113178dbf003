"""Rehearsing one case in a terminal: what happens when, and a question wherever there is more than one way on."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from svs_designer.cli.summing_up import told

if TYPE_CHECKING:
    from svs_designer.exchange.events import WorkEvent
    from svs_designer.running.definition import Definition
    from svs_designer.running.local import Moment, Rehearsal
    from svs_designer.running.ways import Way

HELP = "a number, Enter for the default, p to pause after each step, q to quit"


class _Quit(Exception):
    """Whoever rehearses has seen enough."""


def rehearse_in_terminal(
    definition: "Definition", start: datetime, *, colour: bool, ask: Callable[[str], str] = input
) -> "Rehearsal":
    """Lead a case through, asking for its ways; return it, cancelled where somebody quits."""
    from svs_designer.running.local import Rehearsal

    rehearsal = Rehearsal.of(definition, at=start, case=f"{definition.name}-1")
    talk = _Talk(definition, rehearsal, ask, colour=colour)
    talk.show(rehearsal.log)
    try:
        while (moment := rehearsal.upcoming()) is not None:
            talk.go_on(moment)
    except (_Quit, EOFError, KeyboardInterrupt):
        print()
        rehearsal.cancel()
    return rehearsal


class _Talk:
    def __init__(
        self, definition: "Definition", rehearsal: "Rehearsal", ask: Callable[[str], str], *, colour: bool
    ) -> None:
        self._definition, self._rehearsal, self._ask, self._colour = definition, rehearsal, ask, colour
        self._paused = False

    def go_on(self, moment: "Moment") -> None:
        """Let one thing happen, and ask before it where somebody has to choose."""
        ways = self._rehearsal.ways(moment)
        way = self._chosen(moment, ways) if len(ways) > 1 else None
        events = self._rehearsal.go_on(dict(way.answers) if way else None)
        self.show(events)
        if self._paused and events:
            self._command("")

    def show(self, events: "Sequence[WorkEvent]") -> None:
        """Print what happened, with the time of the case and how it stands against its first target."""
        from svs_designer.exchange.events import EventKind

        words = {
            EventKind.SCHEDULED: "waits",
            EventKind.STARTED: "begins",
            EventKind.COMPLETED: "done",
            EventKind.MILESTONE: "VALUE",
            EventKind.ENDED: "ended at",
        }
        for event in events:
            visit = f" (visit {event.visit})" if event.visit > 1 else ""
            team = f" - {self._team(event.team)}" if event.team else ""
            clock = told(event.at - self._rehearsal.began)
            print(f"{clock:>10}{self._against()}  {words[event.kind]:<8} {event.name}{visit}{team}")

    def _chosen(self, moment: "Moment", ways: "Sequence[Way]") -> "Way":
        name = moment.work.name if moment.work else ""
        print(self._strong(f"Which way on from '{name}'?"))
        for number, way in enumerate(ways, 1):
            share = f" ({way.share:.0%})" if way.share is not None else ""
            print(f"  {number}  {way.title}{share}{'  [Enter]' if way.default else ''}")
        while True:
            answer = self._command("> ")
            if not answer:
                return next((way for way in ways if way.default), ways[0])
            if answer.isdecimal() and 1 <= int(answer) <= len(ways):
                return ways[int(answer) - 1]
            print(f"Type {HELP}")

    def _command(self, prompt: str) -> str:
        """Ask for a line, and see to pausing and quitting."""
        answer = self._ask(prompt or "Enter goes on, p without pauses, q quits > ").strip().lower()
        if answer in ("q", "quit"):
            raise _Quit
        if answer in ("p", "pause"):
            self._paused = not self._paused
            print("pausing after each step" if self._paused else "going on without pauses")
            return self._command(prompt) if self._paused and prompt else answer
        return answer

    def _against(self) -> str:
        from svs_designer.running.summary import running, targets, within

        for target in targets(self._definition):
            allowed, passed = (
                within(self._definition, target),
                running(target, self._rehearsal.log, self._rehearsal.began, self._rehearsal.now),
            )
            if allowed is not None and passed is not None:
                late = passed > allowed
                return f" [{told(passed)} of {told(allowed)}{' LATE' if late else ''}]"
        return ""

    def _team(self, team: str) -> str:
        told_ = self._definition.notes.get("document")
        teams = told_.get("teams", []) if isinstance(told_, dict) else []
        found = (each.get("name") for each in teams if isinstance(each, dict) and each.get("id") == team)
        return str(next(found, None) or team)

    def _strong(self, text: str) -> str:
        return f"\033[1m{text}\033[0m" if self._colour else text
