"""An importer: how a foreign format becomes a document. Enters by the entry point `svs_designer.importers`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from svs_designer.model.document import Document


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in the foreign file that has no place in a document, or that was guessed.

    `place` says where in the file (a line, an id), `element` which element of the stream it is about.
    """

    message: str
    place: str = ""
    element: str | None = None
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """The document that came of a file, and what has to be said about it."""

    document: "Document"
    remarks: tuple[Remark, ...] = ()


class CannotImport(Exception):
    """A file that no document can be made of; the message names the thing, the place and the way out."""


Read = Callable[[bytes, str], Imported]
"""Takes what the file holds and the name people know it by; raises CannotImport."""


@dataclass(frozen=True, slots=True)
class Importer:
    """How one format is read. `endings` are those of its files, without dots; `recognises` looks at the content."""

    id: str
    name: str
    endings: tuple[str, ...]
    recognises: Callable[[bytes], bool]
    read: Read
    summary: str = ""

    def import_(self, data: bytes, name: str) -> Imported:
        """Read what a file holds; raise CannotImport, whatever happens."""
        try:
            return self.read(data, name)
        except CannotImport:
            raise
        except Exception as error:
            fault = f"{type(error).__name__}: {error}"
            raise CannotImport(
                f"{self.name} could not be read ({fault}): its reader is at fault, not the file"
            ) from error
