"""Governance of a stream: from each policy to the control that watches it, the measure that proves it, the reviewer.

A chain with an open end directs without monitoring, or monitors without anybody who looks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from svs_designer.model.document import Document
from svs_designer.model.registers import Control, Policy
from svs_designer.model.stream import Metric, ValueStream
from svs_designer.rules.review.looks import policies_of


class Part(StrEnum):
    """The places of a chain, from direction to review."""

    POLICY = "policy"
    CONTROL = "control"
    MEASURE = "measure"
    REVIEWER = "reviewer"
    FREQUENCY = "frequency"


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a chain: what stands there, empty where nothing does.

    `is_unknown` where it holds an id that the document does not define; `name` is then that id.
    `detail` is a second line: where a policy is attached, what a measure is to reach.
    """

    part: Part
    id: str = ""
    name: str = ""
    detail: str = ""
    is_unknown: bool = False

    @property
    def is_open(self) -> bool:
        """Tell whether the chain ends here, though it should go on."""
        return not self.name or self.is_unknown


@dataclass(frozen=True, slots=True)
class Chain:
    """One policy and what keeps the stream to it. `steps` are those it directs beside the whole stream."""

    policy: Place
    control: Place
    measure: Place
    reviewer: Place
    frequency: Place
    steps: tuple[str, ...] = ()
    is_attached: bool = True

    @property
    def places(self) -> tuple[Place, ...]:
        """Return the places in order."""
        return (self.policy, self.control, self.measure, self.reviewer, self.frequency)

    @property
    def open_ends(self) -> tuple[Part, ...]:
        """Return where the chain is open; without a control nothing behind it is asked for."""
        if self.control.is_open:
            return tuple(each.part for each in (self.policy, self.control) if each.is_open)
        return tuple(each.part for each in self.places if each.is_open)


@dataclass(frozen=True, slots=True)
class Governance:
    """The chains of a stream, and the policies of the document that no stream follows."""

    chains: tuple[Chain, ...]
    idle: tuple[Chain, ...] = ()

    @property
    def open_ends(self) -> int:
        """Return how many ends are open in the stream's own chains."""
        return sum(len(chain.open_ends) for chain in self.chains)


def governance_of(document: Document, stream: ValueStream) -> Governance:
    """Return the chains of the policies that a stream and its steps follow: the stream's own first."""
    attached = policies_of(document, stream)
    chains = tuple(_chain(document, stream, policy, steps) for policy, steps in attached.items())
    followed = {policy for each in document.streams for policy in policies_of(document, each)}
    idle = (each.id for each in document.policies if each.id not in followed)
    return Governance(chains, tuple(_chain(document, stream, each, (), is_attached=False) for each in idle))


def _chain(
    document: Document, stream: ValueStream, policy_id: str, steps: tuple[str, ...], *, is_attached: bool = True
) -> Chain:
    policy = document.entry("policies", policy_id)
    control_id = policy.control if isinstance(policy, Policy) else None
    control = document.entry("controls", control_id)
    known = control if isinstance(control, Control) else None
    where = _where(stream, policy_id, steps) if is_attached else "No stream follows it"
    return Chain(
        _place(Part.POLICY, policy_id, policy, where),
        _place(Part.CONTROL, control_id, control),
        _measure(document, stream, known.metric if known else None),
        _place(Part.REVIEWER, known.who if known else None, document.entry("roles", known.who) if known else None),
        _frequency(known.every.strip() if known else ""),
        steps,
        is_attached,
    )


def _place(part: Part, held: str | None, entry: object, detail: str = "") -> Place:
    if not held:
        return Place(part, detail=detail)
    label = getattr(entry, "label", "").strip()
    return Place(part, held, label or held, detail, is_unknown=entry is None)


def _frequency(every: str) -> Place:
    """Return the place of how often; `id` is what the control says, `name` how people say it: `every month`."""
    is_spoken = not every or every.startswith(("every", "each", "after", "at "))
    return Place(Part.FREQUENCY, every, every if is_spoken else f"every {every}")


def _measure(document: Document, stream: ValueStream, metric_id: str | None) -> Place:
    """Return the place of a measure: a metric of this stream, else of another one."""
    if not metric_id:
        return Place(Part.MEASURE)
    metric = _find(stream.metrics, metric_id)
    if metric is not None:
        return Place(
            Part.MEASURE,
            metric_id,
            metric.name or metric_id,
            f"Target {metric.target}" if metric.target else "No target yet",
        )
    for other in document.streams:
        metric = _find(other.metrics, metric_id)
        if metric is not None:
            return Place(Part.MEASURE, metric_id, metric.name or metric_id, f"of {other.label}")
    return Place(Part.MEASURE, metric_id, metric_id, is_unknown=True)


def _find(metrics: Iterable[Metric], metric_id: str) -> Metric | None:
    return next((each for each in metrics if each.id == metric_id), None)


def _where(stream: ValueStream, policy_id: str, steps: tuple[str, ...]) -> str:
    """Say where a policy is attached: to the stream, to a step by its name, to so many steps."""
    parts = ["the stream"] if policy_id in stream.policies else []
    if len(steps) == 1:
        step = stream.step(steps[0])
        parts.append(f"'{step.label}'" if step else "a step")
    elif steps:
        parts.append(f"{len(steps)} steps")
    return f"Directs {' and '.join(parts)}"
