"""Improvement: the stream learns from what happens, treats causes, and its improvements and figures can be followed."""

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from svs_designer.catalogue import Activity
from svs_designer.model.base import evolve
from svs_designer.model.document import Document
from svs_designer.model.duration import LONGEST_DAYS, Duration
from svs_designer.model.edits import splitting, steps, streams
from svs_designer.model.edits.tail import add_step_behind_value
from svs_designer.model.ids import DEMAND, VALUE, fresh_id
from svs_designer.model.step import Step
from svs_designer.model.stream import Improvement, Metric, Status, ValueStream
from svs_designer.rules.builtin.declare import rule
from svs_designer.rules.builtin.drawn import is_drawn
from svs_designer.rules.builtin.wording import listed
from svs_designer.rules.builtin.work import activity_with, doers, steps_with
from svs_designer.rules.finding import Fix
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject

FEEDBACK = "stakeholder-feedback"
OPPORTUNITIES = "improvement-opportunities"
_CAUSES = "problem-management"
_RESTORES = frozenset({"incident", "incidents", "restore", "restoration", "outage", "disruption", "failure"})
_WORDS = re.compile(r"[^a-z]+")
_MOST_CHOICES = 3
_LESSON = "Capture the lesson"
_CANDIDATE = "Raise a problem candidate"


@rule("SVS080")
def nothing_learned(subject: Subject) -> Iterator[Found]:
    """Object to a stream from which nothing leads to improvement, neither a step nor feedback."""
    improve = activity_with(subject.catalogue, "improvement")
    if not is_drawn(subject) or steps_with(subject, "improvement") or subject.facts.feedback:
        return
    if improve is not None:
        message = (
            "Nothing in the flow of the stream leads to improvement, neither a step nor feedback: "
            f"add a step of {improve.name} behind value, or lead feedback back"
        )
        yield Found(message, VALUE, "next", (learn(subject, improve, _LESSON, (OPPORTUNITIES,)),))
    elif not subject.stream.improvements:
        message = "Nothing in the stream leads to improvement: lead feedback back, or enter an improvement"
        yield Found(message, VALUE, "next")


def learn(
    subject: Subject, improve: Activity, name: str, outputs: tuple[str, ...], *, behind: Step | None = None
) -> Fix:
    """Offer a step that improves, behind another or else at the end of what follows value; the owner does it."""
    fields: dict[str, Any] = {
        "activity": improve.id,
        "practices": tuple(practice.id for practice in subject.catalogue.practices_for(improve.id)[:1]),
        **doers(subject, role=subject.stream.owner),
        "inputs": _results(subject),
        "outputs": outputs,
    }
    behind = behind or _last_of_the_tail(subject)
    if behind is None:
        edit = partial(add_step_behind_value, stream_id=subject.stream.id, name=name, **fields)
        return Fix(f"Add '{name}' ({improve.name}) behind value", edit)
    edit = partial(splitting.add_step_behind, stream_id=subject.stream.id, step_id=behind.id, name=name, **fields)
    return Fix(f"Add '{name}' ({improve.name}) behind '{behind.label}'", edit)


def _results(subject: Subject) -> tuple[str, ...]:
    """Return what there is to learn from: the feedback where it is collected, else what the last step gives out."""
    all_steps = subject.stream.steps
    if any(FEEDBACK in step.outputs for step in all_steps):
        return (FEEDBACK,)
    giving = [step for step in all_steps if step.outputs and step.next.link_to(VALUE)]
    return giving[-1].outputs[:1] if giving else ()


def _last_of_the_tail(subject: Subject) -> Step | None:
    """Return the last step behind value, if there is one: it leads to an end, or nowhere."""
    tail, known = subject.facts.tail, subject.facts.steps
    for step in reversed(subject.stream.steps):
        if step.id in tail and all(link.to not in known and link.to != VALUE for link in step.next.links):
            return step
    return None


@rule("SVS082")
def causes_untreated(subject: Subject) -> Iterator[Found]:
    """Object to a stream that restores service and hands nothing on to whoever treats the causes."""
    stream, causes = subject.stream, subject.catalogue.practice(_CAUSES)
    if causes is None or not _restores(stream) or not is_drawn(subject) or _treats_causes(subject):
        return
    message = (
        f"'{stream.label}' restores service and treats no causes, so the same failure comes back: "
        f"raise problem candidates from it, with {causes.name.lower()}"
    )
    yield Found(message, field="type", fixes=tuple(_treat_causes(subject)))


def _restores(stream: ValueStream) -> bool:
    return not _RESTORES.isdisjoint(_words(stream.type or ""))


def _treats_causes(subject: Subject) -> bool:
    """Tell whether a step works on problems or passes one on, or another stream of the document does."""
    others = (stream for stream in subject.document.streams if stream is not subject.stream)
    if any("problem" in _words(other.type or "") for other in others):
        return True
    all_steps = subject.stream.steps
    return any(_CAUSES in step.practices for step in all_steps) or any(
        "problem" in _words(artefact) for step in all_steps for artefact in (*step.inputs, *step.outputs)
    )


