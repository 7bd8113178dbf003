"""Splits: of which kind they are, how often each way is taken, and when."""

from collections.abc import Iterator, Mapping
from functools import partial

from svs_designer.analysis.parallel import EndApart, RunTogether
from svs_designer.model.document import Document
from svs_designer.model.edits import links, steps
from svs_designer.model.edits.within import EditError
from svs_designer.model.links import Link, Split, Ways
from svs_designer.model.step import Join
from svs_designer.rules.builtin.declare import rule
from svs_designer.rules.builtin.parallel import bring_together
from svs_designer.rules.builtin.soundness import facts_after, faults_of, most_judged
from svs_designer.rules.builtin.wording import as_percent, listed, quoted
from svs_designer.rules.finding import Fix, Level
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import Subject

Shares = Mapping[str, float]


@rule("SVS024")
def shares_do_not_add_up(subject: Subject) -> Iterator[Found]:
    """Object to a split of which the shares miss 100 % (error) or are not all known (warning)."""
    tolerance = subject.settings.threshold("probability-tolerance")
    for node, ways in zip(subject.facts.nodes, subject.facts.ways, strict=True):
        if len(ways.links) == 1 and ways.links[0].share is not None:
            yield from _only_way(subject, node, ways.links[0], tolerance)
        elif ways.split is Split.ONE:
            yield from _shares(subject, node, ways, tolerance)


def _only_way(subject: Subject, node: str, link: Link, tolerance: float) -> Iterator[Found]:
    if link.share is None or abs(link.share - 1) <= tolerance:
        return
    message = (
        f"The only way on from {quoted(subject, node)} is taken by {as_percent(link.share)} of the cases: "
        "add the other ways, or let all cases take it"
    )
    forget = partial(links.set_link, stream_id=subject.stream.id, source=node, target=link.to, share=None)
    yield Found(message, node, "next", (Fix("Let all cases take it", forget, safe=True),))


def _shares(subject: Subject, node: str, ways: Ways, tolerance: float) -> Iterator[Found]:
    known = {link.to: link.share for link in ways.links if link.share is not None}
    missing = [link.to for link in ways.links if link.share is None]
    total = sum(known.values())
    where = f"The ways on from {quoted(subject, node)}"
    if missing and total <= 1 + tolerance:
        names = listed([quoted(subject, target) for target in missing])
        message = f"{where} do not all say how often they are taken: give the share to {names}"
        yield Found(message, node, "next", _fill(subject, node, known, missing), level=Level.WARNING)
    elif missing or abs(total - 1) > tolerance:
        message = f"{where} add up to {as_percent(total)} of the cases: make it 100 %"
        yield Found(message, node, "next", _balance(subject, node, ways, total))


def _fill(subject: Subject, node: str, known: Shares, missing: list[str]) -> tuple[Fix, ...]:
    """Offer to divide what the known shares leave; one missing share can only be the rest."""
    rest = 1 - sum(known.values())
    if rest < 0.0001 * len(missing):
        return ()
    each = evenly(missing, rest)
    if len(missing) == 1:
        title = f"Give the rest, {as_percent(rest)}, to {quoted(subject, missing[0])}"
        return (Fix(title, partial(set_shares, subject.stream.id, node, each), safe=bool(known)),)
    title = "Take each way equally often" if not known else f"Divide the rest, {as_percent(rest)}, evenly"
    return (Fix(title, partial(set_shares, subject.stream.id, node, each)),)


def _balance(subject: Subject, node: str, ways: Ways, total: float) -> tuple[Fix, ...]:
    sid, fixes = subject.stream.id, []
    shares = {link.to: link.share for link in ways.links if link.share is not None}
    if len(shares) == len(ways.links) and total > 0:
        scaled = scaled_to_one(shares)
        text = ", ".join(as_percent(share) for share in scaled.values())
        fixes.append(Fix(f"Scale them to 100 % ({text})", partial(set_shares, sid, node, scaled), safe=True))
    default = next((link.to for link in ways.links if link.default), None)
    rest = 1 - sum(share for target, share in shares.items() if target != default)
    if default and 0.0001 < rest <= 1 and len({*shares, default}) == len(ways.links):
        title = f"Give the rest, {as_percent(rest)}, to the default way, {quoted(subject, default)}"
        fixes.append(Fix(title, partial(set_shares, sid, node, {default: round(rest, 6)})))
    if not fixes:
        equal = evenly([link.to for link in ways.links], 1.0)
        fixes.append(Fix("Take each way equally often", partial(set_shares, sid, node, equal)))
    return tuple(fixes)


def evenly(targets: list[str], whole: float) -> Shares:
    """Divide a share evenly, to four decimals; the last takes what rounding leaves."""
    each = round(whole / len(targets), 4)
    return {**dict.fromkeys(targets[:-1], each), targets[-1]: round(whole - each * (len(targets) - 1), 6)}


