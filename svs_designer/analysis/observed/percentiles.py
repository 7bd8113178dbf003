"""Low, likely and high of measured times: their 10th, 50th and 90th percentile."""

from collections.abc import Collection

from svs_designer.model.observed import Spread


def spread_of(times: Collection[float]) -> Spread | None:
    """Return the spread of times in any order, None without any; between two of them it goes evenly."""
    if not times:
        return None
    ordered = sorted(times)
    if len(ordered) == 1:
        return Spread(None, ordered[0], None, 1)
    low, likely, high = (_percentile(ordered, share) for share in (0.1, 0.5, 0.9))
    return Spread(low, likely, high, len(ordered))


def _percentile(ordered: list[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
