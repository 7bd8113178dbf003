"""The columns people chose for an export, remembered for the next one with the same header.

A file in the user's folder for settings, for the command line and the window alike. It is a convenience: one that
cannot be read or written is as good as none.
"""

import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from svs_designer.formats.ticket_export.columns import BadColumns, Columns
from svs_designer.formats.ticket_export.layout import Layout
from svs_designer.whole_file import write_whole

_NAME = "svs-designer"
_FILE = "ticket-columns.json"
_MOST = 200
_MOST_BYTES = 1_000_000


def remembered_file() -> Path:
    """Return where the choices are kept, beside the other settings; XDG_CONFIG_HOME is respected."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return (Path(base) if base else Path.home() / "AppData" / "Local") / _NAME / _FILE
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Preferences" / _NAME / _FILE
    base = os.environ.get("XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / _NAME / _FILE


def recall(layout: Layout, file: Path | None = None) -> Columns | None:
    """Return the columns chosen for exports with this header, if somebody chose any and the header still has them."""
    held = _read(file or remembered_file()).get(layout.signature)
    if not isinstance(held, Mapping):
        return None
    try:
        columns = Columns.of(held)
        columns.places(layout.header)
    except BadColumns:
        return None
    return columns


def remember(layout: Layout, columns: Columns, file: Path | None = None) -> None:
    """Keep the columns for exports with this header; the choices that were made longest ago are forgotten."""
    path = file or remembered_file()
    held = _read(path)
    held.pop(layout.signature, None)
    held[layout.signature] = columns.held()
    kept = dict(list(held.items())[-_MOST:])
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"))


def _read(path: Path) -> dict[str, object]:
    try:
        if path.stat().st_size > _MOST_BYTES:
            return {}
        held = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return held if isinstance(held, dict) else {}