def scaled_to_one(shares: Shares) -> Shares:
    """Scale shares to one, to four decimals; the largest takes what rounding leaves. Their sum must not be zero.

    No share is rounded to nothing: its way would be closed.
    """
    total = sum(shares.values())
    scaled = {target: max(round(share / total, 4), 0.0001 if share else 0.0) for target, share in shares.items()}
    largest = max(scaled, key=lambda target: scaled[target])
    scaled[largest] = round(scaled[largest] + 1 - sum(scaled.values()), 6)
    return scaled


def set_shares(stream_id: str, node: str, shares: Shares, document: Document) -> Document:
    """Return the document with the shares of some ways on from a node set."""
    for target, share in shares.items():
        document = links.set_link(document, stream_id, node, target, share=share)
    return document


@rule("SVS025")
def no_condition(subject: Subject) -> Iterator[Found]:
    """Object to a way on of which nobody knows when to take it."""
    for node, ways in subject.facts.branching:
        if ways.split is not Split.ONE:
            continue
        has_default = any(link.default for link in ways.links)
        for link in ways.links:
            if link.when.strip() or link.default:
                continue
            default = partial(links.set_link, stream_id=subject.stream.id, source=node, target=link.to, default=True)
            message = (
                f"Nothing says when to go from {quoted(subject, node)} to {quoted(subject, link.to)}: "
                "give the condition, or make it the default way"
            )
            fixes = () if has_default else (Fix("Make it the default way", default),)
            yield Found(message, (node, link.to), "when", fixes)


MOST_BRANCHES = 50
"""Nobody does more at once; playing through thousands takes minutes."""


@rule("SVS027")
def undecided(subject: Subject) -> Iterator[Found]:
    """Object to several ways on of which nobody has said whether one or all are taken."""
    judged = 0
    for node, ways in subject.facts.branching:
        if ways.split is not Split.UNDECIDED:
            continue
        judged += 1
        one = Fix("One of them is taken", partial(_take_one, subject.stream.id, node, ways))
        may_be_all = judged <= most_judged(subject) and len(ways.links) <= MOST_BRANCHES
        all_ = _take_all(subject, node) if may_be_all else None
        names = listed([quoted(subject, link.to) for link in ways.links])
        message = f"From {quoted(subject, node)} ways lead to {names}: choose whether one of them or all are taken"
        yield Found(message, node, "next", (one, all_) if all_ else (one,))


def _take_one(stream_id: str, node: str, ways: Ways, document: Document) -> Document:
    """Choose one-of; shares that were given stay in proportion, and are forgotten where they cannot be."""
    shares = {link.to: link.share for link in ways.links if link.share is not None}
    document = links.set_split(document, stream_id, node, Split.ONE)
    if len(shares) == len(ways.links) and sum(shares.values()) > 0:
        return set_shares(stream_id, node, scaled_to_one(shares), document)
    if sum(shares.values()) > 1 or len(shares) == len(ways.links):
        for target in shares:
            document = links.set_link(document, stream_id, node, target, share=None)
    return document


def _take_all(subject: Subject, node: str) -> Fix | None:
    """Offer all-of where the branches then meet as they should, if need be by letting the step wait where they meet."""
    sid = subject.stream.id
    plainly = partial(links.set_split, stream_id=sid, source=node, split=Split.ALL)
    before = set(faults_of(subject.facts))
    new = [fault for fault in faults_of(facts_after(subject, plainly)) if fault not in before]
    if not new:
        return Fix("All are taken, in parallel", plainly)
    match new[0]:
        case RunTogether(_, at):
            title = f"All are taken, and {quoted(subject, at)} waits for all"
            edit = partial(_take_all_and_wait, sid, node, at)
        case EndApart(fork, (finish, *_)) if fork == node:
            title = f"All are taken, and a new step before {quoted(subject, finish)} brings them together"
            edit = partial(_take_all_and_gather, subject, node, finish)
        case _:
            return None
    try:
        return Fix(title, edit) if set(faults_of(facts_after(subject, edit))) <= before else None
    except EditError:
        return None


def _take_all_and_wait(stream_id: str, node: str, meeting: str, document: Document) -> Document:
    document = links.set_split(document, stream_id, node, Split.ALL)
    return steps.set_steps(document, stream_id, (meeting,), join=Join.ALL)


def _take_all_and_gather(subject: Subject, node: str, finish: str, document: Document) -> Document:
    document = links.set_split(document, subject.stream.id, node, Split.ALL)
    return bring_together(subject, node, finish, document)


RULES: tuple[Rule, ...] = (shares_do_not_add_up, no_condition, undecided)
