"""Governance: policies that somebody watches, and decisions that somebody may take."""

from collections.abc import Iterator
from functools import partial

from svs_designer.model.document import Document
from svs_designer.model.edits import registers, steps
from svs_designer.model.registers import Control, Policy
from svs_designer.model.step import Automation, Change, Step, StepKind
from svs_designer.rules.builtin.declare import rule
from svs_designer.rules.builtin.wording import listed, spelled
from svs_designer.rules.finding import Fix, Level
from svs_designer.rules.review.looks import policies_of
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject

_DECIDING = (StepKind.APPROVAL, StepKind.DECISION)
_MOST_CHOICES = 3
_OFTEN = "month"


@rule("SVS064")
def nobody_watches(subject: Subject) -> Iterator[Found]:
    """Object to a policy of the stream or of a step that no control watches, or whose control leads nowhere."""
    for policy, holder, field in _policies(subject):
        control = next((each for each in subject.document.controls if each.id == policy.control), None)
        if policy.control is None:
            message = f"Nobody watches whether the policy '{policy.label}' is kept: add a control, and who looks at it"
            yield Found(message, holder, field, tuple(_watch(subject, policy)))
        elif control is not None:
            open_ = [what for name, what in _WANTED.items() if not getattr(control, name)]
            if open_:
                message = (
                    f"The control '{control.label}' of the policy '{policy.label}' does not say {listed(open_)}: "
                    "a result nobody looks at changes nothing"
                )
                yield Found(message, holder, field, tuple(_reviewed(subject, control)), level=Level.ADVICE)


_WANTED = {"metric": "which metric proves it", "who": "who looks at the result", "every": "how often"}


def _policies(subject: Subject) -> Iterator[tuple[Policy, str | None, str]]:
    """Yield the policies in force, each once, with where it stands: a step or None for the stream, and the field."""
    known = {policy.id: policy for policy in subject.document.policies}
    for policy, steps_ in (policies_of(subject.document, subject.stream) if known else {}).items():
        if policy not in known:
            continue
        if policy in subject.stream.policies:
            yield known[policy], None, "policies"
        else:
            on_step = policy in subject.facts.steps[steps_[0]].policies
            yield known[policy], steps_[0], "policies" if on_step else "authority"


def _watch(subject: Subject, policy: Policy) -> Iterator[Fix]:
    """Offer a new control in the owner's hands, proven by one of the stream's metrics, and the controls there are."""
    for metric, name in _metrics(subject) or [(None, "")]:
        title = f"Add a control{f', proven by {name}' if name else ''}{_looked_at(subject, subject.stream.owner)}"
        yield Fix(title, partial(_add_control, subject, policy, metric))
    for control in subject.document.controls[:_MOST_CHOICES]:
        edit = partial(registers.set_entry, register="policies", entry_id=policy.id, control=control.id)
        yield Fix(f"Watch it by '{control.label}'", edit)


def _metrics(subject: Subject) -> list[tuple[str | None, str]]:
    return [(metric.id, f"'{metric.name or metric.id}'") for metric in subject.stream.metrics[:_MOST_CHOICES]]


def _looked_at(subject: Subject, who: str | None) -> str:
    return f", that '{subject.document.label('roles', who)}' looks at each {_OFTEN}" if who else ""


def _add_control(subject: Subject, policy: Policy, metric: str | None, document: Document) -> Document:
    what = f"Cases that break: {policy.label}"
    made = registers.new_entry_id(document, "controls", what)
    who, every = subject.stream.owner, _OFTEN if subject.stream.owner else ""
    document = registers.add_entry(document, "controls", what, who=who, every=every, metric=metric)
    return registers.set_entry(document, "policies", policy.id, control=made)


def _reviewed(subject: Subject, control: Control) -> Iterator[Fix]:
    """Offer to close the chain by a metric of the stream and the stream's owner, where they are known."""
    who, every = control.who or subject.stream.owner, control.every or _OFTEN
    metrics = [(control.metric, spelled(control.metric))] if control.metric else _metrics(subject)
    for metric, name in metrics if who else ():
        edit = partial(registers.set_entry, register="controls", entry_id=control.id, who=who, every=every)
        often = "" if control.every else f" each {every}"
        title = f"Let '{subject.document.label('roles', who)}' look at {name}{often}"
        yield Fix(title, partial(edit, metric=metric))


@rule("SVS065")
def nobody_may_decide(subject: Subject) -> Iterator[Found]:
    """Object to an approval or a decision for which nobody has the authority."""
    for step in subject.stream.steps:
        if step.kind in _DECIDING and not step.authority and not step.policies and not _is_arranged(step):
            what = "approve" if step.kind is StepKind.APPROVAL else "decide"
            message = (
                f"Nobody is said to have the authority to {what} in step '{step.label}': "
                "name the role, or the policy that delegates it"
            )
            yield Found(message, step.id, "authority", tuple(_authorise(subject, step)))


def _is_arranged(step: Step) -> bool:
    """Tell whether the decision was taken beforehand: by a standard change, or by the rules of a machine."""
    return step.change is Change.STANDARD or step.automation is Automation.AUTOMATIC


def _authorise(subject: Subject, step: Step) -> Iterator[Fix]:
    """Offer whoever does the step, and the policies there are."""
    give = partial(steps.set_steps, stream_id=subject.stream.id, step_ids=(step.id,))
    if step.role:
        role = subject.document.label("roles", step.role)
        yield Fix(f"Give '{role}' the authority", partial(give, authority=step.role))
    for policy in subject.document.policies[:_MOST_CHOICES]:
        yield Fix(f"Delegate it by the policy '{policy.label}'", partial(give, authority=policy.id))


RULES: tuple[Rule, ...] = (nobody_watches, nobody_may_decide)
