"""An importer: how a foreign format becomes a document. Enters by the entry point `svs_designer.importers`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from svs_designer.exchange.question import Question
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
    """How one format is read. `endings` are those of its files, without dots; `recognises` looks at the content.

    `asks` is for formats that cannot know by themselves how to read a file (which column means what): it returns what
    the window asks people before. Without it, and on the command line, `read` gets along alone.
    """

    id: str
    name: str
    endings: tuple[str, ...]
    recognises: Callable[[bytes], bool]
    read: Read
    summary: str = ""
    asks: "Callable[[bytes], Question | None] | None" = None

    def import_(self, data: bytes, name: str, answered: Read | None = None) -> Imported:
        """Read what a file holds, by answers where people were asked; raise CannotImport, whatever happens."""
        try:
            return (answered or self.read)(data, name)
        except CannotImport:
            raise
        except Exception as error:
            raise self._crash(error) from error

    def ask(self, data: bytes) -> "Question | None":
        """Return what to ask before a file is read, if anything; raise CannotImport, whatever happens."""
        try:
            return self.asks(data) if self.asks else None
        except CannotImport:
            raise
        except Exception as error:
            raise self._crash(error) from error

    def _crash(self, error: Exception) -> CannotImport:
        fault = f"{type(error).__name__}: {error}"
        return CannotImport(f"{self.name} could not be read ({fault}): its reader is at fault, not the file")
