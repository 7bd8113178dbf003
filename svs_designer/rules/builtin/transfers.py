"""Transfers: a case that is escalated or reassigned from team to team instead of being solved."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from svs_designer.analysis.facts import Facts
from svs_designer.analysis.measures.travel import is_handoff
from svs_designer.analysis.walks import reach
from svs_designer.model.document import Document
from svs_designer.model.edits import links
from svs_designer.model.links import Link, LinkKind, Split
from svs_designer.model.step import Step, ValueClass
from svs_designer.rules.builtin.declare import rule
from svs_designer.rules.builtin.wording import as_percent, listed, quoted
from svs_designer.rules.finding import Fix
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject

Pair = tuple[str, str]


class Transfer(NamedTuple):
    """A link by which a case is escalated or reassigned to another team."""

    source: Step
    target: Step

    @property
    def link(self) -> Pair:
        """Return the ids of its ends."""
        return self.source.id, self.target.id


class Return(NamedTuple):
    """The links by which a team passes a case on, and those by which it comes back."""

    away: list[Pair]
    back: list[Pair]


@rule("SVS052")
def ping_pong(subject: Subject) -> Iterator[Found]:
    """Object to a stream in which a case is passed on without being solved, comes back, or is often reassigned."""
    sent_on = _sent_on(subject.facts)
    if not sent_on:
        return
    transfers = _transfers(subject.facts, sent_on)
    passed, returned = _passed_on(subject.facts, transfers), _returned(subject.facts, transfers)
    involved = {link for ways in passed.values() for link in ways}
    involved.update(link for both in returned.values() for link in (*both.away, *both.back))
    complaints = [f"{_teams(subject, passed)} can only pass it on"] if passed else []
    if returned:
        complaints.append(f"it comes back to {_teams(subject, returned)}, which had passed it on")
    often = _often_reassigned(subject, sent_on)
    if often:
        involved.update(often)
        most = max(often, key=lambda link: (often[link], link))
        share = as_percent(round(often[most], 2))
        complaints.append(f"{share} of the cases are reassigned after {quoted(subject, most[0])}")
    if complaints:
        message = (
            f"The case is passed from team to team ({listed(complaints)}): "
            "send it by evidence to the team that can solve it, or let the teams look at it together"
        )
        first, *others = _in_flow(subject, involved)
        yield Found(message, first, "kind", _plainly_back(subject, returned), related=tuple(others))


def _often_reassigned(subject: Subject, sent_on: list[tuple[str, Link]]) -> dict[Pair, float]:
    """Return the reassignments that too many cases meet, with the share of cases; unknown shares are no reproach."""
    most, figures = subject.settings.threshold("most-reassigns"), subject.measures.steps
    taken = {}
    for node, link in sent_on:
        ways = subject.facts.ways[subject.facts.index[node]]
        share = 1.0 if ways.split in {None, Split.ALL} else link.share
        if link.kind is LinkKind.REASSIGN and share is not None and node in figures:
            taken[node, link.to] = min(1.0, figures[node].on_the_way * share)
    return {link: share for link, share in taken.items() if share > most}


def _plainly_back(subject: Subject, returned: Mapping[str, Return]) -> tuple[Fix, ...]:
    """Offer to say that the case is not passed on by what brings it back, but comes to be told of or closed."""
    if not returned:
        return ()
    back = [link for both in returned.values() for link in both.back]
    title = f"Let it come back to {_teams(subject, returned)} by a plain link, to inform or to close"
    return (Fix(title, partial(_make_plain, subject.stream.id, back)),)


def _make_plain(stream_id: str, ways: list[Pair], document: Document) -> Document:
    for source, target in ways:
        document = links.set_link(document, stream_id, source, target, kind=LinkKind.FLOW)
    return document


def _in_flow(subject: Subject, involved: Collection[Pair]) -> list[Pair]:
    """Return links in the order in which cases come to them, not in that of the file."""
    figures = subject.measures.steps
    begins = {source: figures[source].begins if source in figures else None for source, _ in involved}
    return sorted(involved, key=lambda link: (begins[link[0]] or 0.0, link))


def _sent_on(facts: Facts) -> list[tuple[str, Link]]:
    """Return the links before value by which a case is escalated or reassigned."""
    escalation, reassign = LinkKind.ESCALATION, LinkKind.REASSIGN
    return [
        (node, link)
        for node, ways in zip(facts.nodes, facts.ways, strict=True)
        for link in ways.links
        if (link.kind is escalation or link.kind is reassign) and link.share != 0 and node not in facts.tail
    ]


def _transfers(facts: Facts, sent_on: list[tuple[str, Link]]) -> list[Transfer]:
    ends = ((facts.steps.get(node), facts.steps.get(link.to)) for node, link in sent_on)
    return [Transfer(one, other) for one, other in ends if one and other and is_handoff(one, other)]


def _passed_on(facts: Facts, transfers: list[Transfer]) -> dict[str, list[Pair]]:
    """Return the teams that a case is transferred to and can only leave by the next transfer, with these links."""
    index = facts.index
    onward, backward, solving = _inside_teams(facts, {transfer.link for transfer in transfers})
    solved = reach(backward, solving)
    entries = [transfer for transfer in transfers if not solved[index[transfer.target.id]]]
    met = reach(onward, [index[transfer.target.id] for transfer in entries])
    exits = [transfer for transfer in transfers if met[index[transfer.source.id]]]
    left = reach(backward, [index[transfer.source.id] for transfer in exits])
    found: dict[str, list[Pair]] = {}
    for transfer in entries:
        if left[index[transfer.target.id]]:
            found.setdefault(transfer.target.team or "", []).append(transfer.link)
    for transfer in exits:
        found.setdefault(transfer.source.team or "", []).append(transfer.link)
    return found


def _inside_teams(facts: Facts, transfers: set[Pair]) -> tuple[list[list[int]], list[list[int]], list[int]]:
    """Return the links inside the teams, both ways round, and the steps where a case is solved or otherwise leaves.

    A step that is not classed yet may add value.
    """
    onward: list[list[int]] = [[] for _ in facts.nodes]
    backward: list[list[int]] = [[] for _ in facts.nodes]
    solving = []
    for node, step in facts.steps.items():
        number, is_left = facts.index[node], step.value in {None, ValueClass.ADDING}
        for link in step.next.links:
            target = facts.steps.get(link.to)
            if link.share == 0 or link.kind is LinkKind.FEEDBACK:
                continue
            if target is not None and target.team == step.team:
                onward[number].append(facts.index[link.to])
                backward[facts.index[link.to]].append(number)
            else:
                is_left = is_left or (node, link.to) not in transfers
        if is_left:
            solving.append(number)
    return onward, backward, solving


def _returned(facts: Facts, transfers: list[Transfer]) -> dict[str, Return]:
    """Return the teams to which a transfer brings back what a transfer took away, rework aside."""
    found: dict[str, Return] = {}
    onward: list[list[int]] | None = None
    for team in {transfer.source.team for transfer in transfers} & {transfer.target.team for transfer in transfers}:
        away = [transfer for transfer in transfers if transfer.source.team == team]
        onward = onward or _without_rework(facts)
        after = reach(onward, [facts.index[transfer.target.id] for transfer in away], stop=facts.value)
        back = [each for each in transfers if each.target.team == team and after[facts.index[each.source.id]]]
        if team and back:
            found[team] = Return([transfer.link for transfer in away], [transfer.link for transfer in back])
    return found


def _without_rework(facts: Facts) -> list[list[int]]:
    backward = (LinkKind.REWORK, LinkKind.FEEDBACK)
    return [
        [facts.index[link.to] for link in ways.links if link.share != 0 and link.kind not in backward]
        for ways in facts.ways
    ]


def _teams(subject: Subject, teams: Iterable[str]) -> str:
    return listed(sorted(f"'{subject.document.label('teams', team)}'" for team in teams))


RULES: tuple[Rule, ...] = (ping_pong,)
