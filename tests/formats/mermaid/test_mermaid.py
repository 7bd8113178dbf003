"""Mermaid text: the drawing program itself reads what we write, and shows the words as they were."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from svs_designer.catalogue import load_catalogue
from svs_designer.drawing.text import plain
from svs_designer.exchange.exporter import Exported, ExportRequest
from svs_designer.formats.mermaid.exporter import EXPORTER
from svs_designer.formats.mermaid.words import words
from svs_designer.formats.native import read_file
from svs_designer.model.document import Document
from svs_designer.model.step import Step
from svs_designer.model.stream import ValueStream
from svs_designer.resource_files import model_file
from tests.builders import a_document, a_step, a_stream
from tests.node_tools import node_packages, run_node

PACKAGES = ("mermaid@11.17.2", "jsdom@29.1.1")
# What Mermaid holds of a text: entities are kept under a disguise until they are drawn.
READER = """
const {JSDOM} = require('jsdom');
const dom = new JSDOM('<!DOCTYPE html><body></body>');
globalThis.window = dom.window; globalThis.document = dom.window.document;
(async () => {
  const mermaid = (await import('file://' + process.cwd() + '/node_modules/mermaid/dist/mermaid.core.mjs')).default;
  mermaid.initialize({startOnLoad: false});
  const found = [];
  for (const text of JSON.parse(require('fs').readFileSync(0, 'utf8'))) {
    const {config} = await mermaid.parse(text);
    const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
    const {db} = diagram;
    found.push({
      type: diagram.type,
      theme: config.theme,
      nodes: Object.fromEntries([...db.getVertices()].map(([key, v]) => [key, {text: v.text, classes: v.classes}])),
      links: db.getEdges().map(e => ({from: e.start, to: e.end, text: e.text, stroke: e.stroke})),
      groups: db.getSubGraphs().map(g => ({title: g.title, nodes: g.nodes})),
    });
  }
  console.log(JSON.stringify(found));
})().catch(error => { console.error(error.message); process.exit(1); });
"""
AWKWARD = [
    'Say "no"', "C# and [brackets] {x} (y) |z|", "#quot; &amp; <b>bold</b> <script>alert(1)</script>",
    "two\nlines\r\nhere", "🚒 fire 👩🚒", "שלום עולם", "مرحبا (نعم)", "style: x #1;", "%% comment %%{init: {}}%%",
    "1. first", "2) second", "- dash", "+ plus", "end", "`code` **bold** _it_ ~a~", "a --> b; click x call y()",
    "$$x^2$$ \\n \\u0041", "@{shape: x}", ":::cls", "'", "", "subgraph", "a  b", "\u202ereversed\u202c", "fi ﬂ°°35¶ß",
]  # fmt: skip


def read(*texts: bytes) -> list[dict[str, Any]]:
    """Let Mermaid parse texts, and return what it understood."""
    printed = run_node(node_packages(*PACKAGES), READER, text=json.dumps([text.decode() for text in texts]))
    found: list[dict[str, Any]] = json.loads(printed)
    return found


def shown(text: str) -> str:
    """Return a text of Mermaid's as it is drawn."""
    return re.sub(r"ﬂ°°(\d+)¶ß", lambda found: chr(int(found[1])), text)


def front(text: bytes) -> str:
    return text.decode().split("---\n")[1]


def written(stream: ValueStream, document: Document | None = None, **chosen: str) -> Exported:
    document = document or a_document(stream)
    return EXPORTER.export(ExportRequest(document, load_catalogue("itil4"), stream.id, chosen))


def named(*names: str) -> ValueStream:
    """Build a stream that has these names everywhere: on steps, links, ends and notes."""
    steps = tuple(
        Step(id=f"s{number}", name=name, next={"one": [{"to": "value", "when": name}, {"to": "no"}]})
        for number, name in enumerate(names)
    )
    notes = tuple({"id": f"note{number}", "text": name, "about": "s0"} for number, name in enumerate(names))
    return ValueStream(
        id="s", name=names[0], demand={"text": names[0], "next": "s0"}, value={"outcome": names[-1]}, steps=steps,
        ends=({"id": "no", "name": names[0]},), annotations=notes,
    )  # fmt: skip


@pytest.mark.slow
def test_mermaid_reads_every_worked_stream() -> None:
    documents = [read_file(path).document for path in sorted(model_file().glob("*.svs.yaml"))]
    streams = [(stream, document) for document in documents for stream in document.streams]
    choices = [{}, {"group-by": "team", "theme": "dark"}]
    texts = [written(stream, document, **chosen).data for stream, document in streams for chosen in choices]

    found = read(*texts)

    for number, (stream, _) in enumerate(streams):
        for diagram in found[2 * number : 2 * number + 2]:
            assert len(diagram["nodes"]) == len(stream.elements())
            about = sum(note.about is not None for note in stream.annotations)
            assert len(diagram["links"]) == len(stream.links()) + about
        assert yaml.safe_load(front(texts[2 * number])) == {"title": plain(stream.name)}
        assert found[2 * number + 1]["theme"] == "dark"
        assert not found[2 * number]["groups"]
        assert {group["title"] for group in found[2 * number + 1]["groups"]}


