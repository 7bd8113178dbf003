"""Sparse linear equations x = b + A x, as absorbing Markov chains make them.

Rows come in an order in which most of their columns lie behind them, as in a flow drawn from left to right: then
elimination makes little fill-in, and a stream without loops is solved in one pass. Pure Python: numpy would cost 0.1 s
of start for systems of some hundred rows.
"""

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush

_SINGULAR = 1e-12


class Singular(ArithmeticError):
    """A loop that is never left: the sum of its visits has no limit."""


class Elimination:
    """A matrix taken apart once, for any number of right-hand sides."""

    def __init__(self, rows: Sequence[Mapping[int, float]]) -> None:
        """Eliminate; `rows[i][j]` is how much x[j] adds to x[i]. Raises Singular."""
        self._upper: list[Mapping[int, float]] = []
        self._steps: list[Sequence[tuple[int, float]]] = []
        self._scales: list[float] = []
        for number, row in enumerate(rows):
            if row and min(row) <= number:
                self._eliminate(number, dict(row))
            else:
                self._upper.append(row)
                self._steps.append(())
                self._scales.append(1.0)

    def _eliminate(self, number: int, row: dict[int, float]) -> None:
        """Replace the columns before the diagonal by what they stand for, and scale the diagonal away."""
        steps = []
        earlier = [column for column in row if column < number]
        heapify(earlier)
        while earlier:
            column = heappop(earlier)
            factor = row.pop(column)
            steps.append((column, factor))
            for other, coefficient in self._upper[column].items():
                if other not in row:
                    row[other] = 0.0
                    if other < number:
                        heappush(earlier, other)
                row[other] += factor * coefficient
        left = 1.0 - row.pop(number, 0.0)
        if left <= _SINGULAR:
            raise Singular(f"row {number} depends on nothing but itself")
        scale = 1.0 / left
        self._upper.append({column: coefficient * scale for column, coefficient in row.items()})
        self._steps.append(steps)
        self._scales.append(scale)

    def solve(self, constants: Sequence[float]) -> list[float]:
        """Return x for the constants b."""
        found: list[float] = []
        for constant, steps, scale in zip(constants, self._steps, self._scales, strict=True):
            value = constant
            for column, factor in steps:
                value += factor * found[column]
            found.append(value * scale)
        for number in range(len(found) - 1, -1, -1):
            row = self._upper[number]
            if row:
                value = found[number]
                for column, coefficient in row.items():
                    value += coefficient * found[column]
                found[number] = value
        return found
