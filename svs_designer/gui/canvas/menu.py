"""The context menu of the canvas: what can be done with what is selected, and what can be added here."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from svs_designer.drawing.geometry import Point
from svs_designer.gui.canvas.placing import centred
from svs_designer.gui.mime import PaletteItem
from svs_designer.model.links import Split

if TYPE_CHECKING:
    from svs_designer.gui.canvas.view import StreamCanvas

SPLITS = {Split.ONE: "One of the ways", Split.ALL: "All ways, in parallel", Split.UNDECIDED: "Not decided yet"}


def context_menu(canvas: "StreamCanvas", at: QPointF) -> QMenu:
    """Return the menu for what is selected; `at` is where new things go."""
    menu = QMenu(canvas)
    menu.setAccessibleName("Canvas")
    selection = canvas.selection()
    steps = tuple(key for key in selection.elements if canvas.editor.stream.step(key))
    if selection.is_empty:
        _offer_new(menu, canvas, at)
        return menu
    add = _adder(menu, canvas)
    if selection.only_element:
        add("Rename", "", canvas.rename_selected, "F2")
        if canvas.editor.stream.ways(selection.only_element) is not None:
            add("Add next step…", "plus", canvas.quick_add, "Tab")
    if selection.only_link:
        add("Share and condition…", "", canvas.rename_selected, "F2")
        link = selection.only_link
        add("Insert step…", "plus", lambda: canvas.writing.quick_add(link=link))
    if steps:
        _offer_activities(menu, canvas, steps)
    _offer_split(menu, canvas)
    menu.addSeparator()
    if selection.elements:
        pinned = set(selection.elements) <= canvas.editor.pinned
        add("Unpin" if pinned else "Pin in place", "pin", canvas.toggle_pin)
        add("Cut", "cut", canvas.cut, "Ctrl+X")
        add("Copy", "copy", canvas.copy, "Ctrl+C")
        add("Duplicate", "duplicate", canvas.duplicate, "Ctrl+D")
    add("Delete", "delete", canvas.delete_selection, "Del")
    return menu


def _adder(menu: QMenu, canvas: "StreamCanvas") -> Callable[..., QAction]:
    def add(text: str, icon: str, act: Callable[[], object], key: str = "") -> QAction:
        action = menu.addAction(f"{text}\t{key}" if key else text)
        if icon:
            action.setIcon(canvas.look.appearance.icon(icon, "dim"))
        action.triggered.connect(lambda *_: act())
        return action

    return add


def _offer_new(menu: QMenu, canvas: "StreamCanvas", at: QPointF) -> None:
    add = _adder(menu, canvas)
    add("Add step…", "plus", lambda: canvas.writing.quick_add(at=at))
    for kind in ("demand", "value"):
        if canvas.editor.stream.ways(kind) is None:
            add(f"Add {kind}", kind, lambda kind=kind: canvas.adding.drop(PaletteItem(kind), at))
    add("Add end", "end", lambda: canvas.adding.drop(PaletteItem("end"), at))
    add("Add note", "note", lambda: canvas.adding.drop(PaletteItem("note"), at))
    menu.addSeparator()
    corner = centred(Point(at.x(), at.y()))
    add("Paste", "paste", lambda: canvas.clipboard.paste(at=corner), "Ctrl+V")
    add("Select all", "", canvas.select_all, "Ctrl+A")
    menu.addSeparator()
    add("Tidy", "tidy", canvas.tidy)
    add("Fit", "fit", canvas.zoom_to_fit)


def _offer_activities(menu: QMenu, canvas: "StreamCanvas", steps: tuple[str, ...]) -> None:
    choice = menu.addMenu("Change activity")
    now = {step.activity for key in steps if (step := canvas.editor.stream.step(key))}
    for activity in canvas.editor.catalogue.activities:
        action = choice.addAction(canvas.look.appearance.icon(activity.icon, activity.colour), activity.name)
        action.setCheckable(True)
        action.setChecked(now == {activity.id})
        action.triggered.connect(lambda _=False, each=activity.id: canvas.editor.change_activity(steps, each))


def _offer_split(menu: QMenu, canvas: "StreamCanvas") -> None:
    selection = canvas.selection()
    source = selection.only_element or (selection.only_link[0] if selection.only_link else "")
    ways = canvas.editor.stream.ways(source)
    if ways is None or len(ways.links) < 2:
        return
    choice = menu.addMenu("Kind of split")
    for split, words in SPLITS.items():
        action = choice.addAction(words)
        action.setCheckable(True)
        action.setChecked(ways.split is split)
        action.triggered.connect(lambda _=False, each=split: canvas.editor.set_split(source, each))
