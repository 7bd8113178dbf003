"""A stream as a Mermaid flowchart: nodes, links, colours. Any well-formed stream can be drawn, finished or not."""

import json
from collections.abc import Iterator, Mapping

from svs_designer.drawing.elements import Element, elements_of, ways_of
from svs_designer.drawing.sketches.connector import label_of
from svs_designer.drawing.sketches.wording import Wording
from svs_designer.drawing.text import plain
from svs_designer.drawing.theme import Theme
from svs_designer.exchange.exporter import Exported, ExportRequest, Loss
from svs_designer.formats.mermaid.nodes import class_line, class_of, node, node_id
from svs_designer.formats.mermaid.words import words
from svs_designer.model.links import Link, LinkKind, Split
from svs_designer.model.step import Step
from svs_designer.model.stream import Annotation, ValueStream

MOST_LINKS, MOST_CHARACTERS = 500, 50_000
"""What Mermaid draws without being told otherwise (`maxEdges`, `maxTextSize`); a diagram cannot raise it itself."""

_ARROWS = {LinkKind.REWORK: "-.->", LinkKind.FEEDBACK: "-.->"}
_LEGEND = "Thick arrows run in parallel, dashed ones bring work or word back, ? marks a split nobody has decided yet."
_LOSS = Loss("Mermaid places the steps itself and shows names, teams, times and ways on: all else stays in the model")


def mermaid_of(request: ExportRequest, theme: Theme, *, by_team: bool) -> Exported:
    """Write a stream as flowchart text."""
    stream, document = request.stream, request.document
    wording = Wording.of(document, request.catalogue)
    elements = elements_of(stream)
    lines = [f"  {line}" for line in _nodes(elements, wording, by_team=by_team)]
    lines += [f"  {line}" for line in _links(elements)]
    roles = dict.fromkeys(class_of(element, wording) for element in elements.values())
    lines += [f"  {class_line(role, theme)}" for role in roles]
    losses = (_LOSS, *_beyond(len(stream.links()), sum(map(len, lines))))
    head = [*_front(stream, theme), "flowchart LR"]
    head += [f"  %% {said}" for said in (_LEGEND, *(loss.message for loss in losses))]
    return Exported(("\n".join([*head, *lines]) + "\n").encode(), losses)


def _front(stream: ValueStream, theme: Theme) -> Iterator[str]:
    """Write the head: JSON strings are YAML strings, whatever the name of the stream holds."""
    yield "---"
    yield f"title: {json.dumps(plain(stream.label), ensure_ascii=False)}"
    if theme.name == "dark":
        yield "config: {theme: dark}"
    yield "---"


def _nodes(elements: Mapping[str, Element], wording: Wording, *, by_team: bool) -> Iterator[str]:
    teams: dict[str, list[str]] = {}
    for key, element in elements.items():
        line = node(key, element, wording)
        if by_team and isinstance(element, Step) and element.team:
            teams.setdefault(element.team, []).append(line)
        else:
            yield line
    for team, lines in teams.items():
        # A prefix of its own: a team may have the id of a step.
        yield f'subgraph t_{team.replace("-", "_")}["{words(wording.team(team))}"]'
        yield from (f"  {line}" for line in lines)
        yield "end"


def _links(elements: Mapping[str, Element]) -> Iterator[str]:
    for source, element in elements.items():
        ways = ways_of(element)
        for link in ways.links:
            arrow = _ARROWS.get(link.kind, "==>" if ways.split is Split.ALL else "-->")
            said = words(_said(link, ways.split))
            label = f'|"{said}"|' if said else ""
            yield f"{node_id(source)} {arrow}{label} {node_id(link.to)}"
        if isinstance(element, Annotation) and element.about and element.about in elements:
            yield f"{node_id(source)} -.- {node_id(element.about)}"


def _said(link: Link, split: Split | None) -> str:
    kind = "" if link.kind in (LinkKind.FLOW, LinkKind.REWORK) else link.kind.value
    undecided = "?" if split is Split.UNDECIDED else ""
    return " ".join(part for part in (undecided, label_of(link), kind) if part)


def _beyond(links: int, characters: int) -> Iterator[Loss]:
    """Say what Mermaid would refuse to draw as it is set up."""
    if links > MOST_LINKS:
        yield Loss(f"there are {links} links: whoever draws this has to raise Mermaid's maxEdges of {MOST_LINKS}")
    if characters > MOST_CHARACTERS:
        yield Loss(f"this is long: whoever draws it has to raise Mermaid's maxTextSize of {MOST_CHARACTERS}")
