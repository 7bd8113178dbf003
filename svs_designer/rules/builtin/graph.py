"""Soundness of the flow: every step is reached, leads somewhere, and every case gets out."""

from collections.abc import Iterator
from functools import partial

from svs_designer.analysis.facts import Facts
from svs_designer.analysis.islands import Island, islands
from svs_designer.analysis.walks import reach
from svs_designer.model.document import Document
from svs_designer.model.edits import links, nodes
from svs_designer.model.edits.steps import objection_to_putting_on_link, put_on_link
from svs_designer.model.ids import VALUE
from svs_designer.model.links import Split
from svs_designer.model.step import Join, Step
from svs_designer.rules.builtin.declare import rule
from svs_designer.rules.builtin.soundness import has_parallel_branches, keeps_branches_sound, most_judged
from svs_designer.rules.builtin.wording import listed, named, quoted
from svs_designer.rules.finding import Fix, Level
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject

MOST_OFFERED = 200
"""For how many islands a way in is sought: each search looks at the whole stream."""


@rule("SVS020")
def unreachable(subject: Subject) -> Iterator[Found]:
    """Object to nodes no case comes to: once for each island, at the node where it begins."""
    facts = subject.facts
    if facts.demand is None or not facts.ways[facts.demand].links:
        return
    for number, island in enumerate(islands(facts)):
        node, *others = (facts.nodes[member] for member in island.members)
        behind = f", nor the {len(others)} behind it" if others else ""
        message = f"{named(subject, node)} is never reached from demand{behind}: connect it, or delete it"
        offered = number < (most_judged(subject) if has_parallel_branches(subject) else MOST_OFFERED)
        yield Found(
            message,
            node,
            fixes=_ways_in(subject, island) if offered else (),
            related=tuple(others),
            level=None if node in facts.steps else Level.WARNING,  # no figure counts an end that is not used
        )


def _ways_in(subject: Subject, island: Island) -> tuple[Fix, ...]:
    facts, sid, node = subject.facts, subject.stream.id, subject.facts.nodes[island.head]
    fixes = []
    before = _reached_before(facts, island.head)
    if before is not None and (node in facts.steps or _may_end(facts)):
        onward = before.next.links[0].to if len(before.next.links) == 1 else None
        if onward and objection_to_putting_on_link(subject.document, sid, before.id, onward, node) is None:
            put = partial(put_on_link, stream_id=sid, source=before.id, target=onward, step_id=node)
            fixes.append(Fix(f"Put it between {quoted(subject, before.id)} and {quoted(subject, onward)}", put))
        lead = partial(links.connect, stream_id=sid, source=before.id, target=node)
        is_possible = links.objection_to_link(subject.document, sid, before.id, node) is None
        is_sensible = not _closes_a_loop(facts, before.id, node) and _leaves_value_in_reach(facts, node)
        if is_possible and is_sensible and keeps_branches_sound(subject, lead):
            fixes.append(Fix(f"Lead {quoted(subject, before.id)} to it", lead))
    gone = [facts.nodes[member] for member in island.members]
    title = "Delete it" if len(gone) == 1 else f"Delete it and the {len(gone) - 1} behind it"
    fixes.append(Fix(title, partial(nodes.delete_elements, stream_id=sid, elements=gone)))
    return tuple(fixes)


def _reached_before(facts: Facts, head: int) -> Step | None:
    """Return the nearest reached step before a node in the author's order that can take another way on."""
    for number in range(min(head, len(facts.nodes)) - 1, -1, -1):
        step = facts.steps.get(facts.nodes[number])
        if step is not None and facts.reached[number] and step.next.split is not Split.ALL:
            return step
    return None


@rule("SVS021")
def dead_end(subject: Subject) -> Iterator[Found]:
    """Object to a step with no way on."""
    dead = [step for step in subject.stream.steps if not step.next.links]
    joins = [step.id for step in subject.stream.steps if step.join is Join.ALL] if dead else []
    for number, step in enumerate(dead):
        message = f"Step '{step.label}' leads nowhere: connect it to value, to an end without value or to the next step"
        # Each offer is tried against the parallel branches, so where there are any only the first few get one.
        offered = number < most_judged(subject) or not has_parallel_branches(subject)
        yield Found(message, step.id, "next", _ways_out(subject, step, joins[:2]) if offered else ())


