"""How a case chooses among the ways on from a node: a boolean for each way but the default, set by whoever did it.

Every executable format speaks of the same booleans, so that one and the same answer leads a case along the same way.
"""

from typing import NamedTuple

from svs_designer.model.links import Link, LinkKind, Split, Ways


class Asked(NamedTuple):
    """A way on that is taken when its boolean is true and no earlier one's is."""

    link: Link
    variable: str


class Decision(NamedTuple):
    """Ways on of which a case takes one: the asked ones in their order, else the default."""

    asked: tuple[Asked, ...]
    default: Link


def variable(source: str, target: str) -> str:
    """Return the name of the boolean of a way on: `triage` to `send-visit` is `triage_send_visit`."""
    return f"{source}_{target}".replace("-", "_")


def carrying(ways: Ways) -> tuple[Link, ...]:
    """Return the links that some case takes: feedback carries information alone, a share of 0 no case."""
    return tuple(link for link in ways.links if link.kind is not LinkKind.FEEDBACK and link.share != 0)


def decision(source: str, ways: Ways) -> Decision | None:
    """Return how one of several ways on is chosen; None where there is nothing to choose.

    The default is the link that says so, else the likeliest of those that are no rework, else the likeliest.
    """
    links = carrying(ways)
    if len(links) < 2 or ways.split is Split.ALL:
        return None
    default = max(reversed(links), key=lambda link: (link.default, link.kind is not LinkKind.REWORK, link.share or 0.0))
    return Decision(tuple(Asked(link, variable(source, link.to)) for link in links if link is not default), default)
