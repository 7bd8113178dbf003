"""Cells of an mxGraph model: shapes, parts of shapes and connectors, as XML elements."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence

from svs_designer.drawing.geometry import Box, Point

LAYER = "1"
Style = Mapping[str, str | float]


def shape(key: str, label: str, box: Box, style: Style, properties: Mapping[str, str]) -> ET.Element:
    """Make a shape with custom properties, which draw.io shows under Edit Data."""
    element = ET.Element("UserObject", {"label": label, **properties, "id": key})
    cell = ET.SubElement(element, "mxCell", {"style": text_of(style), "vertex": "1", "parent": LAYER})
    _geometry(cell, box)
    return element


def part(key: str, host: str, label: str, box: Box, style: Style) -> ET.Element:
    """Make a part of a shape: it moves with it, and a click on it selects the whole."""
    style = {**style, "part": 1, "connectable": 0, "editable": 0}
    cell = ET.Element("mxCell", {"id": key, "value": label, "style": text_of(style), "vertex": "1", "parent": host})
    _geometry(cell, box)
    return cell


def connector(
    key: str, label: str, ends: tuple[str, str], way: tuple[Sequence[Point], float], style: Style
) -> ET.Element:
    """Make a connector glued to two shapes: its corners on the way, and where its label stands, -1 to 1."""
    corners, label_at = way
    attributes = {"style": text_of(style), "edge": "1", "parent": LAYER, "source": ends[0], "target": ends[1]}
    cell = ET.Element("mxCell", {"id": key, "value": label, **attributes})
    place = {"x": number(label_at)} if label else {}
    geometry = ET.SubElement(cell, "mxGeometry", {**place, "relative": "1", "as": "geometry"})
    if corners:
        points = ET.SubElement(geometry, "Array", {"as": "points"})
        for x, y in corners:
            ET.SubElement(points, "mxPoint", {"x": number(x), "y": number(y)})
    return cell


def text_of(style: Style) -> str:
    """Return a style as draw.io writes it."""
    return "".join(f"{key}={value if isinstance(value, str) else number(value)};" for key, value in style.items())


def number(value: float) -> str:
    """Return a number without needless digits."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _geometry(cell: ET.Element, box: Box) -> None:
    sides = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    ET.SubElement(cell, "mxGeometry", {**{key: number(value) for key, value in sides.items()}, "as": "geometry"})
