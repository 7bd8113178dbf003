"""The rungs of the lead-time ladder: one for each step between demand and value, in the order they begin.

Times are seconds a case: what is visited one and a quarter times counts so often. The parts of all rungs add up to the
lead time; None is a time nobody knows, never zero.
"""

from typing import NamedTuple

from svs_designer.analysis.facts import facts_of
from svs_designer.analysis.measures import Measures, StepFigures
from svs_designer.drawing.ladder.numbers import NO_BREAK, percent, visits
from svs_designer.drawing.ladder.order import in_order, repeated
from svs_designer.drawing.sketches.wording import UNTITLED_STEP, Wording, activity_role
from svs_designer.drawing.text import plain
from svs_designer.model.ids import VALUE
from svs_designer.model.step import Step
from svs_designer.model.stream import ValueStream

_NEARLY = 0.005
"""What visits may differ from a whole number and still be shown as it."""
_MOMENT = 0.5
"""Seconds that a sum may miss by rounding."""


class Rung(NamedTuple):
    """One step on the ladder; the last one may stand for the way to value, with its delay alone.

    `delay` is lost on the way into the step. `sign` says how often a case comes by, where not just once. A rung
    `beside` the path belongs to a parallel branch that another one outlasts: its times are no part of the lead time.
    """

    step: str
    name: str
    role: str
    delay: float
    wait: float | None
    touch: float | None
    begins: float
    sign: str = ""
    beside: bool = False

    @property
    def span(self) -> float:
        """Return its time, as far as known."""
        return self.delay + (self.wait or 0.0) + (self.touch or 0.0)


def rungs_of(stream: ValueStream, measures: Measures, wording: Wording) -> tuple[Rung, ...]:
    """Return the rungs of a stream; none where it has no figures."""
    facts = facts_of(stream)
    again = repeated(facts)
    found = []
    for step in stream.steps:
        figures = measures.steps.get(step.id)
        if figures is not None and figures.begins is not None and figures.on_the_way >= _NEARLY:
            sign = visits_sign(figures.on_the_way, again=step.id in again)
            found.append(_rung(step, activity_role(wording.activity(step.activity)), figures, sign))
    rank = in_order(facts, {rung.step: rung.begins for rung in found})
    found.sort(key=lambda rung: rank.get(rung.step, len(rank)))
    return (*found, *_last(found, measures))


def visits_sign(often: float, *, again: bool) -> str:
    """Say how often a case comes by: `20 %` of the cases, or `× 1.25` where one can come again; nothing for once."""
    if abs(often - 1) < _NEARLY:
        return ""
    if not again and often < 1:
        return percent(often)
    return f"×{NO_BREAK}{visits(often)}"


def _rung(step: Step, role: str, figures: StepFigures, sign: str) -> Rung:
    beside = figures.on_the_path < _NEARLY
    often = figures.on_the_way if beside else figures.on_the_path
    return Rung(
        step=step.id,
        name=plain(step.name) or UNTITLED_STEP,
        role=role,
        delay=0.0 if beside else figures.delay,
        wait=None if figures.wait is None else often * figures.wait,
        touch=None if figures.touch is None else often * figures.touch,
        begins=figures.begins or 0.0,
        sign=sign,
        beside=beside,
    )


def _last(rungs: list[Rung], measures: Measures) -> tuple[Rung, ...]:
    """Return the way to value, where cases are delayed on it."""
    if measures.lead is None:
        return ()
    rest = measures.lead.seconds - sum(rung.span for rung in rungs if not rung.beside)
    if rest < _MOMENT:
        return ()
    return (Rung(VALUE, "On the way to value", "", rest, 0.0, 0.0, measures.lead.seconds),)
