"""The times of single steps in seconds: mean, variance and evidence; and how long a day of this stream is.

Three values (low, likely, high) are read as in PERT: mean (low + 4 likely + high) / 6, deviation (high - low) / 6.
Where only the middle is known, deviations usual for people's work are assumed: 40 % of a touch time, 80 % of a wait.
"""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from svs_designer.model.document import Document
from svs_designer.model.duration import Duration
from svs_designer.model.numbers import Period, Rate
from svs_designer.model.registers import Calendar
from svs_designer.model.step import Step
from svs_designer.model.stream import Clock, ValueStream
from svs_designer.model.times import Touch, Wait

USUAL_TOUCH_SPREAD = 0.4
USUAL_WAIT_SPREAD = 0.8
UNSTATED = "unstated"
"""The evidence of a time of which nobody has said how it is known."""
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = 86400.0
_WEEKS = {Period.WEEK: 1.0, Period.MONTH: 365.25 / 12 / 7, Period.QUARTER: 365.25 / 4 / 7, Period.YEAR: 365.25 / 7}


@dataclass(frozen=True, slots=True)
class Hours:
    """How long a day and a week are, in seconds; `days` are the days of a week that count."""

    day: float
    days: int

    @property
    def week(self) -> float:
        """Return the seconds of a week."""
        return self.day * self.days

    def per_week(self, rate: Rate) -> float:
        """Return a rate as cases a week."""
        if rate.period is Period.HOUR:
            return rate.count * self.week / 3600
        if rate.period is Period.DAY:
            return rate.count * self.days
        return rate.count / _WEEKS[rate.period]


ALWAYS = Hours(_DAY, 7)
OFFICE = Hours(8 * 3600.0, 5)
"""Taken where working time counts and no calendar is given."""


def hours_of(calendar: Calendar) -> Hours:
    """Return the working hours of a calendar; a span over midnight ends the next day."""
    first, last = (_clock(text) for text in calendar.hours.split("-"))
    return Hours((last - first) % _DAY or _DAY, len(_days(calendar.days)))


def _clock(text: str) -> float:
    hours, minutes = text.split(":")
    return int(hours) * 3600.0 + int(minutes) * 60.0


def _days(text: str) -> set[str]:
    days: set[str] = set()
    for part in text.split(","):
        first, *rest = (_DAYS.index(day) for day in part.split("-"))
        last = rest[-1] if rest else first
        days.update(_DAYS[number % 7] for number in range(first, last + (1 if last >= first else 8)))
    return days


class StreamHours:
    """Which day counts where: the calendar of each team, and the stream's own, that of most of its steps."""

    def __init__(self, document: Document, stream: ValueStream) -> None:
        calendars = {calendar.id: hours_of(calendar) for calendar in document.calendars}
        self._teams = {team.id: calendars[team.calendar] for team in document.teams if team.calendar in calendars}
        self._working = stream.clock is Clock.WORKING
        counted = Counter(self._teams[step.team] for step in stream.steps if step.team in self._teams)
        self.guesses_day = self._working and not counted
        usual = counted.most_common(1)[0][0] if counted else OFFICE
        self.stream = usual if self._working else ALWAYS
        self.work = usual if counted or self._working else ALWAYS

    def day_of(self, team: str | None) -> float:
        """Return the length of a day in the times of a team's steps."""
        return self._teams.get(team or "", self.stream).day if self._working else _DAY

    def of_team(self, team: str) -> Hours | None:
        """Return a team's working hours, if a calendar tells."""
        return self._teams.get(team)


class Spent(NamedTuple):
    """A time in seconds: its mean, its variance, how the mean is known, and whether the variance was assumed."""

    mean: float
    variance: float
    evidence: str
    assumed: bool = False


class StepTimes(NamedTuple):
    """The times of one visit to a step, None where not known; and in seconds what is known: wait, work, and both."""

    wait: Spent | None
    touch: Spent | None
    before: float = 0.0
    work: float = 0.0
    mean: float = 0.0

    @property
    def variance(self) -> float:
        """Return the variance of what is known, wait and touch independent."""
        return (self.wait.variance if self.wait else 0.0) + (self.touch.variance if self.touch else 0.0)

    @property
    def is_whole(self) -> bool:
        """Tell whether both times are known."""
        return self.wait is not None and self.touch is not None

    @property
    def is_assumed(self) -> bool:
        """Tell whether a usual spread stands in for one that was not given."""
        return bool((self.wait and self.wait.assumed) or (self.touch and self.touch.assumed))


NO_TIME = StepTimes(Spent(0.0, 0.0, ""), Spent(0.0, 0.0, ""))
"""The time of demand, value and the ends: none."""


def times_of(step: Step, day: float) -> StepTimes:
    """Return the times of a step; `day` is the length of a day in seconds."""
    wait = _spent(step.wait, step.wait.typical, day, USUAL_WAIT_SPREAD) if step.wait else None
    touch = _spent(step.touch, step.touch.likely, day, USUAL_TOUCH_SPREAD) if step.touch else None
    before, work = wait.mean if wait else 0.0, touch.mean if touch else 0.0
    return StepTimes(wait, touch, before, work, before + work)


def _spent(given: Touch | Wait, middle: Duration, day: float, usual: float) -> Spent:
    centre = middle.days * day + middle.seconds
    evidence = given.evidence or UNSTATED
    if given.low is None or given.high is None:
        deviation = usual * centre
        return Spent(centre, deviation * deviation, evidence, centre > 0)
    low, high = seconds(given.low, day), seconds(given.high, day)
    deviation = (high - low) / 6
    return Spent((low + 4 * centre + high) / 6, deviation * deviation, evidence)


def seconds(duration: Duration, day: float) -> float:
    """Return a duration in seconds, its days as long as they count here."""
    return duration.days * day + duration.seconds
