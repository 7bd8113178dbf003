"""Waste: steps that nobody would miss, and approvals of what has just been approved."""

from collections.abc import Iterator
from functools import partial

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
    tried = 0
    judged = most_judged(subject) if has_parallel_branches(subject) else len(subject.stream.steps)
    for step in subject.stream.steps:
        if step.value is ValueClass.WASTE and not step.policies and step.id not in subject.facts.tail:
            kinds = f" ({', '.join(spelled(each) for each in step.wastes)})" if step.wastes else ""
            message = (
                f"Step '{step.label}' is waste{kinds} and no policy asks for it: "
                "do without it, or name the policy that it serves"
            )
            tried += 1
            yield Found(message, step.id, "value", _take_out(subject, step, "it") if tried <= judged else ())
        if step.kind is StepKind.APPROVAL:
            for second in _approvals_behind(subject, step):
                tried += 1
                yield _approved_twice(subject, step, second, is_offered=tried <= judged)


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
    facts = subject.facts
    into, onward = facts.into[facts.index[step.id]], [link.to for link in step.next.links]
    if len(onward) != 1 or not into or step.join is Join.ALL or not facts.finishing[facts.index[step.id]]:
        return ()
    if is_queue_at_border(facts, step):
        return ()  # the next step of the team would have to wait instead: the figures would be too good
    is_joined = any(facts.nodes[each] == onward[0] or facts.ways[each].link_to(onward[0]) for each in into)
    if is_joined or step.id in _on_the_clock(subject):
        return ()
    edit = partial(splitting.take_out_step, stream_id=subject.stream.id, step_id=step.id)
    if not keeps_branches_sound(subject, edit):
        return ()
    before = quoted(subject, facts.nodes[into[0]]) if len(into) == 1 else "what leads to it"
    return (Fix(f"Take {name} out of this stream and lead {before} on to {quoted(subject, onward[0])}", edit),)


def _on_the_clock(subject: Subject) -> set[str]:
    """Return the steps at which the clock of a target starts or stops."""
    return {
        moment.step
        for target in subject.stream.targets
        for moment in (target.starts, *target.stops)
        if moment is not None
    }


RULES: tuple[Rule, ...] = (adds_no_value,)
