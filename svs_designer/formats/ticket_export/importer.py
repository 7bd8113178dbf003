"""The importer of ticket exports: a new as-is stream of what the tickets tell."""

from pathlib import PurePath
from typing import TYPE_CHECKING

from svs_designer.exchange.importer import CannotImport, Imported, Importer, Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from svs_designer.exchange.question import Question
    from svs_designer.formats.ticket_export.reader import Tickets
    from svs_designer.model.edits.observed_flow import Flow


def _recognises(data: bytes) -> bool:
    from svs_designer.formats.ticket_export.layout import layout_of
    from svs_designer.formats.ticket_export.remembered import recall

    try:
        layout = layout_of(data)
    except CannotImport:
        return False
    return (recall(layout) or layout.guess).objection() is None


def _read(data: bytes, name: str) -> Imported:
    from svs_designer.formats.ticket_export.reader import read_recalled

    return _made(read_recalled(data), name)


def _asks(data: bytes) -> "Question":
    from svs_designer.formats.ticket_export.asking import question_of

    return question_of(data, _made)


def _made(tickets: "Tickets", name: str) -> Imported:
    from svs_designer.analysis.observed import observe, spelled_alike
    from svs_designer.model.document import Document
    from svs_designer.model.edits.from_log import stream_from_log
    from svs_designer.model.edits.observed_flow import drawn_flow

    observed = observe(tickets.visits, spelled_alike(tickets.visits.step_names))
    title = PurePath(name).stem.strip() or "Tickets"
    document = stream_from_log(Document(title=title), title, observed)
    said = (*(Remark(each) for each in observed.remarks), *_remarks(drawn_flow(observed)))
    return Imported(document, (*tickets.remarks, *said))


def _remarks(flow: "Flow") -> "Iterator[Remark]":
    for each in flow.remarks:
        yield Remark(each, guess=True)
    if flow.left_moves:
        yield Remark(f"{flow.left_moves} of {flow.moves} moves between steps went ways too rare to draw")
    if flow.left_steps:
        names = ", ".join(f"“{each}”" for each in flow.left_steps[:10])
        more = f" and {len(flow.left_steps) - 10} more" if len(flow.left_steps) > 10 else ""
        yield Remark(f"Steps that hardly any case came to are left out: {names}{more}")
    for step in flow.steps:
        if len(step.teams) > 1:  # nobody else can be named at a step
            (team, most), total = step.teams[0], sum(visits for _, visits in step.teams)
            yield Remark(
                f"“{step.name}” is given to “{team}”, who did {most} of {total}: others did the rest", guess=True
            )


IMPORTER = Importer(
    id="tickets",
    name="Ticket export",
    endings=("csv", "tsv"),
    recognises=_recognises,
    read=_read,
    summary="cases with their steps or teams and times, as any ticket tool exports them: becomes an as-is stream",
    asks=_asks,
)
