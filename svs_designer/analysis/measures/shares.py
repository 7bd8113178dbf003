"""How often cases take each way on: the shares as given, completed where they are not."""

from svs_designer.analysis.facts import Facts
from svs_designer.analysis.measures.chain import Move
from svs_designer.model.links import Link, LinkKind, Split, Ways

_TOLERANCE = 1e-6


class Shares:
    """For each node of a stream the ways that cases take, and which of them were assumed.

    `day` is the length of a day in the delays of links, in seconds.
    """

    def __init__(self, facts: Facts, day: float) -> None:
        self.facts = facts
        self._day = day
        self._unknown: list[str] = []
        self._off: list[str] = []
        self._undecided: list[str] = []
        self.ways = [self._of(node, ways) for node, ways in zip(facts.nodes, facts.ways, strict=True)]
        """The ways on from each node, in the author's order; each branch of a fork has the chance 1."""

    @property
    def assumptions(self) -> tuple[str, ...]:
        """Return what was taken for granted, one sentence a kind."""
        told = (
            (self._undecided, "it is open whether one or all ways are taken: counted as one of them"),
            (self._unknown, "not all shares are known: what the others leave is divided evenly"),
            (self._off, "the shares do not add up to 100 %: scaled to it"),
        )
        return tuple(f"Behind {self._names(nodes)} {sentence}." for nodes, sentence in told if nodes)

    def _names(self, nodes: list[str]) -> str:
        names = [f"'{self.facts.label(node)}'" for node in nodes[:3]]
        return ", ".join(names) + (f" and {len(nodes) - 3} more" if len(nodes) > 3 else "")

    def _of(self, node: str, ways: Ways) -> tuple[Move, ...]:
        links = ways.links
        if len(links) == 1:
            only = links[0]
            return () if only.share == 0 or only.kind is LinkKind.FEEDBACK else (self._move(only, 1.0),)
        links = tuple(link for link in links if link.share != 0 and link.kind is not LinkKind.FEEDBACK)
        if len(links) < 2 or ways.split is Split.ALL:
            return tuple([self._move(link, 1.0) for link in links])
        if ways.split is Split.UNDECIDED:
            self._undecided.append(node)
        return tuple([self._move(link, share) for link, share in zip(links, self._shares(node, links), strict=True)])

    def _move(self, link: Link, chance: float) -> Move:
        delay = link.delay.days * self._day + link.delay.seconds if link.delay else 0.0
        return Move(self.facts.index[link.to], chance, delay, 0.0, link)

    def _shares(self, node: str, links: tuple[Link, ...]) -> list[float]:
        known = [link.share for link in links if link.share is not None]
        missing, total = len(links) - len(known), sum(known)
        if missing:
            if node not in self._undecided:
                self._unknown.append(node)
            if total >= 1:
                total += missing / len(links)  # all is given away already: the others get their even part of it
                return [(1 / len(links) if link.share is None else link.share) / total for link in links]
            return [(1 - total) / missing if link.share is None else link.share for link in links]
        if abs(total - 1) > _TOLERANCE:
            self._off.append(node)
        return [share / total for share in known]
