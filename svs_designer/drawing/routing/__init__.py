"""Orthogonal connectors between boxes anywhere on the canvas. Pure geometry."""

from svs_designer.drawing.routing.links import LinkKey, Route, RouteLink
from svs_designer.drawing.routing.router import route

__all__ = ["LinkKey", "Route", "RouteLink", "route"]
