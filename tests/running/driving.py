"""Driving the machine in tests: definitions in a few lines, a clock that jumps, and which tasks were done."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from textwrap import dedent, indent
from typing import Any

from svs_designer.running.case import Case, as_time
from svs_designer.running.definition import Definition, read_definition
from svs_designer.running.happenings import (
    Arrived,
    Command,
    Emit,
    Entered,
    Fired,
    Happening,
    Started,
)
from svs_designer.running.machine import advance

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def workflow(do: str, *, more: str = "", dsl: str = "1.0.3") -> Definition:
    """Read a workflow of these tasks; `more` stands beside `do`."""
    return read_definition(text_of(do, more=more, dsl=dsl).encode())


def text_of(do: str, *, more: str = "", dsl: str = "1.0.3") -> str:
    head = f"document: {{dsl: '{dsl}', namespace: tests, name: a-case, version: 1.0.0}}\n"
    return head + dedent(more) + "do:\n" + indent(dedent(do).strip("\n"), "  ") + "\n"


@dataclass
class Ride:
    """A case that is being driven, with everything the machine said."""

    definition: Definition
    case: Case = field(default_factory=lambda: Case("case-1"))
    said: list[Command] = field(default_factory=list)
    stored: bool = False
    """Whether the case is stored and read back at each turn."""

    def start(self, given: Any = None) -> "Ride":
        return self._take(Started(START, given))

    def event(self, **attributes: Any) -> list[Command]:
        before = len(self.said)
        self._take(Arrived(self.now, attributes))
        return self.said[before:]

    def let_pass(self, *, to_the_end: bool = False) -> "Ride":
        """Let the next timer run out, or all of them."""
        while self.case.timers:
            timer = min(self.case.timers, key=lambda each: (self.case.timers[each], int(each.partition(":")[0])))
            self._take(Fired(as_time(self.case.timers[timer]), timer))
            if not to_the_end:
                break
        return self

    def _take(self, happening: Happening) -> "Ride":
        if self.stored:
            self.case = Case.from_json(self.case.to_json())
        self.said += advance(self.definition, self.case, happening)
        return self

    @property
    def now(self) -> datetime:
        return as_time(self.case.now)

    @property
    def passed(self) -> timedelta:
        return self.now - START

    @property
    def done(self) -> list[str]:
        """The names of the tasks in the order they began."""
        return [each.path.rpartition("/")[2] for each in self.said if isinstance(each, Entered) and each.path]

    @property
    def events(self) -> list[dict[str, Any]]:
        return [each.event for each in self.said if isinstance(each, Emit)]


def ridden(do: str, given: Any = None, *, more: str = "") -> Ride:
    """Drive a workflow until it waits for an event or is over, with its timers run out."""
    return Ride(workflow(do, more=more), stored=True).start(given).let_pass(to_the_end=True)
