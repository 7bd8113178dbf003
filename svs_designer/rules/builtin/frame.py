"""The frame of a stream: it answers a demand, ends in value, has an owner, and works from the outside in."""

from collections.abc import Callable, Iterator
from functools import partial

from svs_designer.analysis.islands import islands
from svs_designer.model.document import Document
from svs_designer.model.edits import links, nodes, registers, steps, streams
from svs_designer.model.ids import DEMAND, VALUE
from svs_designer.model.registers import PartyKind
from svs_designer.model.stream import DemandKind, DemandSource
from svs_designer.rules.builtin.declare import rule
from svs_designer.rules.builtin.wording import listed, quoted
from svs_designer.rules.builtin.words import only_provider_words
from svs_designer.rules.builtin.work import activity_with, fitting_practices
from svs_designer.rules.finding import Fix
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject

_FROM_OUTSIDE = {
    DemandSource.CUSTOMER, DemandSource.USER, DemandSource.SUPPLIER, DemandSource.REGULATOR, DemandSource.MARKET,
}  # fmt: skip
_NOBODY_CALLS = {DemandSource.MONITORING_EVENT, DemandSource.IMPROVEMENT_REGISTER}
_MOST_CHOICES = 4
_OWNER = "Stream owner"
_RECEIVE = "Receive and acknowledge the request"


@rule("SVS001")
def no_demand(subject: Subject) -> Iterator[Found]:
    """Object to a stream without demand, and to demand without words or without a way on."""
    stream, sid = subject.stream, subject.stream.id
    if stream.demand is None:
        add = _enter(subject, "Add demand before", partial(nodes.add_demand, text=stream.label))
        yield Found("The stream has no demand: add what triggers it", field="demand", fixes=add)
        return
    if not stream.demand.text.strip():
        begin = Fix(f"Begin with '{stream.label}'", partial(nodes.set_demand, stream_id=sid, text=stream.label))
        is_named = stream.label.strip() and not stream.name.startswith(streams.UNNAMED)
        fixes = (begin,) if is_named else ()
        yield Found("Demand is not described: say who needs what", DEMAND, "text", fixes)
    if not stream.demand.next.links:
        lead = _enter(subject, "Lead demand to", nodes.set_demand)
        yield Found("Demand leads nowhere: connect it to the first step", DEMAND, "next", lead)


def _enter(subject: Subject, title: str, edit: Callable[..., Document]) -> tuple[Fix, ...]:
    """Offer to let cases enter at the steps nothing leads to, or that begin a loop nothing leads to."""
    facts = subject.facts
    heads = [facts.nodes[island.head] for island in islands(facts)]
    firsts = tuple(head for head in heads if head in facts.steps)
    if not firsts:
        return ()
    names = listed([quoted(subject, first) for first in firsts])
    return (Fix(f"{title} {names}", partial(edit, stream_id=subject.stream.id, next=firsts)),)


@rule("SVS002")
def no_value(subject: Subject) -> Iterator[Found]:
    """Object to a stream without value, and to value without an outcome."""
    stream = subject.stream
    party = (stream.value.recipient if stream.value else None) or (stream.demand.party if stream.demand else None)
    outcome = f"{subject.document.label('parties', party) or 'The requester'} has what was asked for"
    if stream.value is None:
        way = _way_to_value(subject)
        fixes = (Fix("Add value behind the last step", partial(_add_value, subject, way, outcome)),) if way else ()
        yield Found("The stream has no value: add what the consumer gains", field="value", fixes=fixes)
    elif not stream.value.outcome.strip():
        begin = Fix(f"Begin with '{outcome}'", partial(nodes.set_value, stream_id=stream.id, outcome=outcome))
        yield Found("Value has no outcome: say what the consumer can do again or better", VALUE, "outcome", (begin,))


def _way_to_value(subject: Subject) -> tuple[str, str | None] | None:
    """Return the last step that leads nowhere, or else the last link into an end: that is where value belongs."""
    facts = subject.facts
    reached = [step for step in facts.steps.values() if facts.demand is None or facts.reached[facts.index[step.id]]]
    for step in reversed(reached):
        if not step.next.links:
            return step.id, None
    ends = ((step.id, link.to) for step in reversed(reached) for link in step.next.links if link.to not in facts.steps)
    return next(ends, None)


