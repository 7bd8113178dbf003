"""A lock on a file that the operating system lets go when its process dies, however it dies."""

import sys
from pathlib import Path
from typing import IO


class FileLock:
    """Hold a file so that no other process, nor another holder in this one, can."""

    def __init__(self, handle: IO[bytes]) -> None:
        self._handle = handle

    @classmethod
    def take(cls, path: Path) -> "FileLock | None":
        """Return the lock, or None where somebody else holds it; raise OSError where the file cannot be made."""
        handle = path.open("ab")
        if _try_lock(handle):
            return cls(handle)
        handle.close()
        return None

    def release(self) -> None:
        """Let the file go; once released, nothing happens."""
        self._handle.close()


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: IO[bytes]) -> bool:
        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: IO[bytes]) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
