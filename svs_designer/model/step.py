"""A step: one instance of an activity of the service value chain, done by a team with practices and tools."""

from enum import StrEnum

from pydantic import Field

from svs_designer.model.acceptance import Acceptance
from svs_designer.model.base import Part
from svs_designer.model.ids import Id
from svs_designer.model.links import Ways
from svs_designer.model.numbers import Ratio
from svs_designer.model.times import Touch, Wait


class StepKind(StrEnum):
    """What happens at a step."""

    WORK = "work"
    APPROVAL = "approval"
    DECISION = "decision"


class Change(StrEnum):
    """How a change to the live environment is authorised."""

    STANDARD = "standard"
    NORMAL = "normal"
    EMERGENCY = "emergency"


class Automation(StrEnum):
    """How much of a step a machine does."""

    MANUAL = "manual"
    ASSISTED = "assisted"
    AUTOMATIC = "automatic"


class ValueClass(StrEnum):
    """What a step is to the consumer: value adding, necessary without adding, or waste."""

    ADDING = "adding"
    NECESSARY = "necessary"
    WASTE = "waste"


class Waste(StrEnum):
    """The eight wastes of Lean."""

    DEFECTS = "defects"
    OVERPRODUCTION = "overproduction"
    WAITING = "waiting"
    UNUSED_TALENT = "unused-talent"
    TRANSPORTATION = "transportation"
    INVENTORY = "inventory"
    MOTION = "motion"
    OVERPROCESSING = "overprocessing"


class Join(StrEnum):
    """Whether a step begins with any arriving branch or waits for all parallel ones."""

    ANY = "any"
    ALL = "all"


class Queue(Part):
    """The queue before a step: who looks after it, and how many cases may wait."""

    owner: Id | None = None
    limit: int | None = Field(default=None, ge=1)


class Step(Part):
    """One step of a value stream. Fields without a value are not known yet, never zero."""

    id: Id
    name: str = ""
    kind: StepKind = StepKind.WORK
    activity: Id | None = None
    practices: tuple[Id, ...] = ()
    role: Id | None = None
    team: Id | None = None
    authority: Id | None = None
    tools: tuple[Id, ...] = ()
    with_: tuple[Id, ...] = ()
    contract: Id | None = None
    policies: tuple[Id, ...] = ()
    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    restocks: tuple[str, ...] = ()
    live: bool = False
    change: Change | None = None
    automation: Automation = Automation.MANUAL
    queue: Queue | None = None
    touch: Touch | None = None
    wait: Wait | None = None
    complete_and_accurate: Ratio | None = None
    value: ValueClass | None = None
    wastes: tuple[Waste, ...] = ()
    join: Join = Join.ANY
    next: Ways = Ways()
    notes: str = ""
    accepted: tuple[Acceptance, ...] = ()

    @property
    def label(self) -> str:
        """Return what people read: the name, or the id where there is none."""
        return self.name or self.id
