"""Commands: everything the window can do, each once, for menus, shortcuts, buttons and the command palette."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from svs_designer.gui.appearance import Appearance


def always() -> bool:
    """Tell that a command can be run at any time."""
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """Something the user can do.

    `text` reads well in a menu and in a search; `says` replaces it where the text depends on the moment ("Undo Add
    step"). `checked` makes it a switch. `on_canvas` commands hear their shortcut only while the canvas has the focus,
    so that Delete in a list deletes nothing in the picture.
    """

    id: str
    text: str
    run: Callable[[], object]
    shortcut: str = ""
    icon: str = ""
    tip: str = ""
    enabled: Callable[[], bool] = always
    checked: Callable[[], bool] | None = None
    says: Callable[[], str] | None = None
    on_canvas: bool = False

    @property
    def plain_text(self) -> str:
        """Return the text without the mark of its access key."""
        return self.text.replace("&&", "\0").replace("&", "").replace("\0", "&")

    @property
    def keys(self) -> str:
        """Return its first shortcut as people of this system write it; empty without one."""
        return self.shortcuts[0].toString(QKeySequence.SequenceFormat.NativeText) if self.shortcut else ""

    @property
    def shortcuts(self) -> list[QKeySequence]:
        """Return its shortcuts; several are separated by `; `."""
        return [QKeySequence(each) for each in self.shortcut.split("; ") if each]


class Commands(QObject):
    """All commands by id, each with the action that Qt shows for it."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._commands: dict[str, Command] = {}
        self._actions: dict[str, QAction] = {}
        self._taken: dict[str, str] = {}

    def add(self, commands: Iterable[Command]) -> None:
        """Take up commands; raise ValueError where an id or a shortcut is taken."""
        for command in commands:
            self._refuse_what_is_taken(command)
            self._commands[command.id] = command
            self._actions[command.id] = self._action_for(command)

    def action(self, command_id: str) -> QAction:
        """Return the action of a command."""
        return self._actions[command_id]

    def command(self, command_id: str) -> Command:
        """Return the command of an id."""
        return self._commands[command_id]

    def all(self) -> tuple[Command, ...]:
        """Return every command, in the order they were added."""
        return tuple(self._commands.values())

    def canvas_actions(self) -> list[QAction]:
        """Return the actions whose shortcuts belong to the canvas."""
        return [self._actions[command.id] for command in self.all() if command.on_canvas]

    def window_actions(self) -> list[QAction]:
        """Return the actions whose shortcuts belong to the whole window."""
        return [self._actions[command.id] for command in self.all() if not command.on_canvas]

    def refresh(self) -> None:
        """Ask every command whether it can run now, and what it says."""
        for command in self._commands.values():
            action = self._actions[command.id]
            action.setEnabled(command.enabled())
            if command.checked:
                action.setChecked(command.checked())
            if command.says:
                action.setText(command.says())

    def _refuse_what_is_taken(self, command: Command) -> None:
        if command.id in self._commands:
            raise ValueError(f"there are two commands {command.id!r}")
        for keys in filter(None, command.shortcut.split("; ")):
            other = self._taken.setdefault(keys, command.id)
            if other != command.id:
                raise ValueError(f"{command.id!r} and {other!r} share the shortcut {keys}")

    def _action_for(self, command: Command) -> QAction:
        action = QAction(command.text, self)
        action.setObjectName(command.id)
        action.setShortcuts(command.shortcuts)
        if command.on_canvas:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        if command.icon:
            action.setIcon(self._appearance.icon(command.icon))
        action.setToolTip(f"{command.plain_text} ({command.keys})" if command.keys else command.plain_text)
        action.setCheckable(command.checked is not None)
        action.triggered.connect(lambda: command.run())  # noqa: PLW0108 (the signal brings an argument)
        return action
