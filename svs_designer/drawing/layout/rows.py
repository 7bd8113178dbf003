"""Whole rows for an ordered band: the main line is row 0 and straight, every branch keeps to one row.

Nodes that follow each other are strung together where no other string is crossed (the alignment of Brandes & Koepf
2001); the strings are then stacked towards the main line as tightly as the order allows.
"""

from bisect import bisect
from itertools import pairwise

from svs_designer.drawing.layout.ordering import Ordering


def rows(band: Ordering) -> dict[int, int]:
    """Give each node (not the bends) a row: 0 is the main line, negative above it."""
    string = _strings(band)
    reach = _reach(band, string)
    below: dict[int, set[int]] = {s: set() for s in reach}
    above: dict[int, set[int]] = {s: set() for s in reach}
    for i, column in enumerate(band.columns):
        stack = [s for s in map(string.__getitem__, column) if s in reach and reach[s][0] <= i <= reach[s][1]]
        for upper, lower in pairwise(stack):
            below[upper].add(lower)
            above[lower].add(upper)
    main = next((string[v] for column in band.columns for v in column if v in band.main), None)
    row = _stacked(main, above, below)
    return {v: row[string[v]] for column in band.columns for v in column if v < band.bends_from}


def _reach(band: Ordering, string: dict[int, int]) -> dict[int, tuple[int, int]]:
    """Tell from which to which column each string holds its row: its nodes do, the bends before and after do not.

    Where a connector runs on past the last node of its string there is room in the gutters between the rows.
    """
    found: dict[int, tuple[int, int]] = {}
    for i, column in enumerate(band.columns):
        for v in column:
            if v < band.bends_from:
                found[string[v]] = found.get(string[v], (i, i))[0], i
    return found


def _strings(band: Ordering) -> dict[int, int]:
    """Name each node's string by its first node."""
    string: dict[int, int] = {v: v for v in band.columns[0]}
    for left, right in pairwise(band.columns):
        index = {v: i for i, v in enumerate(right)}
        pairs = [(i, index[u]) for i, v in enumerate(left) for u in band.after[v]]
        wishes = sorted(pairs, key=lambda p, left=left, right=right: _wish(band, left[p[0]], right[p[1]]))  # type: ignore[misc]
        chosen = _without_crossing(wishes)
        string |= {v: v for v in right}
        string |= {right[j]: string[left[i]] for i, j in chosen}
    return string


def _wish(band: Ordering, a: int, b: int) -> tuple[bool, bool, int]:
    """Sort the main line first, then bends of one connector, then the pairs with the fewest other neighbours."""
    bends = a >= band.bends_from and b >= band.bends_from
    return not (a in band.main and b in band.main), not bends, len(band.after[a]) + len(band.before[b])


def _without_crossing(wishes: list[tuple[int, int]]) -> list[tuple[int, int]]:
    chosen: list[tuple[int, int]] = []
    for i, j in wishes:
        at = bisect(chosen, (i, j))
        if at and (chosen[at - 1][0] == i or chosen[at - 1][1] >= j):
            continue
        if at < len(chosen) and (chosen[at][0] == i or chosen[at][1] <= j):
            continue
        chosen.insert(at, (i, j))
    return chosen


def _stacked(main: int | None, above: dict[int, set[int]], below: dict[int, set[int]]) -> dict[int, int]:
    upper: set[int] = set()
    stack = [] if main is None else [main]
    while stack:
        fresh = above[stack.pop()] - upper
        upper |= fresh
        stack.extend(fresh)
    row: dict[int, int] = {}
    if main is not None:
        row[main] = 0
        for s in reversed(_sorted(upper, above, below)):
            row[s] = min((row[t] for t in below[s] if t in row), default=0) - 1
    for s in _sorted(set(above) - upper - {main}, above, below):
        row[s] = max((row[t] + 1 for t in above[s]), default=0)
    return row


def _sorted(chosen: set[int | None] | set[int], above: dict[int, set[int]], below: dict[int, set[int]]) -> list[int]:
    """Sort strings from top to bottom."""
    waiting = {s: len(above[s] & chosen) for s in sorted(s for s in chosen if s is not None)}
    order = [s for s, count in waiting.items() if not count]
    for s in order:
        for t in sorted(below[s] & waiting.keys()):
            waiting[t] -= 1
            if not waiting[t]:
                order.append(t)
    return order
