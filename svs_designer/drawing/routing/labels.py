"""Where the labels of connectors lie: on their own line, off the cards, off each other, off other lines."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from svs_designer.drawing.geometry import Box, Point, Size
from svs_designer.drawing.routing.links import LinkKey, RouteLink
from svs_designer.drawing.routing.obstacles import Obstacles
from svs_designer.drawing.routing.traffic import Traffic

ON_CARD, ON_LABEL, ON_LINE, OVER_BEND, UPRIGHT = 10_000.0, 4_000.0, 500.0, 120.0, 60.0
BEFORE, HEAD = 14.0, 18.0
"""Bare line kept before a label and, with the arrow head, after it."""
FAR = 0.15


def place_labels(
    links: Mapping[LinkKey, RouteLink],
    lines: Mapping[LinkKey, Sequence[Point]],
    obstacles: Obstacles,
    traffic: Traffic,
) -> dict[LinkKey, Box]:
    """Place the label of every link that has one; those with the least room choose first."""
    wanted = [key for key, link in links.items() if link.label is not None]
    wanted.sort(key=lambda key: (_length(lines[key]), key))
    placed: dict[LinkKey, Box] = {}
    taken = Obstacles({})
    for key in wanted:
        size = links[key].label
        if size is None:
            continue
        best: tuple[float, Box] | None = None
        for price, box in _spots(lines[key], size):
            if best is not None and price >= best[0]:
                continue
            cost = price
            inner = (box.x, box.y, box.right, box.bottom)
            if obstacles.hit(*inner):
                cost += ON_CARD
            if taken.hit(*inner):
                cost += ON_LABEL
            cost += ON_LINE * traffic.touching(box, key)
            if best is None or cost < best[0]:
                best = cost, box
        if best is not None:
            placed[key] = best[1]
            taken.add("/".join(key), best[1], 4.0)
    return placed


def _spots(line: Sequence[Point], size: Size) -> Iterator[tuple[float, Box]]:
    """Yield places for a label along its line with their price: level pieces with room first, near the source."""
    walked = 0.0
    for i, (a, b) in enumerate(pairwise(line)):
        level = a.y == b.y
        length = abs(a.x - b.x) + abs(a.y - b.y)
        extent = size.width if level else size.height
        margin = HEAD if i == len(line) - 2 else BEFORE
        room = length - extent - BEFORE - margin
        crowded = OVER_BEND if room < 0 else 0.0
        for part in (0.5,) if room < 16 else (0.5, 0.0, 0.25, 0.75, 1.0):
            place = BEFORE + extent / 2 + room * part if room >= 0 else length / 2
            centre = Point(a.x + (b.x - a.x) * place / length, a.y + (b.y - a.y) * place / length)
            price = crowded + (0.0 if level else UPRIGHT) + FAR * (walked + place) + 10 * abs(part - 0.5)
            yield price, Box.around(centre, size)
        walked += length


def _length(line: Sequence[Point]) -> float:
    return sum(abs(a.x - b.x) + abs(a.y - b.y) for a, b in pairwise(line))
