"""Parallel branches: they begin together, meet in a step that waits for all, and nothing slips in or out between."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

from svs_designer.analysis.parallel import EndApart, ParallelFault, RunsBack, RunTogether, WaitsForever
from svs_designer.model.document import Document
from svs_designer.model.edits import links, steps
from svs_designer.model.edits.within import EditError
from svs_designer.model.links import Split
from svs_designer.model.step import Join
from svs_designer.rules.builtin.declare import rule
from svs_designer.rules.builtin.soundness import facts_after, faults_of, lost_by, most_judged
from svs_designer.rules.builtin.wording import listed, quoted
from svs_designer.rules.finding import Fix
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject

Edit = Callable[[Document], Document]

MOST_LED = 200
"""How many ways are led to a new step in one fix: each is an edit of the whole stream."""


@rule("SVS026")
def unbalanced(subject: Subject) -> Iterator[Found]:
    """Object to parallel branches that do not meet as they should, once all splits are decided."""
    facts = subject.facts
    if any(ways.split is Split.UNDECIDED and facts.reached[facts.index[node]] for node, ways in facts.branching):
        return
    told: set[str] = set()
    for fault in faults_of(facts):
        element, message = _told(subject, fault)
        if element not in told:  # a join waits for ever in as many ways as it has links: one finding
            told.add(element)
            fixes = _mends(subject, fault) if len(told) <= most_judged(subject) else ()
            yield Found(message, element, "join" if isinstance(fault, RunTogether | WaitsForever) else "next", fixes)


def _told(subject: Subject, fault: ParallelFault) -> tuple[str, str]:
    match fault:
        case RunTogether(fork, at):
            return at, (
                f"The parallel branches after {quoted(subject, fork)} run together in {quoted(subject, at)}, "
                "which is then done once for each: let it wait for all"
            )
        case EndApart(fork, finishes):
            names = listed([quoted(subject, each) for each in finishes])
            return fork, (
                f"The parallel branches after {quoted(subject, fork)} come to {names} each on its own: "
                "bring them together first, in a step that waits for all"
            )
        case RunsBack(fork, branch):
            return fork, (
                f"The branch of {quoted(subject, branch)} leads back to {quoted(subject, fork)} "
                "while the other branches go on: let the rework stay in its branch, "
                "or begin behind the step that waits for all"
            )
        case WaitsForever(join, came, missing):
            have, lack = (listed([quoted(subject, each) for each in nodes]) for nodes in (came, missing))
            return join, (
                f"Step {quoted(subject, join)} waits for all, but some cases come from {have} and never from {lack}: "
                "let it begin with any, or lead the branches so that all arrive"
            )


def _mends(subject: Subject, fault: ParallelFault) -> tuple[Fix, ...]:
    """Offer those edits that mend the fault, make no other, and leave nothing out of reach."""
    before = {_told(subject, each) for each in faults_of(subject.facts)}
    mine = _told(subject, fault)
    fixes = []
    for title, edit in islice(_ideas(subject, fault), 8):  # each is played through
        try:
            changed = facts_after(subject, edit)
        except EditError:
            continue
        after = {_told(subject, each) for each in faults_of(changed)}
        if not lost_by(changed) <= lost_by(subject.facts):
            continue
        if after < before and mine[0] not in {element for element, _ in after}:
            fixes.append(Fix(title, edit))
    return tuple(fixes[:3])


def _ideas(subject: Subject, fault: ParallelFault) -> Iterator[tuple[str, Edit]]:
    sid = subject.stream.id
    match fault:
        case RunTogether(_, at):
            yield f"Let {quoted(subject, at)} wait for all", partial(_set_join, sid, at, Join.ALL)
        case EndApart(fork, finishes) if _ways_to_finishes(subject) <= MOST_LED:
            for finish in finishes:
                title = f"Bring them together in a new step before {quoted(subject, finish)}"
                yield title, partial(bring_together, subject, fork, finish)
        case RunsBack(fork, branch):
            yield from _led_elsewhere(subject, fork, branch)
        case WaitsForever(join, _, _):
            yield from _splits_before(subject, join)
            for fork in _forks(subject):
                for first in subject.facts.ways[subject.facts.index[fork]].links:
                    yield from _led_elsewhere(subject, first.to, fork)
            yield f"Let {quoted(subject, join)} begin with any", partial(_set_join, sid, join, Join.ANY)


def _ways_to_finishes(subject: Subject) -> int:
    return sum(len(subject.facts.into[finish]) for finish in subject.facts.finishes)


def _led_elsewhere(subject: Subject, old: str, new: str) -> Iterator[tuple[str, Edit]]:
    """Propose to lead each way that comes to one node to another instead: the rework among them is what mends."""
    for source in subject.facts.into[subject.facts.index[old]]:
        name = subject.facts.nodes[source]
        lead = partial(links.retarget, stream_id=subject.stream.id, source=name, target=old, new_target=new)
        yield f"Lead {quoted(subject, name)} back to {quoted(subject, new)} instead of {quoted(subject, old)}", lead


def _forks(subject: Subject) -> list[str]:
    return [node for node, ways in subject.facts.branching if ways.split is Split.ALL]


def _splits_before(subject: Subject, join: str) -> Iterator[tuple[str, Edit]]:
    """Propose to take all ways after a split that leads to the join."""
    sid = subject.stream.id
    before = _before(subject, join)
    for node, ways in subject.facts.branching:
        if ways.split is Split.ONE and node in before:
            take = partial(links.set_split, stream_id=sid, source=node, split=Split.ALL)
            yield f"Take all ways after {quoted(subject, node)}", take


def _before(subject: Subject, join: str) -> set[str]:
    """Return the join's sources and what leads to them: two links back, where a split usually stands."""
    facts = subject.facts
    near = set(facts.into[facts.index[join]])
    for _ in range(2):
        near |= {source for node in near for source in facts.into[node]}
    return {facts.nodes[node] for node in near}


def _set_join(stream_id: str, step_id: str, join: Join, document: Document) -> Document:
    return steps.set_steps(document, stream_id, (step_id,), join=join)


def bring_together(subject: Subject, fork: str, finish: str, document: Document) -> Document:
    """Put a step that waits for all before a finish, and lead there what came to any finish from the branches."""
    sid, facts = subject.stream.id, subject.facts
    model = facts.steps.get(fork)
    name = "Bring the results together"
    made = steps.new_step_id(document.stream(sid), name)
    alike = ("activity", "practices", "role", "team") if model else ()
    document = steps.add_step(document, sid, name, join=Join.ALL, **{field: getattr(model, field) for field in alike})
    branch = facts.after(fork)
    for source, link in subject.stream.links():
        if (branch[facts.index[source]] or source == fork) and facts.index[link.to] in facts.finishes:
            document = links.retarget(document, sid, source, link.to, made)
    return links.connect(document, sid, made, finish)


RULES: tuple[Rule, ...] = (unbalanced,)
