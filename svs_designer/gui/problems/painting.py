"""How problems look in a list: headings with a count, findings in as many lines as their words need, up to four."""

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QGuiApplication, QIcon, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from svs_designer.gui.appearance import Appearance
from svs_designer.gui.problems.grouping import Group, Listed
from svs_designer.gui.problems.mass_fix import MassFix
from svs_designer.gui.problems.rows import GROUP_ROLE, ITEM_ROLE, WAYS_ROLE, Index
from svs_designer.gui.problems.rule_words import accepted_words
from svs_designer.rules.finding import Finding

HEADING = 30
LINE, PADDING = 17, 6
NOTE = 16
"""The height of the line that tells who accepted a finding, and why."""
MOST_LINES = 4
MARGIN, DOT, ARROW = 12, 8, 14
RULE = 46
WIDE = 640
"""A row at least this wide says what its fix does, a narrower one only that there is one."""
_TEXT, _SMALL = 12, 11


class Parts(NamedTuple):
    """Where the parts of a finding stand in its row; the rule's is empty where the heading says it."""

    rule: QRect
    words: QRect
    fix: QRect


class ProblemDelegate(QStyledItemDelegate):
    """Paint the rows of a list of problems from the theme of now."""

    def __init__(self, appearance: Appearance, view: QTreeView) -> None:
        super().__init__(view)
        self._appearance = appearance
        self._view = view
        self._arrows = {is_open: appearance.icon(f"chevron-{name}", "dim") for is_open, name in _ARROWS.items()}

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a row's height; rows are as wide as the list."""
        width = self._view.viewport().width()
        item: Listed | None = index.data(ITEM_ROLE)
        return QSize(width, HEADING if item is None else _height(*_measured(item, index, width)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        brush = _Brush(painter, self._appearance, option)
        brush.ground()
        if index.data(ITEM_ROLE) is None:
            brush.heading(index, self._arrows[self._view.isExpanded(index)])
        else:
            brush.finding(index)
        painter.restore()


class _Brush:
    """Paints the parts of one row."""

    def __init__(self, painter: QPainter, appearance: Appearance, option: QStyleOptionViewItem) -> None:
        self._painter = painter
        self._appearance = appearance
        self._rect: QRect = option.rect
        self._is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        self._is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)

    def ground(self) -> None:
        """Paint what shows the current row and the one below the mouse."""
        if self._is_current or self._is_hovered:
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(self._appearance.colour("chip" if self._is_current else "field"))
            self._painter.drawRoundedRect(QRectF(self._rect).adjusted(4, 1, -4, -1), 6, 6)

    def heading(self, index: Index, arrow: QIcon) -> None:
        """Paint a group: arrow, level, rule, name and count, and the fix for all of it."""
        group: Group = index.data(GROUP_ROLE)
        rect = self._rect
        arrow.paint(self._painter, QRect(rect.left() + MARGIN - 2, rect.center().y() - ARROW // 2 + 1, ARROW, ARROW))
        left = rect.left() + MARGIN + ARROW + 6
        if not group.is_accepted:
            self._dot(left, rect.center().y() + 0.5, group.level)
            left += DOT + 8
        link = heading_link(rect, index)
        for words, role, font in _heading_words(group):
            room = QRect(left, rect.top(), max(0, link.left() - left - 12), rect.height())
            left += self._text(room, words, role, font) + 8
        self._text(link, heading_link_words(index), "accent", _font(_TEXT, bold=True))

    def finding(self, index: Index) -> None:
        """Paint a finding: level, rule, what is wrong and what to do, and its fix."""
        item: Listed = index.data(ITEM_ROLE)
        finding, parts = item.finding, parts_of(self._rect, index)
        quiet = finding.accepted is not None
        middle = self._rect.top() + PADDING + LINE / 2
        self._dot(self._rect.left() + MARGIN + (ARROW - DOT) / 2 - 2, middle, finding.level, is_hollow=quiet)
        self._text(parts.rule, finding.rule, "dim" if quiet else finding.level, _font(_SMALL, bold=True))
        self._words(parts.words, item.words, finding)
        self._text(parts.fix, fix_words(finding, self._rect.width()), "accent", _font(_TEXT, bold=True))

    def _words(self, rect: QRect, text: str, finding: Finding) -> None:
        """Paint what is wrong, and in a calmer colour what to do about it."""
        advice = text.rfind(": ") + 1 or len(text)
        font = _font(_TEXT)
        told = "dim" if finding.accepted else "text"
        for number, (first, end) in enumerate(lines(text, rect.width())[:MOST_LINES]):
            is_last = number == MOST_LINES - 1
            # A whole line is as wide as its room, to the fraction of a pixel: it must not be cut for rounding.
            line = QRect(rect.left(), rect.top() + number * LINE, rect.width() + (0 if is_last else 4), LINE)
            shown = text[first:] if is_last else text[first:end].rstrip()
            turn = max(0, advice - first)
            before, after = shown[:turn], shown[turn:]
            taken = self._text(line, before, told, font)
            self._text(line.adjusted(taken, 0, 0, 0), after, "dim", font)
        if finding.accepted:
            note = QRect(rect.left(), self._rect.bottom() - PADDING - NOTE + 1, rect.width(), NOTE)
            self._text(note, accepted_words(finding), "text", _font(_SMALL))

    def _dot(self, left: float, middle: float, role: str, *, is_hollow: bool = False) -> None:
        colour = self._appearance.colour("dim" if is_hollow else role)
        self._painter.setPen(colour)
        self._painter.setBrush(Qt.BrushStyle.NoBrush if is_hollow else colour)
        self._painter.drawEllipse(QRectF(left, middle - DOT / 2, DOT, DOT))

    def _text(self, rect: QRect, words: str, role: str, font: QFont) -> int:
        """Paint words on one line, cut where the room ends; return the width they take."""
        if not words or rect.width() <= 0:
            return 0
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        self._painter.setFont(font)
        self._painter.setPen(self._appearance.colour(role))
        self._painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        return metrics.horizontalAdvance(shown)


def parts_of(row: QRect, index: Index) -> Parts:
    """Return where the parts of a finding stand in its row."""
    _, rule, fix, _, width = _measured(index.data(ITEM_ROLE), index, row.width())
    begin, end, taken = _room(rule, fix, width)
    left, top = row.left() + MARGIN + ARROW + 6, row.top() + PADDING
    return Parts(
        QRect(left, top, _rule_width(rule), LINE),
        QRect(row.left() + begin, top, end - begin, max(0, row.height() - 2 * PADDING)),
        QRect(row.right() - MARGIN - taken, top, taken, LINE),
    )


def _measured(item: Listed, index: Index, width: int) -> tuple[str, str, str, bool, int]:
    """Return what the height of a row depends on: words, rule (where it stands in the row), fix, acceptance, width."""
    group: Group = index.data(GROUP_ROLE)
    finding = item.finding
    return item.words, "" if group.rule else finding.rule, fix_words(finding, width), bool(finding.accepted), width


@lru_cache(maxsize=16384)
def _height(words: str, rule: str, fix: str, is_accepted: bool, width: int) -> int:  # noqa: FBT001 (for the cache)
    begin, end, _ = _room(rule, fix, width)
    count = min(MOST_LINES, len(lines(words, end - begin)))
    return count * LINE + 2 * PADDING + (NOTE if is_accepted else 0)


def _room(rule: str, fix: str, width: int) -> tuple[int, int, int]:
    """Return where the words begin and end in a row of some width, and how much the fix takes at its end."""
    begin = MARGIN + ARROW + 6 + (_rule_width(rule) + 8 if rule else 0)
    taken = _link_width(fix, width)
    end = width - MARGIN - (taken + 12 if fix else 0)
    return begin, max(begin + 40, end), taken


def fix_words(finding: Finding, width: int) -> str:
    """Return the words of the link at the end of a finding, as a row of some width has room for them."""
    if finding.accepted:
        return "Withdraw"
    if not finding.fixes:
        return ""
    if len(finding.fixes) > 1:
        return "Fix…"
    return finding.fixes[0].title if width >= WIDE else "Fix"


def heading_link_words(index: Index) -> str:
    """Return the words of the link that mends a whole group; none where nothing does."""
    ways: tuple[MassFix, ...] = index.data(WAYS_ROLE) or ()
    if not ways:
        return ""
    return ways[0].words if len(ways) == 1 else "Fix all…"


def heading_link(row: QRect, index: Index) -> QRect:
    """Return where the link that mends a whole group stands; empty at the right edge without one."""
    taken = _link_width(heading_link_words(index), row.width())
    return QRect(row.right() - MARGIN - taken, row.top(), taken, row.height())


@lru_cache(maxsize=16384)
def lines(text: str, width: int) -> tuple[tuple[int, int], ...]:
    """Return where each line of a text begins and ends when it is set in a width, broken between words.

    Words are measured once each: Qt's own layout takes half a second for two thousand findings at each new width.
    """
    space = _advance(" ")
    found, first, end, taken = [], 0, 0, 0.0
    for word in text.split(" "):
        wide = _advance(word)
        if end > first and taken + wide > width:
            found.append((first, end))
            first, taken = end, 0.0
        end += len(word) + 1
        taken += wide + space
    return (*found, (first, len(text)))


@lru_cache(maxsize=16384)
def _advance(word: str) -> float:
    return QFontMetricsF(_font(_TEXT)).horizontalAdvance(word)


def _heading_words(group: Group) -> tuple[tuple[str, str, QFont], ...]:
    return (
        (group.rule, group.level, _font(_SMALL, bold=True)),
        (group.title, "text", _font(_TEXT, bold=True)),
        (str(len(group.items)), "dim", _font(_TEXT)),
    )


def _rule_width(rule: str) -> int:
    return max(RULE, _width(rule, _SMALL, bold=True)) if rule else 0


def _link_width(words: str, row: int) -> int:
    return min(_width(words, _TEXT, bold=True) + 2, row // 3) if words else 0


def _width(words: str, pixels: int, *, bold: bool = False) -> int:
    return _metrics(pixels, bold).horizontalAdvance(words)


@lru_cache
def _metrics(pixels: int, bold: bool) -> QFontMetrics:  # noqa: FBT001 (a cache knows no keywords)
    return QFontMetrics(_font(pixels, bold=bold))


def _font(pixels: int, *, bold: bool = False) -> QFont:
    font = QFont(QGuiApplication.font())
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


_ARROWS = {True: "down", False: "right"}
