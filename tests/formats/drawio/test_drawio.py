"""draw.io files: the library that draw.io is built on decodes them and routes their lines as the canvas does."""

import json
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svs_designer.catalogue import load_catalogue
from svs_designer.drawing.picture import picture_of
from svs_designer.drawing.text import plain
from svs_designer.exchange.exporter import ExportRequest
from svs_designer.formats.drawio.exporter import EXPORTER
from svs_designer.formats.native import read_file
from svs_designer.model.document import Document
from svs_designer.model.step import Step
from svs_designer.model.stream import ValueStream
from svs_designer.resource_files import model_file
from tests.builders import a_document, a_step, a_stream
from tests.node_tools import node_packages, run_node

CATALOGUE = load_catalogue("itil4")
PACKAGES = ("mxgraph@4.2.2", "jsdom@29.1.1")
# Decodes as draw.io does, lays the graph out in a view, and says what stands where.
READER = """
const {JSDOM} = require('jsdom');
const dom = new JSDOM('<!DOCTYPE html><body><div id="g"></div></body>');
const borrowed = ['document', 'navigator', 'location', 'XMLSerializer', 'DOMParser', 'Node', 'SVGElement', 'Element'];
for (const name of ['window', ...borrowed]) {
  const value = name === 'window' ? dom.window : dom.window[name];
  Object.defineProperty(globalThis, name, {value, configurable: true, writable: true});
}
const quiet = console.log; console.log = () => {};
const mx = require('mxgraph')({mxBasePath: 'node_modules/mxgraph/javascript/src', mxLoadResources: false,
  mxLoadStylesheets: false});
console.log = quiet;
for (const name of ['mxGraphModel', 'mxCell', 'mxGeometry', 'mxPoint']) dom.window[name] = globalThis[name] = mx[name];
const xml = new dom.window.DOMParser().parseFromString(require('fs').readFileSync(0, 'utf8'), 'text/xml');
const graph = new mx.mxGraph(document.getElementById('g'));
const codec = new mx.mxCodec(xml);
codec.decode(xml.getElementsByTagName('mxGraphModel')[0], graph.getModel());
graph.view.validate();
const found = [];
for (const cell of Object.values(graph.getModel().cells)) {
  const state = graph.view.getState(cell);
  if (!cell.vertex && !cell.edge) continue;
  const owned = cell.value && cell.value.getAttribute;
  found.push({
    id: cell.id, edge: !!cell.edge, parent: cell.parent.id,
    label: owned ? cell.value.getAttribute('label') : cell.value,
    svs: owned ? cell.value.getAttribute('svs_id') : null,
    source: cell.source && cell.source.id, target: cell.target && cell.target.id,
    points: cell.edge ? state.absolutePoints.map(p => [p.x, p.y]) : null,
    box: cell.vertex ? [state.x, state.y, state.width, state.height] : null,
    html: graph.isHtmlLabel(cell),
  });
}
console.log(JSON.stringify(found));
"""


def written(stream: ValueStream, document: Document | None = None) -> bytes:
    return EXPORTER.export(ExportRequest(document or a_document(stream), CATALOGUE, stream.id)).data


def read(data: bytes) -> dict[str, dict[str, Any]]:
    """Let mxGraph decode a file and lay it out; return the cells by id."""
    cells = json.loads(run_node(node_packages(*PACKAGES), READER, text=data.decode()))
    return {cell["id"]: cell for cell in cells}


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(model_file().glob("*.svs.yaml")), ids=lambda path: path.name.split(".")[0])
def test_shapes_and_lines_are_where_the_canvas_has_them(path: Any) -> None:
    document = read_file(path).document
    for stream in document.streams:
        picture = picture_of(document, stream.id, CATALOGUE)

        cells = read(written(stream, document))

        for key, figure in picture.figures.items():
            assert cells[key]["svs"] == key
            assert cells[key]["box"] == pytest.approx(list(figure.box))
        for (source, target), drawn in picture.connectors.items():
            cell = cells[f"link:{source}:{target}"]
            assert (cell["source"], cell["target"]) == (source, target)
            assert corners(cell["points"]) == [pytest.approx(list(point), abs=0.5) for point in corners(drawn.points)]


