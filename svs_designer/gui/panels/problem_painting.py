"""How a finding looks in a list: dot, rule, place, message, and its fix as a link at the end."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from svs_designer.gui.appearance import Appearance
from svs_designer.gui.panels.problem_rows import FINDING_ROLE, PLACE_ROLE, Index
from svs_designer.rules.finding import Finding

HEIGHT = 32
_RULE_WIDTH = 62
_PLACE_SHARE = 0.24


class ProblemDelegate(QStyledItemDelegate):
    """Paint findings from the theme of now."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance)
        self._appearance = appearance

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Return a row's height; rows are as wide as the list."""
        return QSize(option.rect.width(), HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one finding."""
        finding: Finding = index.data(FINDING_ROLE)
        colour = self._appearance.colour
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_current or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("chip" if is_current else "field"))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(4, 1, -4, -1), 6, 6)
        inner = option.rect.adjusted(16, 0, -16, 0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(finding.level))
        painter.drawEllipse(QRectF(inner.left(), inner.center().y() - 4.5, 10, 10))
        fix = fix_rect(option.rect, option.font, finding)
        rule = QRect(inner.left() + 20, inner.top(), _RULE_WIDTH, inner.height())
        place = QRect(rule.right() + 8, inner.top(), min(round(inner.width() * _PLACE_SHARE), 240), inner.height())
        message = QRect(place.right() + 12, inner.top(), fix.left() - place.right() - 24, inner.height())
        self._text(painter, rule, finding.rule, finding.level, _font(option.font, 11, QFont.Weight.DemiBold))
        self._text(painter, place, index.data(PLACE_ROLE), "text", _font(option.font, 12, QFont.Weight.DemiBold))
        self._text(painter, message, finding.message, "text" if is_current else "dim", _font(option.font, 12))
        if finding.is_fixable:
            self._text(painter, fix, fix_text(finding), "accent", _link_font(option.font))
        painter.restore()

    def _text(self, painter: QPainter, rect: QRect, words: str, role: str, font: QFont) -> None:
        painter.setFont(font)
        painter.setPen(self._appearance.colour(role))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def fix_text(finding: Finding) -> str:
    """Return the words of the link at the end of a row."""
    return "Fix…" if len(finding.fixes) > 1 else finding.fixes[0].title if finding.fixes else ""


def fix_rect(row: QRect, font: QFont, finding: Finding) -> QRect:
    """Return where in a row the link to its fix stands; it is empty, at the right edge, where there is none."""
    width = min(QFontMetrics(_link_font(font)).horizontalAdvance(fix_text(finding)) + 4, row.width() // 4)
    return QRect(row.right() - 16 - width, row.top(), width, row.height())


def _link_font(font: QFont) -> QFont:
    return _font(font, 12, QFont.Weight.DemiBold)


def _font(base: QFont, pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFont(base)
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font