def _ways_out(subject: Subject, step: Step, joins: list[str]) -> tuple[Fix, ...]:
    """Offer the steps that wait for all, the next step in the author's order, value, and an end."""
    facts, sid = subject.facts, subject.stream.id
    following = [each for each in facts.nodes[facts.index[step.id] + 1 :][:1] if each in facts.steps]
    value = [VALUE] if subject.stream.value else []
    may_end = _may_end(facts)
    ends = [end.id for end in subject.stream.ends[:1]]
    ideas = [
        (f"Lead it to {quoted(subject, target)}", partial(links.connect, stream_id=sid, source=step.id, target=target))
        for target in dict.fromkeys((*joins, *following, *value, *(ends if may_end else ())))
        if target != step.id and not _closes_a_loop(facts, step.id, target) and _leaves_value_in_reach(facts, target)
    ]
    if may_end and not ends:
        ideas.append(("Let it end without value", partial(_end_here, sid, step.id)))
    return tuple(Fix(title, edit) for title, edit in ideas if keeps_branches_sound(subject, edit))


def _closes_a_loop(facts: Facts, source: str, target: str) -> bool:
    """Tell whether a link would send cases round for ever: from its target they come to its source, and nowhere out."""
    begin = facts.index[target]
    return not facts.finishing[begin] and bool(reach(facts.out, [begin])[facts.index[source]])


def _leaves_value_in_reach(facts: Facts, target: str) -> bool:
    """Tell whether cases come to value if they come to a target: some do already, or they go on there from it."""
    value = facts.value
    return value is None or bool(facts.reached[value]) or bool(reach(facts.out, [facts.index[target]])[value])


def _may_end(facts: Facts) -> bool:
    """Tell whether more cases may come to an end: some come to value already, or there is none."""
    return facts.value is None or bool(facts.reached[facts.value])


def _end_here(stream_id: str, step_id: str, document: Document) -> Document:
    made = nodes.new_end_id(document.stream(stream_id))
    return links.connect(nodes.add_end(document, stream_id), stream_id, step_id, made)


@rule("SVS022")
def value_out_of_reach(subject: Subject) -> Iterator[Found]:
    """Object to a stream whose cases never come to value; dead ends and endless loops are told by their own rules."""
    facts = subject.facts
    if facts.demand is None:
        return
    for node, ways in facts.branching:
        number = facts.index[node]
        if facts.reached[number] and not facts.out[number] and ways.split is not Split.ONE:
            yield Found(f"Every way on from {quoted(subject, node)} has a share of 0 %: no case goes on", node, "next")
    if facts.value is None or facts.reached[facts.value] or not facts.ways[facts.demand].links:
        return
    if not facts.is_stuck:
        ends = [quoted(subject, facts.nodes[end]) for end in facts.ends if facts.reached[end]]
        message = f"No case comes to value, all go to {listed(ends)}: lead at least one way on to value"
        yield Found(message, VALUE)


@rule("SVS023")
def endless_loop(subject: Subject) -> Iterator[Found]:
    """Object to a loop that no case leaves."""
    facts = subject.facts
    for members in sorted(facts.traps):
        ids = [facts.nodes[member] for member in members]
        names = listed([quoted(subject, each) for each in ids])
        message = f"Cases that come to {names} go round for ever: add a way out of the loop"
        yield Found(message, ids[0], "next", _exits(subject, ids), related=tuple(ids[1:]))


def _exits(subject: Subject, loop: list[str]) -> tuple[Fix, ...]:
    """Offer to leave the loop from its last step that has no parallel ways on, to value or an end."""
    facts, sid = subject.facts, subject.stream.id
    sources = [each for each in loop if each in facts.steps and facts.steps[each].next.split is not Split.ALL]
    targets = [facts.nodes[finish] for finish in facts.finishes[: 2 if _may_end(facts) else 1]]
    fixes = []
    for target in targets if sources else ():
        if facts.steps[sources[-1]].next.link_to(target):  # a way that no case takes
            continue
        lead = partial(links.connect, stream_id=sid, source=sources[-1], target=target)
        if keeps_branches_sound(subject, lead):
            fixes.append(Fix(f"Lead {quoted(subject, sources[-1])} on to {quoted(subject, target)} as well", lead))
    return tuple(fixes)


RULES: tuple[Rule, ...] = (unreachable, dead_end, value_out_of_reach, endless_loop)
