"""File format versions: which ones are read, and how an older tree becomes a newer one, version by version."""

import re
from collections.abc import Callable
from typing import Any

from svs_designer.formats.native.faults import Fault, shown

CURRENT = "1.0"

Migration = Callable[[dict[str, Any]], None]

# Version -> (next version, what turns a tree of this one into the next, in place). 1.0 is the first.
_MIGRATIONS: dict[str, tuple[str, Migration]] = {}


def version_of(tree: dict[str, Any]) -> str:
    """Return the version a tree says it has, as text; empty where it says none. `svs: 1.0` counts like `"1.0"`."""
    version = tree.get("svs")
    if isinstance(version, bool) or not isinstance(version, str | int | float):
        return ""
    return f"{version}.0" if isinstance(version, int) else str(version)


def migrate(tree: dict[str, Any]) -> Fault | None:
    """Bring a tree to the current version in place, or say why that cannot be."""
    version = version_of(tree)
    if not version:
        return Fault(
            None,
            "This is not a value stream file: it has no 'svs' key with the version of the format.",
            suggestion=f'Begin the file with: svs: "{CURRENT}"',
        )
    for _ in range(len(_MIGRATIONS)):
        if version not in _MIGRATIONS:
            break
        version, change = _MIGRATIONS[version]
        change(tree)
        tree["svs"] = version
    if version == CURRENT:
        return None
    way_out = "Open it with a newer version of SVS Designer." if _is_newer(version) else f'Write svs: "{CURRENT}".'
    message = f"The file has format version {shown(version)}; this program reads {CURRENT}."
    return Fault(None, message, path=("svs",), suggestion=way_out)


def _is_newer(version: str) -> bool:
    numbers = re.match(r"([0-9]{1,4})\.([0-9]{1,4})(?:\.|\Z)", version)
    return numbers is not None and [*map(int, numbers.groups())] > [*map(int, CURRENT.split("."))]
