"""Writing a folder in one piece: afterwards there is the whole new one, or still what was there before."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from enum import Enum
from pathlib import Path


class Standing(Enum):
    """What stands where a folder is to be written."""

    FREE = "free"
    OURS = "ours"
    FOREIGN = "foreign"


def standing(folder: Path, marked: str, mark: str) -> Standing:
    """Tell what stands in a place; a folder is ours where its file `marked` begins with the line `mark`."""
    if not folder.exists() and not folder.is_symlink():
        return Standing.FREE
    if not folder.is_dir():
        return Standing.FOREIGN
    if not any(folder.iterdir()):
        return Standing.FREE
    try:
        with (folder / marked).open(encoding="utf-8") as file:
            return Standing.OURS if file.readline().strip() == mark else Standing.FOREIGN
    except (OSError, UnicodeDecodeError):
        return Standing.FOREIGN


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder of files, in place of what is there; ask `standing` before. Raises OSError.

    The files are written beside it first, so that a full disk leaves what was there. A kill in the moment between two
    renames leaves it in the hidden folder beside, never nowhere.
    """
    folder = Path(os.path.realpath(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{folder.name[:100]}.", suffix=".part", dir=folder.parent))
    new, old = work / "new", work / "old"
    try:
        new.mkdir()
        for name, data in files.items():
            (new / name).write_bytes(data)
        _exchange(folder, new, old)
    finally:
        if folder.exists() or not old.exists():
            shutil.rmtree(work, ignore_errors=True)


def _exchange(folder: Path, new: Path, old: Path) -> None:
    """Put a new folder in the place of another; whatever comes in between, the other goes back."""
    try:
        if folder.is_dir():
            folder.rename(old)
        new.rename(folder)
    except BaseException:
        if old.exists() and not folder.exists():
            old.rename(folder)
        raise
