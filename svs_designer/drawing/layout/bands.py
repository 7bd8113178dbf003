"""Where a long flow is wrapped: its columns cut into bands, read like lines of text.

A screen shows about twice as much width as height, so a stream of 17 steps in one line would be unreadable when fitted.
"""

from collections.abc import Sequence
from itertools import accumulate

from svs_designer.drawing.layout.layering import Arc

UNWRAPPED = 6
"""Columns that always stay in one line."""
SCREEN = (1440.0, 760.0)
COLUMN, LABELLED_COLUMN, ROW = 260.0, 300.0, 160.0
CUT_COST, LONG_COST, LONGER_COST, RAGGED_COST = 0.12, 0.03, 0.03, 0.6
LAST_RAGGED = 0.1
PASSING_ROW = 0.2
MANY = 60
"""Columns from which on not every band length is tried."""


def wrapped(column: Sequence[int], arcs: Sequence[Arc], widest: int | None) -> list[range]:
    """Cut the columns into bands of about equal length, where few connectors are cut.

    `widest` bounds the columns of a band; without it the fitted picture is made as large as possible on a screen.
    """
    length = max(column) + 1
    if length <= min(UNWRAPPED, widest or UNWRAPPED):
        return [range(length)]
    cost = _cut_costs(column, arcs)
    depth = _depths(length, column, arcs)
    best: tuple[float, list[range]] | None = None
    for limit in _limits(length, len(column), widest):
        bands, ugliness = _split(length, limit, cost)
        score = ugliness + _shrinking(bands, depth)
        if best is None or score < best[0]:
            best = score, bands
    assert best is not None  # noqa: S101  # _limits is never empty
    return best[1]


def _depths(length: int, column: Sequence[int], arcs: Sequence[Arc]) -> list[float]:
    """Estimate the rows each column takes: its nodes, and a little for the branches that pass them."""
    nodes, passing = _counts(column), [0] * (length + 1)
    for a, b in arcs:
        passing[column[a] + 1] += 1
        passing[column[b]] -= 1
    return [here + PASSING_ROW * min(2, by) for here, by in zip(nodes, accumulate(passing[:-1]), strict=True)]


def _counts(column: Sequence[int]) -> list[int]:
    """Count the nodes of each column."""
    found = [0] * (max(column) + 1)
    for c in column:
        found[c] += 1
    return found


def _limits(length: int, nodes: int, widest: int | None) -> Sequence[int]:
    if widest is not None:
        return [max(1, min(widest, length))]
    ideal = round((nodes * (SCREEN[0] / SCREEN[1]) * ROW / COLUMN) ** 0.5)
    around = range(max(4, ideal - 3), max(4, ideal) + 5, 1 if length < MANY else 3)
    found = [columns for columns in around if columns < length]
    return [*found, length] if length < MANY or not found else found


def _cut_costs(column: Sequence[int], arcs: Sequence[Arc]) -> list[float]:
    """Price a cut before each column by the connectors it cuts.

    The way on is free. What leaves the last card beside it, or enters the first card beside it, is only long; the
    others cross it in the gutter.
    """
    length = max(column) + 1
    nodes = _counts(column)
    cost = [0.0] * (length + 1)
    change = [0] * (length + 1)
    for a, b in arcs:
        change[column[a] + 1] += 1
        change[column[b] + 1] -= 1
    cut = list(accumulate(change))
    beside = [0] * (length + 1)
    for a, b in arcs:
        low, high = column[a] + 1, column[b]
        if nodes[low - 1] == 1:
            beside[low] += 1
        if nodes[high] == 1 and (high != low or nodes[low - 1] > 1):
            beside[high] += 1
    for c in range(1, length):
        cost[c] = CUT_COST * min(6, max(0, cut[c] - max(1, beside[c]))) + LONG_COST * max(0, beside[c] - 1)
    return cost


def _split(length: int, limit: int, cost: Sequence[float]) -> tuple[list[range], float]:
    """Choose the cheapest cuts for bands of at most `limit` columns (dynamic programming)."""
    shortest = max(1, limit // 2)
    ragged = [((limit - size) / limit) ** 2 for size in range(limit + 1)]
    found: list[tuple[float, int]] = [(0.0, 0)] * (length + 1)
    for end in range(1, length + 1):
        best = (float("inf"), 0)
        weight = LAST_RAGGED if end == length else RAGGED_COST
        last = end if end == length or end <= shortest else end - shortest + 1
        for start in range(max(0, end - limit), last):
            size = end - start
            if start and size < shortest and end < length:
                continue
            total = found[start][0] + ragged[size] * weight + (cost[start] if start else 0.0)
            if total < best[0]:
                best = total, start
        found[end] = best
    bands: list[range] = []
    end = length
    while end:
        bands.append(range(found[end][1], end))
        end = found[end][1]
    return bands[::-1], found[length][0]


def _shrinking(bands: Sequence[range], depth: Sequence[float]) -> float:
    """Tell how far the picture must shrink to fit a screen, as screens side by side or one below the other."""
    wide = max(len(band) for band in bands) * LABELLED_COLUMN / SCREEN[0]
    high = sum(max(depth[c] for c in band) + 0.3 for band in bands) * ROW / SCREEN[1]
    return max(wide, high, 0.8) + LONGER_COST * len(bands)
