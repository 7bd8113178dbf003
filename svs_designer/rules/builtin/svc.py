"""The rules of the service value chain: which kind of work belongs to which activity. Never in which order."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from svs_designer.analysis.walks import reach
from svs_designer.catalogue import Activity
from svs_designer.model.document import Document
from svs_designer.model.edits import splitting, steps
from svs_designer.model.registers import PartyKind
from svs_designer.model.step import Step
from svs_designer.rules.builtin.declare import rule, told_by_the_reader
from svs_designer.rules.builtin.wording import listed, spelled
from svs_designer.rules.builtin.work import activity_with, becomes, fitting_practices, lacks, likely_activities
from svs_designer.rules.finding import Fix
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject

_CONSUMERS = (PartyKind.CUSTOMER, PartyKind.USER)
_GOVERNING = (PartyKind.SPONSOR, PartyKind.REGULATOR)


@rule("SVS010")
def no_activity(subject: Subject) -> Iterator[Found]:
    """Object to a step that belongs to no activity of the chain."""
    for step in subject.stream.steps:
        if step.activity is None:
            fixes = tuple(becomes(subject, step, activity) for activity in likely_activities(subject, step))
            message = f"Step '{step.label}' belongs to no activity of the value chain: choose the one it is part of"
            yield Found(message, step.id, "activity", fixes)


@rule("SVS011")
def contact_outside_engage(subject: Subject) -> Iterator[Found]:
    """Object to a step inside the chain that touches somebody outside."""
    kinds = {party.id: party.kind for party in subject.document.parties}
    engage = activity_with(subject.catalogue, "external-boundary")
    for step in subject.stream.steps:
        if not step.with_ or engage is None or not lacks(subject, step, "external-boundary"):
            continue
        let_through = _let_through(subject, step)
        outside = [party for party in step.with_ if party in kinds and kinds[party] not in let_through]
        if outside:
            names = listed([f"'{subject.document.label('parties', party)}'" for party in outside])
            message = (
                f"Step '{step.label}' is in contact with {names} outside {engage.name}: "
                f"put the contact into a step of {engage.name}"
            )
            fixes = (_talk_first(subject, step, engage, outside), becomes(subject, step, engage))
            yield Found(message, step.id, "with_", fixes)


def _let_through(subject: Subject, step: Step) -> tuple[PartyKind, ...]:
    """Return the parties that may come in by another door: goods, services delivered, and policies received."""
    capable = partial(subject.catalogue.has_capability, step.activity)
    if capable("obtain-resources") and "goods-services" in step.inputs:
        return (PartyKind.SUPPLIER,)
    if capable("delivery") and "services-delivered" in step.outputs:
        return _CONSUMERS
    if capable("planning") and "governing-policies" in step.inputs:
        return _GOVERNING
    return ()


def _talk_first(subject: Subject, step: Step, engage: Activity, outside: list[str]) -> Fix:
    name = f"Talk to {subject.document.label('parties', outside[0])}"
    left = tuple(party for party in step.with_ if party not in outside)
    fields = {"with_": tuple(outside), "contract": step.contract}
    edit = partial(_split, subject, step, engage, name, fields, {"with_": left})
    return Fix(f"Put the contact into a step of {engage.name} before it", edit)


@rule("SVS012")
def resource_outside_obtain(subject: Subject) -> Iterator[Found]:
    """Object to a step that takes a new resource without being part of obtaining resources."""
    obtain = activity_with(subject.catalogue, "obtain-resources")
    for step in subject.stream.steps:
        if step.takes and obtain is not None and lacks(subject, step, "obtain-resources"):
            resources = listed([spelled(each) for each in step.takes])
            take = partial(_split, subject, step, obtain, f"Obtain {resources}", {"takes": step.takes}, {"takes": ()})
            message = (
                f"Step '{step.label}' takes {resources} outside {obtain.name}: "
                f"new resources come in by a step of {obtain.name}"
            )
            split_off = Fix(f"Take {resources} in a step of {obtain.name} before it", take)
            yield Found(message, step.id, "takes", (split_off, becomes(subject, step, obtain)))


def _split(
    subject: Subject,
    step: Step,
    activity: Activity,
    name: str,
    fields: dict[str, Any],
    left: dict[str, Any],
    document: Document,
) -> Document:
    """Put a part of a step into a step of another activity right before it, done by the same people."""
    sid = subject.stream.id
    document = splitting.add_step_before(
        document,
        sid,
        step.id,
        name,
        activity=activity.id,
        practices=fitting_practices(subject, step, activity.id),
        role=step.role,
        team=step.team,
        **fields,
    )
    return steps.set_steps(document, sid, (step.id,), **left)


@rule("SVS013")
def planning_outside_plan(subject: Subject) -> Iterator[Found]:
    """Object to a step that gives out what only planning makes."""
    plan = activity_with(subject.catalogue, "planning")
    planned = {
        artefact.id
        for artefact in subject.catalogue.artefacts
        if all(subject.catalogue.has_capability(maker, "planning") for maker in artefact.produced_by)
    }
    for step in subject.stream.steps:
        made = [output for output in step.outputs if output in planned]
        if made and plan is not None and lacks(subject, step, "planning"):
            names = listed([_artefact(subject, each) for each in made])
            message = f"Step '{step.label}' makes {names} outside {plan.name}: leave planning to a step of {plan.name}"
            move = Fix(f"Add a step of {plan.name} behind it", partial(_plan_behind, subject, step, plan, tuple(made)))
            yield Found(message, step.id, "outputs", (becomes(subject, step, plan), move))


def _artefact(subject: Subject, artefact_id: str) -> str:
    artefact = subject.catalogue.artefact(artefact_id)
    return artefact.name.lower() if artefact else spelled(artefact_id)


def _plan_behind(subject: Subject, step: Step, plan: Activity, made: tuple[str, ...], document: Document) -> Document:
    sid = subject.stream.id
    document = splitting.add_step_behind(
        document,
        sid,
        step.id,
        f"Decide on {_artefact(subject, made[0])}",
        activity=plan.id,
        practices=fitting_practices(subject, step, plan.id),
        outputs=made,
    )
    return steps.set_steps(document, sid, (step.id,), outputs=tuple(each for each in step.outputs if each not in made))


@rule("SVS014")
def improvement_outside_improve(subject: Subject) -> Iterator[Found]:
    """Object to a step that starts an improvement by itself; raising an opportunity is free to all."""
    improve = activity_with(subject.catalogue, "improvement")
    for step in subject.stream.steps:
        if "improvement-initiatives" in step.outputs and improve is not None and lacks(subject, step, "improvement"):
            message = (
                f"Step '{step.label}' starts an improvement outside {improve.name}: "
                f"raise the opportunity here, and start it in a step of {improve.name}"
            )
            feed = Fix(f"Add a step of {improve.name} behind it", partial(_improve_behind, subject, step, improve))
            yield Found(message, step.id, "outputs", (feed, becomes(subject, step, improve)))


def _improve_behind(subject: Subject, step: Step, improve: Activity, document: Document) -> Document:
    sid = subject.stream.id
    document = splitting.add_step_behind(
        document,
        sid,
        step.id,
        "Choose and start the improvement",
        activity=improve.id,
        practices=fitting_practices(subject, step, improve.id),
        inputs=("improvement-opportunities",),
        outputs=("improvement-initiatives",),
    )
    raised = dict.fromkeys(
        "improvement-opportunities" if each == "improvement-initiatives" else each for each in step.outputs
    )
    return steps.set_steps(document, sid, (step.id,), outputs=tuple(raised))


@rule("SVS015")
def built_not_carried_over(subject: Subject) -> Iterator[Found]:
    """Object to a component that is built before value and that no step on the way takes into service."""
    facts, capable = subject.facts, subject.catalogue.has_capability
    transition = activity_with(subject.catalogue, "transition")
    if facts.value is None or transition is None:
        return
    builders = [
        step
        for step in subject.stream.steps
        if "service-components" in step.outputs and capable(step.activity, "obtain-resources")
    ]
    if not builders:
        return
    before_value = reach(facts.into, [facts.value])
    taking = [
        facts.index[step.id]
        for step in subject.stream.steps
        if capable(step.activity, "transition") or capable(step.activity, "delivery")
    ]
    carried = reach(facts.into, [node for node in taking if before_value[node]])
    for step in builders:
        node = facts.index[step.id]
        if before_value[node] and not carried[node]:
            message = (
                f"Nothing between step '{step.label}' and value takes what is built into service: "
                f"add a step of {transition.name}"
            )
            yield Found(message, step.id, "outputs", (_put_into_service(subject, step, transition),))


def _put_into_service(subject: Subject, step: Step, transition: Activity) -> Fix:
    name = "Test and put into service"
    edit = partial(
        splitting.add_step_behind,
        stream_id=subject.stream.id,
        step_id=step.id,
        name=name,
        activity=transition.id,
        practices=fitting_practices(subject, step, transition.id),
        inputs=("service-components",),
    )
    return Fix(f"Insert '{name}' behind it", edit)


RULES: tuple[Rule, ...] = (
    no_activity,
    contact_outside_engage,
    resource_outside_obtain,
    planning_outside_plan,
    improvement_outside_improve,
    built_not_carried_over,
    told_by_the_reader("SVS016"),
)