@pytest.mark.slow
def test_awkward_words_are_shown_as_they_are() -> None:
    stream = named(*AWKWARD)

    (diagram,) = read(written(stream).data)

    assert yaml.safe_load(front(written(stream).data)) == {"title": 'Say "no"'}
    for number, name in enumerate(AWKWARD):
        first = shown(diagram["nodes"][f"n_s{number}"]["text"]).split("<br/>")[0]
        assert plain(first) == (plain(name) or "Untitled step")
        said = next(link["text"] for link in diagram["links"] if link["from"] == f"n_s{number}")
        assert plain(shown(said)) == plain(name)


@pytest.mark.slow
@settings(max_examples=4)
@given(st.lists(st.text(max_size=30), min_size=40, max_size=60))
def test_whatever_a_name_holds_mermaid_reads_it(names: list[str]) -> None:
    stream = named(*names)

    (diagram,) = read(written(stream).data)

    assert len(diagram["nodes"]) == len(stream.elements())
    for number, name in enumerate(names):
        first = shown(diagram["nodes"][f"n_s{number}"]["text"]).split("<br/>")[0]
        assert plain(first) == (plain(name) or "Untitled step")


@given(st.text())
def test_words_hold_nothing_that_ends_a_label_a_line_or_begins_a_comment(text: str) -> None:
    found = words(text)

    assert not re.search(r'["\n\r\[\]{}<>|`\\:]|%%', found)
    assert re.fullmatch(r"(?:[^#;]|#\d+;)*", found)
    assert not re.match(r"\d+[.)]|[-+]", found)


def test_kinds_of_links_can_be_told_apart() -> None:
    steps = (
        a_step("a", next={"all": ["b", "c"]}),
        a_step("b", next={"one": [{"to": "d", "share": "90%", "when": "good"}, {"to": "a", "kind": "rework"}]}),
        a_step("c", next=["d", "value"]),
        a_step("d", join="all", next={"one": [{"to": "value"}, {"to": "a", "kind": "feedback"}]}),
    )

    text = written(a_stream(steps=steps)).data.decode()

    assert "n_a ==> n_b" in text
    assert "n_b -.-> n_a" in text
    assert 'n_b -->|"90\u00a0% good"| n_d' in text
    assert 'n_c -->|"?"| n_d' in text
    assert 'n_d -.->|"feedback"| n_a' in text


def test_a_stream_that_is_hardly_begun_is_drawn_too() -> None:
    empty = ValueStream(id="s")

    made = written(empty)

    assert made.data.decode().splitlines()[:4] == ["---", 'title: "s"', "---", "flowchart LR"]


@pytest.mark.slow
def test_teams_frame_their_steps_and_steps_of_nobody_stay_outside() -> None:
    steps = (a_step("a", team="desk", next="end"), a_step("desk", team="b", next="value"), a_step("end", next="desk"))
    stream = a_stream(steps=steps)
    document = a_document(stream, teams=({"id": "desk", "name": 'The "desk"'},))

    (diagram,) = read(written(stream, document, **{"group-by": "team"}).data)

    groups = {shown(group["title"]): group["nodes"] for group in diagram["groups"]}
    assert groups == {'The "desk"': ["n_a"], "b": ["n_desk"]}


def test_what_mermaid_does_not_draw_by_itself_is_said() -> None:
    steps = tuple(a_step(f"s{number}", next=f"s{number + 1}" if number < 1200 else "value") for number in range(1201))

    losses = written(a_stream(steps=steps)).losses

    assert [bool(re.search(r"maxEdges of 500|maxTextSize of 50000", loss.message)) for loss in losses] == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_colours_are_those_of_the_theme(theme: str) -> None:
    text = written(a_stream(), theme=theme).data.decode()

    ground = {"light": "#0B7285,stroke:#0B7285,color:#FFFFFF", "dark": "#66D9E8,stroke:#66D9E8,color:#14171C"}
    assert f"classDef c_deliver_support fill:{ground[theme]}" in text
    assert ("config: {theme: dark}" in text) is (theme == "dark")


def test_the_same_stream_gives_the_same_bytes(tmp_path: Path) -> None:
    stream = named(*AWKWARD)

    assert written(stream).data == written(stream).data
