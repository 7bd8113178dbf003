"""References: every id a document uses is defined in it or in the framework's catalogue.

Artefacts are free text, and a baseline may lie in another file: neither is asked for here.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache, partial
from itertools import chain
from operator import attrgetter
from typing import Any

from svs_designer.model.base import evolve
from svs_designer.model.document import Document, Register
from svs_designer.model.edits import nodes, registers, steps, streams
from svs_designer.model.ids import DEMAND, VALUE
from svs_designer.model.step import Step
from svs_designer.model.stream import Improvement, Target
from svs_designer.rules.builtin.declare import rule
from svs_designer.rules.builtin.wording import name_of
from svs_designer.rules.finding import Element, Fix
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.subject import DocumentSubject, Subject

Put = Callable[[Document, Any], Document]
"""Puts another value in place of the field that holds a reference."""
Held = str | tuple[str, ...] | None
"""What such a field holds."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """What an id refers to: how people call it, which ids are known, and the register where it can be defined."""

    noun: str
    known: frozenset[str]
    register: Register | None = None


@dataclass(frozen=True, slots=True)
class _Field:
    """A field that holds ids: of which kind, where, who uses it (as a sentence begins), and how it is set."""

    name: str
    kind: _Kind
    user: str
    element: Element | None
    put: Put


def _kinds(subject: DocumentSubject) -> dict[str, _Kind]:
    document, catalogue = subject.document, subject.catalogue

    def register(noun: str, name: Register, *also: Register) -> _Kind:
        ids = frozenset(entry.id for each in (name, *also) for entry in getattr(document, each))
        return _Kind(noun, ids, name)

    return {
        "activity": _Kind("activity", frozenset(activity.id for activity in catalogue.activities)),
        "practice": _Kind("practice", frozenset(practice.id for practice in catalogue.practices)),
        "principle": _Kind("guiding principle", frozenset(principle.id for principle in catalogue.principles)),
        "role": register("role", "roles"),
        "team": register("team", "teams"),
        "tool": register("tool", "tools"),
        "party": register("party", "parties"),
        "contract": register("contract", "contracts"),
        "calendar": register("calendar", "calendars"),
        "policy": register("policy", "policies"),
        "control": register("control", "controls"),
        # A role or the policy that delegates; a consumer, or the team SVS003 objects to.
        "authority": register("role", "roles", "policies"),
        "recipient": register("party", "parties", "teams"),
        "metric": _Kind("metric", frozenset(metric.id for stream in document.streams for metric in stream.metrics)),
    }


def unknown_in_registers(subject: DocumentSubject) -> Iterator[Found]:
    """Object to register entries that refer to what is not there."""
    document, kinds = subject.document, _kinds(subject)
    kinds_of = {kind.register: kind.noun.capitalize() for kind in kinds.values()}

    def field(register: Register, entry: Any, name: str, kind: str) -> _Field:
        put = partial(_put_entry, register, entry.id, name)
        return _Field(name, kinds[kind], f"{kinds_of[register]} '{entry.label}'", entry.id, put)

    for team in document.teams:
        yield from _unknown(field("teams", team, "calendar", "calendar"), team.calendar)
    for tool in document.tools:
        yield from _unknown(field("tools", tool, "integrated_with", "tool"), tool.integrated_with)
    for contract in document.contracts:
        yield from _unknown(field("contracts", contract, "party", "party"), contract.party)
    for policy in document.policies:
        yield from _unknown(field("policies", policy, "control", "control"), policy.control)
    for control in document.controls:
        yield from _unknown(field("controls", control, "who", "role"), control.who)
        yield from _unknown(field("controls", control, "metric", "metric"), control.metric)


_STEP_FIELDS = (
    ("activity", "activity"), ("practices", "practice"), ("role", "role"), ("team", "team"), ("authority", "authority"),
    ("tools", "tool"), ("with_", "party"), ("contract", "contract"), ("policies", "policy"),
)  # fmt: skip


@rule("SVS102", registers=unknown_in_registers)
def unknown_reference(subject: Subject) -> Iterator[Found]:
    """Object to ids that nothing in the document or the catalogue carries."""
    kinds = _kinds(subject)
    yield from _in_stream(subject, kinds)
    yield from _about_steps(subject)
    sid, all_steps = subject.stream.id, subject.stream.steps
    for name, kind in _STEP_FIELDS:
        if kinds[kind].known.issuperset(_used(all_steps, name)):  # as good as always: no step needs a look
            continue
        for step in all_steps:
            put = partial(_put_step, sid, step.id, name)
            user = f"Step '{step.label}'"
            yield from _unknown(_Field(name, kinds[kind], user, step.id, put), getattr(step, name))
    for step in all_steps:
        if step.queue and step.queue.owner:
            queue = partial(_put_queue_owner, sid, step.id)
            user = f"The queue of step '{step.label}'"
            yield from _unknown(_Field("queue", kinds["role"], user, step.id, queue), step.queue.owner)


def _used(all_steps: tuple[Step, ...], name: str) -> Iterable[str]:
    """Return every id that the steps hold in a field."""
    held = map(attrgetter(name), all_steps)
    if isinstance(getattr(all_steps[0], name) if all_steps else None, tuple):
        return chain.from_iterable(held)
    return filter(None, held)


def _in_stream(subject: Subject, kinds: dict[str, _Kind]) -> Iterator[Found]:
    """Look at what the stream, its demand and its value refer to."""
    stream, sid = subject.stream, subject.stream.id
    whole = f"Stream '{stream.label}'"
    for name, kind in (("owner", "role"), ("policies", "policy"), ("suppliers", "party")):
        put = partial(_put_stream, sid, name)
        yield from _unknown(_Field(name, kinds[kind], whole, None, put), getattr(stream, name))
    if stream.demand:
        asking = _Field("party", kinds["party"], "Demand", DEMAND, partial(_put_demand, sid))
        yield from _unknown(asking, stream.demand.party)
    if stream.value:
        gaining = _Field("recipient", kinds["recipient"], "Value", VALUE, partial(_put_value, sid))
        yield from _unknown(gaining, stream.value.recipient)
    for number, touchpoint in enumerate(stream.before):
        put = partial(_put_item, sid, "before", number, "who")
        yield from _unknown(_Field("before", kinds["party"], "The journey before demand", None, put), touchpoint.who)
    for number, principle in enumerate(stream.principles):
        put = partial(_put_item, sid, "principles", number, "id")
        yield from _unknown(_Field("principles", kinds["principle"], whole, None, put), principle.id)
    for number, item in enumerate(stream.improvements):
        put = partial(_put_item, sid, "improvements", number, "owner")
        user = f"Improvement '{_called(item, stream.improvements)}'"
        yield from _unknown(_Field("improvements", kinds["role"], user, None, put), item.owner)


def _about_steps(subject: Subject) -> Iterator[Found]:
    """Look at what refers to steps of the stream: improvements, targets and notes."""
    stream, sid = subject.stream, subject.stream.id
    step = _Kind("step", frozenset(subject.facts.steps))
    for number, item in enumerate(stream.improvements):
        put = partial(_put_item, sid, "improvements", number, "step")
        user = f"Improvement '{_called(item, stream.improvements)}'"
        yield from _unknown(_Field("improvements", step, user, None, put), item.step)
    for number, target in enumerate(stream.targets):
        name = _called(target, stream.targets)
        if target.starts:
            begin = _Field("targets", step, f"The start of target '{name}'", None, partial(_put_start, sid, number))
            yield from _unknown(begin, target.starts.step)
        for stop in dict.fromkeys(moment.step for moment in target.stops):
            finish = _Field("targets", step, f"A stop of target '{name}'", None, partial(_put_stops, sid, number, stop))
            yield from _unknown(finish, stop)
    element = _Kind("element", frozenset(stream.elements()))
    for number, note in enumerate(stream.annotations):
        put = partial(_put_item, sid, "annotations", number, "about")
        yield from _unknown(_Field("about", element, f"The note '{note.id}'", note.id, put), note.about)


def _called(item: Improvement | Target, items: Sequence[Improvement | Target]) -> str:
    """Return the name of an item, with its id where another has the same name."""
    name = item.name or item.id
    alike = sum((each.name or each.id) == name for each in items)
    return name if alike == 1 else f"{name} ({item.id})"


def _unknown(field: _Field, held: Held) -> Iterator[Found]:
    """Yield a finding for each id of a field that nothing carries."""
    known = field.kind.known
    for each in (held,) if isinstance(held, str) else held or ():
        if each not in known:
            meant = _nearest(each, known)
            hint = f"did you mean '{meant}'?" if meant else f"choose a known {field.kind.noun}"
            if field.kind.register:
                hint += " Or define it" if meant else ", or define it"
            message = f"{field.user} refers to the {field.kind.noun} '{each}', which is not defined: {hint}"
            yield Found(message, field.element, field.name, _ways_out(field, held, each, meant))


def _ways_out(field: _Field, held: Held, unknown: str, meant: str | None) -> tuple[Fix, ...]:
    fixes = []
    if meant:
        fixes.append(Fix(f"Use '{meant}'", partial(_exchange, field, held, unknown, meant)))
    if field.kind.register:
        define = partial(registers.add_entry, register=field.kind.register, name=name_of(unknown), entry_id=unknown)
        fixes.append(Fix(f"Define the {field.kind.noun} '{unknown}'", define))
    if field.kind.noun != "activity":  # a step without activity is no better
        fixes.append(Fix("Take it off", partial(_exchange, field, held, unknown, None)))
    return tuple(fixes)


def _exchange(field: _Field, held: Held, old: str, new: str | None, document: Document) -> Document:
    return field.put(document, _exchanged(held, old, new))


def _exchanged(held: Held, old: str, new: str | None) -> Held:
    """Return what a field holds with one id replaced, or left out for None."""
    if not isinstance(held, tuple):
        return new
    replaced = (new if each == old else each for each in held)
    return tuple(dict.fromkeys(each for each in replaced if each is not None))


@lru_cache(maxsize=1024)
def _nearest(unknown: str, known: frozenset[str]) -> str | None:
    """Return the known id that somebody probably meant."""
    return next(iter(get_close_matches(unknown, sorted(known), n=1)), None)


def _put_step(stream_id: str, step_id: str, name: str, document: Document, value: Any) -> Document:
    return steps.set_steps(document, stream_id, (step_id,), **{name: value})


def _put_queue_owner(stream_id: str, step_id: str, document: Document, value: Any) -> Document:
    step = document.stream(stream_id).step(step_id)
    queue = evolve(step.queue, owner=value) if step and step.queue else None
    return steps.set_steps(document, stream_id, (step_id,), queue=queue)


def _put_stream(stream_id: str, name: str, document: Document, value: Any) -> Document:
    return streams.set_stream(document, stream_id, **{name: value})


def _put_demand(stream_id: str, document: Document, value: Any) -> Document:
    return nodes.set_demand(document, stream_id, party=value)


def _put_value(stream_id: str, document: Document, value: Any) -> Document:
    return nodes.set_value(document, stream_id, recipient=value)


def _put_entry(register: Register, entry_id: str, name: str, document: Document, value: Any) -> Document:
    return registers.set_entry(document, register, entry_id, **{name: value})


def _put_item(stream_id: str, held_in: str, number: int, name: str, document: Document, value: Any) -> Document:
    """Change a field of an item; one that cannot be without its id goes."""
    items = getattr(document.stream(stream_id), held_in)
    changed = () if name == "id" and value is None else (evolve(items[number], **{name: value}),)
    return _put_stream(stream_id, held_in, document, (*items[:number], *changed, *items[number + 1 :]))


def _put_start(stream_id: str, number: int, document: Document, value: Any) -> Document:
    target = document.stream(stream_id).targets[number]
    starts = evolve(target.starts, step=value) if target.starts and value else None
    return _put_item(stream_id, "targets", number, "starts", document, starts)


def _put_stops(stream_id: str, number: int, stop: str, document: Document, value: Any) -> Document:
    """Exchange the step of every stop there, both edges of it; without a value the stops go."""
    stops = document.stream(stream_id).targets[number].stops
    changed = (evolve(each, step=value) if value and each.step == stop else each for each in stops)
    kept = tuple(dict.fromkeys(each for each in changed if value or each.step != stop))
    return _put_item(stream_id, "targets", number, "stops", document, kept)


RULES: tuple[Rule, ...] = (unknown_reference,)
