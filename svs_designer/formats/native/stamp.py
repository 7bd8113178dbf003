"""What a file was when it was read or written last, to notice that somebody else changed it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FileStamp:
    """Time, size and content hash of a file; as text `mtime_ns:size:sha256`."""

    mtime_ns: int
    size: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> "FileStamp":
        """Return the stamp of a file as it is now. Raises OSError."""
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        status = path.stat()
        return cls(status.st_mtime_ns, status.st_size, sha256)

    @classmethod
    def from_text(cls, text: str) -> "FileStamp | None":
        """Read back the text form; None for anything else."""
        mtime_ns, _, rest = text.partition(":")
        size, _, sha256 = rest.partition(":")
        if not (mtime_ns.isdecimal() and size.isdecimal() and len(sha256) == 64):
            return None
        return cls(int(mtime_ns), int(size), sha256)

    def __str__(self) -> str:
        """Return the text form."""
        return f"{self.mtime_ns}:{self.size}:{self.sha256}"

    def matches(self, path: Path) -> bool:
        """Tell whether the file still has this content; a mere touch does not count. False where it is gone."""
        try:
            status = path.stat()
            if (status.st_mtime_ns, status.st_size) == (self.mtime_ns, self.size):
                return True
            return status.st_size == self.size and FileStamp.of(path).sha256 == self.sha256
        except OSError:
            return False
