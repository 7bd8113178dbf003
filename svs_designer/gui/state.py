"""Where the program keeps what is neither a setting nor a document: the recovery journal and the log."""

from pathlib import Path

from platformdirs import user_state_path


def state_folder() -> Path:
    """Return the state folder of the user; XDG_STATE_HOME is respected. It may not exist yet."""
    return user_state_path("svs-designer", appauthor=False)
