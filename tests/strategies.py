"""Whole documents at random, for property tests of readers, writers and exports: built from the model itself."""

from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from hypothesis import strategies as st

from svs_designer.model.acceptance import Acceptance
from svs_designer.model.base import Part
from svs_designer.model.check_settings import THRESHOLDS, CheckSettings, Profile, RuleLevel, is_share
from svs_designer.model.document import ENTRY_TYPES, CatalogueRef, Document
from svs_designer.model.duration import Duration
from svs_designer.model.ids import END, RESERVED, VALUE
from svs_designer.model.layout import Layout, Place, StreamLayout
from svs_designer.model.links import Link, LinkKind, Split, Ways
from svs_designer.model.numbers import Period, Rate
from svs_designer.model.registers import PartyKind, TeamKind
from svs_designer.model.step import Automation, Change, Join, Queue, Step, StepKind, ValueClass, Waste
from svs_designer.model.stream import (
    Annotation,
    Clock,
    Demand,
    DemandKind,
    DemandSource,
    Edge,
    End,
    Improvement,
    Metric,
    Moment,
    Principle,
    Status,
    StreamKind,
    Target,
    Touchpoint,
    Value,
    ValueStream,
)
from svs_designer.model.times import Evidence, Touch, Wait, WaitReason

# Words that mean something to YAML or to the format, beside any other.
_TRICKY = [
    "on", "no", "y", "null", "true", "12:30", "010", "1e3", "a: b", "a # b", "- a", "@x", "a, b", "{a}", "?", "a\nb\n",
    " a", "a ", "60%", "2026-12-31", "\u2028", "\x85", "\x00", "none", "é 日本 😀", "#", "&x", "*x", "!x", "|", "~",
]  # fmt: skip
_ID_WORDS = ["a", "b", "c", "d", "true", "null", "on", "no", "y", "triage", "end", "service-desk", "x" * 80]

texts = st.sampled_from(["", "Triage", "Take the call", *_TRICKY]) | st.text(max_size=30)
ids = st.sampled_from(_ID_WORDS) | st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)
id_lists = st.lists(ids, max_size=3).map(tuple)
text_lists = st.lists(texts, max_size=3).map(tuple)
durations = st.builds(Duration, st.sampled_from([0.0, 1.0, 2.5]), st.floats(0, 1e6) | st.integers(0, 90000).map(float))
rates = st.builds(Rate, st.floats(0, 1e6) | st.integers(0, 99).map(float), st.sampled_from(Period))
ratios = st.floats(0, 1) | st.integers(0, 100).map(lambda percent: percent / 100)
node_ids = ids.filter(lambda each: each not in RESERVED and each != END)
_numbers = st.floats(-1e6, 1e6) | st.integers(-2000, 2000).map(float)
places = st.builds(Place, _numbers, _numbers, st.booleans())


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return a strategy for a value that may be absent."""
    return st.none() | values


@cache
def of(kind: type[StrEnum]) -> st.SearchStrategy[Any]:
    """Return a strategy for the members of an enum."""
    return st.sampled_from(list(kind))


def part(kind: type[Part], /, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return a strategy for a part; fields that are not required are often left at their default."""
    assert fields.keys() == kind.model_fields.keys(), (
        f"{kind.__name__} has changed: {fields.keys() ^ kind.model_fields.keys()}"
    )
    required = {name for name, info in kind.model_fields.items() if info.is_required()}
    return st.fixed_dictionaries(
        {name: values for name, values in fields.items() if name in required},
        optional={name: values for name, values in fields.items() if name not in required},
    ).map(lambda chosen: kind(**chosen))


