"""The ways on from a node: which kind of split they are, the share of each, their sum, and a box for another."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from svs_designer.catalogue import Catalogue
from svs_designer.editing.session import Session
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.fields.choice_field import ChoiceField, ChoiceOption
from svs_designer.gui.fields.codecs import RATIO
from svs_designer.gui.fields.completing import CompletingEdit
from svs_designer.gui.fields.link_button import LinkButton
from svs_designer.gui.fields.options import Option
from svs_designer.gui.panels.forms import sources, subjects
from svs_designer.gui.panels.forms.binder import Binder, Drafts
from svs_designer.gui.panels.forms.editors import make_field
from svs_designer.gui.panels.forms.form import LABEL_WIDTH
from svs_designer.gui.panels.forms.spec import Context, Text, plain
from svs_designer.gui.panels.forms.subjects import Subject, stream_of
from svs_designer.gui.panels.naming import element_name
from svs_designer.gui.selection import Selection
from svs_designer.model.edits.links import connect, disconnect, objection_to_link, set_split
from svs_designer.model.links import Split, Ways
from svs_designer.model.numbers import ratio_text
from svs_designer.model.stream import ValueStream

_SHARE = plain("share", "Share", Text(RATIO), group="link")
_SPLITS = (
    ChoiceOption(Split.ONE, "One of them"),
    ChoiceOption(Split.ALL, "All of them, in parallel"),
    ChoiceOption(Split.UNDECIDED, "Undecided"),
)


class WaysEditor(QWidget):
    """Every way on from one node."""

    jump_asked = Signal(object)

    def __init__(self, session: Session, catalogue: Catalogue, appearance: Appearance, drafts: Drafts) -> None:
        super().__init__()
        self._session = session
        self._catalogue = catalogue
        self._appearance = appearance
        self._drafts = drafts
        self._stream_id = self._source = ""
        self._rows: list[WayRow] = []
        self._split = ChoiceField(_SPLITS, optional=False)
        self._split.setObjectName("ways.split")
        self._split.describe("Kind of split", "Whether a case takes one of these ways or all of them.")
        self._split.changed.connect(self._set_split)
        self._sum = QLabel()
        self._sum.setWordWrap(True)
        self._add = CompletingEdit(self._targets, appearance)
        self._add.setPlaceholderText("Lead to…")
        self._add.setAccessibleName("Lead to another step")
        self._add.picked.connect(self._connect)
        self._split_row = self._labelled("Takes", self._split)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        for widget in (self._split_row, self._sum, self._add):
            self._column.addWidget(widget)

    def show_subject(self, subject: Subject) -> None:
        """Show the ways on of another node."""
        self._stream_id, self._source = subject.stream_id, subject.source
        self.refresh()

    def refresh(self) -> None:
        """Show the ways on of now; rows stay where they are, so that typing goes on."""
        stream = stream_of(self._session.document, self._stream_id)
        ways = (stream.ways(self._source) if stream else None) or Ways()
        while len(self._rows) > len(ways.links):
            row = self._rows.pop()
            row.binder.keep_drafts()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(ways.links):
            row = WayRow(self._session, self._catalogue, self._appearance, self._drafts)
            row.jump_asked.connect(self.jump_asked)
            self._column.insertWidget(1 + len(self._rows), row)
            row.show()
            self._rows.append(row)
        if stream is not None:
            for row, link in zip(self._rows, ways.links, strict=True):
                row.show_way(stream, self._source, link.to, has_share=len(ways.links) > 1)
        self._add.setVisible(bool(self._source))
        self._split_row.setVisible(len(ways.links) > 1)
        self._split.show_values([ways.split])
        self._show_sum(ways)

    def count(self) -> int:
        """Return how many ways on there are."""
        return len(self._rows)

    def _show_sum(self, ways: Ways) -> None:
        shares = [link.share for link in ways.links if link.share is not None]
        shown = len(ways.links) > 1 and bool(shares) and ways.split is not Split.ALL
        self._sum.setVisible(shown)
        total = sum(shares)
        is_whole = len(shares) == len(ways.links) and abs(total - 1) < 0.0005
        missing = "" if len(shares) == len(ways.links) else ", some are missing"
        self._sum.setText(f"The shares add up to {ratio_text(round(total, 6)).replace('%', ' %')}{missing}.")
        self._sum.setProperty("role", "dim" if is_whole else "warning")
        self._sum.style().unpolish(self._sum)
        self._sum.style().polish(self._sum)

    def _targets(self) -> Sequence[Option]:
        document = self._session.document
        if stream_of(document, self._stream_id) is None:
            return []
        options = sources.targets(Context(document, self._catalogue, self._stream_id, ()))
        return [o for o in options if objection_to_link(document, self._stream_id, self._source, o.id) is None]

    def _connect(self, option: Option) -> None:
        self._add.clear()
        stream_id, source = self._stream_id, self._source
        self._session.apply("Connect", lambda document: connect(document, stream_id, source, option.id))

    def _set_split(self, split: Split) -> None:
        self._session.apply("Change kind of split", set_split, self._stream_id, self._source, split)

    def _labelled(self, text: str, field: QWidget) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        label = QLabel(text)
        label.setProperty("role", "dim")
        label.setFixedWidth(LABEL_WIDTH)
        line.addWidget(label)
        line.addWidget(field, 1)
        return holder


class WayRow(QWidget):
    """One way on: where it leads, its share, and a cross that removes it."""

    jump_asked = Signal(object)

    def __init__(self, session: Session, catalogue: Catalogue, appearance: Appearance, drafts: Drafts) -> None:
        super().__init__()
        self._session = session
        self._stream_id = self._source = self._target = ""
        self.binder = Binder(session, catalogue, drafts)
        self._share = make_field(_SHARE, catalogue, appearance, self.binder.context)
        self._share.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        self._share.setFixedWidth(72)
        self.binder.add(_SHARE, self._share)
        self._name = LinkButton()
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._name.clicked.connect(self._jump)
        remove = QToolButton()
        remove.setIcon(appearance.icon("close", "dim"))
        remove.setToolTip("Remove this way")
        remove.setAccessibleName("Remove this way")
        remove.clicked.connect(self._remove)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._name, 1, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._share, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)

    def show_way(self, stream: ValueStream, source: str, target: str, *, has_share: bool) -> None:
        """Show the way from a node to another."""
        self._stream_id, self._source, self._target = stream.id, source, target
        name = element_name(stream, target)
        self._name.set_words(f"→ {name}")
        self._name.setToolTip(f"Select the link to {name}")
        self._share.setVisible(has_share)
        self.binder.bind(subjects.links(stream.id, ((source, target),)))

    def _jump(self) -> None:
        self.jump_asked.emit(Selection(self._stream_id, links=((self._source, self._target),)))

    def _remove(self) -> None:
        self._session.apply("Delete link", disconnect, self._stream_id, self._source, self._target)