def _add_value(subject: Subject, way: tuple[str, str | None], outcome: str, document: Document) -> Document:
    source, end = way
    document = nodes.add_value(document, subject.stream.id, outcome=outcome)
    if end is None:
        return links.connect(document, subject.stream.id, source, VALUE)
    document = links.retarget(document, subject.stream.id, source, end, VALUE)
    in_use = any(link.to == end for _, link in document.stream(subject.stream.id).links())
    return document if in_use else nodes.delete_elements(document, subject.stream.id, (end,))


@rule("SVS003")
def value_told_from_the_inside(subject: Subject) -> Iterator[Found]:
    """Object to value that names nobody outside, no measure, or only what the provider did."""
    value = subject.stream.value
    if value is None:
        return
    if value.recipient is None:
        yield Found(
            "Nobody is named who gets the value: choose the recipient", VALUE, "recipient", _recipients(subject)
        )
    elif subject.document.entry("teams", value.recipient) and not subject.document.entry("parties", value.recipient):
        team = subject.document.label("teams", value.recipient)
        message = f"The recipient of value, '{team}', is a team of the provider: name the consumer who gains"
        yield Found(message, VALUE, "recipient", _recipients(subject))
    if not value.measure.strip():
        yield Found("Nothing shows whether the value is there: say what the recipient would measure", VALUE, "measure")
    if only_provider_words(value.outcome):
        message = (
            f"The outcome '{value.outcome}' tells what the provider did: say what the recipient can do again or better"
        )
        yield Found(message, VALUE, "outcome")


def _recipients(subject: Subject) -> tuple[Fix, ...]:
    """Offer who asked first, then the other customers and users."""
    sid, parties = subject.stream.id, subject.document.parties
    asked = subject.stream.demand.party if subject.stream.demand else None
    consumers = [party for party in parties if party.kind in (PartyKind.CUSTOMER, PartyKind.USER)]
    consumers.sort(key=lambda party: party.id != asked)
    return tuple(
        Fix(f"The recipient is {party.label}", partial(nodes.set_value, stream_id=sid, recipient=party.id))
        for party in consumers[:_MOST_CHOICES]
    )


@rule("SVS004")
def no_owner(subject: Subject) -> Iterator[Found]:
    """Object to a stream nobody looks after as a whole."""
    if subject.stream.owner is not None:
        return
    sid = subject.stream.id
    roles = sorted(subject.document.roles, key=lambda role: not ("owner" in role.id or "manager" in role.id))
    choices = [
        Fix(f"The owner is {role.label}", partial(streams.set_stream, stream_id=sid, owner=role.id)) for role in roles
    ]
    add = Fix(f"Add the role '{_OWNER}' and choose it", partial(_add_owner, subject))
    message = f"Nobody owns '{subject.stream.label}': choose one role that looks after the whole"
    yield Found(message, field="owner", fixes=(*choices, add))


def _add_owner(subject: Subject, document: Document) -> Document:
    made = registers.new_entry_id(document, "roles", _OWNER)
    return streams.set_stream(registers.add_entry(document, "roles", _OWNER), subject.stream.id, owner=made)


@rule("SVS005")
def not_outside_in(subject: Subject) -> Iterator[Found]:
    """Object to a first step inside the chain where somebody outside is waiting at the door."""
    demand = subject.stream.demand
    engage = activity_with(subject.catalogue, "external-boundary")
    if demand is None or engage is None or demand.source in _NOBODY_CALLS:
        return
    if demand.kind is DemandKind.OPPORTUNITY and demand.source not in _FROM_OUTSIDE:
        return
    for link in demand.next.links:
        step = subject.facts.steps.get(link.to)
        activity = subject.catalogue.activity(step.activity) if step and step.activity else None
        if step is None or activity is None or subject.catalogue.has_capability(activity.id, "external-boundary"):
            continue
        insert = Fix(
            f"Insert '{_RECEIVE}' ({engage.name}) before '{step.label}'",
            partial(
                steps.insert_step,
                stream_id=subject.stream.id,
                source=DEMAND,
                target=step.id,
                name=_RECEIVE,
                activity=engage.id,
                practices=fitting_practices(subject, step, engage.id),
            ),
        )
        meet = Fix(
            f"Make it a step of {engage.name}",
            partial(steps.set_steps, stream_id=subject.stream.id, step_ids=(step.id,), activity=engage.id),
        )
        message = (
            f"The first step, '{step.label}', is inside the chain ({activity.name}): "
            f"begin where the requester meets you, with a step of {engage.name}"
        )
        yield Found(message, step.id, "activity", (insert, meet))


RULES: tuple[Rule, ...] = (no_demand, no_value, value_told_from_the_inside, no_owner, not_outside_in)
