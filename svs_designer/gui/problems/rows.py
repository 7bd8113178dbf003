"""The rows of the problem list as a Qt model: groups, and findings below them.

Other findings arrive as few changes of rows: what stays the same is not touched, so that nothing flickers and whoever
reads or walks through the list stays where they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from svs_designer.gui.panels.naming import LEVEL_WORDS
from svs_designer.gui.problems.grouping import Group, Identity, Listed
from svs_designer.gui.problems.mass_fix import MassFix, safe_fixes, ways_to_fix_all
from svs_designer.gui.problems.moving import runs, staying
from svs_designer.gui.problems.rule_words import accepted_words, explained
from svs_designer.rules.finding import Finding

Index = QModelIndex | QPersistentModelIndex
FINDING_ROLE = Qt.ItemDataRole.UserRole
GROUP_ROLE = Qt.ItemDataRole.UserRole + 1
ITEM_ROLE = Qt.ItemDataRole.UserRole + 2
WAYS_ROLE = Qt.ItemDataRole.UserRole + 3
ROOT = QModelIndex()


@dataclass(eq=False)
class _Branch:
    """A group in its row; Qt finds the branch of a finding by the serial number."""

    serial: int
    group: Group
    items: list[Listed] = field(default_factory=list)

    ways: tuple[MassFix, ...] | None = None

    @property
    def keys(self) -> list[Identity]:
        """Return what its findings are known by."""
        return [item.key for item in self.items]

    def ways_to_fix(self) -> tuple[MassFix, ...]:
        """Return how the whole group can be mended; computed when it is first asked for."""
        if self.ways is None:
            self.ways = ways_to_fix_group(self.group)
        return self.ways


class ProblemRows(QAbstractItemModel):
    """Groups of findings in one column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._branches: list[_Branch] = []
        self._rows: dict[int, int] = {}
        self._serials = count(1)

    @property
    def groups(self) -> tuple[Group, ...]:
        """Return the groups shown now."""
        return tuple(branch.group for branch in self._branches)

    def show(self, groups: Sequence[Group]) -> None:
        """Show other groups."""
        self._take_branches(groups)
        for row, (branch, group) in enumerate(zip(self._branches, groups, strict=True)):
            if branch.group != group:
                self._refresh(branch, group, self.index(row, 0))

    def index_of(self, key: Identity | None) -> QModelIndex:
        """Return where a finding stands; nowhere for one that is not shown."""
        for branch in self._branches:
            for row, item in enumerate(branch.items):
                if item.key == key:
                    return self.createIndex(row, 0, branch.serial)
        return QModelIndex()

    def key_at(self, index: Index) -> Identity | None:
        """Return what the finding of a row is known by; None for a heading."""
        branch = self._branch(index)
        return branch.items[index.row()].key if branch else None

    def in_order(self) -> list[Identity]:
        """Return the open findings from top to bottom."""
        return [key for branch in self._branches if not branch.group.is_accepted for key in branch.keys]

    # What Qt asks

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        """Return the index of a row."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, self._branches[parent.row()].serial if parent.isValid() else 0)

    def parent(self, index: Index | None = None) -> QModelIndex:  # type: ignore[override] # also QObject's
        """Return the heading of a finding."""
        if index is None or not index.isValid() or not index.internalId():
            return QModelIndex()
        return self.createIndex(self._rows[index.internalId()], 0, 0)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return how many groups there are, or findings in one."""
        if not parent.isValid():
            return len(self._branches)
        return 0 if parent.internalId() else len(self._branches[parent.row()].items)

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: ARG002
        """Return one."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what Qt asks of a row."""
        if not index.isValid():
            return None
        branch = self._branch(index)
        if branch is None:
            return self._of_group(self._branches[index.row()], role)
        if role == ITEM_ROLE:  # what the painter asks for each row of a long list
            return branch.items[index.row()]
        return branch.group if role == GROUP_ROLE else self._of_finding(branch.items[index.row()], role)

    def _of_group(self, branch: _Branch, role: int) -> Any:
        group = branch.group
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return " ".join(filter(None, (group.rule, group.title, f"({len(group.items)})")))
            case _ if role == GROUP_ROLE:
                return group
            case _ if role == WAYS_ROLE:
                return branch.ways_to_fix()
        return None

    def _of_finding(self, item: Listed, role: int) -> Any:
        finding = item.finding
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return finding.message
            case Qt.ItemDataRole.ToolTipRole:
                accepted = f"\nAccepted by {accepted_words(finding)}" if finding.accepted else ""
                return f"{finding.rule} {explained(finding.rule).name}\n{finding.message}{accepted}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(finding)
            case _ if role == FINDING_ROLE:
                return finding
        return None

    # Changing

    def _branch(self, index: Index) -> _Branch | None:
        serial = index.internalId() if index.isValid() else 0
        return self._branches[self._rows[serial]] if serial else None

    def _take_branches(self, groups: Sequence[Group]) -> None:
        old = [branch.group.key for branch in self._branches]
        kept = staying(old, [group.key for group in groups])
        for run in reversed(runs(row for row, key in enumerate(old) if key not in kept)):
            self.beginRemoveRows(ROOT, run.first, run.end - 1)
            del self._branches[run.first : run.end]
            self._number()
            self.endRemoveRows()
        for run in runs(row for row, group in enumerate(groups) if group.key not in kept):
            self.beginInsertRows(ROOT, run.first, run.end - 1)
            self._branches[run.first : run.first] = [self._made(group) for group in groups[run.first : run.end]]
            self._number()
            self.endInsertRows()

    def _made(self, group: Group) -> _Branch:
        return _Branch(next(self._serials), group, list(group.items))

    def _number(self) -> None:
        self._rows = {branch.serial: row for row, branch in enumerate(self._branches)}

    def _refresh(self, branch: _Branch, group: Group, at: QModelIndex) -> None:
        """Bring the findings of a group up to date, and its heading."""
        old = branch.keys
        wanted = {item.key: item for item in group.items}
        kept = staying(old, list(wanted))
        for run in reversed(runs(row for row, key in enumerate(old) if key not in kept)):
            self.beginRemoveRows(at, run.first, run.end - 1)
            del branch.items[run.first : run.end]
            self.endRemoveRows()
        changed = [row for row, item in enumerate(branch.items) if item != wanted[item.key]]
        branch.items[:] = [wanted[item.key] for item in branch.items]
        for run in runs(changed):
            self.dataChanged.emit(self.index(run.first, 0, at), self.index(run.end - 1, 0, at))
        for run in runs(row for row, key in enumerate(wanted) if key not in kept):
            self.beginInsertRows(at, run.first, run.end - 1)
            branch.items[run.first : run.first] = group.items[run.first : run.end]
            self.endInsertRows()
        branch.group, branch.ways = group, None
        self.dataChanged.emit(at, at)


def ways_to_fix_group(group: Group) -> tuple[MassFix, ...]:
    """Return how a whole group can be mended: a rule in all its ways, any other by what is safe."""
    if group.is_accepted:
        return ()
    if group.rule:
        return ways_to_fix_all(group.findings)
    safe = safe_fixes(group.findings)
    return (safe,) if safe.fixes else ()


def spoken(finding: Finding) -> str:
    """Return what a screen reader says of a finding."""
    accepted = f", accepted by {finding.accepted.by}" if finding.accepted else ""
    return f"{LEVEL_WORDS[finding.level][0]} {finding.rule}{accepted}: {finding.message}"
