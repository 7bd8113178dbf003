"""The bar above the list of problems: which levels, which words, in which groups, of which streams."""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget

from svs_designer.gui.appearance import Appearance
from svs_designer.gui.menus.menu import add_act
from svs_designer.gui.panels.naming import LEVEL_WORDS
from svs_designer.gui.problems.grouping import Grouping
from svs_designer.rules.finding import Level

Choice = TypeVar("Choice")
NARROW = 760
"""Below this width the levels show their counts alone."""
GROUPINGS = {Grouping.LEVEL: "By level", Grouping.RULE: "By rule", Grouping.STEP: "By step"}
PROFILES = {"default": "All rules", "strict": "Strict", "workshop": "Workshop"}
SCOPES = {False: "This stream", True: "All streams"}


class ProblemBar(QWidget):
    """Filters and grouping. `changed` tells that another choice holds; the panel asks the properties."""

    changed = Signal()
    fix_safe_asked = Signal()
    profile_asked = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._counts: Counter[Level] = Counter()
        self._accepted_count = 0
        self._grouping = Grouping.LEVEL
        self._all_streams = False
        self._levels = {level: self._toggle(appearance.dot(level)) for level in sorted(Level, reverse=True)}
        self._accepted = self._toggle(appearance.icon("check", "dim"))
        self._words = QLineEdit()
        self._words.setPlaceholderText("Filter")
        self._words.setClearButtonEnabled(True)
        self._words.setAccessibleName("Filter the problems by their words")
        self._words.textChanged.connect(self.changed)
        self._safe = _button("Fix all safe ones", "Mend everything that needs nobody's judgement, as one undo step")
        self._safe.clicked.connect(self.fix_safe_asked)
        arrow = appearance.icon("chevron-down", "dim")
        self._scope_button = _chooser("Which streams", arrow, SCOPES, lambda: self._all_streams, self._set_scope)
        self._group_button = _chooser(
            "How the problems are grouped", arrow, GROUPINGS, lambda: self._grouping, self._regroup
        )
        self._profile = "default"
        self._profile_button = _chooser(
            "By which profile is checked", arrow, PROFILES, lambda: self._profile, self.profile_asked.emit
        )
        self._lay_out()
        self.show_counts(Counter(), accepted=0, safe=0)
        self.show_streams(1)

    # What holds

    @property
    def levels(self) -> frozenset[Level]:
        """Return the levels that are shown."""
        return frozenset(level for level, button in self._levels.items() if button.isChecked())

    @property
    def shows_accepted(self) -> bool:
        """Tell whether accepted findings are shown."""
        return self._accepted.isChecked()

    @property
    def words(self) -> str:
        """Return the words that findings must hold; all for none."""
        return self._words.text()

    @property
    def grouping(self) -> Grouping:
        """Return by what findings are grouped."""
        return self._grouping

    @property
    def all_streams(self) -> bool:
        """Tell whether the findings of all streams are shown."""
        return self._all_streams

    def choose(self, grouping: Grouping, *, accepted: bool) -> None:
        """Take a grouping, and whether accepted findings are shown, as they were remembered."""
        self._regroup(grouping)
        self._accepted.setChecked(accepted)

    def show_everything(self) -> None:
        """Filter nothing away any more."""
        self._words.clear()
        for button in self._levels.values():
            button.setChecked(True)

    # What it shows

    def show_counts(self, counts: Counter[Level], *, accepted: int, safe: int) -> None:
        """Show how many findings of each level there are, filtered away or not."""
        self._counts, self._accepted_count = counts, accepted
        self._accepted.setVisible(accepted > 0)
        self._safe.setVisible(safe > 0)
        self._safe.setText(f"Fix all safe ones ({safe})" if safe > 1 else "Fix the safe one")
        self._word_levels()

    def show_streams(self, count: int) -> None:
        """Offer all streams where there are several."""
        self._scope_button.setVisible(count > 1)

    def show_elsewhere(self, count: int) -> None:
        """Tell how many findings are in other streams."""
        self._scope_button.setToolTip(f"Which streams: {count} more in others" if count else "Which streams")

    def show_profile(self, profile: str, *, may_change: bool) -> None:
        """Show by which profile the document is checked."""
        self._profile = profile
        self._profile_button.setText(PROFILES[profile])
        self._profile_button.setEnabled(may_change)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out words where there is no room."""
        super().resizeEvent(event)
        self._word_levels()

    # Inside

    def _word_levels(self) -> None:
        is_narrow = self.width() < NARROW
        for level, button in self._levels.items():
            one, several = LEVEL_WORDS[level]
            count = self._counts[level]
            spoken = f"{count} {one if count == 1 else several.lower()}"
            self._say(button, str(count) if is_narrow else f"{several} {count}", spoken)
        count = self._accepted_count
        self._say(self._accepted, str(count) if is_narrow else f"Accepted {count}", f"{count} accepted")

    def _say(self, button: QToolButton, text: str, spoken: str) -> None:
        button.setText(text)
        button.setAccessibleName(spoken)
        button.setToolTip(f"{spoken}: {'hide' if button.isChecked() else 'show'} them")

    def _set_scope(self, all_streams: bool) -> None:  # noqa: FBT001 (it is the choice itself)
        self._all_streams = all_streams
        self._scope_button.setText(SCOPES[all_streams])
        self.changed.emit()

    def _regroup(self, grouping: Grouping) -> None:
        if grouping is not self._grouping:
            self._grouping = grouping
            self._group_button.setText(GROUPINGS[grouping])
            self.changed.emit()

    def _toggle(self, icon: QIcon) -> QToolButton:
        button = _button("", "")
        button.setCheckable(True)
        button.setChecked(True)
        button.setIcon(icon)
        button.setIconSize(QSize(14, 10))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.toggled.connect(self._word_levels)
        button.toggled.connect(self.changed)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(4)
        for button in (*self._levels.values(), self._accepted):
            row.addWidget(button)
        row.addSpacing(4)
        row.addWidget(self._words, 1)
        row.addStretch(0)
        for widget in (self._safe, self._scope_button, self._profile_button, self._group_button):
            row.addWidget(widget)
        self._words.setMinimumWidth(60)
        self._words.setMaximumWidth(220)


def _button(text: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setProperty("role", "flat")
    return button


def _chooser(
    name: str, arrow: QIcon, choices: Mapping[Choice, str], now: Callable[[], Choice], choose: Callable[[Choice], None]
) -> QToolButton:
    """Return a button that says what holds and opens the other choices."""
    button = _button(next(iter(choices.values())), name)
    button.setAccessibleName(name)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setIcon(arrow)
    button.setIconSize(QSize(12, 12))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow behind the words
    menu = QMenu(button)
    menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    group = QActionGroup(menu)
    for choice, words in choices.items():
        action = add_act(menu, words, partial(choose, choice))
        action.setCheckable(True)
        action.setData(choice)
        group.addAction(action)

    def tick() -> None:
        for action in menu.actions():
            action.setChecked(action.data() == now())

    menu.aboutToShow.connect(tick)
    button.setMenu(menu)
    return button
