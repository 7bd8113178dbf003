"""Waiting: where most of the lead time goes, and the queues that nobody looks after."""

from collections.abc import Iterator
from functools import partial

from svs_designer.analysis.measures import Measures
from svs_designer.model.base import evolve
from svs_designer.model.edits import steps
from svs_designer.model.step import Queue, Step, ValueClass
from svs_designer.model.times import WaitReason
from svs_designer.rules.builtin.declare import rule
from svs_designer.rules.builtin.handoffs import is_queue_at_border
from svs_designer.rules.builtin.load import arrivals_a_second, fitting_limit
from svs_designer.rules.builtin.wording import listed, quoted
from svs_designer.rules.finding import Fix
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject

_WANTED = {"owner": "who looks after it", "limit": "how many cases may wait there"}

_SHORTENING = {
    None: "say what it waits for, and shorten that",
    WaitReason.QUEUE: "limit what waits, take smaller batches, or let more people do it",
    WaitReason.TRAVEL: "bring people and parts nearer, or do it from afar",
    WaitReason.CALENDAR_SLOT: "offer more slots, or let somebody decide in between",
    WaitReason.SUPPLIER: "agree on a shorter time, or go on with other work meanwhile",
}
"""What shortens a wait, by its reason."""


@rule("SVS054")
def queue_of_nobody(subject: Subject) -> Iterator[Found]:
    """Object to a queue before value, declared or long and at a team border, without owner or limit."""
    facts = subject.facts
    declared = [step for step in subject.stream.steps if step.queue is not None and step.id not in facts.tail]
    long = [facts.steps[each] for each in _long_waits(subject, on_critical_path=False)]
    grown = [step for step in long if step.queue is None and is_queue_at_border(facts, step)]
    arrivals = arrivals_a_second(subject) if declared or grown else None
    for step in (*declared, *grown):
        queue = step.queue or Queue()
        lacking = [each for each in _WANTED if not getattr(queue, each)]
        if lacking:
            message = (
                f"The queue before step '{step.label}'{_how_long(subject.measures, step)} has no "
                f"{' and no '.join(lacking)}: say {' and '.join(_WANTED[each] for each in lacking)}"
            )
            yield Found(message, step.id, "queue", _look_after(subject, step, queue, arrivals))


def _how_long(measures: Measures, step: Step) -> str:
    figures = measures.steps.get(step.id)
    return f", where a case waits {measures.time_text(figures.wait)}," if figures and figures.wait else ""


def _look_after(subject: Subject, step: Step, queue: Queue, arrivals: float | None) -> tuple[Fix, ...]:
    """Offer an owner and a limit, where both are known: whoever does the step, and Little's law."""
    owner, limit = queue.owner or step.role, queue.limit or fitting_limit(subject, step, arrivals)
    if not owner or not limit:
        return ()
    whole = evolve(queue, owner=owner, limit=limit)
    parts = [] if queue.owner else [f"'{subject.document.label('roles', owner)}' look after it"]
    parts += [] if queue.limit else [f"at most {limit} wait there"]
    edit = partial(steps.set_steps, stream_id=subject.stream.id, step_ids=(step.id,), queue=whole)
    return (Fix(f"Let {' and '.join(parts)}", edit),)


@rule("SVS070")
def low_flow_efficiency(subject: Subject) -> Iterator[Found]:
    """Object to a stream in which cases mostly wait, or in which little of the time adds value."""
    measures, threshold = subject.measures, subject.settings.threshold
    lead = measures.lead.seconds if measures.lead and measures.reaches_value else 0.0
    if not lead:
        return
    meant = _observing(subject)
    counted = lead - meant
    if counted <= 0:
        return
    efficiency, adding = _sure_efficiency(measures), _sure_value_added(subject)
    complaints = []
    if efficiency is not None and efficiency * lead < counted * threshold("least-flow-efficiency"):
        complaints.append(f"is worked on for only {_part(measures, counted, efficiency * lead)}")
    if adding is not None and adding * lead < counted * threshold("least-value-added"):
        complaints.append(f"gains value in only {_part(measures, counted, adding * lead)}")
    if complaints:
        longest = _longest(subject, with_touch=len(complaints) == 1 and "gains" in complaints[0])
        names = listed([quoted(subject, each) for each in longest]) if longest else "the delays between the steps"
        message = (
            f"Of {measures.time_text(counted)} from demand to value{' without meant waits' if meant else ''} "
            f"a case {' and '.join(complaints)}: "
            f"begin with what takes longest, {names}"
        )
        yield Found(message, related=longest)


