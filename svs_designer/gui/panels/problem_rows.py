"""The rows of the problems panel as a Qt model: findings, filtered by level and stream, the worst first."""

from collections import Counter
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from svs_designer.editing.session import Session
from svs_designer.gui.panels.naming import LEVEL_WORDS, place_name
from svs_designer.rules.finding import Finding, Level

Index = QModelIndex | QPersistentModelIndex
FINDING_ROLE = Qt.ItemDataRole.UserRole
PLACE_ROLE = Qt.ItemDataRole.UserRole + 1


class ProblemRows(QAbstractListModel):
    """The findings shown now; `stream` is the one the window shows, None for all."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._all: tuple[Finding, ...] = ()
        self._shown: list[Finding] = []
        self._stream: str | None = None
        self._levels: set[Level] = set(Level)

    @property
    def shown(self) -> tuple[Finding, ...]:
        """Return the findings shown now, in their order."""
        return tuple(self._shown)

    def counts(self) -> Counter[Level]:
        """Return how many findings of each level there are in scope, shown or filtered away."""
        return Counter(finding.level for finding in self._in_scope())

    def elsewhere(self) -> int:
        """Return how many findings are out of scope, in other streams."""
        return len(self._all) - len(self._in_scope())

    def set_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show other findings."""
        self._all = findings
        self._show()

    def set_filter(self, *, stream: str | None, levels: set[Level]) -> None:
        """Show the findings of one stream (all for None) and of some levels."""
        self._stream, self._levels = stream, levels
        self._show()

    def row_of(self, finding: Finding) -> int:
        """Return the row of a finding, or of what became of it after a change; -1 where it is gone."""
        for same in (_itself, _same_place):
            for number, each in enumerate(self._shown):
                if same(each) == same(finding):
                    return number
        return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Return how many findings are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what Qt asks of a row."""
        if not index.isValid():
            return None
        finding = self._shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return finding.message
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{LEVEL_WORDS[finding.level][0]} {finding.rule}, {self.place(finding)}: {finding.message}"
            case _ if role == FINDING_ROLE:
                return finding
            case _ if role == PLACE_ROLE:
                return self.place(finding)
        return None

    def place(self, finding: Finding) -> str:
        """Return where a finding is, as people read it; with the stream where all streams are shown."""
        document = self._session.document
        name = place_name(document, finding)
        if self._stream is None and finding.stream and finding.element and len(document.streams) > 1:
            return f"{name} · {next((s.label for s in document.streams if s.id == finding.stream), finding.stream)}"
        return name

    def _in_scope(self) -> list[Finding]:
        return [each for each in self._all if self._stream is None or each.stream in (None, self._stream)]

    def _show(self) -> None:
        kept = [each for each in self._in_scope() if each.level in self._levels]
        kept.sort(key=lambda each: -each.level.rank)
        if kept != self._shown:
            self.beginResetModel()
            self._shown = kept
            self.endResetModel()


def _itself(finding: Finding) -> tuple[object, ...]:
    return finding.rule, finding.stream, finding.element, finding.message


def _same_place(finding: Finding) -> tuple[object, ...]:
    return finding.rule, finding.stream, finding.element
