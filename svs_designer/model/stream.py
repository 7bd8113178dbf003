"""A value stream: one journey through the service value chain, from demand to value."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, ModelWrapValidatorHandler, model_validator

from svs_designer.model.acceptance import Acceptance
from svs_designer.model.base import Part
from svs_designer.model.days import Day
from svs_designer.model.duration import Duration
from svs_designer.model.ids import DEMAND, RESERVED, VALUE, Id
from svs_designer.model.links import Link, Ways
from svs_designer.model.numbers import Rate
from svs_designer.model.step import Step


class StreamKind(StrEnum):
    """Whether a stream shows the present, a wanted future, or an example."""

    AS_IS = "as-is"
    TO_BE = "to-be"
    SAMPLE = "sample"


class Clock(StrEnum):
    """Whether times run on the calendar or on working time."""

    CALENDAR = "calendar"
    WORKING = "working"


class DemandKind(StrEnum):
    """What triggers the stream: a need that is voiced, or a chance nobody asked for yet."""

    DEMAND = "demand"
    OPPORTUNITY = "opportunity"


class DemandSource(StrEnum):
    """Where demand comes from."""

    CUSTOMER = "customer"
    USER = "user"
    BUSINESS_UNIT = "business-unit"
    SUPPLIER = "supplier"
    REGULATOR = "regulator"
    MARKET = "market"
    MONITORING_EVENT = "monitoring-event"
    IMPROVEMENT_REGISTER = "improvement-register"


class Edge(StrEnum):
    """Which edge of a step a clock looks at; begin means after its wait."""

    BEGIN = "begin"
    END = "end"


class Status(StrEnum):
    """How far an improvement is."""

    IDEA = "idea"
    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    DROPPED = "dropped"


class Demand(Part):
    """The trigger of the stream, at the border of the chain: no activity, no work."""

    kind: DemandKind = DemandKind.DEMAND
    source: DemandSource | None = None
    party: Id | None = None
    text: str = ""
    rate: Rate | None = None
    next: Ways = Ways()
    notes: str = ""
    accepted: tuple[Acceptance, ...] = ()


class Value(Part):
    """What the consumer gains: a milestone; the ways on from it are the tail (feedback, improvement)."""

    recipient: Id | None = None
    outcome: str = ""
    measure: str = ""
    next: Ways = Ways()
    notes: str = ""
    accepted: tuple[Acceptance, ...] = ()


class End(Part):
    """An end without value, such as a refusal."""

    id: Id
    name: str = ""
    notes: str = ""
    accepted: tuple[Acceptance, ...] = ()


class Annotation(Part):
    """A note on the canvas, free or about one element."""

    id: Id
    text: str = ""
    about: Id | None = None
    accepted: tuple[Acceptance, ...] = ()


class Touchpoint(Part):
    """Something the consumer does before the chain begins: part of the journey, not of the chain."""

    who: Id | None = None
    what: str = ""
    time: Duration | None = None


class Moment(Part):
    """A point on a case's way: the begin or the end of a step."""

    step: Id
    at: Edge = Edge.END


class Target(Part):
    """A promise on the clock: within how long, from where to where, for what percentile of cases."""

    id: Id
    name: str = ""
    within: Duration | None = None
    percentile: float | None = Field(default=None, gt=0, le=100)
    starts: Moment | None = None
    stops: tuple[Moment, ...] = ()
    notes: str = ""


class Metric(Part):
    """A figure that is followed, where it stood before the stream was changed, and where it should be."""

    id: Id
    name: str = ""
    baseline: str = ""
    target: str = ""
    notes: str = ""


class Principle(Part):
    """A guiding principle that shaped this stream, and the evidence."""

    id: Id
    evidence: str = ""


class Improvement(Part):
    """An item of the improvement register, from idea to proof."""

    id: Id
    name: str = ""
    step: Id | None = None
    owner: Id | None = None
    baseline: str = ""
    target: str = ""
    due: Day = None
    status: Status | None = None
    notes: str = ""


def _suppliers(value: Any) -> Any:
    """Read `none` as: looked at, there are none."""
    return () if value == "none" else value