def _unique(parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(parts, max_size=3, unique_by=lambda each: each.id).map(tuple)


_accepted = st.lists(
    part(
        Acceptance, rule=st.sampled_from(["SVS004", "SVS071", "ACME-X1234"]), reason=texts.filter(str.strip),
        by=texts.filter(str.strip), until=maybe(st.dates(date(1990, 1, 1))),
    ),
    max_size=2,
).map(tuple)  # fmt: skip
_evidence: dict[str, Any] = {
    "low": maybe(durations), "high": maybe(durations), "evidence": maybe(of(Evidence)),
    "samples": maybe(st.integers(1, 500)),
}  # fmt: skip
touches = part(Touch, likely=durations, **_evidence)
waits = part(Wait, typical=durations, reason=maybe(of(WaitReason)), **_evidence)
_moments = part(Moment, step=ids, at=of(Edge))
_link_fields: dict[str, Any] = {
    "share": maybe(ratios), "when": texts, "kind": of(LinkKind), "default": st.booleans(),
    "delay": maybe(durations), "info": text_lists, "notes": texts, "accepted": _accepted,
}  # fmt: skip
_step_fields: dict[str, Any] = {
    "name": texts, "kind": of(StepKind), "activity": maybe(ids), "practices": id_lists, "role": maybe(ids),
    "team": maybe(ids), "authority": maybe(ids), "tools": id_lists, "with_": id_lists, "contract": maybe(ids),
    "policies": id_lists, "inputs": text_lists, "outputs": text_lists, "takes": text_lists, "restocks": text_lists,
    "live": st.booleans(), "change": maybe(of(Change)), "automation": of(Automation),
    "queue": maybe(part(Queue, owner=maybe(ids), limit=maybe(st.integers(1, 99)))), "touch": maybe(touches),
    "wait": maybe(waits), "complete_and_accurate": maybe(ratios), "value": maybe(of(ValueClass)),
    "wastes": st.lists(of(Waste), max_size=2).map(tuple), "join": of(Join), "notes": texts,
    "accepted": _accepted,
}  # fmt: skip
_register_fields: dict[str, dict[str, Any]] = {
    "parties": {"kind": of(PartyKind)},
    "teams": {"kind": of(TeamKind), "staff": maybe(st.floats(0.1, 1e4)), "calendar": maybe(ids)},
    "roles": {"cost_per_hour": maybe(st.floats(0, 1e4))},
    "tools": {"category": texts, "integrated_with": id_lists},
    "contracts": {"party": maybe(ids), "within": maybe(durations)},
    "calendars": {"hours": st.just("08:00-18:30"), "days": st.sampled_from(["mon-fri", "mon,wed"])},
    "policies": {"text": texts, "control": maybe(ids)},
    "controls": {"what": texts, "who": maybe(ids), "every": texts, "metric": maybe(ids)},
}
_check = part(
    CheckSettings, profile=maybe(of(Profile)),
    rules=st.dictionaries(st.sampled_from(["SVS004", "SVS071", "ACME-X1234"]), of(RuleLevel), max_size=2),
    thresholds=st.fixed_dictionaries(
        {}, optional={name: ratios if is_share(name) else st.floats(0, 1e6) for name in THRESHOLDS}
    ),
)  # fmt: skip
_stream_fields: dict[str, Any] = {
    "name": texts, "kind": of(StreamKind), "baseline": maybe(ids), "type": maybe(ids), "owner": maybe(ids),
    "clock": of(Clock), "policies": id_lists, "suppliers": maybe(id_lists), "notes": texts, "accepted": _accepted,
    "before": st.lists(part(Touchpoint, who=maybe(ids), what=texts, time=maybe(durations)), max_size=2).map(tuple),
    "targets": _unique(
        part(
            Target, id=ids, name=texts, within=maybe(durations), percentile=maybe(st.floats(0.1, 100)),
            starts=maybe(_moments), stops=st.lists(_moments, max_size=2).map(tuple), notes=texts,
        )
    ),
    "metrics": _unique(part(Metric, id=ids, name=texts, baseline=texts, target=texts, notes=texts)),
    "principles": _unique(part(Principle, id=ids, evidence=texts)),
    "improvements": _unique(
        part(
            Improvement, id=ids, name=texts, step=maybe(ids), owner=maybe(ids), baseline=texts, target=texts,
            due=maybe(st.dates(date(1990, 1, 1))), status=maybe(of(Status)), notes=texts,
        )
    ),
}  # fmt: skip


def ways(targets: list[str]) -> st.SearchStrategy[Ways]:
    """Return a strategy for ways on to some of the targets, each once."""
    if not targets:
        return st.just(Ways())
    chosen = st.lists(st.sampled_from(targets), max_size=3, unique=True)
    links = chosen.flatmap(lambda names: st.tuples(*(part(Link, to=st.just(name), **_link_fields) for name in names)))
    return st.builds(lambda found, split: Ways(links=found, split=split), links, of(Split))


@st.composite
def streams(draw: st.DrawFn) -> ValueStream:
    """Draw a stream whose links lead to its own nodes."""
    nodes = draw(st.lists(node_ids, max_size=6, unique=True))
    first, second = sorted((draw(st.integers(0, len(nodes))), draw(st.integers(0, len(nodes)))))
    has_value = draw(st.booleans())
    end_ids = [*nodes[first:second], *([END] if draw(st.booleans()) else [])]
    targets = [*nodes[:first], *end_ids, *([VALUE] if has_value else [])]
    steps = [draw(part(Step, id=st.just(each), next=ways(targets), **_step_fields)) for each in nodes[:first]]
    ends = [draw(part(End, id=st.just(each), name=texts, notes=texts, accepted=_accepted)) for each in end_ids]
    notes = [
        draw(part(Annotation, id=st.just(each), text=texts, about=maybe(ids), accepted=_accepted))
        for each in nodes[second:]
    ]
    demand = part(
        Demand, kind=of(DemandKind), source=maybe(of(DemandSource)), party=maybe(ids), text=texts,
        rate=maybe(rates), next=ways(targets), notes=texts, accepted=_accepted,
    )  # fmt: skip
    value = part(
        Value, recipient=maybe(ids), outcome=texts, measure=texts, next=ways(targets), notes=texts, accepted=_accepted
    )
    gain = value if has_value else st.none()
    others = draw(st.fixed_dictionaries({}, optional=_stream_fields))
    return ValueStream(
        id=draw(ids),
        demand=draw(maybe(demand)),
        value=draw(gain),
        steps=tuple(steps),
        ends=tuple(ends),
        annotations=tuple(notes),
        **others,
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw a whole document: registers, streams, layout."""
    found = draw(st.lists(streams(), max_size=2, unique_by=lambda stream: stream.id))
    layouts = [
        StreamLayout(
            stream=stream.id,
            places=tuple((key, draw(places)) for key in stream.elements() if draw(st.booleans())),
        )
        for stream in found
        if draw(st.booleans())
    ]
    registers: dict[str, Any] = {
        name: _unique(
            part(
                kind,
                id=ids,
                notes=texts,
                accepted=_accepted,
                **({"name": texts} if "name" in kind.model_fields else {}),
                **_register_fields[name],
            )
        )
        for name, kind in ENTRY_TYPES.items()
    }
    return draw(
        part(
            Document,
            catalogue=part(CatalogueRef, id=ids, version=texts),
            title=texts,
            version=texts,
            notes=texts,
            check=_check,
            streams=st.just(tuple(found)),
            layout=st.just(Layout(streams=tuple(layouts))),
            **registers,
        )
    )
