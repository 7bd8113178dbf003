"""How one list becomes another with as few changes as possible: which rows go, which stay, which come. No Qt."""

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple, TypeVar

Key = TypeVar("Key", bound=Hashable)


class Run(NamedTuple):
    """Rows that stand together, `end` not included."""

    first: int
    end: int


def staying(old: Sequence[Key], new: Sequence[Key]) -> set[Key]:
    """Return the most keys that stand in the same order in both; no key may stand twice in one."""
    place = {key: number for number, key in enumerate(new)}
    shared = [key for key in old if key in place]
    ends: list[int] = []  # the place where the best chain of each length ends
    chains: list[list[Key]] = []
    before: dict[Key, Key | None] = {}
    for key in shared:
        length = bisect_left(ends, place[key])
        before[key] = chains[length - 1][-1] if length else None
        if length == len(ends):
            ends.append(place[key])
            chains.append([key])
        else:
            ends[length] = place[key]
            chains[length].append(key)
    kept: set[Key] = set()
    last: Key | None = chains[-1][-1] if chains else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept


def runs(numbers: Iterable[int]) -> list[Run]:
    """Gather ascending row numbers that follow each other."""
    found: list[Run] = []
    for number in numbers:
        if found and found[-1].end == number:
            found[-1] = Run(found[-1].first, number + 1)
        else:
            found.append(Run(number, number + 1))
    return found
