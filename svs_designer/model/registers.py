"""The registers of a document: who and what its value streams refer to."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from svs_designer.model.acceptance import Acceptance
from svs_designer.model.base import Part
from svs_designer.model.duration import Duration
from svs_designer.model.ids import Id
from svs_designer.model.numbers import MOST


class PartyKind(StrEnum):
    """What an outside party is to the organisation."""

    CUSTOMER = "customer"
    USER = "user"
    SUPPLIER = "supplier"
    SPONSOR = "sponsor"
    REGULATOR = "regulator"


class TeamKind(StrEnum):
    """Whether a team belongs to the organisation."""

    INTERNAL = "internal"
    SUPPLIER = "supplier"


class Entry(Part):
    """One line of a register: an id and the name people read."""

    id: Id
    name: str = ""
    notes: str = ""
    accepted: tuple[Acceptance, ...] = ()

    @property
    def label(self) -> str:
        """Return what people read: the name, or the id where there is none."""
        return self.name or self.id


class Party(Entry):
    """Somebody outside who asks, pays, supplies or rules."""

    kind: PartyKind = PartyKind.CUSTOMER


class Team(Entry):
    """A group of people who do steps."""

    kind: TeamKind = TeamKind.INTERNAL
    staff: float | None = Field(default=None, gt=0, le=MOST)
    calendar: Id | None = None


class Role(Entry):
    """A hat somebody wears in a step; also an owner, a reviewer or an authority."""

    cost_per_hour: float | None = Field(default=None, ge=0, le=MOST)


class Tool(Entry):
    """A tool that carries information or work; `integrated_with` names tools that share its records."""

    category: str = ""
    integrated_with: tuple[Id, ...] = ()


class Contract(Entry):
    """An agreement with a party; `within` is the time it promises."""

    party: Id | None = None
    within: Duration | None = None


class Calendar(Entry):
    """Working hours, like `08:00-18:00` on `mon-fri`."""

    hours: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d$")] = (
        "09:00-17:00"
    )
    days: Annotated[
        str, StringConstraints(pattern=r"^(mon|tue|wed|thu|fri|sat|sun)([-,](mon|tue|wed|thu|fri|sat|sun))*$")
    ] = "mon-fri"


class Policy(Part):
    """A direction that streams and steps follow, with the control that watches it."""

    id: Id
    text: str = ""
    control: Id | None = None
    notes: str = ""
    accepted: tuple[Acceptance, ...] = ()

    @property
    def label(self) -> str:
        """Return what people read."""
        return self.text or self.id


class Control(Part):
    """What is checked, by whom, how often, and which metric proves it."""

    id: Id
    what: str = ""
    who: Id | None = None
    every: str = ""
    metric: Id | None = None
    notes: str = ""
    accepted: tuple[Acceptance, ...] = ()

    @property
    def label(self) -> str:
        """Return what people read."""
        return self.what or self.id


RegisterEntry = Party | Team | Role | Tool | Contract | Calendar | Policy | Control
