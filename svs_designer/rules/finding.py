"""What a rule reports: a finding, how bad it is, where it is, and the fixes on offer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from svs_designer.model.acceptance import Acceptance
from svs_designer.model.document import Document

Element = str | tuple[str, str]
"""A node (its id, `demand` and `value` included) or a link (the ids of its source and its target)."""


class Level(StrEnum):
    """How bad a finding is; ordered: ADVICE < WARNING < ERROR."""

    ADVICE = "advice"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """Return 0 for advice, 1 for warning, 2 for error."""
        return _RANKS[self]

    def __lt__(self, other: str) -> bool:
        return self.rank < Level(other).rank

    def __le__(self, other: str) -> bool:
        return self.rank <= Level(other).rank

    def __gt__(self, other: str) -> bool:
        return self.rank > Level(other).rank

    def __ge__(self, other: str) -> bool:
        return self.rank >= Level(other).rank


_RANKS = {level: rank for rank, level in enumerate(Level)}


@dataclass(frozen=True, slots=True)
class Fix:
    """One way out of a finding, as one undo step: `session.apply(fix.title, fix.edit)`.

    A finding with several ways out offers several fixes. The edit acts only while its finding stands, so applying it
    twice, or to a document that has changed meanwhile, changes nothing. `safe` fixes need nobody's judgement.
    """

    title: str
    edit: Callable[[Document], Document] = field(compare=False, repr=False)
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule objects to.

    `element` is where to jump to, None for the stream as a whole; `related` are further elements involved. Without a
    `stream` it is an entry of a register, or None for a finding about a rule itself. `field` names the model's field to
    show, such as `activity` or `outcome`. An `accepted` finding is listed and never fails a run.
    """

    rule: str
    level: Level
    message: str
    stream: str | None = None
    element: Element | None = None
    field: str | None = None
    fixes: tuple[Fix, ...] = ()
    related: tuple[Element, ...] = ()
    accepted: Acceptance | None = None

    @property
    def all_elements(self) -> tuple[Element, ...]:
        """Return every element involved, the one to jump to first."""
        return (*(() if self.element is None else (self.element,)), *self.related)

    @property
    def is_fixable(self) -> bool:
        """Tell whether at least one fix is on offer."""
        return bool(self.fixes)
