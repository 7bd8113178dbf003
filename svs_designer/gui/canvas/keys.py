"""The keys of the canvas: everything the mouse can do, and capture without it.

Tab adds after the selected step; with nothing selected it goes on to the next widget, as it does everywhere, so that
the canvas is no trap. Ctrl and arrows walk along the flow; Ctrl+L walks through the links of what is selected.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from svs_designer.gui.canvas.flow import Direction

if TYPE_CHECKING:
    from svs_designer.gui.canvas.view import StreamCanvas

Key = Qt.Key
Held = Qt.KeyboardModifier
STEP, FINE = 8.0, 1.0
ARROWS = {Key.Key_Left: (-1, 0), Key.Key_Right: (1, 0), Key.Key_Up: (0, -1), Key.Key_Down: (0, 1)}
WALKS: dict[int, Direction] = {
    Key.Key_Right: "next", Key.Key_Left: "previous", Key.Key_Up: "above", Key.Key_Down: "below",
}  # fmt: skip


def press(canvas: "StreamCanvas", event: QKeyEvent) -> bool:
    """Do what a key stands for; False leaves it to others."""
    act = _standard(canvas, event) or _plain(canvas, event)
    if act is None:
        return False
    act()
    return True


def _standard(canvas: "StreamCanvas", event: QKeyEvent) -> Callable[[], object] | None:
    sequences: dict[QKeySequence.StandardKey, Callable[[], object]] = {
        QKeySequence.StandardKey.Copy: canvas.copy,
        QKeySequence.StandardKey.Cut: canvas.cut,
        QKeySequence.StandardKey.Paste: canvas.paste,
        QKeySequence.StandardKey.SelectAll: canvas.select_all,
        QKeySequence.StandardKey.Delete: canvas.delete_selection,
        QKeySequence.StandardKey.ZoomIn: canvas.zoom_in,
        QKeySequence.StandardKey.ZoomOut: canvas.zoom_out,
        QKeySequence.StandardKey.Undo: canvas.editor.session.undo,
        QKeySequence.StandardKey.Redo: canvas.editor.session.redo,
    }
    return next((act for sequence, act in sequences.items() if event.matches(sequence)), None)


def _plain(canvas: "StreamCanvas", event: QKeyEvent) -> Callable[[], object] | None:
    key, held = event.key(), event.modifiers() & ~Held.KeypadModifier
    if key in ARROWS:
        return _arrow(canvas, key, held)
    if held == Held.ControlModifier:
        return {
            Key.Key_D: canvas.duplicate,
            Key.Key_L: canvas.walking.to_next_link,
            Key.Key_0: canvas.zoom_to_100,
            Key.Key_Equal: canvas.zoom_in,
        }.get(Key(key))
    if held:
        return None
    return {
        Key.Key_Backspace: canvas.delete_selection,
        Key.Key_F2: canvas.rename_selected,
        Key.Key_Return: canvas.rename_selected,
        Key.Key_Enter: canvas.rename_selected,
        Key.Key_Escape: canvas.escape,
        Key.Key_Home: lambda: canvas.walking.to_end(last=False),
        Key.Key_End: lambda: canvas.walking.to_end(last=True),
        Key.Key_Insert: canvas.quick_add,
    }.get(Key(key))


def _arrow(canvas: "StreamCanvas", key: int, held: Qt.KeyboardModifier) -> Callable[[], object] | None:
    across, down = ARROWS[Key(key)]
    if held == Held.ControlModifier:
        return lambda: canvas.walking.walk(WALKS[key])
    if held not in {Held.NoModifier, Held.ShiftModifier}:
        return None
    if canvas.selection().is_empty:
        return lambda: canvas.walking.to_end(last=False)
    far = FINE if held else STEP
    return lambda: canvas.arranging.nudge(canvas.selection().elements, across * far, down * far)
