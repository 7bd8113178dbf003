"""What a stream adds up to, in words: the figures under the ladder, in the status bar and in the inspector.

A sum that lacks a time says "at least"; what nobody knows reads "not known", never zero.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from svs_designer.analysis.measures import Amount, Measures, Share
from svs_designer.drawing.ladder.numbers import count, number, percent
from svs_designer.drawing.text import plain
from svs_designer.model.stream import ValueStream

NOT_KNOWN = "not known"


class Figure(NamedTuple):
    """A figure: its name, its value, one line that explains this value, and what it means for a tooltip."""

    key: str
    name: str
    value: str
    detail: str
    meaning: str


def stream_figures(stream: ValueStream, measures: Measures) -> tuple[Figure, ...]:
    """Return the figures of a stream in the order people ask for them; those nobody knows are left out.

    Two of them, flow efficiency and what is in progress, also stand in the line that explains another.
    """
    if measures.trouble or not stream.steps:
        return ()
    found = (*_times(measures), *_ratios(measures), *_quality(stream, measures), *_load(stream, measures))
    return tuple(figure._replace(meaning=plain(figure.meaning)) for figure in found)


def amount_text(amount: Amount, measures: Measures, *, short: bool = False) -> str:
    """Return a sum of times: `3 h 53 min`, `at least 2 h` (short `≥ 2 h`), `not known`."""
    text = measures.time_text(amount.seconds)
    if not amount.missing:
        return text
    return f"{'≥' if short else 'at least'} {text}" if amount.seconds else NOT_KNOWN


def flow_efficiency_text(measures: Measures) -> str:
    """Return flow efficiency, as a bound where times lack; empty where it is not known."""
    if measures.flow_efficiency is None or measures.wait is None or measures.path_touch is None:
        return ""
    return _bounded(measures.flow_efficiency, grows=measures.path_touch.missing, shrinks=measures.wait.missing)


def _bounded(ratio: float, *, grows: Sequence[str], shrinks: Sequence[str]) -> str:
    """Return a ratio; what lacks may let it grow or shrink, and where it may do both, nobody knows it."""
    if grows and shrinks:
        return ""
    return f"{'≥ ' if grows else '≤ ' if shrinks else ''}{percent(ratio)}"


def known_by(amount: Amount) -> str:
    """Say what a sum of times rests on."""
    if amount.missing:
        return f"{_lacking(amount)} a time"
    if amount.guessed > 0.995:
        return "nothing measured"
    return f"{percent(amount.guessed)} not measured" if amount.guessed > 0.005 else "measured or agreed"


def missing_names(stream: ValueStream, amount: Amount | Share, most: int = 3) -> str:
    """Name the steps whose number lacks: `'Log it' and 2 more`."""
    steps = [stream.step(each) for each in amount.missing[:most]]
    names = ", ".join(f"'{step.label}'" for step in steps if step)
    more = len(amount.missing) - most
    return f"{names} and {more} more" if more > 0 else names


def _times(measures: Measures) -> Iterator[Figure]:
    lead, touch, path, wait = measures.lead, measures.touch, measures.path_touch, measures.wait
    about = "From demand to value: parallel branches count their slowest, rework as often as it happens."
    if lead is None:
        yield Figure("lead", "Lead time", NOT_KNOWN, "no step has a time", about)
    else:
        detail = "value not reached yet" if not measures.reaches_value else known_by(lead)
        yield Figure("lead", "Lead time", amount_text(lead, measures, short=True), detail, about)
    if touch and path:
        efficiency = flow_efficiency_text(measures)
        detail = f"{efficiency} flow efficiency" if efficiency else "flow efficiency not known"
        about = "All work on a case before value; work of parallel branches is summed."
        if abs(touch.seconds - path.seconds) > 1:
            detail = f"{measures.time_text(path.seconds)} on the path"
            about += f" On the path it is {measures.time_text(path.seconds)}, and lead time holds that part alone."
        yield Figure("touch", "Touch time", amount_text(touch, measures, short=True), detail, about)
    if wait and lead and lead.seconds:
        share = f"{percent(wait.seconds / lead.seconds)} of lead time"
        detail = f"{_lacking(wait)} it" if wait.missing else share
        about = "Lead time without work: queues, travel, slots, suppliers, delays between steps."
        yield Figure("wait", "Waiting", amount_text(wait, measures, short=True), detail, about)


def _ratios(measures: Measures) -> Iterator[Figure]:
    efficiency = flow_efficiency_text(measures)
    if efficiency:
        about = "Touch time on the path by lead time: how much of the time somebody works on the case."
        yield Figure("flow", "Flow efficiency", efficiency, "work of lead time", about)
    if measures.value_added_ratio is not None and measures.lead:
        adding = measures.adding or Amount(0.0)
        others = [each for each in measures.lead.missing if each not in adding.missing]
        ratio = _bounded(measures.value_added_ratio, grows=adding.missing, shrinks=others) or NOT_KNOWN
        detail = f"{amount_text(adding, measures, short=True)} of work"
        about = "Touch time of value-adding steps by lead time: the part the customer would pay for."
        yield Figure("adding", "Value added", ratio, detail, about)


def _quality(stream: ValueStream, measures: Measures) -> Iterator[Figure]:
    if measures.handoffs is not None:
        before = measures.handoffs_before_adding
        detail = "to another team" if before is None else f"{number(before)} before value"
        tools = "" if measures.tool_changes is None else f" The tool changes {number(measures.tool_changes)} times."
        first = "" if before is None else f" {number(before)} of them before the first step that adds value."
        about = f"Expected changes of team before value.{first}{tools}"
        yield Figure("handoffs", "Hand-offs", number(measures.handoffs), detail, about)
    if measures.rolled_ca is not None and len(measures.rolled_ca.missing) < len(stream.steps):
        yield Figure("quality", "Rolled %C&A", *_rolled(stream, measures, measures.rolled_ca))
    if measures.first_time_right is not None:
        about = "Cases that reach value without rework and without being reassigned."
        detail = "without rework" if measures.first_time_right < 1 else "no rework drawn"
        yield Figure("first", "First time right", percent(measures.first_time_right), detail, about)


def _rolled(stream: ValueStream, measures: Measures, rolled: Share) -> tuple[str, str, str]:
    about = "Cases that pass every step complete and accurate: the product of the steps' %C&A along the way."
    if rolled.missing:
        about += f" No %C&A yet: {missing_names(stream, rolled)}."
        return f"≤ {percent(rolled.value)}", f"{_lacking(rolled)} it", about
    worst = min(
        (step for step in stream.steps if _counts(step.id, measures)),
        key=lambda step: 1.0 if step.complete_and_accurate is None else step.complete_and_accurate,
        default=None,
    )
    if worst is None or worst.complete_and_accurate is None:
        return percent(rolled.value), "", about
    return percent(rolled.value), f"weakest {percent(worst.complete_and_accurate)}: {worst.label}", about


def _counts(step: str, measures: Measures) -> bool:
    figures = measures.steps.get(step)
    return figures is not None and figures.on_the_way > 0


def _lacking(amount: Amount | Share) -> str:
    return f"{count(len(amount.missing), 'step')} {'lacks' if len(amount.missing) == 1 else 'lack'}"


def _load(stream: ValueStream, measures: Measures) -> Iterator[Figure]:
    rate = stream.demand.rate if stream.demand else None
    if measures.takt:
        about = f"Working time between two cases, at {rate}: the pace that demand asks for."
        detail = "" if measures.wip is None else f"{number(measures.wip)} in progress"
        yield Figure("takt", "Takt", measures.time_text(measures.takt), detail, about)
    if measures.wip is not None:
        about = "Cases in progress at any time, by Little's law: rate of demand times lead time."
        yield Figure("wip", "In progress", number(measures.wip), "cases at any time", about)
