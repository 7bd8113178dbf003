"""How much a practice contributes to an activity, from none to high."""

from enum import Enum
from functools import total_ordering


@total_ordering
class Contribution(Enum):
    """A grade that compares by strength: `Contribution.LOW < Contribution.HIGH`.

    Every grade is true in a condition, `NONE` too: compare, and keep `None` for a pair that is not rated.
    """

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """Return the strength as a number, 0 for none to 3 for high."""
        return _RANKS[self]

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Contribution):
            return NotImplemented
        return self.rank < other.rank


_RANKS = {grade: rank for rank, grade in enumerate(Contribution)}
