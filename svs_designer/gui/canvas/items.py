"""The items of the canvas: one for a card, one for a connector, each painting itself. No child items, no effects."""

from math import hypot
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from svs_designer.drawing.figures import Connector, Figure, FigureKind, Sketch
from svs_designer.drawing.geometry import Box, Point
from svs_designer.drawing.marks import Mark
from svs_designer.gui.canvas.look import BADGE, LARGEST_BADGE, Look
from svs_designer.qtpaint.painting import Painting

TITLE_ONLY = 0.4
"""Below this zoom a card shows its title alone; below `overview.FAR` one layer paints everything."""
MARGIN = 14.0
"""What a card paints around itself: ring, handle, badge, pin."""
HANDLE = 9.0
OUTSIDE = 3.0
"""How far the ring keeps from a pill, whose dark ground would swallow it."""
Z = {FigureKind.NOTE: 1.5}
LINK_Z, CARD_Z, BADGED_LINK_Z, CHOSEN_Z, CHOSEN_LINK_Z, LIFTED_Z = 0.0, 1.0, 1.6, 1.8, 2.0, 3.0
"""What lies over what. A link with a badge lies over cards: on a stream nobody has tidied one could hide the badge."""


class Dress(NamedTuple):
    """What an item wears for the moment, apart from what it shows; `tint` is the role of a coloured ring.

    `alone` tells that nothing else is chosen: only then does a handle ask to go on from here.
    """

    chosen: bool = False
    alone: bool = False
    hovered: bool = False
    tint: str = ""
    badge: str = ""
    pinned: bool = False


class _Compiled:
    """The marks of one item made ready for painting, kept until they or the theme change."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._made: tuple[tuple[Mark, ...], str, int, Painting] | None = None

    def of(self, marks: tuple[Mark, ...], colour: str = "", level: str = "") -> Painting:
        """Return the painting of marks, strokes in another colour and bolder if one is given.

        Where a rule complains (`level`), the sign of a hand-off shows it.
        """
        made, wanted = self._made, f"{colour} {level}"
        if made is None or made[0] is not marks or made[1] != wanted or made[2] != self._look.revision:
            painting = self._look.painting(marks, colour, 2.0, level=level)
            made = self._made = (marks, wanted, self._look.revision, painting)
        return made[3]


class CardItem(QGraphicsItem):
    """A figure in its place."""

    def __init__(self, look: Look, figure: Figure) -> None:
        """Show a figure; its marks are compiled at the first paint."""
        super().__init__()
        self.key = figure.key
        self.figure = figure
        self.dress = Dress()
        self._look = look
        self._painting = _Compiled(look)
        self._prepared: Painting | None = None
        self._around = _around(figure.sketch)
        self.setZValue(self._rank)
        self.setPos(*figure.at)

    @property
    def sketch(self) -> Sketch:
        """Return how it looks."""
        return self.figure.sketch

    @property
    def spoken(self) -> str:
        """Return what a screen reader says."""
        return self.figure.sketch.spoken

    @property
    def box(self) -> Box:
        """Return where it stands now, also in the middle of a drag."""
        return Box.at(Point(self.x(), self.y()), self.sketch.size)

    def show_figure(self, figure: Figure) -> None:
        """Show a later figure of the same key; only what differs is repainted."""
        old, self.figure = self.figure, figure
        if figure.sketch is not old.sketch:
            if figure.sketch.size != old.sketch.size:
                self.prepareGeometryChange()
                self._around = _around(figure.sketch)
            self.update()
        if (self.x(), self.y()) != tuple(figure.at):
            self.setPos(*figure.at)

    def wear(self, **changes: bool | str) -> None:
        """Change what it wears."""
        dress = self.dress._replace(**changes)  # type: ignore[arg-type]  # NamedTuple types each field apart
        if dress != self.dress:
            if dress.chosen != self.dress.chosen:
                self.setZValue(CHOSEN_Z if dress.chosen else self._rank)
            self.dress = dress
            self.update()

    def lift(self, *, lifted: bool) -> None:
        """Raise it above everything while it is dragged, and lower it again."""
        self.setZValue(LIFTED_Z if lifted else CHOSEN_Z if self.dress.chosen else self._rank)

    @property
    def _rank(self) -> float:
        return Z.get(self.sketch.kind, CARD_Z)

    def boundingRect(self) -> QRectF:
        """Return the space it paints on."""
        return self._around

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Paint the figure in the detail that can be read, and what it wears."""
        zoom = painter.worldTransform().m11()
        painting = self._painting.of(self.sketch.marks)
        if zoom < TITLE_ONLY or not self._is_affordable():
            painting.paint_coarse(painter)
        else:
            painting.paint(painter)
            self._prepared = painting
        self._paint_dress(painter, zoom)

    def _is_affordable(self) -> bool:
        """Tell whether a frame has time to prepare all details; where not, a later frame shows them."""
        if self._prepared is self._painting.of(self.sketch.marks) or self._look.has_time():
            return True
        self._look.postpone(self)
        return False

    def _paint_dress(self, painter: QPainter, zoom: float) -> None:
        look, dress = self._look, self.dress
        width, height = self.sketch.size
        ring = dress.tint or ("accent" if dress.chosen else "")
        if ring:
            painter.setPen(look.pen(ring, 2.0 if zoom > TITLE_ONLY else 2.0 / zoom))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            solid = self.sketch.kind in {FigureKind.DEMAND, FigureKind.VALUE}
            away = OUTSIDE if solid else 0.0
            radius = height / 2 + away if solid else 10.0
            painter.drawRoundedRect(QRectF(-away, -away, width + 2 * away, height + 2 * away), radius, radius)
        if dress.pinned and zoom >= TITLE_ONLY:
            look.paint_pin(painter, QPointF(6, 0))
        if dress.badge:
            look.paint_badge(painter, QPointF(width - 16, 16) if self._roomy else QPointF(width - 8, 4), dress.badge)
        if self.shows_handle and zoom >= TITLE_ONLY:
            look.paint_handle(painter, QPointF(width, height / 2), HANDLE)

    @property
    def shows_handle(self) -> bool:
        """Tell whether the + is there to be taken."""
        return has_handle(self.sketch.kind) and (self.dress.alone or self.dress.hovered)

    @property
    def _roomy(self) -> bool:
        return self.sketch.kind is FigureKind.STEP


