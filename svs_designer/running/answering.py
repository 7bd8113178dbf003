"""Who chooses the ways on in a rehearsal: the defaults, chance by the shares of the stream, or a list of answers."""

import random
from collections.abc import Callable, Mapping, Sequence

from svs_designer.running.ways import Way
from svs_designer.running.work import WorkItem

Choose = Callable[[WorkItem, Sequence[Way]], Way]
"""Chooses the way on after a piece of work, of at least two."""


class NoSuchWay(ValueError):
    """An answer that is none of a step's ways on; the message names those there are."""


def default_way(_item: WorkItem, ways: Sequence[Way]) -> Way:
    """Choose the way a case takes when nobody says anything."""
    return next((way for way in ways if way.default), ways[0])


def by_shares(seed: int, case: str) -> Choose:
    """Choose by chance, as often as the shares say; the rest is for ways without one. A seed gives the same again."""
    chance = random.Random(f"{seed}/{case}")  # noqa: S311 - a rehearsal, no secret

    def choose(item: WorkItem, ways: Sequence[Way]) -> Way:
        known = sum(way.share or 0.0 for way in ways)
        unknown = sum(way.share is None for way in ways)
        rest = max(0.0, 1.0 - known) / unknown if unknown else 0.0
        weights = [rest if way.share is None else way.share for way in ways]
        return chance.choices(ways, weights)[0] if sum(weights) > 0 else default_way(item, ways)

    return choose


def by_list(answers: Mapping[str, Sequence[str]], otherwise: Choose = default_way) -> Choose:
    """Choose for each visit of a step the way to the next element of its list; where it is used up, `otherwise`.

    Raises NoSuchWay at a step whose ways do not lead there.
    """
    left = {step: list(targets) for step, targets in answers.items()}

    def choose(item: WorkItem, ways: Sequence[Way]) -> Way:
        if not left.get(item.step):
            return otherwise(item, ways)
        wanted = left[item.step].pop(0)
        found = next((way for way in ways if way.target == wanted), None)
        if found is None:
            known = ", ".join(way.target for way in ways)
            raise NoSuchWay(f"no way leads from {item.step!r} to {wanted!r}: there are {known}")
        return found

    return choose
