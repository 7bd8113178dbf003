"""Gains: the figures of two streams side by side, and which of them become better or worse."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from svs_designer.analysis.measures import Amount, Cost, Measures, Share, TargetFigures
from svs_designer.rules.builtin.wording import as_percent

_A_LITTLE = 0.10  # of the figure now: a loss up to there is none
_NOTHING = 0.01  # of the figure now: a gain up to there is none

_Held = Amount | Share | Cost | float | None


@dataclass(frozen=True, slots=True)
class Gain:
    """A figure now and then. `gain` is positive where it becomes better, as a part of the figure now.

    `sure` tells whether the gain is one, whatever the numbers are that are missing. Where the loss of a figure tells
    nothing, or the missing numbers could make up for it, `loss_is_sure` is not set.
    """

    name: str
    now: str
    then: str
    gain: float
    sure: bool
    loss_is_sure: bool

    @property
    def is_better(self) -> bool:
        """Tell whether the figure becomes better."""
        return self.sure and self.gain > _NOTHING

    @property
    def is_worse(self) -> bool:
        """Tell whether the figure becomes worse by more than a little."""
        return self.loss_is_sure and -self.gain > _A_LITTLE

    def __str__(self) -> str:
        """Return the figure as a sentence tells it: `lead time from 2 h to 3 h`."""
        return f"{self.name} from {self.now} to {self.then}"


class _Number(NamedTuple):
    """A figure as a number, and whether no number it is made of is missing."""

    value: float
    complete: bool = True


class _Figure(NamedTuple):
    """A figure of a stream: how it is called, read and written. `least` is the whole that changes are a part of."""

    name: str
    of: Callable[[Measures], _Held]
    text: Callable[[Measures, float], str]
    less_is_better: bool = False
    least: float = 0.0
    loss_tells: bool = True


def _time(measures: Measures, seconds: float) -> str:
    return measures.time_text(seconds)


def _percent(_: Measures, share: float) -> str:
    return as_percent(round(share, 3))


def _plain(_: Measures, number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _of_lead(measures: Measures, part: float | None) -> Share | None:
    """Return a part of lead time, which is known as well as lead time is."""
    return None if part is None or measures.lead is None else Share(part, measures.lead.missing)


_FIGURES = (
    _Figure("lead time", lambda m: m.lead, _time, less_is_better=True),
    _Figure("work on a case", lambda m: m.touch, _time, less_is_better=True),
    _Figure("hand-offs", lambda m: m.handoffs, _plain, less_is_better=True, least=1),
    _Figure("hand-offs before adding value", lambda m: m.handoffs_before_adding, _plain, less_is_better=True, least=1),
    _Figure("tool changes", lambda m: m.tool_changes, _plain, less_is_better=True, least=1),
    _Figure("cost of a case", lambda m: m.cost, _plain, less_is_better=True),
    _Figure("first-time-right", lambda m: m.first_time_right, _percent),
    _Figure("rolled %C&A", lambda m: m.rolled_ca, _percent),
    _Figure("the share of cases that reach value", lambda m: m.reaches_value, _percent),
    # Parts of lead time: they may well fall while everything becomes better.
    _Figure("flow efficiency", lambda m: _of_lead(m, m.flow_efficiency), _percent, loss_tells=False),
    _Figure(
        "the value-adding share of lead time",
        lambda m: _of_lead(m, m.value_added_ratio),
        _percent,
        loss_tells=False,
    ),
)


_CLOCK = _Figure("the clock", lambda _: None, _time, less_is_better=True)


def gains(now: Measures, then: Measures) -> tuple[Gain, ...]:
    """Return the figures that are known of both streams, side by side."""
    pairs = chain(((figure, figure.of(now), figure.of(then)) for figure in _FIGURES), _clocks(now, then))
    found = (_gain(figure, (now, _number(before)), (then, _number(after))) for figure, before, after in pairs)
    return tuple(gain for gain in found if gain is not None)


def _clocks(now: Measures, then: Measures) -> Iterator[tuple[_Figure, _Held, _Held]]:
    """Yield the clock of each target that both streams have: by its id, or because it is the only one."""
    only = now.targets[0] if len(now.targets) == len(then.targets) == 1 else None
    for target in then.targets:
        before = only or now.target(target.id)
        if before is not None:
            clock = _CLOCK._replace(name=f"the clock of '{target.label}'")
            yield clock, _reading(before), _reading(target)


def _reading(target: TargetFigures) -> Amount | None:
    return None if target.expected is None else Amount(target.expected, target.missing)


def _number(held: _Held) -> _Number | None:
    if isinstance(held, Amount):
        return _Number(held.seconds, not held.missing)
    if isinstance(held, Share | Cost):
        return _Number(held.value, not held.missing)
    return None if held is None else _Number(held)


def _gain(
    figure: _Figure, before: tuple[Measures, _Number | None], after: tuple[Measures, _Number | None]
) -> Gain | None:
    (now, held), (then, aim) = before, after
    if held is None or aim is None:
        return None
    change = aim.value - held.value
    return Gain(
        figure.name,
        figure.text(now, held.value),
        figure.text(then, aim.value),
        (-change if figure.less_is_better else change) / (max(abs(held.value), figure.least) or 1),
        # What is missing adds to a time and takes from a share: either is worse than it looks.
        sure=aim.complete,
        loss_is_sure=held.complete and figure.loss_tells,
    )
