"""The product's own layout: columns, bands and rows for a flow. Pure geometry."""

from svs_designer.drawing.layout.arrange import arrange
from svs_designer.drawing.layout.nodes import LayoutEdge, LayoutNode

__all__ = ["LayoutEdge", "LayoutNode", "arrange"]
