"""Comparison: a wanted future is shown to be better than the present."""

from collections.abc import Iterator
from functools import partial

from svs_designer.analysis.measures import measures_of
from svs_designer.model.edits import streams
from svs_designer.model.stream import Metric, StreamKind, ValueStream
from svs_designer.rules.builtin.aims import Aim, aim_of
from svs_designer.rules.builtin.declare import rule
from svs_designer.rules.builtin.drawn import is_drawn
from svs_designer.rules.builtin.gains import Gain, gains
from svs_designer.rules.builtin.wording import listed
from svs_designer.rules.finding import Fix
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject

_MOST_CHOICES = 4


@rule("SVS084")
def not_shown_to_be_better(subject: Subject) -> Iterator[Found]:
    """Object to a wanted future that nothing shows to be better than the present, or that is worse without a word.

    The present is another stream of the document, or what the metrics say of it.
    """
    stream = subject.stream
    if stream.kind is not StreamKind.TO_BE or not is_drawn(subject):
        return
    present = _present(subject)
    figures = gains(measures_of(subject.document, present), subject.measures) if present else ()
    aims = [(metric, aim_of(metric, day=subject.measures.day)) for metric in stream.metrics]
    if not any(gain.is_better for gain in figures) and not any(aim is Aim.BETTER for _, aim in aims):
        if present is not None and figures:
            yield _no_gain(stream, present, figures)
        elif any(aim for _, aim in aims):
            message = f"No metric of '{stream.label}' aims at more than there is today: set better targets"
            yield Found(message, None, "metrics")
        else:
            yield _nothing_known(subject, present)
    elif not stream.notes.strip():
        yield from _losses(stream, present, figures)
        yield from _worse_aims([metric for metric, aim in aims if aim is Aim.WORSE])


def _present(subject: Subject) -> ValueStream | None:
    """Return the stream that this one is to be better than, if it is in the document."""
    others = (each for each in subject.document.streams if each is not subject.stream)
    return next((each for each in others if each.id == subject.stream.baseline), None)


def _no_gain(stream: ValueStream, present: ValueStream, figures: tuple[Gain, ...]) -> Found:
    times = "" if all(gain.sure for gain in figures) else ", or give the times that are missing"
    message = f"No figure of '{stream.label}' is better than in '{present.label}': change what is to become better"
    return Found(message + times, None, "baseline")


def _nothing_known(subject: Subject, present: ValueStream | None) -> Found:
    name, baseline = subject.stream.label, subject.stream.baseline
    if present is not None:
        missing = f"Nothing shows that '{name}' is better than '{present.label}': give both their times, or give"
    elif baseline is None or baseline == subject.stream.id:
        missing = f"'{name}' does not say what it is better than: choose the stream of today, or give"
    else:
        missing = f"Nothing shows that '{name}' is better than '{baseline}', which is not in this document: give"
    choices = () if present is not None else tuple(_compare(subject))
    return Found(f"{missing} its metrics a baseline and a target", None, "baseline", choices)


def _compare(subject: Subject) -> Iterator[Fix]:
    """Offer the streams to compare with: those of the same type first, and of today before other futures."""
    stream = subject.stream
    others = [each for each in subject.document.streams if each is not stream]
    others.sort(key=lambda each: (each.type != stream.type, each.kind is StreamKind.TO_BE))
    for each in others[:_MOST_CHOICES]:
        edit = partial(streams.set_stream, stream_id=stream.id, baseline=each.id)
        yield Fix(f"Compare it with '{each.label}'", edit)


def _losses(stream: ValueStream, present: ValueStream | None, figures: tuple[Gain, ...]) -> Iterator[Found]:
    worse = [str(gain) for gain in figures if gain.is_worse]
    if worse and present is not None:
        message = (
            f"'{stream.label}' is not only better than '{present.label}', it also takes {listed(worse)}: "
            "mend that, or say in the notes of the stream why it is worth it"
        )
        yield Found(message, None, "notes")


def _worse_aims(metrics: list[Metric]) -> Iterator[Found]:
    for metric in metrics:
        if not metric.notes.strip():
            message = (
                f"Metric '{metric.name or metric.id}' aims at {metric.target}, which is worse than the "
                f"{metric.baseline} of today: mend that, or say in its notes why it is worth it"
            )
            yield Found(message, None, "metrics")


RULES: tuple[Rule, ...] = (not_shown_to_be_better,)
