"""Hand-offs: how often a case changes teams, and what goes along with it."""

from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import pairwise

from svs_designer.analysis.facts import Facts
from svs_designer.analysis.measures.travel import is_handoff
from svs_designer.model.edits import links
from svs_designer.model.links import Link, LinkKind
from svs_designer.model.step import Step, ValueClass
from svs_designer.model.times import WaitReason
from svs_designer.rules.builtin.declare import rule
from svs_designer.rules.builtin.tools import integrations, share_records
from svs_designer.rules.builtin.wording import listed, quoted, spelled
from svs_designer.rules.finding import Element, Fix
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject

_RECORD = ("facts", "what-was-tried", "what-is-expected")
"""What a record for the next team tells."""


@rule("SVS050")
def nothing_handed_over(subject: Subject) -> Iterator[Found]:
    """Object to a hand-off before value with which, as far as is told, no information goes along."""
    facts, integrated = subject.facts, integrations(subject.document)
    for step in subject.stream.steps:
        for link in step.next.links if step.team else ():
            receiver = facts.steps.get(link.to)
            if receiver is None or not is_handoff(step, receiver) or _goes_along(step, link, receiver, integrated):
                continue
            if receiver.id not in facts.tail and not _takes_what_was_made(facts, step, link, receiver):
                yield _nothing(subject, step, link, receiver)


def _goes_along(step: Step, link: Link, receiver: Step, integrated: frozenset[tuple[str, str]]) -> bool:
    """Tell whether information goes along with a link, or whether nothing is known of either step."""
    if link.info or link.share == 0 or link.kind is LinkKind.FEEDBACK:
        return True
    if link.kind is LinkKind.REWORK:
        return bool(link.when.strip() or link.notes.strip())
    is_open = not receiver.inputs and not step.outputs and not (step.tools and receiver.tools)
    return is_open or share_records(step.tools, receiver.tools, integrated)


def _takes_what_was_made(facts: Facts, step: Step, link: Link, receiver: Step) -> bool:
    """Tell whether the receiver takes something that was made up to the end of the step; rework needs a reason."""
    if link.kind is LinkKind.REWORK:
        return False
    bits, made = _made(facts)
    so_far = made[facts.index[step.id]]
    return any(so_far >> bits[each] & 1 for each in receiver.inputs if each in bits)


@lru_cache(maxsize=4)
def _made(facts: Facts) -> tuple[dict[str, int], list[int]]:
    """Return a bit for each output of a stream, and for each node what has been made on the ways to it and there."""
    bits: dict[str, int] = {}
    made = [0] * len(facts.nodes)
    for members in reversed(facts.components):  # from demand on: a component comes behind those that lead to it
        here = 0
        for member in members:
            step = facts.steps.get(facts.nodes[member])
            for output in step.outputs if step else ():
                here |= 1 << bits.setdefault(output, len(bits))
            for before in facts.into[member]:
                here |= made[before]
        for member in members:
            made[member] = here
    return bits, made


def _nothing(subject: Subject, step: Step, link: Link, receiver: Step) -> Found:
    way = f"from {quoted(subject, step.id)} to {quoted(subject, receiver.id)}"
    document = subject.document
    teams = f"{document.label('teams', step.team)} to {document.label('teams', receiver.team)}"
    if link.kind is LinkKind.REWORK:
        message = f"Rework goes back {way}, {teams}, without a reason: say on the link what has to be put right"
    else:
        message = (
            f"Nothing is handed over {way}, {teams}: say on the link what goes along, "
            "or which of the inputs was made before"
        )
    return Found(message, (step.id, receiver.id), "info", _records(subject, step, receiver))


def _records(subject: Subject, step: Step, receiver: Step) -> tuple[Fix, ...]:
    put = partial(links.set_link, stream_id=subject.stream.id, source=step.id, target=receiver.id)
    record = Fix(f"Hand over a record: {listed([spelled(each) for each in _RECORD])}", partial(put, info=_RECORD))
    if not step.outputs:
        return (record,)
    made = listed([spelled(each) for each in step.outputs])
    return (Fix(f"Hand over what the step makes: {made}", partial(put, info=step.outputs)), record)


@rule("SVS051")
def many_handoffs(subject: Subject) -> Iterator[Found]:
    """Object to a stream in which a case changes teams too often, in all or before anybody adds value."""
    measures, threshold = subject.measures, subject.settings.threshold
    if measures.handoffs is None or not measures.reaches_value:
        return
    before, most_before = measures.handoffs_before_adding or 0, threshold("most-handoffs-before-adding")
    most, complaints, path = threshold("most-handoffs"), [], measures.likely_path
    if before > most_before:
        complaints.append(f"{before:.0f} times before the first step that adds value (at most {most_before:g} wanted)")
    if measures.handoffs > most:
        complaints.append(f"about {measures.handoffs:.1f} times between demand and value (at most {most:g} wanted)")
    else:
        path = _until_value_is_added(subject.facts, path)
    if complaints:
        message = (
            f"A case changes teams {' and '.join(complaints)}: give steps that follow each other to one team, "
            "or let the teams work on it together"
        )
        yield Found(message, related=_handoffs_on(subject.facts, path))


def _until_value_is_added(facts: Facts, path: tuple[str, ...]) -> tuple[str, ...]:
    adding = (place for place, each in enumerate(path) if facts.steps[each].value is ValueClass.ADDING)
    return path[: next(adding, len(path)) + 1]


def _handoffs_on(facts: Facts, path: tuple[str, ...]) -> tuple[Element, ...]:
    steps = facts.steps
    return tuple(
        (one, other)
        for one, other in pairwise(path)
        if is_handoff(steps[one], steps[other]) and steps[one].next.link_to(other)
    )


def is_queue_at_border(facts: Facts, step: Step) -> bool:
    """Tell whether work waits in a queue for a team after another one has worked on it."""
    if step.wait is None or step.wait.reason is not WaitReason.QUEUE:
        return False
    sources = (facts.steps.get(facts.nodes[each]) for each in facts.into[facts.index[step.id]])
    return any(source is not None and is_handoff(source, step) for source in sources)


RULES: tuple[Rule, ...] = (nothing_handed_over, many_handoffs)
