"""A menu as data: commands by id, lines between them, menus inside, and parts made anew each time it opens."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from svs_designer.gui.commands import Commands

LINE = None
Fill = Callable[[QMenu], None]
"""Adds to a menu what depends on the moment, such as recent files."""


@dataclass(frozen=True)
class Menu:
    """A title, and the entries below it: a command's id, LINE, another menu, or what fills in a part when it opens.

    With `fill` the whole menu is made anew when it opens.
    """

    title: str
    entries: "tuple[str | Menu | Fill | None, ...]" = ()
    fill: Fill | None = None


def build(menu: Menu, target: QMenu, commands: Commands) -> QMenu:
    """Fill a Qt menu; the commands are asked whether they can run each time it opens."""
    target.setTitle(menu.title)
    target.setAccessibleName(menu.title.replace("&", ""))
    for entry in menu.entries:
        match entry:
            case None:
                target.addSeparator()
            case Menu():
                target.addMenu(build(entry, QMenu(target), commands))
            case str():
                target.addAction(commands.action(entry))
            case _:
                _add_part(target, entry)
    target.aboutToShow.connect(commands.refresh)
    if menu.fill:
        fill = menu.fill
        target.aboutToShow.connect(lambda: _refill(target, fill))
    return target


def _add_part(menu: QMenu, fill: Fill) -> None:
    """Make a part of a menu anew each time it opens; the part ends at a mark that nobody sees."""
    mark = QAction(menu)
    mark.setVisible(False)
    menu.addAction(mark)
    made: list[QAction] = []

    def renew() -> None:
        for action in made:
            menu.removeAction(action)
            action.deleteLater()
        known = len(menu.actions())
        fill(menu)
        made[:] = menu.actions()[known:]
        menu.insertActions(mark, made)

    menu.aboutToShow.connect(renew)


def add_act(menu: QMenu, text: str, act: Callable[[], object], *, tip: str = "") -> QAction:
    """Add an entry that depends on the moment to a menu."""
    action = menu.addAction(text.replace("&", "&&"))
    action.setToolTip(tip)
    action.triggered.connect(lambda: act())  # noqa: PLW0108 (the signal brings an argument)
    return action


def _refill(target: QMenu, fill: Fill) -> None:
    target.clear()
    fill(target)
    if target.isEmpty():
        target.addAction("None").setEnabled(False)
