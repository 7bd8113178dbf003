"""Feedback: what is collected from those outside is used."""

from collections.abc import Iterator
from functools import partial

from svs_designer.catalogue import Activity
from svs_designer.model.edits import steps
from svs_designer.model.links import LinkKind
from svs_designer.model.step import Step
from svs_designer.rules.builtin.declare import rule
from svs_designer.rules.builtin.drawn import is_drawn
from svs_designer.rules.builtin.improvement import FEEDBACK, OPPORTUNITIES, learn
from svs_designer.rules.builtin.wording import listed
from svs_designer.rules.builtin.work import activity_with, steps_with
from svs_designer.rules.finding import Fix
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject

_MOST_CHOICES = 3
_ANALYSE = "Study the feedback"


@rule("SVS081")
def feedback_unused(subject: Subject) -> Iterator[Found]:
    """Object to feedback that is collected and that no step of improvement takes in."""
    improve = activity_with(subject.catalogue, "improvement")
    improving = steps_with(subject, "improvement")
    collecting = [step for step in subject.stream.steps if FEEDBACK in step.outputs and not _leads_on(step)]
    collecting = [step for step in collecting if step not in improving]
    readers = improving if improve else subject.stream.steps
    if not collecting or not is_drawn(subject) or any(FEEDBACK in step.inputs for step in readers):
        return
    names = listed([f"'{step.label}'" for step in collecting])
    use = f"let a step of {improve.name} take it in" if improve else "let a step take it in"
    fixes = tuple(_use(subject, improve, collecting[0])) if improve else ()
    first, *others = collecting
    message = f"Feedback is collected in {names}, and nobody uses it: {use}"
    yield Found(message, first.id, "outputs", fixes, tuple(step.id for step in others))


def _leads_on(step: Step) -> bool:
    """Tell whether feedback leads back from a step on a way of its own."""
    return any(link.kind is LinkKind.FEEDBACK for link in step.next.links)


def _use(subject: Subject, improve: Activity, collecting: Step) -> Iterator[Fix]:
    after = subject.facts.after(collecting.id)
    later = [step for step in steps_with(subject, "improvement") if after[subject.facts.index[step.id]]]
    for step in later[:_MOST_CHOICES]:
        inputs = (*step.inputs, FEEDBACK)
        edit = partial(steps.set_steps, stream_id=subject.stream.id, step_ids=(step.id,), inputs=inputs)
        yield Fix(f"Use it in '{step.label}'", edit)
    in_tail = collecting.id in subject.facts.tail
    yield learn(subject, improve, _ANALYSE, (OPPORTUNITIES,), behind=collecting if in_tail else None)


RULES: tuple[Rule, ...] = (feedback_unused,)
