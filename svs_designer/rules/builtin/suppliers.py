"""Suppliers and stock: who works for us has an agreement, and what is taken from stock is replaced."""

import re
from collections.abc import Iterator
from functools import partial
from itertools import islice

from svs_designer.analysis.walks import reach
from svs_designer.model.document import Document
from svs_designer.model.edits import registers, steps
from svs_designer.model.edits.tail import add_step_behind_value
from svs_designer.model.registers import PartyKind, TeamKind
from svs_designer.model.step import Step
from svs_designer.rules.builtin.declare import rule
from svs_designer.rules.builtin.drawn import is_drawn
from svs_designer.rules.builtin.wording import listed, spelled
from svs_designer.rules.builtin.work import activity_with, doers, fitting_practices, steps_with
from svs_designer.rules.finding import Fix
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject

_AGREEMENT = re.compile(r"contract|agreement", re.IGNORECASE)
_STOCK = "stock"
_MOST_CHOICES = 3


@rule("SVS090")
def supplier_without_agreement(subject: Subject) -> Iterator[Found]:
    """Object to a step by or with a supplier to which no agreement is linked."""
    suppliers = _suppliers(subject)
    if not suppliers:
        return
    guilty = [(step, helpers) for step in subject.stream.steps if (helpers := _helpers(step, suppliers))]
    if not guilty:
        return
    agreeing = _still_agreeing(subject)
    for step, helpers in guilty:
        if not agreeing[subject.facts.index[step.id]]:
            names = listed([f"'{suppliers[each]}'" for each in helpers])
            message = f"Step '{step.label}' relies on {names} without an agreement: link the contract it works under"
            yield Found(message, step.id, "contract", tuple(_link_contract(subject, step, helpers)))


def _suppliers(subject: Subject) -> dict[str, str]:
    """Return the names of suppliers and supplier teams by id; who asks for something is no supplier to this stream."""
    asking = subject.stream.demand.party if subject.stream.demand else None
    document = subject.document
    names = {team.id: team.label for team in document.teams if team.kind is TeamKind.SUPPLIER}
    return names | {
        party.id: party.label for party in document.parties if party.kind is PartyKind.SUPPLIER and party.id != asking
    }


def _helpers(step: Step, suppliers: dict[str, str]) -> list[str]:
    """Return the suppliers that a step relies on without naming an agreement."""
    if step.contract is not None or not (step.with_ or step.team):
        return []
    return [each for each in dict.fromkeys((step.team, *step.with_)) if each in suppliers]


def _still_agreeing(subject: Subject) -> bytearray:
    """Return for each node 1 if an agreement is made there or later: until then there is none to link."""
    index = subject.facts.index
    making = [index[step.id] for step in subject.stream.steps if any(map(_AGREEMENT.search, step.outputs))]
    return reach(subject.facts.into, making)


def _link_contract(subject: Subject, step: Step, helpers: list[str]) -> Iterator[Fix]:
    """Offer the contracts with these suppliers, else those with nobody in particular, and to make one."""
    document, sid = subject.document, subject.stream.id
    ours = [contract for contract in document.contracts if contract.party in helpers]
    for contract in (ours or [each for each in document.contracts if each.party is None])[:_MOST_CHOICES]:
        edit = partial(steps.set_steps, stream_id=sid, step_ids=(step.id,), contract=contract.id)
        yield Fix(f"Link '{contract.label}'", edit)
    if not ours:
        name = f"Agreement with {_suppliers(subject)[helpers[0]]}"
        yield Fix(f"Add the contract '{name}' and link it", partial(_add_contract, subject, step, helpers[0], name))


def _add_contract(subject: Subject, step: Step, supplier: str, name: str, document: Document) -> Document:
    made = registers.new_entry_id(document, "contracts", name)
    party = supplier if document.entry("parties", supplier) else None
    document = registers.add_entry(document, "contracts", name, party=party)
    return steps.set_steps(document, subject.stream.id, (step.id,), contract=made)


@rule("SVS091")
def stock_not_replaced(subject: Subject) -> Iterator[Found]:
    """Object to a step that takes something from stock that no later step restocks.

    What comes out of a tool of the category stock is kept in stock, and so is what some step restocks; anything else
    that a step takes is bought or made for the case.
    """
    takers = [step for step in subject.stream.steps if step.takes]
    if not takers or not is_drawn(subject):
        return
    restocking = _restocking(subject)
    elsewhere = _restocked_elsewhere(subject)
    shelves = {tool.id for tool in subject.document.tools if _STOCK in tool.category.lower().split()}
    for step in takers:
        node, kept = subject.facts.index[step.id], not shelves.isdisjoint(step.tools)
        taken = {_plain(each): each for each in step.takes}
        gone = {
            plain: each
            for plain, each in taken.items()
            if plain not in elsewhere and (kept if plain not in restocking else not restocking[plain][node])
        }
        if gone:
            them = "it" if len(gone) == 1 else "them"
            message = (
                f"Step '{step.label}' takes {listed([*gone])} from stock, and no later step replaces {them}: "
                f"re-order {them}"
            )
            yield Found(message, step.id, "takes", tuple(_reorder(subject, step, tuple(gone.values()))))


def _restocking(subject: Subject) -> dict[str, bytearray]:
    """Return for each thing that is restocked, for each node, 1 if it is restocked there or later."""
    restockers: dict[str, list[int]] = {}
    for step in subject.stream.steps:
        for each in step.restocks:
            restockers.setdefault(_plain(each), []).append(subject.facts.index[step.id])
    return {each: reach(subject.facts.into, nodes) for each, nodes in restockers.items()}


def _restocked_elsewhere(subject: Subject) -> set[str]:
    others = (stream for stream in subject.document.streams if stream is not subject.stream)
    return {_plain(each) for stream in others for step in stream.steps for each in step.restocks}


def _plain(resource: str) -> str:
    """Return the name of a resource as people say it: `Access-point` is `access point`."""
    return spelled(" ".join(resource.lower().split()))


def _reorder(subject: Subject, step: Step, gone: tuple[str, ...]) -> Iterator[Fix]:
    sid, facts = subject.stream.id, subject.facts
    after, it = facts.after(step.id), "it" if len(gone) == 1 else "them"
    later = (each for each in reversed(steps_with(subject, "obtain-resources")) if after[facts.index[each.id]])
    for each in islice((each for each in later if not each.takes), _MOST_CHOICES):
        edit = partial(steps.set_steps, stream_id=sid, step_ids=(each.id,), restocks=(*each.restocks, *gone))
        yield Fix(f"Re-order {it} in '{each.label}'", edit)
    obtain = activity_with(subject.catalogue, "obtain-resources")
    if obtain is not None and facts.value is not None and after[facts.value]:
        name = f"Re-order {listed([_plain(each) for each in gone])}"
        edit = partial(
            add_step_behind_value,
            stream_id=sid,
            name=name,
            activity=obtain.id,
            practices=fitting_practices(subject, step, obtain.id),
            **doers(subject, role=step.role, team=step.team),
            inputs=step.outputs[:1],
            restocks=gone,
        )
        yield Fix(f"Add '{name}' ({obtain.name}) behind value", edit)


RULES: tuple[Rule, ...] = (supplier_without_agreement, stock_not_replaced)
