"""Rows of a list that are as high as their words need: Qt's own ask for one line, whatever the width."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget

_PADDING, _AROUND = 28, 8
"""What the style sheet keeps free beside the words, and above and below them."""
_FLAGS = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeft.value


def wrap_rows(tree: QTreeWidget) -> None:
    """Let the words of a tree wrap in their columns, also after these change their width."""
    tree.setWordWrap(True)
    tree.setItemDelegate(_WrappingRows(tree))
    tree.header().sectionResized.connect(tree.scheduleDelayedItemsLayout)


class _WrappingRows(QStyledItemDelegate):
    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of the words in the width of their column."""
        tree, depth = self._tree, 0
        parent = index.parent()
        while parent.isValid():
            depth, parent = depth + 1, parent.parent()
        taken = (depth + tree.rootIsDecorated()) * tree.indentation() if index.column() == 0 else 0
        width = max(40, tree.columnWidth(index.column()) - taken - _PADDING)
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        height = option.fontMetrics.boundingRect(QRect(0, 0, width, 10_000), _FLAGS, words).height()
        return QSize(width, height + _AROUND)
