"""Where the program keeps what is not a document: settings, caches, the recovery journal and the log."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths

NAME = "svs-designer"
_Location = QStandardPaths.StandardLocation


def config_folder() -> Path:
    """Return the user's folder for settings; XDG_CONFIG_HOME is respected. It may not exist yet."""
    return _of(_Location.GenericConfigLocation)


def cache_folder() -> Path:
    """Return the user's folder for what can be made again; XDG_CACHE_HOME is respected. It may not exist yet."""
    return _of(_Location.GenericCacheLocation)


def state_folder() -> Path:
    """Return the user's folder for journal and log; XDG_STATE_HOME is respected. It may not exist yet."""
    return _of(_Location.GenericStateLocation)


def _of(location: QStandardPaths.StandardLocation) -> Path:
    return Path(QStandardPaths.writableLocation(location)) / NAME
