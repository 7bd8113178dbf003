"""What the program remembers from one start to the next: window, panels, theme, recent files.

One ini file under the user's configuration folder. Every value is plain text and read with a default, so that a
broken or foreign file costs no more than the memory.
"""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import get_args

from PySide6.QtCore import QByteArray, QSettings

from svs_designer.gui.appearance import Mode
from svs_designer.gui.state import config_folder

MOST_RECENT_FILES = 10


class Settings:
    """Typed access to the settings file."""

    def __init__(self, path: Path | None = None) -> None:
        """Open the settings; without a path those of the user (XDG_CONFIG_HOME is respected)."""
        path = path or config_folder() / "window.ini"
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def mode(self) -> Mode:
        """Return the chosen theme."""
        chosen = self._text("appearance/mode")
        return next((mode for mode in get_args(Mode) if mode == chosen), "system")

    @mode.setter
    def mode(self, mode: Mode) -> None:
        self._store.setValue("appearance/mode", mode)

    @property
    def geometry(self) -> QByteArray:
        """Return the window's geometry as Qt saved it; empty at first."""
        try:
            return QByteArray(base64.b64decode(self._text("window/geometry"), validate=True))
        except (binascii.Error, ValueError):
            return QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("window/geometry", base64.b64encode(geometry.data()).decode("ascii"))

    def is_shown(self, panel: str) -> bool:
        """Tell whether a panel is shown; panels are at first."""
        return self._text(f"panels/{panel}-shown") != "no"

    def set_shown(self, panel: str, shown: bool) -> None:  # noqa: FBT001 (it is the value that is set)
        """Remember whether a panel is shown."""
        self._store.setValue(f"panels/{panel}-shown", "yes" if shown else "no")

    def size(self, panel: str, default: int) -> int:
        """Return the width or height of a panel in pixels."""
        text = self._text(f"panels/{panel}-size")
        return int(text) if text.isascii() and text.isdigit() and 0 < int(text) < 10_000 else default

    def set_size(self, panel: str, size: int) -> None:
        """Remember the width or height of a panel."""
        self._store.setValue(f"panels/{panel}-size", str(size))

    @property
    def problem_grouping(self) -> str:
        """Return by what the problems are grouped; empty at first."""
        return self._text("problems/grouping")

    @problem_grouping.setter
    def problem_grouping(self, grouping: str) -> None:
        self._store.setValue("problems/grouping", str(grouping))

    @property
    def shows_accepted(self) -> bool:
        """Tell whether accepted findings are listed; they are at first."""
        return self._text("problems/accepted-shown") != "no"

    @shows_accepted.setter
    def shows_accepted(self, shown: bool) -> None:
        self._store.setValue("problems/accepted-shown", "yes" if shown else "no")

    @property
    def signature(self) -> str:
        """Return the name under which findings were accepted last; empty at first."""
        return self._text("problems/signature")

    @signature.setter
    def signature(self, name: str) -> None:
        self._store.setValue("problems/signature", name)

    @property
    def export_format(self) -> str:
        """Return the format that was exported last; empty at first."""
        return self._text("export/format")

    @export_format.setter
    def export_format(self, format_id: str) -> None:
        self._store.setValue("export/format", format_id)

    def export_choices(self, format_id: str) -> dict[str, str | float | bool]:
        """Return what was chosen for a format when it was exported last; empty at first."""
        try:
            choices = json.loads(self._text(f"export/{format_id}-choices") or "{}")
        except ValueError:
            return {}
        if not isinstance(choices, dict):
            return {}
        return {name: value for name, value in choices.items() if isinstance(value, str | float | bool)}

    def set_export_choices(self, format_id: str, choices: Mapping[str, str | float | bool]) -> None:
        """Remember what was chosen for a format."""
        self._store.setValue(f"export/{format_id}-choices", json.dumps(dict(choices)))

    @property
    def server_address(self) -> str:
        """Return where work was looked for last; empty at first."""
        return self._text("work/server")

    @server_address.setter
    def server_address(self, address: str) -> None:
        self._store.setValue("work/server", address)

    @property
    def recent_files(self) -> tuple[Path, ...]:
        """Return the files opened or saved last, newest first, whether they still exist or not."""
        return tuple(Path(line) for line in self._text("files/recent").split("\n") if line)

    def remember_file(self, path: Path) -> None:
        """Put a file at the head of the recent ones."""
        path = path.absolute()
        others = [each for each in self.recent_files if each != path]
        self._keep_recent([path, *others][:MOST_RECENT_FILES])

    def forget_file(self, path: Path) -> None:
        """Take a file from the recent ones."""
        self._keep_recent([each for each in self.recent_files if each != path])

    @property
    def last_folder(self) -> Path:
        """Return the folder where a file was opened or saved last; the home folder at first."""
        recent = self.recent_files
        return recent[0].parent if recent and recent[0].parent.is_dir() else Path.home()

    def save(self) -> None:
        """Write what changed to disk now; a folder that cannot be written costs the memory only."""
        self._store.sync()

    def _keep_recent(self, paths: Sequence[Path]) -> None:
        self._store.setValue("files/recent", "\n".join(str(path) for path in paths))

    def _text(self, key: str) -> str:
        value = self._store.value(key)
        return value if isinstance(value, str) else ""