class ConnectorItem(QGraphicsItem):
    """A link along its route."""

    def __init__(self, look: Look, connector: Connector) -> None:
        """Show a connector."""
        super().__init__()
        self.key = connector.key
        self.connector = connector
        self.dress = Dress()
        self._look = look
        self._painting = _Compiled(look)
        self._around = _space(connector)
        self.setZValue(LINK_Z)

    def show_connector(self, connector: Connector) -> None:
        """Show a later connector of the same key."""
        if connector is self.connector:
            return
        around = _space(connector)
        if around != self._around:
            self.prepareGeometryChange()
        self.connector, self._around = connector, around
        self.update()

    @property
    def spoken(self) -> str:
        """Return what a screen reader says."""
        return self.connector.spoken

    def wear(self, **changes: bool | str) -> None:
        """Change what it wears."""
        dress = self.dress._replace(**changes)  # type: ignore[arg-type]  # NamedTuple types each field apart
        if dress != self.dress:
            self.dress = dress
            self.setZValue(CHOSEN_LINK_Z if dress.chosen else BADGED_LINK_Z if dress.badge else LINK_Z)
            self.update()

    def boundingRect(self) -> QRectF:
        """Return the space it paints on."""
        return self._around

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Paint the line, its label and what it wears."""
        look, dress = self._look, self.dress
        colour = dress.tint or ("accent" if dress.chosen or dress.hovered else "")
        painting = self._painting.of(self.connector.marks, colour, dress.badge)
        if painter.worldTransform().m11() < TITLE_ONLY:
            painting.paint_coarse(painter)
        else:
            painting.paint(painter)
        if dress.chosen:
            look.paint_grip(painter, QPointF(*self.connector.points[-1]))
        if dress.badge:
            look.paint_badge(painter, QPointF(*self._badge_at), dress.badge)

    def badge_contains(self, at: Point) -> bool:
        """Tell whether a point of the scene is on the badge that the link wears."""
        centre = self._badge_at
        return bool(self.dress.badge) and hypot(at.x - centre.x, at.y - centre.y) <= LARGEST_BADGE

    @property
    def _badge_at(self) -> Point:
        place = middle(self.connector)
        return Point(place.x, place.y - BADGE)


def has_handle(kind: FigureKind) -> bool:
    """Tell whether links can leave an element of a kind."""
    return kind in {FigureKind.STEP, FigureKind.DEMAND, FigureKind.VALUE}


def middle(connector: Connector) -> Point:
    """Return where the label stands, else the middle of the longest stretch of the line."""
    if connector.label:
        return Point(connector.label.centre.x, connector.label.y)
    stretches = zip(connector.points, connector.points[1:], strict=False)
    one, other = max(stretches, key=lambda ends: abs(ends[0].x - ends[1].x) + abs(ends[0].y - ends[1].y))
    return Point((one.x + other.x) / 2, (one.y + other.y) / 2)


def _around(sketch: Sketch) -> QRectF:
    return QRectF(-MARGIN, -MARGIN, sketch.size.width + 2 * MARGIN, sketch.size.height + 2 * MARGIN)


def _space(connector: Connector) -> QRectF:
    xs, ys = zip(*connector.points, strict=True)
    space = QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    if connector.label:
        space = space.united(QRectF(*connector.label))
    return space.adjusted(-MARGIN, -MARGIN - BADGE, MARGIN, MARGIN)
