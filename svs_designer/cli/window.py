"""Opening the window from the command line, by entry point, so that the command line itself never imports Qt."""

import os
import sys
from importlib.metadata import entry_points

from svs_designer.cli.trouble import Trouble

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM")


def open_window(arguments: list[str]) -> int:
    """Open the window with the files given and return when it is closed; raise Trouble where there is none."""
    unknown = next((each for each in arguments if each.startswith("-")), None)
    if unknown:
        raise Trouble(f"there is no option {unknown}: see svs-designer --help")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in _DISPLAYS):
        # Qt would end the program with an abort.
        raise Trouble("there is no display to open a window on; validate and export need none: see svs-designer --help")
    found = next(iter(entry_points(group="svs_designer.window")), None)
    if found is None:
        raise Trouble("the window is not installed: install the package with `pip install -e .` and try again")
    try:
        run = found.load()
    except ImportError as error:
        raise Trouble(f"the window cannot start, Qt is incomplete ({error}): ./dev run says what is missing") from error
    return int(run(arguments))
