"""Separation of duties: nobody approves what he has made himself."""

from collections.abc import Iterator
from functools import partial
from itertools import islice

from svs_designer.analysis.facts import Facts
from svs_designer.analysis.walks import reach
from svs_designer.model.edits import steps
from svs_designer.model.step import Automation, Step, StepKind
from svs_designer.rules.builtin.declare import rule
from svs_designer.rules.builtin.gaps import names
from svs_designer.rules.builtin.wording import listed, spelled
from svs_designer.rules.finding import Fix
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject

_MOST_CHOICES = 3
_MOST_NAMED = 4


@rule("SVS067")
def approves_own_request(subject: Subject) -> Iterator[Found]:
    """Object to a role that approves what it has made itself, in a step that leads to the approval.

    Whoever has the authority approves, else whoever does the step. Silent where other roles had a part in what is
    approved, or in what it was made of: then somebody else's work is judged.
    """
    approvals = [step for step in subject.stream.steps if step.kind is StepKind.APPROVAL and step.inputs]
    artefacts = _Artefacts(subject.facts) if approvals else None
    for step in approvals if artefacts else ():
        approver = _approver(subject, step)
        own = artefacts.made_by(approver, step) if artefacts and approver else []
        if own:
            role = subject.document.label("roles", approver)
            made = dict.fromkeys(spelled(each) for source in own for each in source.outputs if each in step.inputs)
            message = (
                f"'{role}' approves in step '{step.label}' what the same role made in {names(own)} "
                f"({listed([*made])}): let somebody else approve"
            )
            fixes = tuple(_others(subject, step, approver))
            yield Found(message, step.id, "role", fixes, related=tuple(each.id for each in own))


def _approver(subject: Subject, step: Step) -> str | None:
    """Return the role that approves; None where a policy or a machine does."""
    if step.automation is Automation.AUTOMATIC or subject.document.entry("policies", step.authority):
        return None
    return step.authority or step.role


class _Artefacts:
    """What the steps of a stream give out: who makes each artefact, of what, and where it gets to."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._makers: dict[str, list[Step]] = {}
        for step in facts.steps.values():
            for output in step.outputs:
                self._makers.setdefault(output, []).append(step)
        self._roles = {artefact: {step.role for step in makers} for artefact, makers in self._makers.items()}
        self._sources = {
            artefact: {taken for step in makers for taken in step.inputs} for artefact, makers in self._makers.items()
        }
        self._reached: dict[str, bytearray] = {}

    def made_by(self, role: str | None, step: Step) -> list[Step]:
        """Return some of the steps that lead to a step and make what it takes in; none if others had a part in it."""
        taken = [each for each in dict.fromkeys(step.inputs) if each in self._makers]
        if not all(self._is_of(role, each) for each in taken):
            return []
        node = self._facts.index[step.id]
        found = {maker.id: maker for each in taken if self._reach(each)[node] for maker in self._few(each, step)}
        return [*found.values()]

    def _is_of(self, role: str | None, artefact: str) -> bool:
        """Tell whether a role alone makes an artefact, and of nothing that others made."""
        return all(self._roles.get(each, {role}) == {role} for each in (artefact, *self._sources[artefact]))

    def _reach(self, artefact: str) -> bytearray:
        """Return for each node 1 if a case gets there from a step that makes an artefact."""
        if artefact not in self._reached:
            nodes = [self._facts.index[step.id] for step in self._makers[artefact]]
            self._reached[artefact] = reach(self._facts.out, [to for node in nodes for to in self._facts.out[node]])
        return self._reached[artefact]

    def _few(self, artefact: str, step: Step) -> Iterator[Step]:
        return islice((each for each in self._makers[artefact] if each is not step), _MOST_NAMED)


def _others(subject: Subject, step: Step, approver: str | None) -> Iterator[Fix]:
    """Offer the other roles there are to approve."""
    give = partial(steps.set_steps, stream_id=subject.stream.id, step_ids=(step.id,))
    for role in islice((each for each in subject.document.roles if each.id != approver), _MOST_CHOICES):
        doing = role.id if step.role == approver else step.role
        authority = role.id if step.authority == approver else step.authority
        yield Fix(f"Let '{role.label}' approve", partial(give, role=doing, authority=authority))


RULES: tuple[Rule, ...] = (approves_own_request,)
