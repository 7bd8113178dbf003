"""The twelve worked streams: each opens, saves back byte for byte, and exports."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from svs_designer.catalogue import load_catalogue
from svs_designer.drawing.page import page_of
from svs_designer.drawing.picture import picture_of
from svs_designer.drawing.theme import LIGHT
from svs_designer.drawing.tidy import tidied
from svs_designer.formats.native import read_file, read_text, write_text
from svs_designer.formats.svg import write_svg
from svs_designer.qtpaint.export import export_pdf, export_png
from svs_designer.resource_files import model_file

pytestmark = pytest.mark.usefixtures("qapp")
"""Pictures are painted in this process: with the one application that all tests share."""

FILES = sorted(model_file().glob("*.svs.yaml"))


@pytest.fixture(params=FILES, ids=lambda path: path.name.removesuffix(".svs.yaml"))
def file(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_there_are_twelve() -> None:
    assert len(FILES) == 12


def test_it_opens_whole_and_saves_back_byte_for_byte(file: Path) -> None:
    reading = read_file(file)

    assert reading.faults == ()
    assert reading.complete
    assert write_text(reading.document).encode() == file.read_bytes()


def test_it_is_laid_out_by_the_products_own_layout(file: Path) -> None:
    document = read_file(file).document
    catalogue = load_catalogue(document.catalogue.id)

    for stream in document.streams:
        assert set(document.layout.of(stream.id)) == set(stream.elements())
        assert tidied(document, stream.id, catalogue) == document


def test_it_says_that_its_times_are_illustrative(file: Path) -> None:
    document = read_file(file).document

    assert "illustrative" in document.notes
    assert all("illustrative" in stream.notes for stream in document.streams)


def test_it_exports_to_every_format(file: Path) -> None:
    document = read_file(file).document
    catalogue = load_catalogue(document.catalogue.id)
    stream = document.streams[0]

    page = page_of(picture_of(document, stream.id, catalogue), document, stream.id, catalogue)

    svg = ET.fromstring(write_svg(page, LIGHT))
    words = " ".join("".join(text.itertext()) for text in svg.iter("{http://www.w3.org/2000/svg}text"))
    assert stream.name.split()[0] in words
    assert export_png(page, LIGHT, scale=0.5).startswith(b"\x89PNG")
    assert export_pdf(page, LIGHT).startswith(b"%PDF")
    assert read_text(write_text(document)).document == document


def test_waits_say_why_and_rework_says_what_it_brings_back(file: Path) -> None:
    document = read_file(file).document

    for stream in document.streams:
        for step in stream.steps:
            assert step.wait is not None
            assert step.wait.reason is not None or not step.wait.typical.seconds + step.wait.typical.days
        for source, link in stream.links():
            if link.kind == "rework":
                assert link.when, f"{source} to {link.to}"
                assert link.info, f"{source} to {link.to}"
