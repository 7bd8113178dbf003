"""How long a definition waits: as long as a stream says, or with short timers for a rehearsal.

The longest time of a stream takes a few seconds then, all others their share of that.
"""

from datetime import timedelta

from svs_designer.model.duration import Duration
from svs_designer.model.stream import Clock, ValueStream

LONGEST_SECONDS = 5
_WORKING_DAY = timedelta(hours=8)


class Timers:
    """The scale of one stream. A day is a working day where the stream's clock is working time."""

    def __init__(self, stream: ValueStream) -> None:
        self._day = _WORKING_DAY if stream.clock is Clock.WORKING else timedelta(days=1)
        times = [step.touch.likely for step in stream.steps if step.touch]
        times += [step.wait.typical for step in stream.steps if step.wait]
        times += [link.delay for _, link in stream.links() if link.delay]
        self.longest = max((time.clock_time(day=self._day) for time in times), default=timedelta())

    @property
    def second(self) -> Duration | None:
        """What a second of the rehearsal stands for; None where the stream has no times."""
        return Duration.of(self.longest / LONGEST_SECONDS) if self.longest else None

    def short(self, time: Duration | None) -> dict[str, int] | None:
        """Return the short timer for a time as the DSL writes it; None for no time."""
        if time is None or not self.longest:
            return None
        return _inline(time.clock_time(day=self._day) / self.longest * timedelta(seconds=LONGEST_SECONDS))

    def real(self, time: Duration | None) -> dict[str, int] | None:
        """Return a time as it is, as the DSL writes it; None for no time."""
        return _inline(time.clock_time(day=self._day)) if time else None


def _inline(span: timedelta) -> dict[str, int] | None:
    """Return a span in hours and less: a day of the DSL has 24 hours, whatever a working day has."""
    seconds, milliseconds = divmod(round(span / timedelta(milliseconds=1)), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    found = {"hours": hours, "minutes": minutes, "seconds": seconds, "milliseconds": milliseconds}
    return {unit: number for unit, number in found.items() if number} or None
