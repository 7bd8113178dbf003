"""Hand-offs: how often a case changes teams, and what goes along with it."""

from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import islice, pairwise

from svs_designer.analysis.facts import Facts
from svs_designer.analysis.gathering import gathered
from svs_designer.analysis.measures.travel import is_handoff
from svs_designer.model.edits import links
from svs_designer.model.links import Link, LinkKind
from svs_designer.model.step import Step
from svs_designer.model.times import WaitReason
from svs_designer.rules.builtin.declare import rule
from svs_designer.rules.builtin.tools import Pairs, integrations, share_records
from svs_designer.rules.builtin.wording import listed, quoted, spelled
from svs_designer.rules.finding import Element, Fix
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject

_RECORD = ("facts", "what-was-tried", "what-is-expected")
"""What a record for the next team tells."""

_MOST_NAMED = 50
"""How many hand-offs of a stream are named with one finding."""


@rule("SVS050")
def nothing_handed_over(subject: Subject) -> Iterator[Found]:
    """Object to a hand-off before value with which, as far as is told, no information goes along."""
    facts, integrated = subject.facts, integrations(subject.document)
    for step, link, receiver in _handoffs(facts):
        if receiver.id not in facts.tail and _is_bare(facts, step, link, receiver, integrated):
            yield _nothing(subject, step, link, receiver)


def _handoffs(facts: Facts) -> Iterator[tuple[Step, Link, Step]]:
    """Return the links to another team, but for the usual: information on the link, or the same tools at both ends."""
    steps = facts.steps
    teams = {node: step.team for node, step in steps.items() if step.team}
    for node, team in teams.items():
        step = steps[node]
        for link in step.next.links:
            if teams.get(link.to, team) == team or link.info or link.share == 0 or link.kind is LinkKind.FEEDBACK:
                continue
            receiver = steps[link.to]
            if not step.tools or step.tools != receiver.tools or link.kind is LinkKind.REWORK:
                yield step, link, receiver


def _is_bare(facts: Facts, step: Step, link: Link, receiver: Step, integrated: Pairs) -> bool:
    """Tell whether no information goes along; where nothing is known of either step, that is not said."""
    if link.kind is LinkKind.REWORK:
        return not link.when.strip() and not link.notes.strip()
    if share_records(step.tools, receiver.tools, integrated):
        return False
    if not receiver.inputs:
        return bool(step.outputs or (step.tools and receiver.tools))
    bits, made = _made(facts)
    so_far = made[facts.index[step.id]]
    return not any(so_far >> bits[each] & 1 for each in receiver.inputs if each in bits)


@lru_cache(maxsize=4)
def _made(facts: Facts) -> tuple[dict[str, int], list[int]]:
    """Return a bit for each output of a stream, and for each node what has been made on the ways to it and there."""
    bits: dict[str, int] = {}
    own = [0] * len(facts.nodes)
    for node, step in facts.steps.items():
        for output in step.outputs:
            own[facts.index[node]] |= 1 << bits.setdefault(output, len(bits))
    before = gathered(reversed(facts.components), facts.into, own)  # a component comes behind those it leads to
    return bits, [one | other for one, other in zip(before, own, strict=True)]


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
    most, most_before = threshold("most-handoffs"), threshold("most-handoffs-before-adding")
    early: tuple[str, ...] = ()
    if (measures.handoffs_before_adding or 0) > most_before:
        early = measures.path_to_adding
    complaints = []
    if early:
        before = f"{measures.handoffs_before_adding:.0f} times before the first step that adds value"
        complaints.append(f"{before} (at most {most_before:g} wanted)")
    if measures.handoffs > most:
        complaints.append(f"about {measures.handoffs:.1f} times between demand and value (at most {most:g} wanted)")
    if complaints:
        message = (
            f"A case changes teams {' and '.join(complaints)}: give steps that follow each other to one team, "
            "or let the teams work on it together"
        )
        told = measures.likely_path if measures.handoffs > most else early
        yield Found(message, related=_handoffs_on(subject.facts, told))


def _handoffs_on(facts: Facts, path: tuple[str, ...]) -> tuple[Element, ...]:
    steps = facts.steps
    found = (
        (one, other)
        for one, other in pairwise(path)
        if is_handoff(steps[one], steps[other]) and steps[one].next.link_to(other)
    )
    return tuple(islice(found, _MOST_NAMED))


def is_queue_at_border(facts: Facts, step: Step) -> bool:
    """Tell whether work waits in a queue for a team after another one has worked on it."""
    if step.wait is None or step.wait.reason is not WaitReason.QUEUE:
        return False
    sources = (facts.steps.get(facts.nodes[each]) for each in facts.into[facts.index[step.id]])
    return any(source is not None and is_handoff(source, step) for source in sources)


RULES: tuple[Rule, ...] = (nothing_handed_over, many_handoffs)
