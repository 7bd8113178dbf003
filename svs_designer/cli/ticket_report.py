"""What `svs-designer measure-from` tells: the figures that were filled, with their samples, and what did not match."""

from collections.abc import Iterable

from svs_designer.formats.ticket_export import Tickets
from svs_designer.model.edits.measuring import Matching, counted_ways, undrawn_ways
from svs_designer.model.ids import DEMAND
from svs_designer.model.links import Split
from svs_designer.model.numbers import ratio_text
from svs_designer.model.observed import Observed
from svs_designer.model.stream import Clock, ValueStream
from svs_designer.model.times import spread_text

_MOST_NAMES = 20


def remarks_of(tickets: Tickets, observed: Observed) -> Iterable[str]:
    """Return what has to be said about a log: guesses, rows left out, what its figures cannot show."""
    for remark in tickets.remarks:
        yield f"{remark.message} ({remark.place})" if remark.place else remark.message
    yield from observed.remarks


def report_of(stream: ValueStream, observed: Observed, matching: Matching) -> Iterable[str]:
    """Return the lines that tell what was filled, from how many cases, and what did not match."""
    yield f"{stream.label}: {observed.cases} cases, {_visits(sum(step.visits for step in observed.steps))}"
    yield (
        f"  {observed.over} are over, {observed.without_value} of them without value; {observed.reworked} came back to "
        f"a step; {observed.reassignments} reassignments"
    )
    if stream.clock is Clock.WORKING:
        yield "  the clock of this stream is working time, but tickets tell calendar time: nights are in these figures"
    names = matching.first()
    by_step = {step_id: name for name, step_id in names.items()}
    for node in (DEMAND, *(step.id for step in stream.steps)):
        if node in by_step:
            yield f"  {_label(stream, node)}: {_times(stream, node, observed, by_step[node])}"
        counted = counted_ways(stream, node, observed, names)
        ways = stream.ways(node)
        if counted is None and node in by_step and ways is not None and ways.split is Split.ONE:
            yield "    its shares stay as they are: the log does not tell which of its ways cases took"
        for target, times in (counted or {}).items():
            link = stream.link(node, target)
            share = ratio_text(link.share) if link and link.share is not None else "?"
            yield f"    to {_label(stream, target)}: {share} ({times} of {sum((counted or {}).values())})"
    yield from unmatched(stream, matching)
    for source, target, way in undrawn_ways(stream, observed, names):
        back = ", most of them back" if way.is_rework else ""
        yield f"not drawn: {_label(stream, source)} to {_label(stream, target)}, {way.times} times{back}"


def _times(stream: ValueStream, step_id: str, observed: Observed, name: str) -> str:
    step, seen = stream.step(step_id), observed.step(name)
    told = []
    for kind in ("touch", "wait"):
        time, spread = getattr(step, kind), getattr(seen, kind)
        told.append(
            f"{kind} {spread_text(time)} ({_visits(spread.samples)})" if time and spread else f"{kind} not told"
        )
    return ", ".join(told)


def _visits(count: int) -> str:
    return "1 visit" if count == 1 else f"{count} visits"


def unmatched(stream: ValueStream, matching: Matching) -> Iterable[str]:
    """Return the lines on names that mean no step, and steps that no name means."""
    for name, step_id in matching.guesses.items():
        yield f"close: “{name}” may be {_label(stream, step_id)}; then say --step '{name}={step_id}'"
    if matching.unknown:
        yield f"not in the stream: {_listed(matching.unknown)}"
    if matching.unmeasured:
        yield f"not in the log: {_listed(_label(stream, each) for each in matching.unmeasured)}"


def _label(stream: ValueStream, node: str) -> str:
    if step := stream.step(node):
        return f"“{step.label}”"
    end = stream.end(node)
    return f"“{end.name or end.id}”" if end else node


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    more = len(every) - _MOST_NAMES
    return ", ".join(every[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
