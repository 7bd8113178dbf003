"""Short timers for a rehearsal: the longest time of a stream takes a few seconds, all others their share of that."""

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
        self.longest = max((time.clock_time(day=self._day) for time in times), default=timedelta())

    @property
    def second(self) -> Duration | None:
        """What a second of the rehearsal stands for; None where the stream has no times."""
        return Duration.of(self.longest / LONGEST_SECONDS) if self.longest else None

    def short(self, time: Duration | None) -> dict[str, int] | None:
        """Return the short timer for a time as the DSL writes it; None for no time."""
        if time is None or not self.longest:
            return None
        share = time.clock_time(day=self._day) / self.longest
        seconds, milliseconds = divmod(round(share * LONGEST_SECONDS * 1000), 1000)
        found = {"seconds": seconds, "milliseconds": milliseconds}
        return {unit: number for unit, number in found.items() if number} or None
