"""The README of a hand-over folder: in plain words, what each file is, how to run it and what it could not hold."""

from collections.abc import Iterable, Iterator, Sequence

from svs_designer import __version__
from svs_designer.catalogue import Catalogue
from svs_designer.exchange.decisions import Decision, decision
from svs_designer.exchange.exporter import Loss
from svs_designer.exchange.hand_over import BPMN_ENGINE, OPEN_WORKFLOW, SPIFF, SVG, YAML, HandedFile
from svs_designer.exchange.hand_over_running import how_to_run
from svs_designer.model.document import Document
from svs_designer.model.ids import DEMAND, VALUE
from svs_designer.model.links import Link
from svs_designer.model.stream import Target, ValueStream
from svs_designer.model.times import spread_text

MARK = "<!-- Made by SVS Designer: a hand-over folder. Making it again replaces everything in here. -->"
"""The line by which a folder is known as one that may be replaced."""
MOST_NAMES = 4

ABOUT = {
    YAML.name: "The value stream itself: change this file, all others are made from it.",
    SPIFF.name: "BPMN 2.0 with its diagram, its conditions in Python. Modelers of BPMN open it as well.",
    BPMN_ENGINE.name: "The same BPMN 2.0 with its conditions as bpmn-engine reads them.",
    OPEN_WORKFLOW.name: "The flow in the Open Workflow DSL (once Serverless Workflow).",
    SVG.name: "The picture, as drawn.",
}


def readme_of(
    document: Document,
    catalogue: Catalogue,
    stream: ValueStream,
    handed: Sequence[HandedFile],
    missing: Sequence[str],
    *,
    date: str = "",
) -> str:
    """Return the README in Markdown; nothing but its arguments is in it."""
    names = _Names(document, catalogue, stream)
    sections = (
        _head(stream, date),
        _files(handed, missing),
        _running(stream, handed),
        _decisions(stream, names),
        _steps(stream, names),
        _losses(handed, names),
    )
    return "\n\n".join("\n".join(section) for section in sections if section) + "\n"


class _Names:
    """What people read for the ids of a stream."""

    def __init__(self, document: Document, catalogue: Catalogue, stream: ValueStream) -> None:
        self._teams = {team.id: team.label for team in document.teams}
        self._catalogue = catalogue
        self._nodes = {step.id: step.label for step in stream.steps}
        self._nodes |= {end.id: end.name or end.id for end in stream.ends}
        self._nodes |= {DEMAND: "Demand", VALUE: "Value"}

    def node(self, node_id: str) -> str:
        return self._nodes.get(node_id, node_id)

    def team(self, team_id: str | None) -> str:
        return self._teams.get(team_id, team_id) if team_id else ""

    def activity(self, activity_id: str | None) -> str:
        activity = self._catalogue.activity(activity_id) if activity_id else None
        return activity.name if activity else activity_id or ""


def _head(stream: ValueStream, date: str) -> list[str]:
    lines = [MARK, "", f"# {_plain(stream.label)}", ""]
    if stream.demand and stream.demand.text:
        lines.append(f"- Begins with: {_plain(stream.demand.text)}")
    if stream.value and stream.value.outcome:
        lines.append(f"- Ends with: {_plain(stream.value.outcome)}")
    lines += [f"- Promised: {_promise(target)}" for target in stream.targets if target.within]
    made = f"- Made by SVS Designer {__version__}"
    lines.append(f"{made}, {date}" if date else made)
    return lines


def _promise(target: Target) -> str:
    name = f" ({_plain(target.name)})" if target.name else ""
    share = f", for {target.percentile:g} % of the cases" if target.percentile else ""
    return f"within {target.within}{share}{name}"


def _files(handed: Iterable[HandedFile], missing: Iterable[str]) -> list[str]:
    rows = [(f"`{each.name}`", ABOUT[each.part.name]) for each in handed]
    lines = ["## What is in this folder", "", *_table(("File", "What it is"), rows)]
    gone = [f"- {_plain(each)}" for each in missing]
    return [*lines, "", "Not in this folder:", "", *gone] if gone else lines


def _running(stream: ValueStream, handed: Sequence[HandedFile]) -> list[str]:
    """Say how to run each file, by what was really tried with files like it."""
    booleans = [asked.variable for _, chosen in _choices(stream) for asked in chosen.asked]
    lines = [line for each in handed for line in how_to_run(each.part, each.name, booleans)]
    if not lines:
        return []
    told = (
        "Each of these ways is one that SVS Designer's own tests take; other engines were not tried. The first two let "
        "a case run through at once: put the booleans where people or programs do the work."
    )
    return ["## How to run it", "", told, *lines]


def _decisions(stream: ValueStream, names: _Names) -> list[str]:
    rows: list[tuple[str, ...]] = []
    for node_id, chosen in _choices(stream):
        rows += [
            (names.node(node_id), names.node(asked.link.to), f"`{asked.variable}`", *_when(asked.link))
            for asked in chosen.asked
        ]
        rows.append((names.node(node_id), names.node(chosen.default.to), "where none is true", *_when(chosen.default)))
    if not rows:
        return []
    told = (
        "A case takes one of several ways on after the steps below. Whoever does the step says which, by setting the "
        "boolean of that way to true and the others to false; the first that is true counts."
    )
    return ["## Decisions", "", told, "", *_table(("After", "On to", "Boolean", "When", "Share"), rows)]


def _choices(stream: ValueStream) -> Iterator[tuple[str, Decision]]:
    """Yield the nodes after which a case takes one of several ways."""
    for node_id in stream.nodes():
        ways = stream.ways(node_id)
        chosen = decision(node_id, ways) if ways else None
        if chosen is not None:
            yield node_id, chosen


def _when(link: Link) -> tuple[str, str]:
    return link.when, "" if link.share is None else f"{link.share * 100:g} %"


def _steps(stream: ValueStream, names: _Names) -> list[str]:
    rows = [
        (
            step.label,
            f"`{step.id}`",
            names.activity(step.activity),
            names.team(step.team),
            spread_text(step.touch) if step.touch else "",
            spread_text(step.wait) if step.wait else "",
        )
        for step in stream.steps
    ]
    told = "Touch is the time somebody works on a case, wait the time it waits before. Empty: nobody knows yet."
    return ["## Steps", "", told, "", *_table(("Step", "Id", "Activity", "Team", "Touch", "Wait"), rows)]


def _losses(handed: Iterable[HandedFile], names: _Names) -> list[str]:
    """List what was lost; files that lost the same stand together."""
    files: dict[tuple[Loss, ...], list[str]] = {}
    for each in handed:
        if each.losses:
            files.setdefault(each.losses, []).append(f"`{each.name}`")
    lines: list[str] = []
    for losses, named in files.items():
        lines += ["", f"{' and '.join(named)}:", "", *(f"- {_lost(loss, names)}" for loss in losses)]
    return ["## What the formats could not hold", *lines] if lines else []


def _lost(loss: Loss, names: _Names) -> str:
    elements = [_plain(names.node(element)) for element in loss.elements]
    if not elements:
        return _plain(loss.message)
    more = f" and {len(elements) - MOST_NAMES} more" if len(elements) > MOST_NAMES else ""
    return f"{_plain(loss.message)} ({', '.join(elements[:MOST_NAMES])}{more})"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *([_plain(cell) for cell in row] for row in rows)]
    return [f"| {' | '.join(cells)} |" for cells in lines]


def _plain(text: str) -> str:
    """Keep what people typed on one line, and out of the way of Markdown's tables and tags."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
