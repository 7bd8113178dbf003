"""Where the labels of connectors lie: on their own line, off the cards, off each other, off other lines."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from svs_designer.drawing.geometry import Box, Point, Size
from svs_designer.drawing.routing.links import LinkKey, RouteLink
from svs_designer.drawing.routing.obstacles import Obstacles
from svs_designer.drawing.routing.traffic import Traffic

ON_CARD, ON_LABEL, ON_LINE, OVER_BEND, UPRIGHT, ASIDE = 10_000.0, 4_000.0, 500.0, 120.0, 60.0, 30.0
BEFORE, HEAD = 14.0, 18.0
"""Bare line kept before a label and, with the arrow head, after it."""
FAR = 0.15


class Labels:
    """The labels placed so far."""

    def __init__(self, cards: Obstacles) -> None:
        self.boxes: dict[LinkKey, Box] = {}
        self.taken = Obstacles({})
        self._cards = cards

    def place(
        self, links: Mapping[LinkKey, RouteLink], lines: Mapping[LinkKey, Sequence[Point]], traffic: Traffic
    ) -> None:
        """Place the label of every link that has one and lies nowhere yet; those with the least room choose first."""
        wanted = [(_length(lines[key]), key) for key, link in links.items() if link.label and key not in self.boxes]
        for _, key in sorted(wanted):
            size = links[key].label
            if size is not None:
                self.boxes[key] = box = self._best(lines[key], size, key, traffic)
                self.taken.add("\n".join(key), box, 3.0)

    def _best(self, line: Sequence[Point], size: Size, key: LinkKey, traffic: Traffic) -> Box:
        best, chosen = float("inf"), Box.around(line[0], size)
        for price, box in _spots(line, size):
            if price >= best:
                continue
            inner = (box.x, box.y, box.right, box.bottom)
            cost = price + ON_LINE * traffic.touching(box, key)
            cost += ON_CARD if self._cards.hit(*inner) else 0.0
            cost += ON_LABEL if self.taken.hit(*inner) else 0.0
            if cost < best:
                best, chosen = cost, box
        return chosen


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
            box = Box.around(centre, size)
            yield price, box
            if not level and size.width > 4 * BEFORE:
                aside = size.width / 2 - BEFORE
                yield price + ASIDE, box.moved(aside, 0)
                yield price + ASIDE, box.moved(-aside, 0)
        walked += length


def _length(line: Sequence[Point]) -> float:
    return sum(abs(a.x - b.x) + abs(a.y - b.y) for a, b in pairwise(line))
