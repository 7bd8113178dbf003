"""Governance: policies that somebody watches, decisions that somebody may take, and nobody who approves his own."""

from collections.abc import Iterator
from functools import partial
from itertools import islice

from svs_designer.model.document import Document
from svs_designer.model.edits import registers, steps
from svs_designer.model.links import LinkKind
from svs_designer.model.registers import Control, Policy
from svs_designer.model.step import Automation, Change, Step, StepKind
from svs_designer.rules.builtin.declare import rule
from svs_designer.rules.builtin.wording import listed, quoted, spelled
from svs_designer.rules.finding import Fix, Level
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject

_DECIDING = (StepKind.APPROVAL, StepKind.DECISION)
_MOST_CHOICES = 3


@rule("SVS064")
def nobody_watches(subject: Subject) -> Iterator[Found]:
    """Object to a policy of the stream or of a step that no control watches, or whose control leads nowhere."""
    for policy, step in _policies(subject):
        control = next((each for each in subject.document.controls if each.id == policy.control), None)
        if policy.control is None:
            message = f"Nobody watches whether the policy '{policy.label}' is kept: add a control, and who looks at it"
            yield Found(message, step, "policies", tuple(_watch(subject, policy)))
        elif control is not None:
            open_ = [what for name, what in _WANTED.items() if not getattr(control, name)]
            if open_:
                message = (
                    f"The control '{control.label}' of the policy '{policy.label}' does not say {listed(open_)}: "
                    "a result nobody looks at changes nothing"
                )
                yield Found(message, step, "policies", _reviewed(subject, control), level=Level.ADVICE)


_WANTED = {"metric": "which metric proves it", "who": "who looks at the result"}


def _policies(subject: Subject) -> Iterator[tuple[Policy, str | None]]:
    """Yield the policies in force, each once, with the step it is attached to; None for the stream."""
    known = {policy.id: policy for policy in subject.document.policies}
    if not known:
        return
    held: dict[str, str | None] = dict.fromkeys(subject.stream.policies)
    for step in subject.stream.steps:
        for policy in step.policies:
            held.setdefault(policy, step.id)
    for policy, holder in held.items():
        if policy in known:
            yield known[policy], holder


def _watch(subject: Subject, policy: Policy) -> Iterator[Fix]:
    """Offer a new control, and those there are."""
    yield Fix("Add a control that watches it", partial(_add_control, subject, policy))
    for control in subject.document.controls[:_MOST_CHOICES]:
        edit = partial(registers.set_entry, register="policies", entry_id=policy.id, control=control.id)
        yield Fix(f"Watch it by '{control.label}'", edit)


def _add_control(subject: Subject, policy: Policy, document: Document) -> Document:
    """Add a control in the owner's hands; the metric is the stream's first, if there is one."""
    what = f"Cases that break: {policy.label}"
    made = registers.new_entry_id(document, "controls", what)
    metric = next((metric.id for metric in subject.stream.metrics), None)
    document = registers.add_entry(document, "controls", what, who=subject.stream.owner, every="month", metric=metric)
    return registers.set_entry(document, "policies", policy.id, control=made)


def _reviewed(subject: Subject, control: Control) -> tuple[Fix, ...]:
    """Offer the owner of the stream as reviewer and its first metric as proof, where both are known."""
    who = control.who or subject.stream.owner
    metric = control.metric or next((metric.id for metric in subject.stream.metrics), None)
    if not who or not metric:
        return ()
    edit = partial(registers.set_entry, register="controls", entry_id=control.id, who=who, metric=metric)
    title = f"Let '{subject.document.label('roles', who)}' look at {spelled(metric)}"
    return (Fix(title, edit),)


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


@rule("SVS067")
def approves_own_request(subject: Subject) -> Iterator[Found]:
    """Object to a role that approves what it has made in the step before."""
    approvals = [
        step
        for step in subject.stream.steps
        if step.kind is StepKind.APPROVAL and step.role and step.automation is not Automation.AUTOMATIC
    ]
    if not approvals:
        return
    facts, before = subject.facts, _handing_over(subject)
    for step in approvals:
        for source in before.get(step.id, ()):
            made = [output for output in facts.steps[source].outputs if output in step.inputs]
            if made and facts.steps[source].role == step.role:
                role = subject.document.label("roles", step.role)
                message = (
                    f"'{role}' approves in step '{step.label}' what the same role made in {quoted(subject, source)} "
                    f"({listed([spelled(each) for each in made])}): let somebody else approve"
                )
                others = tuple(_others(subject, step))
                yield Found(message, step.id, "role", others, related=(source,))
                break


def _handing_over(subject: Subject) -> dict[str, list[str]]:
    """Return for each approval the steps right before it, rework aside."""
    found: dict[str, list[str]] = {}
    for step in subject.stream.steps:
        for link in step.next.links:
            target = subject.facts.steps.get(link.to)
            if target and target.kind is StepKind.APPROVAL and link.kind not in (LinkKind.REWORK, LinkKind.FEEDBACK):
                found.setdefault(link.to, []).append(step.id)
    return found


def _others(subject: Subject, step: Step) -> Iterator[Fix]:
    """Offer the other roles there are to approve."""
    sid = subject.stream.id
    for role in islice((each for each in subject.document.roles if each.id != step.role), _MOST_CHOICES):
        authority = role.id if step.authority == step.role else step.authority
        edit = partial(steps.set_steps, stream_id=sid, step_ids=(step.id,), role=role.id, authority=authority)
        yield Fix(f"Let '{role.label}' approve", edit)


RULES: tuple[Rule, ...] = (nobody_watches, nobody_may_decide, approves_own_request)
