"""Rework: output that the next one cannot use, and how much of it comes back."""

from collections.abc import Iterator, Mapping
from functools import partial

from svs_designer.analysis.facts import Facts
from svs_designer.analysis.walks import reach
from svs_designer.model.document import Document
from svs_designer.model.edits import links
from svs_designer.model.links import LinkKind, Split
from svs_designer.model.step import Join, Step
from svs_designer.rules.builtin.declare import rule
from svs_designer.rules.builtin.soundness import has_parallel_branches, keeps_branches_sound, most_judged
from svs_designer.rules.builtin.splits import scaled_to_one, set_shares
from svs_designer.rules.builtin.wording import as_percent, quoted
from svs_designer.rules.finding import Fix
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject

_BACK = (LinkKind.REWORK, LinkKind.REASSIGN)


@rule("SVS073")
def quality_lost(subject: Subject) -> Iterator[Found]:
    """Object to a step of which too much is unusable for the next, and to a split that sends too much back."""
    least = subject.settings.threshold("least-complete-and-accurate")
    poor = {
        step.id: step
        for step in subject.stream.steps
        if step.complete_and_accurate is not None and step.complete_and_accurate < least
        if step.id not in subject.facts.tail
    }
    yield from _poor(subject, list(poor.values()), least)
    most = subject.settings.threshold("most-rework")
    for node, ways in subject.facts.branching:
        for link in ways.links if ways.split is not Split.ALL and node not in subject.facts.tail else ():
            # A poor step is told itself: that its output comes back is the same once more.
            if link.kind is LinkKind.REWORK and link.share is not None and link.share > most and link.to not in poor:
                message = (
                    f"From {quoted(subject, node)} {as_percent(link.share)} of the cases go back to "
                    f"{quoted(subject, link.to)} (at most {as_percent(most)} wanted): "
                    "find out what is wrong with them, and check it where it is made"
                )
                yield Found(message, (node, link.to), "share")


def _poor(subject: Subject, poor: list[Step], least: float) -> Iterator[Found]:
    if not poor:
        return
    facts = subject.facts
    corrected = reach(facts.into, _sources_of_rework(facts))
    judged = most_judged(subject) if has_parallel_branches(subject) else len(poor)
    for number, step in enumerate(poor):
        is_lost = not corrected[facts.index[step.id]]
        lost = ", and no way leads back for the rest" if is_lost else ""
        message = (
            f"Only {as_percent(step.complete_and_accurate or 0)} of what step '{step.label}' passes on is complete and "
            f"accurate (at least {as_percent(least)} wanted){lost}: "
            "give the step what it lacks, or check its result where it is made"
        )
        fixes = _send_back(subject, step) if is_lost and number < judged else ()
        yield Found(message, step.id, "complete_and_accurate", fixes)


def _sources_of_rework(facts: Facts) -> list[int]:
    """Return the nodes before value that rework or reassignment leaves."""
    return [
        number
        for number, ways in enumerate(facts.ways)
        if any(link.kind in _BACK and link.share != 0 for link in ways.links) and facts.nodes[number] not in facts.tail
    ]


def _send_back(subject: Subject, step: Step) -> tuple[Fix, ...]:
    """Offer rework from the one step that receives the result, where its ways on leave room for it."""
    facts, good = subject.facts, step.complete_and_accurate
    receiver = facts.steps.get(step.next.links[0].to) if len(step.next.links) == 1 else None
    if receiver is None or not good or receiver.next.link_to(step.id) or receiver.id == step.id:
        return ()
    if step.join is Join.ALL:
        return ()  # it would wait for the rework, too
    shares = _shares(receiver)
    if abs(sum(shares.values()) - 1) > subject.settings.threshold("probability-tolerance"):
        return ()
    if not facts.finishing[facts.index[receiver.id]]:
        return ()
    divided = scaled_to_one({**{target: share * good for target, share in shares.items()}, step.id: 1 - good})
    edit = partial(_with_rework, subject.stream.id, receiver.id, step.id, divided)
    title = f"Send {as_percent(divided[step.id])} back from {quoted(subject, receiver.id)} as rework"
    return (Fix(title, edit),) if keeps_branches_sound(subject, edit) else ()


def _shares(step: Step) -> Mapping[str, float]:
    """Return how often each way on from a step is taken; empty where that is open, or where all are."""
    ways = step.next.links
    if len(ways) == 1:
        return {ways[0].to: 1.0}
    known = {link.to: link.share for link in ways if link.share is not None}
    return known if step.next.split is Split.ONE and len(known) == len(ways) else {}


def _with_rework(stream_id: str, source: str, target: str, shares: Mapping[str, float], document: Document) -> Document:
    before = document.stream(stream_id).ways(source)
    document = links.connect(document, stream_id, source, target, kind=LinkKind.REWORK, when="incomplete or wrong")
    document = set_shares(stream_id, source, shares, links.set_split(document, stream_id, source, Split.ONE))
    if before is not None and len(before.links) == 1 and not before.links[0].when:
        return links.set_link(document, stream_id, source, before.links[0].to, default=True)
    return document


RULES: tuple[Rule, ...] = (quality_lost,)
