"""Opening the window from the command line, by entry point, so that the command line itself never imports Qt."""

from importlib.metadata import entry_points

from svs_designer.cli.trouble import Trouble


def open_window(arguments: list[str]) -> int:
    """Open the window with the files given and return when it is closed; raise Trouble where there is none."""
    unknown = next((each for each in arguments if each.startswith("-")), None)
    if unknown:
        raise Trouble(f"there is no option {unknown}: see svs-designer --help")
    found = next(iter(entry_points(group="svs_designer.window")), None)
    if found is None:
        raise Trouble("the window is not installed: install the package with `pip install -e .` and try again")
    try:
        run = found.load()
    except ImportError as error:
        raise Trouble(f"the window cannot start, Qt is incomplete ({error}): ./dev run says what is missing") from error
    return int(run(arguments))
