"""The list of problems: what mouse and keyboard do on a finding or a heading, and what stays when others come."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeView

from svs_designer.gui.appearance import Appearance
from svs_designer.gui.problems.grouping import ACCEPTED, Group, Identity
from svs_designer.gui.problems.painting import ProblemDelegate, heading_link, parts_of
from svs_designer.gui.problems.rows import FINDING_ROLE, GROUP_ROLE, WAYS_ROLE, ProblemRows
from svs_designer.rules.finding import Finding


class ProblemList(QTreeView):
    """Findings under headings: a click or Enter jumps, the link at the end of a row fixes."""

    jump_asked = Signal(object)
    """A finding whose place is to be shown, and left to the keyboard."""
    show_asked = Signal(object)
    """A finding whose place is to be shown while the keyboard stays here."""
    fixes_asked = Signal(object, QPoint)
    """A finding to be mended, and where on the screen its fixes can be offered."""
    withdraw_asked = Signal(object)
    """An accepted finding that is to count again."""
    ways_asked = Signal(object, QPoint)
    """The ways to mend a whole group, and where on the screen they can be offered."""
    menu_asked = Signal(object, QPoint)
    """The finding or the group that a menu is wanted for, and where."""
    current_changed = Signal(object)

    def __init__(self, rows: ProblemRows, appearance: Appearance) -> None:
        super().__init__()
        self._problem_rows = rows
        self._folded = {ACCEPTED}
        self._left_at: int | None = None
        self._is_unvisited = False
        self._is_settling = False
        self.setModel(rows)
        self.setItemDelegate(ProblemDelegate(appearance, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Problems")
        self.setAccessibleDescription("Enter jumps to the place, F offers the fixes, the menu key everything")
        rows.rowsInserted.connect(self._open_new)
        self.expanded.connect(lambda index: self._folded.discard(index.data(GROUP_ROLE).key))
        self.collapsed.connect(lambda index: self._folded.add(index.data(GROUP_ROLE).key))
        appearance.changed.connect(self.viewport().update)

    # What is shown

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show other findings; current row, scroll position and folded headings stay as far as they can."""
        key = self.current_key()
        anchor = QPersistentModelIndex(self.indexAt(QPoint(0, 0)))
        top, scrolled = self.visualRect(anchor).top(), self.verticalScrollBar().value()
        self._is_settling = True
        if key is not None:
            self._leave(key, groups)
        self._problem_rows.show(groups)
        if key is not None:
            self._return_to(key)
        if scrolled and anchor.isValid():
            self.verticalScrollBar().setValue(scrolled + self.visualRect(anchor).top() - top)
        elif scrolled and key is not None:  # in other groups there is no place to keep but that of the current finding
            self.scrollTo(self.currentIndex())
        self._is_settling = False

    def finding(self) -> Finding | None:
        """Return the current finding; None on a heading."""
        found: Finding | None = self.currentIndex().data(FINDING_ROLE)
        return found

    def current_key(self) -> Identity | None:
        """Return what the current finding is known by."""
        return self._problem_rows.key_at(self.currentIndex())

    def go_to(self, key: Identity) -> bool:
        """Make a finding the current one, under an open heading; tell whether it is shown at all."""
        index = self._problem_rows.index_of(key)
        if index.isValid():
            self.expand(index.parent())
            self.setCurrentIndex(index)
        return index.isValid()

    def begin(self) -> None:
        """Make the first finding the current one, without having visited it: a walk begins there."""
        keys = self._problem_rows.in_order()
        if keys and self.current_key() is None:
            self.go_to(keys[0])
            self._is_unvisited = True

    def step(self, by: int) -> Finding | None:
        """Go on to another open finding, round at the end; None where there is none.

        Where the current one is gone, the walk goes on from its place.
        """
        keys = self._problem_rows.in_order()
        if not keys:
            return None
        key = self.current_key()
        if key in keys:
            number = keys.index(key) + (0 if self._is_unvisited and by > 0 else by)
        else:
            begin = self._left_at if self._left_at is not None else self._first_below(keys)
            number = begin if by > 0 else begin - 1
        self._is_unvisited = False
        self.go_to(keys[number % len(keys)])
        return self.finding()

    def _first_below(self, keys: Sequence[Identity]) -> int:
        """Return which finding is the first below the current heading; the first of all without one."""
        group: Group | None = self.currentIndex().data(GROUP_ROLE)
        return keys.index(group.items[0].key) if group and group.items[0].key in keys else 0

    def position(self) -> tuple[int, int]:
        """Return which of the open findings is the current one, counted from 1 (0 for none), and how many there are."""
        keys, key = self._problem_rows.in_order(), self.current_key()
        return (keys.index(key) + 1 if key in keys else 0), len(keys)

    # Events of Qt

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override] # the stub says Persistent too
        """Tell which finding is current."""
        super().currentChanged(current, previous)
        if not self._is_settling:
            self._left_at, self._is_unvisited = None, False
            self.current_changed.emit(self.finding())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Fix where a link was hit, else show the place, or fold."""
        super().mouseReleaseEvent(event)
        position = event.position().toPoint()
        index = self.indexAt(position)
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._is_on_link(position, index):
            self._fix(index, event.globalPosition().toPoint())
        elif index.data(FINDING_ROLE) is None:
            self.setExpanded(index, not self.isExpanded(index))
        else:
            self.show_asked.emit(index.data(FINDING_ROLE))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to the place; a heading takes it for two clicks."""
        index = self.indexAt(event.position().toPoint())
        if index.data(FINDING_ROLE) is not None and not self._is_on_link(event.position().toPoint(), index):
            self.jump_asked.emit(index.data(FINDING_ROLE))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over a link."""
        super().mouseMoveEvent(event)
        position = event.position().toPoint()
        over = self._is_on_link(position, self.indexAt(position))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Jump or fold by Enter, fix by F, go on from where a finding went by the arrows."""
        index, finding = self.currentIndex(), self.finding()
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if finding:
                self.jump_asked.emit(finding)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space if index.isValid() and not finding:
                self.setExpanded(index, not self.isExpanded(index))
            case Qt.Key.Key_F if index.isValid() and not event.modifiers() and not (finding and finding.accepted):
                self._fix(index, self._below(index))
            case Qt.Key.Key_Down | Qt.Key.Key_Up if not index.isValid():
                self.step(1 if event.key() == Qt.Key.Key_Down else -1)
            case _:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu, by mouse or by the menu key."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        subject = index.data(FINDING_ROLE) or index.data(GROUP_ROLE)
        if subject is not None:
            self.menu_asked.emit(subject, self._below(index) if by_key else event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the words anew where the width changed."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    # Inside

    def _fix(self, index: QModelIndex, at: QPoint) -> None:
        finding = index.data(FINDING_ROLE)
        ways = index.data(WAYS_ROLE)
        if finding is not None and finding.accepted:
            self.withdraw_asked.emit(finding)
        elif finding is not None and finding.fixes:
            self.fixes_asked.emit(finding, at)
        elif ways:
            self.ways_asked.emit(ways, at)

    def _is_on_link(self, position: QPoint, index: QModelIndex) -> bool:
        if not index.isValid():
            return False
        row = self.visualRect(index)
        is_heading = index.data(FINDING_ROLE) is None
        return (heading_link(row, index) if is_heading else parts_of(row, index).fix).contains(position)

    def _below(self, index: QModelIndex) -> QPoint:
        rect = self.visualRect(index)
        return self.viewport().mapToGlobal(rect.bottomLeft() + QPoint(min(80, rect.width() // 2), 0))

    def _open_new(self, parent: QModelIndex, first: int, last: int) -> None:
        """Open headings that come, unless the user folded one of that name before."""
        for row in range(first, last + 1) if not parent.isValid() else ():
            index = self._problem_rows.index(row, 0)
            self.setExpanded(index, index.data(GROUP_ROLE).key not in self._folded)

    def _leave(self, key: Identity, groups: Sequence[Group]) -> None:
        """Let go of a finding that will not be there any more, and remember its place for who walks on."""
        if any(item.key == key for group in groups for item in group.items):
            return
        order = self._problem_rows.in_order()
        self._left_at = order.index(key) if key in order else None
        self.setCurrentIndex(QModelIndex())
        self.clearSelection()

    def _return_to(self, key: Identity) -> None:
        """Make the finding current again that went under another heading."""
        index = self._problem_rows.index_of(key)
        if index.isValid() and self._problem_rows.key_at(self.currentIndex()) != key:
            self.setAutoScroll(False)
            self.setCurrentIndex(index)
            self.setAutoScroll(True)
