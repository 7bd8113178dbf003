"""The list of the problems panel: what mouse and keyboard do on a finding."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QListView, QMenu

from svs_designer.gui.appearance import Appearance
from svs_designer.gui.panels.problem_painting import ProblemDelegate, fix_rect
from svs_designer.gui.panels.problem_rows import FINDING_ROLE, ProblemRows
from svs_designer.rules.finding import Finding


class ProblemList(QListView):
    """Findings in a list: a click or Enter jumps, the link at the end of a row fixes."""

    jump_asked = Signal(object)
    fix_asked = Signal(object, object)
    current_changed = Signal(object)

    def __init__(self, rows: ProblemRows, appearance: Appearance) -> None:
        super().__init__()
        self._problem_rows = rows
        self.setModel(rows)
        self.setItemDelegate(ProblemDelegate(appearance))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Problems")
        self.setAccessibleDescription("Enter jumps to the place, F or the menu key offers the fixes")
        appearance.changed.connect(self.viewport().update)

    def finding(self) -> Finding | None:
        """Return the current finding."""
        found: Finding | None = self.currentIndex().data(FINDING_ROLE)
        return found

    def go_to_row(self, number: int) -> None:
        """Make a row the current one; none for -1."""
        self.setCurrentIndex(self._problem_rows.index(number, 0))

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override] # the stub says Persistent too
        """Tell which finding is current."""
        super().currentChanged(current, previous)
        self.current_changed.emit(self.finding())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Fix where the link was hit, else jump."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        finding: Finding | None = index.data(FINDING_ROLE)
        if finding is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._is_on_fix(event.position().toPoint(), index):
            self.offer_fixes(event.globalPosition().toPoint())
        else:
            self.jump_asked.emit(finding)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over a link."""
        super().mouseMoveEvent(event)
        position = event.position().toPoint()
        over = self._is_on_fix(position, self.indexAt(position))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Jump by Enter, fix by F."""
        finding = self.finding()
        if finding and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.jump_asked.emit(finding)
        elif finding and event.key() == Qt.Key.Key_F and not event.modifiers():
            self.offer_fixes(self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center()))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the fixes in a menu, by mouse or by the menu key."""
        finding = self.finding()
        if finding and finding.fixes:
            self._fix_menu(finding).popup(event.globalPos())

    def offer_fixes(self, position: QPoint) -> None:
        """Apply the only fix of the current finding, or let one of several be chosen at a position of the screen."""
        finding = self.finding()
        if finding is None or not finding.fixes:
            return
        if len(finding.fixes) == 1:
            self.fix_asked.emit(finding, finding.fixes[0])
        else:
            self._fix_menu(finding).popup(position)

    def _is_on_fix(self, position: QPoint, index: QModelIndex) -> bool:
        finding: Finding | None = index.data(FINDING_ROLE)
        return finding is not None and fix_rect(self.visualRect(index), self.font(), finding).contains(position)

    def _fix_menu(self, finding: Finding) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for fix in finding.fixes:
            menu.addAction(fix.title).triggered.connect(lambda _=False, fix=fix: self.fix_asked.emit(finding, fix))
        return menu
