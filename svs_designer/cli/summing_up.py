"""The outcome of a run as text: how cases ended, how often they came to each step, what became of the targets."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from svs_designer.running.definition import Definition
    from svs_designer.running.summary import Promise, Summary


def as_text(definition: "Definition", outcome: "Summary") -> str:
    """Return the outcome, ending in a line break."""
    return "".join(f"{line}\n" for line in _lines(definition, outcome))


def told(span: timedelta) -> str:
    """Return a span of time as people read it, to the second."""
    from svs_designer.model.duration import Duration

    return str(Duration.of(timedelta(seconds=round(span.total_seconds()))))


def _lines(definition: "Definition", outcome: "Summary") -> Iterator[str]:
    ends = ", ".join(f"{count} to {name}{_lead(outcome, name)}" for name, count in outcome.ended.items())
    count = f"{outcome.cases} {'case' if outcome.cases == 1 else 'cases'}"
    yield f"{definition.title}: {count}, {ends or 'none ended'}"
    width = max((len(step.name) for step in outcome.steps), default=0)
    for step in outcome.steps:
        share = f"  {step.visits / outcome.cases:.2f} a case" if outcome.cases > 1 else ""
        yield f"  {step.name.ljust(width)}  {step.visits:>4} {'visit' if step.visits == 1 else 'visits'}{share}"
    yield from map(_promise, outcome.promises)


def _lead(outcome: "Summary", end: str) -> str:
    if end != "value" or outcome.lead is None:
        return ""
    return f" in {told(outcome.lead)}" + (" on average" if outcome.ended[end] > 1 else "")


def _promise(promise: "Promise") -> str:
    allowed = f" of {told(promise.within)}" if promise.within else ""
    if promise.cases == 1:
        return f"  {promise.name}: {told(promise.longest)}{allowed}, {'kept' if promise.kept else 'MISSED'}"
    return (
        f"  {promise.name}: kept by {promise.kept} of {promise.cases} cases, at most {told(promise.longest)}{allowed}"
    )
