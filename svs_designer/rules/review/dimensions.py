"""The dimensions of a stream: what is filled over all its steps, and where it is blind."""

from dataclasses import dataclass

from svs_designer.catalogue import Aspect, Catalogue, Dimension
from svs_designer.model.document import Document
from svs_designer.model.stream import ValueStream
from svs_designer.rules.review.looks import LOOKS, WEAK, StepLook, StreamLook


@dataclass(frozen=True, slots=True)
class Sight:
    """How much of one aspect a stream shows.

    `filled` of `of` steps have it, and `lacking` are the ids of those without; of what the stream says as a whole it is
    1 of 1 or 0 of 1, and `is_whole` is set. `said` tells it in a sentence, `gap` what is missing, empty for nothing.
    """

    aspect: Aspect
    name: str
    filled: int
    of: int
    said: str
    gap: str
    lacking: tuple[str, ...] = ()
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class DimensionReview:
    """One dimension of a stream; blind where nothing that counts is said of it."""

    dimension: Dimension
    sights: tuple[Sight, ...]
    is_blind: bool

    @property
    def gaps(self) -> int:
        """Return how many of the aspects have a gap."""
        return sum(bool(sight.gap) for sight in self.sights)


def review_dimensions(document: Document, stream: ValueStream, catalogue: Catalogue) -> tuple[DimensionReview, ...]:
    """Return what a stream shows of each dimension of its framework, in the catalogue's order."""
    return tuple(_reviewed(document, stream, dimension) for dimension in catalogue.dimensions)


def is_seen(document: Document, stream: ValueStream, dimension: Dimension) -> bool:
    """Tell whether a stream says anything of a dimension that counts; it looks no further than the first."""
    return any(_shows(document, stream, aspect) for aspect in dimension.aspects if aspect not in WEAK)


def _reviewed(document: Document, stream: ValueStream, dimension: Dimension) -> DimensionReview:
    sights = tuple(_sight(document, stream, aspect) for aspect in dimension.aspects)
    is_open = any(sight.filled for sight in sights if sight.aspect not in WEAK)
    is_blind = bool(sights) and not is_open and not is_seen(document, stream, dimension)
    return DimensionReview(dimension, tuple(sight for sight in sights if sight.of), is_blind)


def _shows(document: Document, stream: ValueStream, aspect: Aspect) -> bool:
    match LOOKS[aspect]:
        case StreamLook(says=says):
            return bool(says(document, stream))
        case StepLook(has=has):
            return any(map(has, stream.steps))


def _sight(document: Document, stream: ValueStream, aspect: Aspect) -> Sight:
    match LOOKS[aspect]:
        case StreamLook(name, says, gap):
            said = says(document, stream)
            return Sight(aspect, name, int(bool(said)), 1, said or gap, "" if said else gap, is_whole=True)
        case StepLook() as look:
            return _on_steps(document, stream, aspect, look)


def _on_steps(document: Document, stream: ValueStream, aspect: Aspect, look: StepLook) -> Sight:
    asked = tuple(look.asked(document, stream))
    lacking = tuple(step.id for step in asked if not look.has(step))
    filled = len(asked) - len(lacking)
    said, gap = _told(look, filled, len(asked)), _gap(look, len(lacking), len(asked))
    return Sight(aspect, look.name, filled, len(asked), said, gap, lacking)


def _told(look: StepLook, filled: int, asked: int) -> str:
    if asked == 1:
        return f"The {look.of} {'has' if filled else 'lacks'} {look.wanted}"
    if filled == asked:
        return f"All {asked} {_many(look.of)} have {look.wanted}"
    verb = "has" if filled == 1 else "have"
    return f"{filled} of {asked} {_many(look.of)} {verb} {look.wanted}"


def _gap(look: StepLook, lacking: int, asked: int) -> str:
    if not lacking:
        return ""
    if lacking == asked > 1:
        return f"No {look.of} has {look.wanted}"
    return f"1 {look.of} lacks {look.wanted}" if lacking == 1 else f"{lacking} {_many(look.of)} lack {look.wanted}"


def _many(of: str) -> str:
    """Return the plural: `steps with a supplier` of `step with a supplier`."""
    noun, _, rest = of.partition(" ")
    return f"{noun}s {rest}".rstrip()
