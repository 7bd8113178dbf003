"""Where the shipped data lies: the only module that knows.

In a checkout `resources/` and `models/` stand beside the package; in a wheel they travel inside it.
"""

from functools import cache
from pathlib import Path


@cache
def _home() -> Path:
    package = Path(__file__).resolve().parent
    return package if (package / "resources").is_dir() else package.parent


def resource(*parts: str) -> Path:
    """Return the path of a shipped data file or folder, e.g. `resource("icons", "plan.svg")`."""
    return _home().joinpath("resources", *parts)


def model_file(name: str = "") -> Path:
    """Return the path of a shipped value stream, or of the folder that holds them all."""
    return _home() / "models" / name
