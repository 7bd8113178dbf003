"""SVG: well-formed, plain, stable, and equal to the golden files.

After a wanted change of the look, write the golden files anew with `SVS_GOLDEN=write pytest tests/formats` and look at
them before you commit.
"""

import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from svs_designer.drawing.page import BARE, Page, PageOptions, page_of
from svs_designer.drawing.picture import picture_of
from svs_designer.drawing.text import ELLIPSIS
from svs_designer.drawing.theme import DARK, LIGHT
from svs_designer.formats.native import read_file
from svs_designer.formats.svg import write_svg
from svs_designer.resource_files import model_file
from tests.builders import a_document, a_step, a_stream
from tests.drawing.pages import CATALOGUE, page

GOLDEN = Path(__file__).parent.parent / "golden"
SVG = "{http://www.w3.org/2000/svg}"
DATED = PageOptions(version="4", date="23 November 2026")
MODELS = sorted(path.name.removesuffix(".svs.yaml") for path in model_file().glob("*.svs.yaml"))
HOSTILE = '</text><script>alert("1")</script> & "quoted" \x00\x1b \ufffe ]]>'


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text.encode())  # our own output


def model_page(name: str) -> Page:
    document = read_file(model_file(f"{name}.svs.yaml")).document
    assert document is not None
    stream = document.streams[0].id
    picture = picture_of(document, stream, CATALOGUE)
    return page_of(picture, document, stream, CATALOGUE, options=DATED)


def texts(root: ET.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("name", ["wifi-as-is", "wifi-to-be"])
def test_the_wifi_case_equals_its_golden_file(name, theme):
    made = write_svg(model_page(name), theme)
    golden = GOLDEN / f"{name}-{theme.name}.svg"

    if os.environ.get("SVS_GOLDEN") == "write":
        golden.write_text(made, "utf-8", newline="\n")

    assert made == golden.read_text("utf-8")


@pytest.mark.parametrize("name", MODELS)
def test_every_worked_stream_is_drawn_whole(name):
    made = texts(parsed(write_svg(model_page(name), LIGHT)))

    assert not [text for text in made if text.endswith(ELLIPSIS)]


def test_the_same_page_gives_the_same_text():
    assert write_svg(page(), LIGHT) == write_svg(page(), LIGHT)


def test_it_is_svg_with_a_size_a_title_and_a_description():
    made = page()

    root = parsed(write_svg(made, LIGHT))

    assert root.tag == f"{SVG}svg"
    assert (float(root.get("width", 0)), float(root.get("height", 0))) == made.size
    assert root.findtext(f"{SVG}title") == "Restore warehouse Wi-Fi"
    assert root.findtext(f"{SVG}desc") == "Value stream with 6 steps and 10 connectors."


def test_it_holds_nothing_that_word_or_inkscape_cannot_draw():
    root = parsed(write_svg(page(), LIGHT))

    used = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert used <= {"svg", "title", "desc", "style", "defs", "g", "rect", "path", "circle", "text", "use"}


def test_every_text_of_the_page_is_plain_text_in_it():
    made = page()

    root = parsed(write_svg(made, LIGHT))

    expected = [mark.text for mark in made.marks if type(mark).__name__ == "Words"]
    assert texts(root) == expected


def test_every_element_is_a_group_with_its_id_and_a_title():
    root = parsed(write_svg(page(), LIGHT))

    titles = {group.get("id"): group.findtext(f"{SVG}title") for group in root.iter(f"{SVG}g")}
    assert titles["close"] == "Approval step Check and close, Engage, Service desk, Incident"
    assert titles["triage_swap"] is not None
    assert "80 %" in titles["triage_swap"]


def test_ids_are_unique_and_icons_are_found():
    root = parsed(write_svg(page(), LIGHT))

    ids = [element.get("id") for element in root.iter() if element.get("id")]
    wanted = {element.get("{http://www.w3.org/1999/xlink}href", "")[1:] for element in root.iter(f"{SVG}use")}
    assert len(set(ids)) == len(ids)
    assert wanted
    assert wanted <= set(ids)


def test_every_class_has_a_rule():
    root = parsed(write_svg(page(), LIGHT))

    used = {element.get("class") for element in root.iter() if element.get("class")}
    ruled = set(re.findall(r"\.([a-z0-9]+)\{", root.findtext(f"{SVG}style", "")))
    assert used == ruled


def test_themes_differ_in_colours_alone():
    light, dark = write_svg(page(), LIGHT), write_svg(page(), DARK)

    assert light != dark
    assert re.sub(r"<style>.*</style>", "", light) == re.sub(r"<style>.*</style>", "", dark)


def test_hostile_names_stay_text():
    stream = a_stream(steps=(a_step("a", HOSTILE, next="value"),), name=HOSTILE, notes=HOSTILE)

    root = parsed(write_svg(page(a_document(stream, title=HOSTILE)), LIGHT))

    assert not list(root.iter(f"{SVG}script"))
    assert any("<script>" in text for text in texts(root))


def test_an_empty_page_is_a_picture_too():
    root = parsed(write_svg(page(options=PageOptions(only=(), title=False, legend=False, notes=False)), LIGHT))

    assert root.tag == f"{SVG}svg"


def test_a_card_costs_few_bytes():
    one, many = (len(write_svg(page(a_document(a_stream(steps=count)), BARE), LIGHT)) for count in (1, 101))

    assert (many - one) / 100 < 1400


@pytest.mark.skipif(shutil.which("rsvg-convert") is None, reason="rsvg-convert is not installed")
def test_another_program_draws_it(tmp_path):
    made: Page = page()
    source, drawn = tmp_path / "page.svg", tmp_path / "page.png"
    source.write_text(write_svg(made, LIGHT), "utf-8")

    done = subprocess.run(["rsvg-convert", source, "-o", drawn], capture_output=True, check=False)

    assert done.returncode == 0, done.stderr
    assert drawn.read_bytes()[16:24] == b"".join(
        round(side).to_bytes(4, "big") for side in (made.size.width, made.size.height)
    )
