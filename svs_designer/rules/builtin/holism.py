"""Holism: the stream is looked at from all four dimensions, and does not contradict what it claims."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from svs_designer.model.edits import steps, streams
from svs_designer.model.registers import PartyKind
from svs_designer.model.step import Automation, ValueClass
from svs_designer.rules.acceptances import in_stream
from svs_designer.rules.builtin.declare import rule
from svs_designer.rules.builtin.drawn import is_drawn
from svs_designer.rules.builtin.wording import listed
from svs_designer.rules.finding import Fix
from svs_designer.rules.review.dimensions import is_seen
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject

_MOST_CHOICES = 3


@rule("SVS087")
def blind_in_a_dimension(subject: Subject) -> Iterator[Found]:
    """Object to each of the four dimensions of which a stream says nothing, once it says something of another."""
    if not is_drawn(subject):
        return
    looked_for = [each for each in subject.catalogue.dimensions if each.id in _ADVICE]
    blind = [each for each in looked_for if not is_seen(subject.document, subject.stream, each)]
    if len(blind) == len(looked_for):
        return
    for dimension in blind:
        message = f"'{subject.stream.label}' says nothing of {dimension.name.lower()}: {_ADVICE[dimension.id]}"
        if dimension.id == _SUPPLIERS:
            yield Found(message, None, "suppliers", tuple(_list_suppliers(subject)))
        else:
            yield Found(message)


_SUPPLIERS = "partners-suppliers"
_ADVICE = {
    "organizations-people": "give the steps a role or a team",
    "information-technology": "give the steps their tools, inputs and outputs",
    _SUPPLIERS: "list the suppliers that take part, or say that there are none",
    "value-streams-processes": "give the steps their times, or the stream its controls",
}


def _list_suppliers(subject: Subject) -> Iterator[Fix]:
    put = partial(streams.set_stream, stream_id=subject.stream.id)
    yield Fix("There are none", partial(put, suppliers=()))
    known = [party for party in subject.document.parties if party.kind is PartyKind.SUPPLIER]
    for party in known[:_MOST_CHOICES]:
        yield Fix(f"{party.label} takes part", partial(put, suppliers=(party.id,)))


@rule("SVS088")
def principle_contradicted(subject: Subject) -> Iterator[Found]:
    """Object to waste that a machine does, and to a principle that is claimed while its rules have findings."""
    yield from automated_waste(subject)
    yield from _contradicted(subject)


def automated_waste(subject: Subject) -> Iterator[Found]:
    """Object to a step that is waste and done by a machine: it is faster now, and still there."""
    for step in subject.stream.steps:
        if step.automation is not Automation.AUTOMATIC or step.value is not ValueClass.WASTE or step.policies:
            continue
        if step.id not in subject.facts.tail:
            sid, needed = subject.stream.id, ValueClass.NECESSARY
            keep = partial(steps.set_steps, stream_id=sid, step_ids=(step.id,), value=needed)
            message = (
                f"Step '{step.label}' is waste that a machine does, faster now and still there: "
                "do without it, optimise before you automate"
            )
            yield Found(message, step.id, "automation", (Fix("Call it necessary: law or control asks for it", keep),))


def _contradicted(subject: Subject) -> Iterator[Found]:
    """Yield a finding for each principle the stream claims while rules of it have findings that nobody accepted."""
    claimed = {principle.id for principle in subject.stream.principles}
    principles = [each for each in subject.catalogue.principles if each.id in claimed]
    checks = _checks(subject) if principles else {}
    for principle in principles:
        against = [each for each in principle.rules if each in checks and _finds(checks[each], subject)]
        if against:
            names = listed([f"'{checks[each].name}' ({each})" for each in against])
            message = (
                f"The stream claims the principle '{principle.name}', and findings speak against it, {names}: "
                "mend them, or drop the claim"
            )
            left = tuple(each for each in subject.stream.principles if each.id != principle.id)
            drop = partial(streams.set_stream, stream_id=subject.stream.id, principles=left)
            yield Found(message, None, "principles", (Fix(f"Drop '{principle.name}'", drop),))


def _checks(subject: Subject) -> dict[str, Rule]:
    """Return the rules that are switched on; this one speaks for a principle only by the waste it finds."""
    from svs_designer.rules.builtin import RULES

    rules = {rule.id: rule for rule in RULES if subject.settings.is_on(rule)}
    itself = replace(principle_contradicted, check=automated_waste)
    return rules | {itself.id: itself}


def _finds(rule: Rule, subject: Subject) -> bool:
    found = list(rule.check(subject)) if rule.check else []
    accepted = {each.element for each in in_stream(subject.stream) if each.acceptance.rule == rule.id} if found else ()
    return any(each.element not in accepted for each in found)


RULES: tuple[Rule, ...] = (blind_in_a_dimension, principle_contradicted)