def corners(points: Any) -> list[list[float]]:
    """Return where a line begins, turns and ends: points on the way straight on say nothing."""
    found: list[list[float]] = []
    for point in points:
        if len(found) > 1 and any(
            abs(found[-1][i] - point[i]) < 0.5 and abs(found[-2][i] - point[i]) < 0.5 for i in (0, 1)
        ):
            found.pop()
        found.append(list(point))
    return found


@pytest.mark.slow
def test_parts_of_a_card_move_with_it_and_no_label_is_markup() -> None:
    step = a_step("a", name='<b>C#</b> & "quotes"\nline 🚒 שלום', team="desk", touch="5m", wait="1h", next="value")
    stream = a_stream(steps=(step,))
    document = a_document(stream, teams=({"id": "desk", "name": "Desk & <i>Co</i>"},))

    cells = read(written(stream, document))

    assert " ".join(cells["a"]["label"].split()) == plain(step.name)
    assert {cells[f"{part}:a"]["parent"] for part in ("band", "activity", "foot")} == {"a"}
    assert cells["foot:a"]["label"] == "Desk & <i>Co</i> · 5m + 1h"
    assert not any(cell["html"] for cell in cells.values())


def test_what_a_step_knows_stands_in_its_properties() -> None:
    stream = a_stream(steps=(a_step("a", team="desk", touch="5m", wait="1h", next="value"),))

    root = ET.fromstring(written(stream))

    (card,) = root.iterfind(".//UserObject[@id='a']")
    assert {key: value for key, value in card.attrib.items() if key not in ("id", "label")} == {
        "svs_id": "a", "svs_kind": "work", "activity": "deliver-support", "practices": "incident-management",
        "team": "desk", "touch": "5m", "wait": "1h",
    }  # fmt: skip


def test_kinds_of_links_can_be_told_apart() -> None:
    steps = (
        a_step("a", next={"all": ["b", "c"]}),
        a_step("b", next={"one": [{"to": "d", "share": "90%"}, {"to": "a", "kind": "rework"}]}),
        a_step("c", next=["d", "value"]),
        a_step("d", join="all", next="value"),
    )

    root = ET.fromstring(written(a_stream(steps=steps)))

    styles = {cell.get("id"): cell.get("style") for cell in root.iter("mxCell") if cell.get("edge")}
    assert "startArrow=circlePlus" in styles["link:a:b"]
    assert "startArrow=diamondThin" in styles["link:b:a"]
    assert "startArrow=oval" in styles["link:c:d"]
    assert [key for key, style in styles.items() if "dashed=1" in style] == ["link:b:a"]
    assert "startArrow" not in styles["link:d:value"]


@settings(max_examples=25)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=6))
def test_whatever_a_name_holds_the_file_is_xml_with_every_element_once(names: list[str]) -> None:
    steps = tuple(
        Step(id=f"s{number}", name=name, next={"one": [{"to": "value", "when": name}, {"to": "no"}]})
        for number, name in enumerate(names)
    )
    notes = [{"id": "note", "text": names[0], "about": "s0"}]
    stream = a_stream(
        steps=steps, ends=[{"id": "no", "name": names[0]}], name=names[-1], demand=None, annotations=notes
    )

    root = ET.fromstring(written(stream))

    keys = [each.get("id") for each in root.iter() if each.tag in ("UserObject", "mxCell") and each.get("id")]
    assert len(keys) == len(set(keys))
    assert set(stream.elements()) <= set(keys)
    said = [" ".join(each.get("label").split()) for each in root.iter("UserObject") if each.get("svs_kind") == "work"]
    assert all(said)


def test_a_stream_that_is_hardly_begun_is_drawn_and_the_same_stream_gives_the_same_bytes() -> None:
    empty = ValueStream(id="s")

    assert len(ET.fromstring(written(empty)).findall(".//mxCell")) == 2
    assert written(a_stream()) == written(a_stream())


def test_a_link_from_a_step_to_itself_is_left_out_and_said():
    stream = ValueStream(
        id="s", demand={"next": "a"}, value={}, steps=(a_step("a", next={"one": ["a", "value"]}),)
    )  # fmt: skip

    made = EXPORTER.export(ExportRequest(a_document(stream), CATALOGUE, "s"))

    assert ("a",) in [loss.elements for loss in made.losses]
    assert b"link:a:a" not in made.data