class ValueStream(Part):
    """One journey through the chain for one kind of demand: a line of steps with branches and rework.

    Well-formed always: node ids are unique, links lead to nodes of this stream. What is sensible is for the rules.
    """

    id: Id
    name: str = ""
    kind: StreamKind = StreamKind.AS_IS
    baseline: Id | None = None
    type: Id | None = None
    owner: Id | None = None
    clock: Clock = Clock.CALENDAR
    demand: Demand | None = None
    before: tuple[Touchpoint, ...] = ()
    value: Value | None = None
    targets: tuple[Target, ...] = ()
    metrics: tuple[Metric, ...] = ()
    principles: tuple[Principle, ...] = ()
    policies: tuple[Id, ...] = ()
    suppliers: Annotated[tuple[Id, ...] | None, BeforeValidator(_suppliers)] = Field(
        default=None,
        description="The suppliers of this stream, `none` where there are none; absent where nobody looked.",
        json_schema_extra={"anyOf": [{"const": "none"}, {"type": "array", "items": {"type": "string"}}]},
    )
    steps: tuple[Step, ...] = ()
    ends: tuple[End, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    improvements: tuple[Improvement, ...] = ()
    notes: str = ""
    accepted: tuple[Acceptance, ...] = ()

    @model_validator(mode="wrap")
    @classmethod
    def _well_formed(cls, value: Any, build: ModelWrapValidatorHandler[Self]) -> Self:
        if isinstance(value, cls):
            return value  # was checked when it was made: a document is rebuilt at each edit, most streams are not
        stream = build(value)
        stream._check_ids()
        stream._check_links()
        return stream

    def _check_ids(self) -> None:
        ids = [step.id for step in self.steps]
        ids += [end.id for end in self.ends]
        ids += [note.id for note in self.annotations]
        seen = set(ids)
        if len(seen) == len(ids) and seen.isdisjoint(RESERVED):
            return
        first = next(each for place, each in enumerate(ids) if each in RESERVED or each in ids[:place])
        raise ValueError(f"the id {first!r} stands twice in stream {self.id!r}")

    def _check_links(self) -> None:
        targets = {*(step.id for step in self.steps), *(end.id for end in self.ends)}
        if self.value is not None:
            targets.add(VALUE)
        # Every edit comes here: nothing is made for the links that are well.
        if all(link.to in targets for ways in self._all_ways() for link in ways.links):
            return
        source, link = next(found for found in self.links() if found[1].to not in targets)
        raise ValueError(f"the link {source} to {link.to} leads to no node of stream {self.id!r}")

    def _all_ways(self) -> Iterator[Ways]:
        if self.demand is not None:
            yield self.demand.next
        for step in self.steps:
            yield step.next
        if self.value is not None:
            yield self.value.next

    @property
    def label(self) -> str:
        """Return what people read: the name, or the id where there is none."""
        return self.name or self.id

    def step(self, step_id: str) -> Step | None:
        """Return the step of that id, if there is one."""
        return next((step for step in self.steps if step.id == step_id), None)

    def end(self, end_id: str) -> End | None:
        """Return the end of that id, if there is one."""
        return next((end for end in self.ends if end.id == end_id), None)

    def annotation(self, annotation_id: str) -> Annotation | None:
        """Return the note of that id, if there is one."""
        return next((note for note in self.annotations if note.id == annotation_id), None)

    def nodes(self) -> tuple[str, ...]:
        """Return the ids of everything links can join, in the author's order: demand, steps, value, ends."""
        return (
            *((DEMAND,) if self.demand else ()),
            *(step.id for step in self.steps),
            *((VALUE,) if self.value else ()),
            *(end.id for end in self.ends),
        )

    def elements(self) -> tuple[str, ...]:
        """Return the ids of everything that has a place on the canvas: nodes and notes."""
        return (*self.nodes(), *(note.id for note in self.annotations))

    def ways(self, node_id: str) -> Ways | None:
        """Return the ways on from a node; None for an end, a note or an unknown id."""
        if node_id == DEMAND:
            return self.demand.next if self.demand else None
        if node_id == VALUE:
            return self.value.next if self.value else None
        step = self.step(node_id)
        return step.next if step else None

    def links(self) -> tuple[tuple[str, Link], ...]:
        """Return every link with the id of its source, in the author's order."""
        found = [(DEMAND, link) for link in self.demand.next.links] if self.demand else []
        found += [(step.id, link) for step in self.steps for link in step.next.links]
        if self.value:
            found += [(VALUE, link) for link in self.value.next.links]
        return tuple(found)

    def link(self, source: str, target: str) -> Link | None:
        """Return the link between two nodes, if there is one."""
        ways = self.ways(source)
        return ways.link_to(target) if ways else None
