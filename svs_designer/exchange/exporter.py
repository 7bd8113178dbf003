"""An exporter: how one format is written. Ours and those of others enter by the entry point `svs_designer.exporters`.

Nothing heavy is imported here: the command line lists the formats before it knows whether one is wanted.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from svs_designer.exchange.settings import BadSetting, Setting, SettingValue, completed

if TYPE_CHECKING:
    from svs_designer.catalogue import Catalogue
    from svs_designer.model.document import Document
    from svs_designer.model.stream import ValueStream
    from svs_designer.rules.finding import Finding


class Kind(StrEnum):
    """What a format is for; formats are listed in this order."""

    NATIVE = "native"
    PICTURE = "picture"
    DEFINITION = "definition"
    SKETCH = "sketch"


@dataclass(frozen=True, slots=True)
class Loss:
    """Something the format could not hold as it is: what, what became of it, and which elements it is about."""

    message: str
    elements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exported:
    """What the file holds, and what the format could not."""

    data: bytes
    losses: tuple[Loss, ...] = ()


class CannotExport(Exception):
    """A stream that has no place in a format; the message says why, the findings where and how to mend it."""

    def __init__(self, message: str, findings: "tuple[Finding, ...]" = ()) -> None:
        """Take what to say, and the findings that explain it."""
        super().__init__(message)
        self.findings = findings


@dataclass(frozen=True)
class ExportRequest:
    """One export. Without a `stream_id` the whole document is meant, which only some formats can hold.

    `date` is the day to print, as text; nothing else about an export depends on when it is made.
    """

    document: "Document"
    catalogue: "Catalogue"
    stream_id: str | None = None
    settings: Mapping[str, SettingValue] = field(default_factory=dict)
    date: str = ""

    @property
    def stream(self) -> "ValueStream":
        """Return the stream to write; the only one where none is named. Raises CannotExport."""
        if self.stream_id is not None:
            return self.document.stream(self.stream_id)
        if len(self.document.streams) != 1:
            raise CannotExport("Choose one stream: this format holds one")
        return self.document.streams[0]


Write = Callable[[ExportRequest], Exported]


@dataclass(frozen=True, slots=True)
class Exporter:
    """How one format is written.

    `id` is what `--to` takes, `name` what people read, `ending` how file names end (without the dot), `summary` one
    line on who reads it. A format that is not `text` has no business on a terminal. `whole` says that it can hold all
    streams of a document. `write` raises CannotExport for a stream it has no place for.
    """

    id: str
    name: str
    ending: str
    kind: Kind
    write: Write
    summary: str = ""
    settings: tuple[Setting, ...] = ()
    text: bool = True
    whole: bool = False

    def export(self, request: ExportRequest) -> Exported:
        """Write with every setting checked and filled in; raise BadSetting or CannotExport, whatever happens."""
        from svs_designer.model.document import NoSuchStream

        chosen = completed(self.settings, request.settings)
        request = ExportRequest(request.document, request.catalogue, request.stream_id, chosen, request.date)
        try:
            return self.write(request)
        except (BadSetting, CannotExport, NoSuchStream):
            raise
        except Exception as error:
            fault = f"{type(error).__name__}: {error}"
            raise CannotExport(
                f"{self.name} could not finish ({fault}): its writer is at fault, not the file"
            ) from error
