"""The document: one organisation's value streams, what they refer to, and where they are drawn."""

from typing import Literal, Self

from pydantic import model_validator

from svs_designer.model.base import Part
from svs_designer.model.check_settings import CheckSettings
from svs_designer.model.ids import Id
from svs_designer.model.layout import Layout
from svs_designer.model.registers import (
    Calendar,
    Contract,
    Control,
    Party,
    Policy,
    RegisterEntry,
    Role,
    Team,
    Tool,
)
from svs_designer.model.stream import ValueStream

Register = Literal["parties", "teams", "roles", "tools", "contracts", "calendars", "policies", "controls"]
REGISTERS: tuple[Register, ...] = (
    "parties", "teams", "roles", "tools", "contracts", "calendars", "policies", "controls",
)  # fmt: skip
ENTRY_TYPES: dict[Register, type[RegisterEntry]] = {
    "parties": Party, "teams": Team, "roles": Role, "tools": Tool,
    "contracts": Contract, "calendars": Calendar, "policies": Policy, "controls": Control,
}  # fmt: skip


class NoSuchStream(LookupError):
    """A stream id that the document does not hold."""


class CatalogueRef(Part):
    """Which framework's words the ids of activities, practices and artefacts come from."""

    id: Id = "itil4"
    version: str = "4"


class Document(Part):
    """One document. Well-formed always; see ValueStream."""

    catalogue: CatalogueRef = CatalogueRef()
    title: str = ""
    version: str = ""
    notes: str = ""
    check: CheckSettings = CheckSettings()
    parties: tuple[Party, ...] = ()
    teams: tuple[Team, ...] = ()
    roles: tuple[Role, ...] = ()
    tools: tuple[Tool, ...] = ()
    contracts: tuple[Contract, ...] = ()
    calendars: tuple[Calendar, ...] = ()
    policies: tuple[Policy, ...] = ()
    controls: tuple[Control, ...] = ()
    streams: tuple[ValueStream, ...] = ()
    layout: Layout = Layout()

    @model_validator(mode="after")
    def _unique_ids(self) -> Self:
        for name in (*REGISTERS, "streams"):
            seen: set[str] = set()
            for entry in getattr(self, name):
                if entry.id in seen:
                    raise ValueError(f"the id {entry.id!r} stands twice in {name}")
                seen.add(entry.id)
        return self

    def stream(self, stream_id: str) -> ValueStream:
        """Return the stream of that id; raise NoSuchStream."""
        for stream in self.streams:
            if stream.id == stream_id:
                return stream
        raise NoSuchStream(
            f"no stream {stream_id!r}: the document holds {', '.join(s.id for s in self.streams) or 'none'}"
        )

    def entry(self, register: Register, entry_id: str | None) -> RegisterEntry | None:
        """Return an entry of a register, if it is there."""
        entries: tuple[RegisterEntry, ...] = getattr(self, register)
        return next((entry for entry in entries if entry.id == entry_id), None)

    def label(self, register: Register, entry_id: str | None) -> str:
        """Return what people read for an id: the entry's name, or the id itself; empty for None."""
        entry = self.entry(register, entry_id)
        return entry.label if entry else entry_id or ""