def _observing(subject: Subject) -> float:
    """Return the waits to observe a result, which are meant: to shorten them would help nobody."""
    steps_ = subject.facts.steps
    return sum(
        figures.on_the_path * (figures.wait or 0.0)
        for each, figures in subject.measures.steps.items()
        if (wait := steps_[each].wait) is not None and wait.reason is WaitReason.OBSERVATION
    )


def _part(measures: Measures, whole: float, part: float) -> str:
    return f"{measures.time_text(part)} ({part / whole * 100:.1f} %)"


def _sure_efficiency(measures: Measures) -> float | None:
    """Return flow efficiency where no touch time is missing; with a missing wait it can only be lower."""
    touch = measures.path_touch
    return None if touch is None or touch.missing else measures.flow_efficiency


def _sure_value_added(subject: Subject) -> float | None:
    """Return the value-added ratio where each step on the path is classed, and each that adds value is timed."""
    measures, steps_ = subject.measures, subject.facts.steps
    if measures.adding is not None and measures.adding.missing:
        return None
    open_ = any(figures.on_the_path and steps_[each].value is None for each, figures in measures.steps.items())
    return None if open_ else measures.value_added_ratio


def _longest(subject: Subject, *, with_touch: bool) -> tuple[str, ...]:
    """Return the three steps that take most of the lead time by waiting, or by any time that adds no value.

    A wait to observe a result is meant and does not count.
    """
    taken = {}
    for each, figures in subject.measures.steps.items():
        step = subject.facts.steps[each]
        worked = (figures.touch or 0) if with_touch and step.value is not ValueClass.ADDING else 0
        waited = 0 if step.wait is None or step.wait.reason is WaitReason.OBSERVATION else figures.wait or 0
        taken[each] = figures.on_the_path * (waited + worked)
    return tuple(sorted((each for each in taken if taken[each]), key=lambda each: (-taken[each], each))[:3])


@rule("SVS071")
def waits_long(subject: Subject) -> Iterator[Found]:
    """Object to a step before which a case waits many times longer than it is worked on, and long in lead time."""
    measures, ratio = subject.measures, subject.settings.threshold("wait-to-touch")
    for each in _long_waits(subject, on_critical_path=True):
        step, figures = subject.facts.steps[each], measures.steps[each]
        if step.wait is None or step.wait.reason is WaitReason.OBSERVATION:
            continue
        if figures.wait is None or figures.touch is None or figures.wait <= ratio * figures.touch:
            continue
        message = (
            f"A case waits {measures.time_text(figures.wait)} before step '{step.label}', which takes "
            f"{measures.time_text(figures.touch)}: {_SHORTENING[step.wait.reason]}"
        )
        yield Found(message, step.id, "wait", _meant(subject, step) if step.wait.reason is None else ())


def _meant(subject: Subject, step: Step) -> tuple[Fix, ...]:
    """Offer to say that the wait is meant."""
    if step.wait is None:
        return ()
    wait = evolve(step.wait, reason=WaitReason.OBSERVATION)
    edit = partial(steps.set_steps, stream_id=subject.stream.id, step_ids=(step.id,), wait=wait)
    return (Fix("Say that the wait is meant, to observe the result", edit),)


def _long_waits(subject: Subject, *, on_critical_path: bool) -> list[str]:
    """Return the steps before value that take a long share of lead time by waiting; none where most times are open."""
    measures = subject.measures
    if measures.lead is None or not measures.lead.seconds or not measures.reaches_value:
        return []
    on_path = sum(1 for figures in measures.steps.values() if figures.on_the_path)
    if 2 * len(measures.lead.missing) > on_path:
        return []
    long = subject.settings.threshold("long-wait") * measures.lead.seconds
    return [
        each
        for each, figures in measures.steps.items()
        if figures.wait and (figures.on_the_path if on_critical_path else figures.on_the_way) * figures.wait >= long
    ]


RULES: tuple[Rule, ...] = (queue_of_nobody, low_flow_efficiency, waits_long)
