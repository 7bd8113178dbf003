"""What has to be said about a log before its figures are believed: coarse clocks, work side by side, open cases."""

from collections.abc import Iterator

from svs_designer.model.observed import Observed

_CLOCKS = {86400: "days", 3600: "hours", 60: "minutes"}
_FEW = 10
_MOST_PAIRS = 5
_NOTABLE = 0.05
"""Of the cases that come to both steps: less often at the same time is a slip of somebody's clock."""


def remarks_on(observed: Observed, *, tied: int, ends_known: bool) -> tuple[str, ...]:
    """Return the remarks, the gravest first; none for an empty log."""
    if not observed.cases:
        return ()
    found = (*_of_times(observed, tied), *_of_parallels(observed), *_of_cases(observed, ends_known=ends_known))
    return tuple(found)


def _of_times(observed: Observed, tied: int) -> Iterator[str]:
    clock = _CLOCKS.get(observed.tick)
    if clock and sum(step.visits for step in observed.steps) >= _FEW:
        yield f"All times are in whole {clock}: work and waiting shorter than that show as 0"
    if tied:
        visits = "1 visit began and ended" if tied == 1 else f"{tied} visits began and ended"
        yield f"{visits} at the same moment as another of the same case: they are put in the usual order"
    timeless = [f"“{step.name}”" for step in observed.steps if step.touch is None]
    if timeless:
        yield f"No touch time is known of {_listed(timeless)}: no visit there has a start and an end"


def _of_parallels(observed: Observed) -> Iterator[str]:
    notable = [each for each in observed.overlaps if each.cases > each.both * _NOTABLE]
    for each in notable[:_MOST_PAIRS]:
        yield (
            f"“{each.first}” and “{each.second}” were worked on at the same time in {each.cases} of {each.both} cases: "
            "they stand one after the other as they began; make them parallel where they are"
        )
    if len(notable) > _MOST_PAIRS:
        yield f"{len(notable) - _MOST_PAIRS} more pairs of steps were worked on at the same time"


def _of_cases(observed: Observed, *, ends_known: bool) -> Iterator[str]:
    going_on = observed.cases - observed.over
    if not ends_known:
        yield "No visit has an end: there are no touch times, and every case counts as over"
    elif going_on:
        yield f"{going_on} of {observed.cases} cases are not over: how they end is not counted"
    again = sum(step.again for step in observed.steps)
    if again:
        yield f"{again} times work went straight on at the same step: that counts as one visit, with all its time"


def _listed(names: list[str]) -> str:
    shown = names[:_MOST_PAIRS]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
