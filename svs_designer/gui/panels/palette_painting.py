"""How the palette's rows look: cards for activities, chips for practices, two lines for what a search finds."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from svs_designer.gui.appearance import Appearance
from svs_designer.gui.panels.palette_entries import Entry
from svs_designer.gui.panels.palette_rows import ROW_ROLE, Index, Row

MARGIN = 12
BAND = 5
_HEIGHTS = {"section": 34, "group": 28, "activity": 42, "practice": 29, "result": 48, "nothing": 48}
_ICON = 16


class PaletteDelegate(QStyledItemDelegate):
    """Paint the palette's rows from the theme of now."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance)
        self._appearance = appearance

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a row's height; rows are as wide as the list."""
        row: Row = index.data(ROW_ROLE)
        return QSize(option.rect.width(), _HEIGHTS[row.kind])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row: Row = index.data(ROW_ROLE)
        brush = RowPainter(painter, self._appearance, option.font)
        brush.is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        brush.is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        brush.row(row, option.rect)
        painter.restore()


class RowPainter:
    """Paints rows with one painter."""

    def __init__(self, painter: QPainter, appearance: Appearance, font: QFont) -> None:
        self.painter = painter
        self.appearance = appearance
        self.font = font
        self.is_hovered = False
        self.is_current = False

    def row(self, row: Row, rect: QRect) -> None:
        """Paint a row into its rectangle."""
        inner = rect.adjusted(MARGIN, 0, -MARGIN, 0)
        match row.kind:
            case "section":
                self.text(inner.adjusted(2, 10, 0, 0), row.text, "dim", self._font(11, QFont.Weight.DemiBold))
            case "group":
                self._group(row, inner)
            case "activity" if row.entry:
                self.card(row.entry, inner.adjusted(0, 3, 0, -3))
            case "practice" if row.entry:
                self.chip(row.entry.name, inner.adjusted(8, 3, 0, -3))
            case "result" if row.entry:
                self._result(row.entry, rect.adjusted(6, 1, -6, -1))
            case _:
                self.text(inner, row.text, "dim", self._font(12))

    def card(self, entry: Entry, rect: QRect) -> None:
        """Paint an activity as a small card: band, icon and word."""
        box = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(box, 8, 8)
        self.painter.fillPath(shape, self._colour("chip" if self.is_hovered else "card"))
        self.painter.save()
        self.painter.setClipPath(shape)
        self.painter.fillRect(QRectF(box.left(), box.top(), BAND, box.height()), self._colour(entry.colour))
        self.painter.restore()
        self._outline(shape)
        self._icon(entry, QRect(rect.left() + 16, rect.center().y() - 7, _ICON, _ICON))
        self.text(rect.adjusted(42, 0, -8, 0), entry.name, "text", self._font(13, QFont.Weight.Medium))

    def chip(self, name: str, rect: QRect) -> None:
        """Paint a practice as a chip as wide as its name."""
        font = self._font(12)
        width = min(QFontMetrics(font).horizontalAdvance(name) + 26, rect.width())
        box = QRectF(rect.left() + 0.5, rect.top() + 0.5, width - 1, rect.height() - 1)
        shape = QPainterPath()
        shape.addRoundedRect(box, box.height() / 2, box.height() / 2)
        self.painter.fillPath(shape, self._colour("hairline" if self.is_hovered else "chip"))
        if self.is_current:
            self._outline(shape)
        self.text(box.toRect().adjusted(12, 0, -10, 0), name, "text", font)

    def _group(self, row: Row, rect: QRect) -> None:
        arrow = QRect(rect.left(), rect.center().y() - 6, 14, 14)
        self.appearance.icon("chevron-down" if row.is_open else "chevron-right", "dim").paint(self.painter, arrow)
        strong = self.is_hovered or self.is_current
        self.text(
            rect.adjusted(18, 0, 0, 0), row.text, "text" if strong else "dim", self._font(12, QFont.Weight.Medium)
        )

    def _result(self, entry: Entry, rect: QRect) -> None:
        if self.is_current or self.is_hovered:
            shape = QPainterPath()
            shape.addRoundedRect(QRectF(rect), 6, 6)
            self.painter.fillPath(shape, self._colour("chip" if self.is_current else "field"))
        self._icon(entry, QRect(rect.left() + 10, rect.top() + 8, _ICON, _ICON))
        words = rect.adjusted(36, 5, -8, -5)
        top, foot = QRect(words), QRect(words)
        top.setHeight(words.height() // 2)
        foot.setTop(top.bottom())
        self.text(top, entry.name, "text", self._font(13, QFont.Weight.Medium))
        self.text(foot, entry.summary, "dim", self._font(11))

    def _outline(self, shape: QPainterPath) -> None:
        pen = QPen(self._colour("accent"), 2) if self.is_current else QPen(self._colour("hairline"), 1)
        self.painter.strokePath(shape, pen)

    def _icon(self, entry: Entry, rect: QRect) -> None:
        self.appearance.icon(entry.icon, entry.colour).paint(self.painter, rect)

    def text(self, rect: QRect, words: str, role: str, font: QFont) -> None:
        """Paint one line of text, cut with an ellipsis where it is too long."""
        self.painter.setFont(font)
        self.painter.setPen(self._colour(role))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        self.painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _font(self, pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        font = QFont(self.font)
        font.setPixelSize(pixels)
        font.setWeight(weight)
        return font

    def _colour(self, role: str) -> QColor:
        return self.appearance.colour(role)


def drag_picture(entry: Entry, appearance: Appearance, font: QFont, *, ratio: float) -> QPixmap:
    """Return what hangs on the pointer while an entry is dragged: a card, or a chip for a practice."""
    is_chip = entry.item.kind == "practice"
    chip_font = QFont(font)
    chip_font.setPixelSize(12)
    size = QSize(QFontMetrics(chip_font).horizontalAdvance(entry.name) + 28, 24) if is_chip else QSize(176, 36)
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    brush = RowPainter(painter, appearance, font)
    if is_chip:
        brush.chip(entry.name, QRect(0, 0, size.width(), size.height()))
    else:
        brush.card(entry, QRect(0, 0, size.width(), size.height()))
    painter.end()
    return pixmap
