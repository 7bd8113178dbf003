# ruff: noqa: PLW0108 (a lambda asks for the page when the command runs, not when it is made)
"""Arranging what is selected: align, distribute, tidy, pin."""

from functools import partial
from typing import TYPE_CHECKING

from svs_designer.gui.commands import Command
from svs_designer.gui.menus.menu import LINE, Menu

if TYPE_CHECKING:
    from svs_designer.drawing.alignment import Axis, Edge
    from svs_designer.gui.main_window import MainWindow

EDGES: "tuple[tuple[Edge, str, str], ...]" = (
    ("left", "Align &left", "align-left"),
    ("centre", "Align &centres", "align-center-h"),
    ("right", "Align &right", "align-right"),
    ("top", "Align &top", "align-top"),
    ("middle", "Align &middles", "align-middle"),
    ("bottom", "Align &bottom", "align-bottom"),
)
AXES: "tuple[tuple[Axis, str, str], ...]" = (
    ("horizontal", "Distribute &horizontally", "distribute-h"),
    ("vertical", "Distribute &vertically", "distribute-v"),
)
ARRANGE = Menu(
    "Arran&ge",
    (
        *(f"arrange.align-{edge}" for edge, _, _ in EDGES),
        LINE,
        *(f"arrange.distribute-{axis}" for axis, _, _ in AXES),
        LINE,
        "arrange.pin",
    ),
)


def commands(window: "MainWindow") -> tuple[Command, ...]:
    """Return the commands."""

    def several(number: int) -> bool:
        return window.can_edit() and len(window.page.selection.elements) >= number

    def align(edge: "Edge") -> None:
        window.page.canvas.align(edge)

    def distribute(axis: "Axis") -> None:
        window.page.canvas.distribute(axis)

    aligning = tuple(
        Command(
            f"arrange.align-{edge}",
            text,
            partial(align, edge),
            icon=icon,
            enabled=lambda: several(2),
        )
        for edge, text, icon in EDGES
    )
    distributing = tuple(
        Command(
            f"arrange.distribute-{axis}",
            text,
            partial(distribute, axis),
            icon=icon,
            enabled=lambda: several(3),
        )
        for axis, text, icon in AXES
    )
    return (
        *aligning,
        *distributing,
        Command(
            "arrange.tidy", "&Tidy", lambda: window.page.canvas.tidy(), "Ctrl+Shift+T", "tidy",
            "lay the stream out; pinned elements stay", enabled=window.can_edit,
        ),
        Command(
            "arrange.pin", "&Pin or unpin", lambda: window.page.canvas.toggle_pin(), "Ctrl+Shift+P", "pin",
            "Tidy leaves pinned elements where they are", enabled=lambda: several(1),
        ),
    )  # fmt: skip
