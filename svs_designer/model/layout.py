"""Where things stand on the canvas: drawing data, apart from meaning."""

from typing import Any, NamedTuple

from pydantic import model_validator

from svs_designer.model.base import Part
from svs_designer.model.ids import Id

FARTHEST = 1e6
"""How far from the origin anything stands: a thousand screens."""


class Place(NamedTuple):
    """The top left corner of an element in scene units (1 is a pixel at 100 %); pinned places survive Tidy."""

    x: float
    y: float
    pinned: bool = False

    def within_reach(self) -> "Place":
        """Return the place, or the nearest one that a file takes."""
        x, y = (max(-FARTHEST, min(FARTHEST, each)) for each in (self.x, self.y))
        return self if (x, y) == (self.x, self.y) else Place(x, y, self.pinned)


class StreamLayout(Part):
    """The places of one stream's elements, by element id, in the order of the file."""

    stream: Id
    places: tuple[tuple[str, Place], ...] = ()


class Layout(Part):
    """The places of all streams. In files: `{stream: {element: [x, y], other: [x, y, pinned]}}`."""

    streams: tuple[StreamLayout, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _accept_mapping(cls, value: Any) -> Any:
        if not isinstance(value, dict) or (isinstance(value.get("streams"), tuple) and len(value) == 1):
            return value
        return {
            "streams": tuple(
                StreamLayout(stream=stream, places=tuple((key, _place(key, at)) for key, at in places.items()))
                for stream, places in value.items()
                if isinstance(places, dict)
            )
        }

    def of(self, stream_id: str) -> dict[str, Place]:
        """Return the places of one stream by element id; empty where nothing was placed."""
        return next((dict(layout.places) for layout in self.streams if layout.stream == stream_id), {})


def _place(key: str, at: Any) -> Place:
    match at:
        case [int() | float() as x, int() | float() as y, *rest] if rest in ([], ["pinned"]) and _on_canvas(x, y):
            return Place(float(x), float(y), bool(rest))
    raise ValueError(f"the place of {key!r} is [x, y] or [x, y, pinned], each number within a million")


def _on_canvas(x: float, y: float) -> bool:
    return all(not isinstance(each, bool) and abs(each) <= FARTHEST for each in (x, y))
