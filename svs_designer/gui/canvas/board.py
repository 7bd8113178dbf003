"""The board: the scene that shows a picture, item by item, and finds what lies under the pointer."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from svs_designer.drawing.figures import LinkKey, Picture
from svs_designer.drawing.geometry import Box, Point
from svs_designer.gui.canvas.hits import NOTHING, Card, Hit, Part, hit_card, hit_line
from svs_designer.gui.canvas.items import (
    CardItem,
    ConnectorItem,
    has_handle,
)
from svs_designer.gui.canvas.look import Look
from svs_designer.gui.canvas.overview import FAR, MANY, Overview
from svs_designer.gui.selection import Selection

DOT_SPACING = 24
RING = 2.0
"""Pixels of the ring around what is selected."""


class Board(QGraphicsScene):
    """One item for each figure and connector, kept by key and changed only where the picture changed."""

    def __init__(self, look: Look) -> None:
        """Begin empty."""
        super().__init__()
        self.look = look
        self.picture: Picture | None = None
        self.cards: dict[str, CardItem] = {}
        self.connectors: dict[LinkKey, ConnectorItem] = {}
        self._overview = Overview(look)
        self._overview_current = False
        self._zoom = 1.0
        self._far = False
        self._chosen = Selection("")
        self._hovered: CardItem | ConnectorItem | None = None
        self._pointed = ""
        self._badges: Mapping[str | LinkKey, str] = {}
        self._pinned: frozenset[str] = frozenset()

    # -- content

    def show_picture(self, picture: Picture, pinned: Iterable[str] = ()) -> None:
        """Show a picture: add what is new, remove what is gone, change what is another object."""
        self._remove(self.cards.keys() - picture.figures.keys(), self.connectors.keys() - picture.connectors.keys())
        self._pinned = frozenset(pinned)
        for link, connector in picture.connectors.items():
            line = self.connectors.get(link)
            if line is None:
                line = self.connectors[link] = ConnectorItem(self.look, connector)
                self._add(line)
                line.wear(chosen=link in self._chosen.links, badge=self._badges.get(link, ""))
            else:
                line.show_connector(connector)
        for key, figure in picture.figures.items():
            card = self.cards.get(key)
            if card is None:
                card = self.cards[key] = CardItem(self.look, figure)
                self._add(card)
                alone = key == self._chosen.only_element
                card.wear(chosen=key in self._chosen.elements, alone=alone, badge=self._badges.get(key, ""))
            else:
                card.show_figure(figure)
            card.wear(pinned=key in self._pinned)
        self.picture = picture
        self._overview_current = False
        self._settle_distance()
        if self._far:
            self._refresh_overview()

    def _add(self, item: QGraphicsItem) -> None:
        item.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents, self._far)
        self.addItem(item)

    def _remove(self, cards: Iterable[str], connectors: Iterable[LinkKey]) -> None:
        gone: list[CardItem | ConnectorItem] = [self.cards.pop(key) for key in cards]
        gone += [self.connectors.pop(key) for key in connectors]
        for item in gone:
            if item is self._hovered:
                self._hovered = None
            self.removeItem(item)

    # -- what items wear

    def show_selection(self, selection: Selection) -> None:
        """Mark what is selected."""
        before, self._chosen = self._chosen, selection
        elements, links = set(selection.elements), set(selection.links)
        alone = selection.only_element
        for key in elements.union(before.elements) & self.cards.keys():
            self.cards[key].wear(chosen=key in elements, alone=key == alone)
        for link in links.union(before.links) & self.connectors.keys():
            self.connectors[link].wear(chosen=link in links)
        if self._far:
            self.update()

    def show_badges(self, badges: Mapping[str | LinkKey, str]) -> None:
        """Show the level of the worst finding on cards and links."""
        self._badges = badges
        for card in self.cards.values():
            card.wear(badge=badges.get(card.key, ""))
        for line in self.connectors.values():
            line.wear(badge=badges.get(line.key, ""))

    def show_hover(self, hit: Hit) -> None:
        """Show what the pointer is over."""
        item = self.item_of(hit)
        if item is not self._hovered:
            if self._hovered:
                self._hovered.wear(hovered=False)
            self._hovered = item
            if item:
                item.wear(hovered=True)

    def show_pointed(self, element: str) -> None:
        """Ring the element that another view points at, and none before it."""
        before, self._pointed = self._pointed, element
        for key, tint in ((before, ""), (element, "accent")):
            if card := self.cards.get(key):
                card.wear(tint=tint)
        if self._far:
            self.update()

    def item_of(self, hit: Hit) -> CardItem | ConnectorItem | None:
        """Return the item that was hit."""
        return self.cards.get(hit.element) or (self.connectors.get(hit.link) if hit.link else None)

    def renew_look(self) -> None:
        """Paint everything anew in another theme."""
        self.look.renew()
        self.update()

    # -- while something is dragged

    def lift(self, keys: Iterable[str], *, lifted: bool) -> None:
        """Raise cards above the others while they are dragged, and lower them again."""
        for key in keys:
            if card := self.cards.get(key):
                card.lift(lifted=lifted)
                card.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents, self._far and not lifted)

    def restore(self) -> None:
        """Put everything back to where the picture has it."""
        if self.picture:
            for card in self.cards.values():
                card.show_figure(card.figure)
            for line in self.connectors.values():
                line.setVisible(True)

    # -- from far away

    def set_zoom(self, zoom: float) -> None:
        """Choose between items and the overview."""
        self._zoom = zoom
        self._settle_distance()

    def _settle_distance(self) -> None:
        """Leave it to the overview to paint many cards from far away; a few are painted as they are."""
        far = self._zoom < FAR and len(self.cards) > MANY
        if far == self._far:
            return
        self._far = far
        for item in (*self.cards.values(), *self.connectors.values()):
            item.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents, far)
        if far:
            self._refresh_overview()
        self.update()

    def _refresh_overview(self) -> None:
        if self.picture and not self._overview_current:
            self._overview.show_picture(self.picture)
            self._overview_current = True
            self.update()

    def paint_ground(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint what lies below the items: ground, dots at 100 %, the overview from far away."""
        self.look.begin_frame()
        painter.fillRect(exposed, self.look.brush("canvas"))
        zoom = painter.worldTransform().m11()
        if self._far:
            self._overview.paint(painter, exposed, zoom)
            self._paint_rings(painter)
        elif zoom == 1.0:
            self._paint_dots(painter, exposed)

    def _paint_rings(self, painter: QPainter) -> None:
        """Mark what is selected or pointed at, from far away."""
        ringed = {*self._chosen.elements, self._pointed}
        painter.setPen(self.look.pen("accent", RING / painter.worldTransform().m11()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRects([QRectF(*self.cards[key].box) for key in ringed if key in self.cards])

    def _paint_dots(self, painter: QPainter, exposed: QRectF) -> None:
        # A tile is painted in a blink; the 2,800 single dots of a window take 8 ms.
        painter.setBrushOrigin(0, 0)
        painter.fillRect(exposed, self.look.dots(DOT_SPACING, painter.device().devicePixelRatio()))

    # -- finding

    def hit(self, at: QPointF, scale: float) -> Hit:
        """Return what lies at a point of the scene; cards are above lines, except for the end of a chosen line."""
        point, reach = Point(at.x(), at.y()), 12.0 / scale
        near = self.items(
            QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach),
            Qt.ItemSelectionMode.IntersectsItemBoundingRect,
            Qt.SortOrder.DescendingOrder,
        )
        links = [item for item in near if isinstance(item, ConnectorItem)]
        line = hit_line(point, [item.connector for item in links], scale, grips=frozenset(self._chosen.links))
        if line.part is Part.END:
            return line
        card = hit_card(point, [_target(item) for item in near if isinstance(item, CardItem)], scale)
        if card != NOTHING or line != NOTHING:
            return line if card == NOTHING else card
        return next((Hit(Part.LINE, link=item.key) for item in links if item.badge_contains(point)), NOTHING)

    def boxes_near(self, area: Box) -> dict[str, Box]:
        """Return where the cards stand that touch an area."""
        near = self.items(QRectF(*area), Qt.ItemSelectionMode.IntersectsItemBoundingRect)
        return {item.key: item.box for item in near if isinstance(item, CardItem)}

    def line_at(self, at: Point, scale: float) -> LinkKey | None:
        """Return the link whose line lies at a point, even below a card."""
        reach = 12.0 / scale
        area = QRectF(at.x - reach, at.y - reach, 2 * reach, 2 * reach)
        near = self.items(area, Qt.ItemSelectionMode.IntersectsItemBoundingRect)
        lines = [item.connector for item in near if isinstance(item, ConnectorItem)]
        return hit_line(at, lines, scale, grips=frozenset()).link

    def within(self, area: QRectF) -> tuple[tuple[str, ...], tuple[LinkKey, ...]]:
        """Return the elements that touch an area, and the links that lie in it whole."""
        box = Box(area.x(), area.y(), area.width(), area.height())
        near = self.items(area, Qt.ItemSelectionMode.IntersectsItemBoundingRect)
        keys = {item.key for item in near if isinstance(item, CardItem) and item.box.intersects(box)}
        lines = {
            item.key
            for item in near
            if isinstance(item, ConnectorItem) and all(box.contains(point) for point in item.connector.points)
        }
        return tuple(key for key in self.cards if key in keys), tuple(k for k in self.connectors if k in lines)


def _target(item: CardItem) -> Card:
    return Card(item.key, item.box, opens=has_handle(item.sketch.kind), handle=item.shows_handle)
