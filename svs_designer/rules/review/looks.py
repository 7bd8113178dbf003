"""How to look for each aspect of a stream: on its steps, or on the stream as a whole."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from svs_designer.catalogue import Aspect
from svs_designer.model.document import Document
from svs_designer.model.registers import PartyKind, TeamKind
from svs_designer.model.step import Automation, Step
from svs_designer.model.stream import ValueStream

Asked = Callable[[Document, ValueStream], Iterable[Step]]


class StepLook(NamedTuple):
    """What each of the `asked` steps should have: `a team`; `of` is what these steps are called."""

    name: str
    wanted: str
    has: Callable[[Step], object]
    asked: Asked = lambda _, stream: stream.steps
    of: str = "step"


class StreamLook(NamedTuple):
    """What the stream itself should say; `says` is empty where it says nothing, and `gap` then tells so."""

    name: str
    says: Callable[[Document, ValueStream], str]
    gap: str


Look = StepLook | StreamLook


def steps_with_suppliers(document: Document, stream: ValueStream) -> tuple[Step, ...]:
    """Return the steps that a supplier does or takes part in, or that stand under a contract."""
    outside = {party.id for party in document.parties if party.kind is PartyKind.SUPPLIER}
    outside |= {team.id for team in document.teams if team.kind is TeamKind.SUPPLIER}
    return tuple(
        step for step in stream.steps if step.contract or (outside and not outside.isdisjoint((step.team, *step.with_)))
    )


def policies_of(document: Document, stream: ValueStream) -> dict[str, tuple[str, ...]]:
    """Return the ids of the policies that a stream follows, each with the steps it directs beside the whole stream.

    A policy that stands as the authority of a step directs it too: it delegates the decision.
    """
    known = {policy.id for policy in document.policies}
    found: dict[str, tuple[str, ...]] = dict.fromkeys(stream.policies, ())
    for step in stream.steps:
        delegating = (step.authority,) if step.authority in known else ()
        for policy in dict.fromkeys((*step.policies, *delegating)):
            found[policy] = (*found.get(policy, ()), step.id)
    return found


def _done_by_people(_: Document, stream: ValueStream) -> Iterable[Step]:
    return (step for step in stream.steps if step.automation is not Automation.AUTOMATIC)


def _owner(document: Document, stream: ValueStream) -> str:
    return f"{document.label('roles', stream.owner)} owns the stream" if stream.owner else ""


def _suppliers(document: Document, stream: ValueStream) -> str:
    """Say who takes part; suppliers met on the steps count where none are listed."""
    if stream.suppliers is None:
        steps = len(steps_with_suppliers(document, stream))
        return f"Suppliers take part in {_count(steps, 'step')}" if steps else ""
    if not stream.suppliers:
        return "No supplier takes part"
    return ", ".join(document.label("parties", each) for each in stream.suppliers)


def _targets(_: Document, stream: ValueStream) -> str:
    return _count(len(stream.targets), "target") if stream.targets else ""


def _policies(document: Document, stream: ValueStream) -> str:
    found = len(policies_of(document, stream))
    return _count(found, "policy", "policies") if found else ""


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or f'{one}s'}"


LOOKS: Mapping[Aspect, Look] = {
    Aspect.OWNER: StreamLook("Owner", _owner, "Nobody owns the stream"),
    Aspect.ROLE: StepLook("Role", "a role", lambda step: step.role, _done_by_people, "step done by people"),
    Aspect.TEAM: StepLook("Team", "a team", lambda step: step.team),
    Aspect.TOOLS: StepLook("Tools", "a tool", lambda step: step.tools),
    Aspect.INPUTS: StepLook("Inputs", "an input", lambda step: step.inputs),
    Aspect.OUTPUTS: StepLook("Outputs", "an output", lambda step: step.outputs),
    Aspect.SUPPLIERS: StreamLook("Suppliers", _suppliers, "Nobody looked for suppliers"),
    Aspect.CONTRACT: StepLook(
        "Contracts", "a contract", lambda step: step.contract, steps_with_suppliers, "step with a supplier"
    ),
    Aspect.PRACTICES: StepLook("Practices", "a practice", lambda step: step.practices),
    Aspect.TOUCH: StepLook("Touch time", "a touch time", lambda step: step.touch is not None),
    Aspect.WAIT: StepLook("Wait time", "a wait time", lambda step: step.wait is not None),
    Aspect.TARGETS: StreamLook("Targets", _targets, "No target is set"),
    Aspect.POLICIES: StreamLook("Policies", _policies, "No policy directs the stream"),
}
"""How to look for each aspect."""

WEAK = frozenset({Aspect.OWNER, Aspect.PRACTICES})
"""Aspects that alone do not open a dimension: an owner tells nothing of who works, a practice nothing of the flow."""
