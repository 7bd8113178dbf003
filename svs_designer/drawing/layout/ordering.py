"""The order of nodes inside each column of a band, chosen so that few connectors cross.

Weighted-median sweeps with swaps of neighbours, best order kept (Gansner et al. 1993); crossings are counted with a
binary indexed tree (Barth, Juenger, Mutzel 2002). A connector over several columns is cut by bends, one a column.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from svs_designer.drawing.layout.layering import Arc

SWEEPS = 8


class Ordering(NamedTuple):
    """Columns from left to right, each from top to bottom; numbers from `bends_from` on are bends."""

    columns: list[list[int]]
    before: dict[int, list[int]]
    after: dict[int, list[int]]
    main: set[int]
    bends_from: int


def ordered(nodes: Sequence[int], arcs: Iterable[Arc], column: Sequence[int], main: Sequence[int]) -> Ordering:
    """Order the nodes of one band; arcs are loop-free and stay inside the band. The main line starts on top."""
    first = min(column[v] for v in nodes)
    length = max(column[v] for v in nodes) - first + 1
    bend = bends_from = len(column)
    place = {v: column[v] - first for v in nodes}
    before: dict[int, list[int]] = {v: [] for v in nodes}
    after: dict[int, list[int]] = {v: [] for v in nodes}
    on_main = set(main)
    next_on_main = dict(pairwise(main))
    for a, b in dict.fromkeys(arcs):
        previous = a
        for between in range(place[a] + 1, place[b]):
            place[bend], before[bend], after[bend] = between, [previous], []
            after[previous].append(bend)
            if next_on_main.get(a) == b:
                on_main.add(bend)
            previous, bend = bend, bend + 1
        after[previous].append(b)
        before[b].append(previous)
    columns = _first_order(nodes, place, after, on_main, length)
    sweep = _Sweep(columns, before, after)
    return Ordering(sweep.best(), before, after, on_main, bends_from)


def _first_order(
    nodes: Sequence[int], place: dict[int, int], after: dict[int, list[int]], main: set[int], length: int
) -> list[list[int]]:
    """Walk depth first, the main line before the branches, so that a branch stays together."""
    columns: list[list[int]] = [[] for _ in range(length)]
    seen: set[int] = set()
    for start in sorted(nodes, key=lambda v: (v not in main, place[v])):
        stack = [start]
        while stack:
            v = stack.pop()
            if v in seen:
                continue
            seen.add(v)
            columns[place[v]].append(v)
            stack.extend(sorted((u for u in reversed(after[v]) if u not in seen), key=lambda u: u in main))
    return columns


class _Sweep:
    """The columns being reordered, and the place of each node in its column."""

    def __init__(self, columns: list[list[int]], before: dict[int, list[int]], after: dict[int, list[int]]) -> None:
        self.columns, self.before, self.after = columns, before, after
        self.index: dict[int, int] = {}
        self._number()

    def _number(self) -> None:
        for column in self.columns:
            self.index.update(zip(column, range(len(column)), strict=True))

    def best(self) -> list[list[int]]:
        fewest = self._crossings()
        kept = [column[:] for column in self.columns]
        stale = 0
        for sweep in range(SWEEPS):
            if not fewest or stale == 4:
                break
            self._sort(forward=sweep % 2 == 0)
            crossings = self._crossings()
            stale += 1
            if crossings < fewest:
                fewest, kept, stale = crossings, [column[:] for column in self.columns], 0
        self.columns = kept
        self._number()
        while fewest and self._swap_neighbours():
            pass
        return self.columns

    def _crossings(self) -> int:
        index, after = self.index, self.after
        crossings = 0
        for left, right in pairwise(self.columns):
            if len(left) == 1 or len(right) == 1:
                continue
            ends: list[int] = []
            for v in left:
                ways = after[v]
                ends += [index[ways[0]]] if len(ways) == 1 else sorted([index[u] for u in ways])
            crossings += _inversions(ends, len(right))
        return crossings

    def _sort(self, *, forward: bool) -> None:
        columns = self.columns[1:] if forward else self.columns[-2::-1]
        neighbours = self.before if forward else self.after
        index = self.index
        for column in columns:
            if len(column) > 1:
                wish: dict[int, float] = {}
                for v in column:
                    near = neighbours[v]
                    wish[v] = index[near[0]] if len(near) == 1 else _median([index[u] for u in near], index[v])
                column.sort(key=wish.__getitem__)
                index.update(zip(column, range(len(column)), strict=True))

    def _swap_neighbours(self) -> bool:
        gained = False
        index = self.index
        for column in self.columns:
            for i in range(len(column) - 1):
                a, b = column[i], column[i + 1]
                if self._gain(a, b) > 0:
                    column[i], column[i + 1] = b, a
                    index[a], index[b] = i + 1, i
                    gained = True
        return gained

    def _gain(self, a: int, b: int) -> int:
        index = self.index
        gain = 0
        for side in (self.before, self.after):
            for u in side[a]:
                for w in side[b]:
                    gain += (index[u] > index[w]) - (index[u] < index[w])
        return gain


def _inversions(sequence: list[int], size: int) -> int:
    if sequence == sorted(sequence):
        return 0
    tree = [0] * (size + 1)
    crossings = 0
    for seen, value in enumerate(sequence):
        i = value + 1
        crossings += seen
        while i:
            crossings -= tree[i]
            i &= i - 1
        i = value + 1
        while i <= size:
            tree[i] += 1
            i += i & -i
    return crossings


def _median(places: list[int], otherwise: int) -> float:
    """Take the median, weighted towards the denser side; the present place for a node without neighbours."""
    count = len(places)
    if count < 2:
        return places[0] if places else otherwise
    places.sort()
    half = count // 2
    if count % 2:
        return places[half]
    if count == 2:
        return (places[0] + places[1]) / 2
    low, high = places[half - 1] - places[0], places[-1] - places[half]
    if not low + high:
        return (places[half - 1] + places[half]) / 2
    return (places[half - 1] * high + places[half] * low) / (low + high)
