"""Making an as-is stream of what a log tells: steps, shares, rework, teams, and measured times."""

from collections.abc import Mapping
from datetime import UTC, datetime

from svs_designer.model.base import evolve
from svs_designer.model.document import Document
from svs_designer.model.edits.measured_values import measured_touch, measured_wait, shares_of
from svs_designer.model.edits.observed_flow import RARE, Flow, drawn_flow
from svs_designer.model.edits.registers import add_entry, new_entry_id
from svs_designer.model.edits.streams import add_stream
from svs_designer.model.edits.within import EditError
from svs_designer.model.ids import END, VALUE, fresh_id
from svs_designer.model.links import Link, LinkKind, Split, Ways
from svs_designer.model.numbers import Period, Rate
from svs_designer.model.observed import Observed, ObservedStep, Outcome
from svs_designer.model.step import Step
from svs_designer.model.stream import Demand, End, StreamKind, Value

WITHOUT_VALUE = "Ended without value"
_DAY = 86400.0
_PERIODS = {
    Period.DAY: 1.0, Period.WEEK: 7.0, Period.MONTH: 365.25 / 12, Period.QUARTER: 365.25 / 4, Period.YEAR: 365.25,
}  # fmt: skip
_FEW_CASES = 10


def stream_from_log(document: Document, name: str, observed: Observed, *, rare: float = RARE) -> Document:
    """Return the document with a new as-is stream at its end, drawn of a log; see `drawn_flow` for what is left out.

    Its flow is sound, so that it can be measured and exported at once; activities and practices are for people to say.
    Raises EditError for a log without visits.
    """
    flow = drawn_flow(observed, rare=rare)
    if not flow.steps:
        raise EditError("the log has no visits: there is nothing to draw")
    ids = _ids(flow)
    document, teams = _with_teams(document, flow)
    steps = tuple(_step(each, ids, teams, _ways(flow, each.name, ids)) for each in flow.steps)
    ends = (End(id=END, name=WITHOUT_VALUE),) if any(way.target is Outcome.WITHOUT for way in flow.ways) else ()
    return add_stream(
        document,
        name,
        kind=StreamKind.AS_IS,
        demand=Demand(rate=_rate(observed), next=_ways(flow, None, ids)),
        value=Value(),
        steps=steps,
        ends=ends,
        notes=_notes(observed, flow),
    )


def _ids(flow: Flow) -> dict[str | Outcome, str]:
    ids: dict[str | Outcome, str] = {Outcome.VALUE: VALUE, Outcome.WITHOUT: END}
    for step in flow.steps:
        ids[step.name] = fresh_id(step.name, set(ids.values()), fallback="step")
    return ids


def _with_teams(document: Document, flow: Flow) -> tuple[Document, dict[str, str]]:
    """Return the document with the teams that mostly do a step in its register, and their ids by name."""
    known = {key.casefold(): team.id for team in document.teams for key in (team.id, team.name) if key}
    ids: dict[str, str] = {}
    for name in dict.fromkeys(step.teams[0][0] for step in flow.steps if step.teams):
        if name.casefold() not in known:
            known[name.casefold()] = new_entry_id(document, "teams", name)
            document = add_entry(document, "teams", name)
        ids[name] = known[name.casefold()]
    return document, ids


def _step(seen: ObservedStep, ids: Mapping[str | Outcome, str], teams: Mapping[str, str], ways: Ways) -> Step:
    return Step(
        id=ids[seen.name],
        name=seen.name,
        team=teams[seen.teams[0][0]] if seen.teams else None,
        touch=measured_touch(seen.touch),
        wait=measured_wait(seen.wait),
        next=ways,
    )


def _ways(flow: Flow, source: str | None, ids: Mapping[str | Outcome, str]) -> Ways:
    ways = flow.ways_from(source)
    shares = shares_of({ids[way.target]: way.times for way in ways}) if len(ways) > 1 else {}
    links = tuple(
        Link(
            to=ids[way.target],
            share=shares.get(ids[way.target]),
            kind=LinkKind.REWORK if way.is_rework else LinkKind.FLOW,
        )
        for way in ways
    )
    return evolve(Ways(), links=links, split=Split.ONE if len(links) > 1 else None)


def _rate(observed: Observed) -> Rate | None:
    """Return how many cases arrive, over the shortest period in which one does; None for too few to tell."""
    if observed.first is None or observed.last is None or observed.cases < _FEW_CASES:
        return None
    days = (observed.last - observed.first) / _DAY
    if days < 1:
        return None
    daily = (observed.cases - 1) / days
    period = next((period for period, length in _PERIODS.items() if daily * length >= 1), Period.YEAR)
    return Rate(round(daily * _PERIODS[period], 1), period)


def _notes(observed: Observed, flow: Flow) -> str:
    first, last = (datetime.fromtimestamp(at or 0.0, UTC).date().isoformat() for at in (observed.first, observed.last))
    told = f"Measured from a log of {observed.cases} cases that arrived from {first} to {last}."
    if flow.left_moves:
        told += f" {flow.left_moves} of {flow.moves} moves between steps went ways too rare to draw."
    return told