def _words(text: str) -> list[str]:
    return _WORDS.split(text.lower())


def _treat_causes(subject: Subject) -> Iterator[Fix]:
    improve = activity_with(subject.catalogue, "improvement")
    for step in steps_with(subject, "improvement")[:_MOST_CHOICES]:
        practices = (*step.practices, _CAUSES)
        edit = partial(steps.set_steps, stream_id=subject.stream.id, step_ids=(step.id,), practices=practices)
        yield Fix(f"Treat causes in '{step.label}'", edit)
    if improve is not None:
        yield learn(subject, improve, _CANDIDATE, ("problem-candidate",))


@rule("SVS083")
def incomplete_improvement(subject: Subject) -> Iterator[Found]:
    """Object to an improvement that nobody could carry out or prove; an idea may stay an idea."""
    for number, item in enumerate(subject.stream.improvements):
        gaps = _gaps(item)
        if gaps and item.status not in (Status.IDEA, Status.DROPPED):
            message = f"Improvement '{_called(subject.stream, item)}' has {listed(gaps)}: add it, or mark it as an idea"
            yield Found(message, None, "improvements", tuple(_complete(subject, number, item, gaps)))


def _gaps(item: Improvement) -> list[str]:
    """Return what an improvement lacks. One that is about the whole stream names no step; what is done needs no day."""
    gaps = [] if item.owner else ["no owner"]
    gaps += [] if item.baseline.strip() else ["no baseline"]
    gaps += [] if item.target.strip() else ["no target"]
    gaps += [] if item.due or item.status is Status.DONE else ["no due date"]
    return gaps


def _called(stream: ValueStream, item: Improvement) -> str:
    """Return the name of an improvement, with its id where another has the same name."""
    name = item.name or item.id
    alike = sum((each.name or each.id) == name for each in stream.improvements)
    return name if alike == 1 else f"{name} ({item.id})"


def _complete(subject: Subject, number: int, item: Improvement, gaps: list[str]) -> Iterator[Fix]:
    owner = subject.stream.owner
    if subject.document.entry("roles", owner) and gaps == ["no owner"]:
        title = f"The owner is {subject.document.label('roles', owner)}"
        yield Fix(title, partial(_set_improvement, subject.stream.id, number, item, owner=owner))
    if item.status is not Status.DONE:
        yield Fix("Mark it as an idea", partial(_set_improvement, subject.stream.id, number, item, status=Status.IDEA))


def _set_improvement(stream_id: str, number: int, item: Improvement, document: Document, **changes: Any) -> Document:
    items = document.stream(stream_id).improvements
    items = (*items[:number], evolve(item, **changes), *items[number + 1 :])
    return streams.set_stream(document, stream_id, improvements=items)


@rule("SVS085")
def no_measure(subject: Subject) -> Iterator[Found]:
    """Object to a stream without a metric that has a target, and to demand without a volume."""
    stream = subject.stream
    if not is_drawn(subject):
        return
    if not any(metric.target.strip() for metric in stream.metrics):
        message = f"No metric of '{stream.label}' says where it should be: add one with its target"
        yield Found(message, None, "metrics", tuple(_follow(subject)))
    if stream.demand and stream.demand.rate is None:
        message = "Demand does not say how many cases come: give its rate, such as 3 per week"
        yield Found(message, DEMAND, "rate")


def _follow(subject: Subject) -> Iterator[Fix]:
    """Offer metrics that hold what is promised already, or else what the stream does today."""
    stream, lead, day = subject.stream, subject.measures.lead, subject.measures.day
    for target in stream.targets[:_MOST_CHOICES]:
        if target.within is not None:
            yield _add_metric(stream, f"Time for {target.name or target.id}", f"<= {target.within}")
    if lead is not None and not lead.missing and 0 < lead.seconds / day <= LONGEST_DAYS:
        yield _add_metric(stream, "Lead time", f"<= {_as_typed(lead.seconds, day)}")


def _add_metric(stream: ValueStream, name: str, target: str) -> Fix:
    made = Metric(id=fresh_id(name, [each.id for each in stream.metrics], fallback="metric"), name=name, target=target)
    edit = partial(streams.set_stream, stream_id=stream.id, metrics=(*stream.metrics, made))
    return Fix(f"Follow '{name}', {target}", edit)


def _as_typed(seconds: float, day: float) -> Duration:
    """Return a time in whole days, or in minutes where it is less than two days."""
    return (
        Duration(days=float(round(seconds / day)))
        if seconds >= 2 * day
        else Duration.of(timedelta(minutes=round(seconds / 60)))
    )


RULES: tuple[Rule, ...] = (nothing_learned, causes_untreated, incomplete_improvement, no_measure)
