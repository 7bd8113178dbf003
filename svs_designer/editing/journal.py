"""The recovery journal: unsaved work, kept beside the user's files and never in them.

Every running program has a folder of its own under the state folder, held by a lock; every document with unsaved
changes has one file in it. A folder whose lock is free was left behind by a program that died: its entries are
offered at the next start.
"""

import json
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from svs_designer.editing.file_lock import FileLock

_LOCK = "in-use.lock"
_SUFFIX = ".journal"


@dataclass(frozen=True, slots=True)
class Entry:
    """The state of one document: its text, where it came from, and what its file held then.

    `path` is empty for a document never saved; `stamp` describes the file on disk, empty where there is none;
    `when` is ISO 8601 with time zone.
    """

    name: str
    text: str
    path: str = ""
    stamp: str = ""
    when: str = ""

    @property
    def time(self) -> datetime | None:
        """Return when it was written, in local time; None where that cannot be told."""
        try:
            return datetime.fromisoformat(self.when).astimezone()
        except ValueError:
            return None


class Journal:
    """The journal of this program: one entry a document, by key."""

    def __init__(self, folder: Path, lock: FileLock) -> None:
        self._folder = folder
        self._lock = lock

    @classmethod
    def start(cls, state: Path) -> "Journal":
        """Open a folder of this program's own under the state folder; raise OSError where that cannot be written."""
        folder = state / "recovery" / uuid.uuid4().hex
        folder.mkdir(parents=True, mode=0o700)
        lock = FileLock.take(folder / _LOCK)
        if lock is None:
            raise OSError(f"the new folder {folder} is already in use")
        return cls(folder, lock)

    def write(self, key: str, entry: Entry) -> None:
        """Keep the state of a document; an earlier one is replaced at once or not at all."""
        stamped = entry if entry.when else Entry(**(asdict(entry) | {"when": datetime.now(UTC).isoformat()}))
        path = self._folder / f"{key}{_SUFFIX}"
        temporary = path.with_suffix(".new")
        with temporary.open("w", encoding="utf-8", errors="surrogatepass") as file:
            json.dump(asdict(stamped), file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)

    def forget(self, key: str) -> None:
        """Drop the state of a document that was saved or given up; nothing happens where there is none."""
        (self._folder / f"{key}{_SUFFIX}").unlink(missing_ok=True)

    def close(self) -> None:
        """End in order: whatever is still in the journal was given up."""
        self._lock.release()
        shutil.rmtree(self._folder, ignore_errors=True)


class LeftBehind:
    """The folder of a program that died, held by this one while its entries are offered."""

    def __init__(self, folder: Path, lock: FileLock) -> None:
        self._folder = folder
        self._lock = lock

    def entries(self) -> dict[str, Entry]:
        """Return the entries by key, newest first; what cannot be read is left out."""
        found = {path.stem: entry for path in self._folder.glob(f"*{_SUFFIX}") if (entry := _read(path))}
        return dict(sorted(found.items(), key=lambda item: item[1].when, reverse=True))

    def forget(self, key: str) -> None:
        """Drop an entry that was restored or given up."""
        (self._folder / f"{key}{_SUFFIX}").unlink(missing_ok=True)

    def close(self) -> None:
        """Let the folder go: what is still in it is offered again at the next start."""
        empty = not any(self._folder.glob(f"*{_SUFFIX}"))
        self._lock.release()
        if empty:
            shutil.rmtree(self._folder, ignore_errors=True)


def left_behind(state: Path) -> tuple[LeftBehind, ...]:
    """Return what programs that died left under the state folder, each held until it is closed."""
    return tuple(_claimed(state / "recovery"))


def _claimed(home: Path) -> Iterator[LeftBehind]:
    if not home.is_dir():
        return
    for folder in sorted(home.iterdir()):
        # No lock file yet: another program is just starting there.
        if not (folder / _LOCK).is_file():
            continue
        with suppress(OSError):
            lock = FileLock.take(folder / _LOCK)
            if lock is None:
                continue
            found = LeftBehind(folder, lock)
            if found.entries():
                yield found
            else:
                found.close()


def _read(path: Path) -> Entry | None:
    try:
        held = json.loads(path.read_text(encoding="utf-8", errors="surrogatepass"))
        entry = Entry(**held)
    except (OSError, ValueError, TypeError):
        return None
    return entry if all(isinstance(value, str) for value in asdict(entry).values()) else None
