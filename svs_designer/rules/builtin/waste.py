"""Waste: steps that nobody would miss, and approvals of what has just been approved."""

import math
from collections.abc import Iterator
from functools import partial
from itertools import count

from svs_designer.model.edits import splitting
from svs_designer.model.links import LinkKind
from svs_designer.model.step import Join, Step, StepKind, ValueClass
from svs_designer.rules.builtin.declare import rule
from svs_designer.rules.builtin.handoffs import is_queue_at_border
from svs_designer.rules.builtin.soundness import has_parallel_branches, keeps_branches_sound, most_judged
from svs_designer.rules.builtin.wording import quoted, spelled
from svs_designer.rules.finding import Fix
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject

_MOST_CASES = 0.5
"""An approval that fewer cases go on to is the exception of the one before it, not its repetition."""


@rule("SVS072")
def adds_no_value(subject: Subject) -> Iterator[Found]:
    """Object to waste before value that serves no policy, and to an approval right behind an approval."""
    most, told = _most_tried(subject), count(1)
    for step in subject.stream.steps:
        if step.value is ValueClass.WASTE and not step.policies and step.id not in subject.facts.tail:
            kinds = f" ({', '.join(spelled(each) for each in step.wastes)})" if step.wastes else ""
            message = (
                f"Step '{step.label}' is waste{kinds} and no policy asks for it: "
                "do without it, or name the policy that it serves"
            )
            yield Found(message, step.id, "value", _take_out(subject, step, "it") if next(told) <= most else ())
        if step.kind is StepKind.APPROVAL:
            for second in _approvals_behind(subject, step):
                yield _approved_twice(subject, step, second, is_offered=next(told) <= most)


def _most_tried(subject: Subject) -> float:
    """Return for how many findings a fix is sought: between parallel branches only for the first few."""
    return most_judged(subject) if has_parallel_branches(subject) else math.inf


def _approvals_behind(subject: Subject, first: Step) -> list[Step]:
    """Return the approvals that most cases come to right behind an approval, without a policy that asks for them."""
    found = []
    for link in first.next.links:
        second = subject.facts.steps.get(link.to)
        if second is None or second.kind is not StepKind.APPROVAL or second.policies or second.id in subject.facts.tail:
            continue
        if link.kind is LinkKind.FLOW and (link.share is None or link.share >= _MOST_CASES):
            found.append(second)
    return found


def _approved_twice(subject: Subject, first: Step, second: Step, *, is_offered: bool) -> Found:
    message = (
        f"Step '{second.label}' approves what '{first.label}' has just approved, with nothing new in between: "
        "approve once, or name the policy that asks for both"
    )
    each = (fix for step in (second, first) for fix in _take_out(subject, step, quoted(subject, step.id)))
    fixes = tuple(each) if is_offered else ()
    return Found(message, second.id, "kind", fixes, related=(first.id,))


def _take_out(subject: Subject, step: Step, name: str) -> tuple[Fix, ...]:
    """Offer to do without a step where its neighbours can be joined and nothing else hangs on it."""
    into, onward = subject.facts.into[subject.facts.index[step.id]], [link.to for link in step.next.links]
    if not into or len(onward) != 1 or not _can_be_joined(subject, into, step, onward[0]):
        return ()
    edit = partial(splitting.take_out_step, stream_id=subject.stream.id, step_id=step.id)
    if step.id in _on_the_clock(subject) or not keeps_branches_sound(subject, edit):
        return ()
    before = quoted(subject, subject.facts.nodes[into[0]]) if len(into) == 1 else "what leads to it"
    return (Fix(f"Take {name} out of this stream and lead {before} on to {quoted(subject, onward[0])}", edit),)


def _can_be_joined(subject: Subject, before: list[int], step: Step, onward: str) -> bool:
    """Tell whether what leads to a step can lead on as if it were not there, no way doubled or made a loop."""
    facts = subject.facts
    following = facts.steps.get(onward)
    if step.join is Join.ALL or (following and following.join is Join.ALL and len(before) > 1):
        return False
    if not facts.finishing[facts.index[step.id]] or is_queue_at_border(facts, step):
        return False  # without the step, the queue would wait before the next one: the figures would be too good
    return not any(facts.nodes[each] == onward or facts.ways[each].link_to(onward) for each in before)


def _on_the_clock(subject: Subject) -> set[str]:
    """Return the steps at which the clock of a target starts or stops."""
    return {
        moment.step
        for target in subject.stream.targets
        for moment in (target.starts, *target.stops)
        if moment is not None
    }


RULES: tuple[Rule, ...] = (adds_no_value,)
