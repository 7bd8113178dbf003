"""PNG, PDF, images and print: right size, nothing lost between stripes, no display needed."""

import os
import shutil
import struct
import subprocess
import sys

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPdfWriter

from svs_designer.drawing.page import BARE, PageOptions
from svs_designer.drawing.theme import DARK, LIGHT
from svs_designer.exchange.installed import installed_formats
from svs_designer.qtpaint import png as png_module
from svs_designer.qtpaint.export import export_pdf, export_png, image_of, print_page
from svs_designer.qtpaint.exporters import PDF, PNG
from tests.drawing.pages import page


@pytest.fixture(autouse=True)
def _application(qapp):
    """Let pytest-qt make the application."""


def image(data: bytes) -> QImage:
    read = QImage.fromData(data, "PNG")
    assert not read.isNull()
    return read


def largest_difference(one: QImage, other: QImage) -> int:
    """The most that a channel of a pixel differs; rounding at the edge of a glyph is one or two of 255."""
    assert one.size() == other.size()
    pairs = zip(
        *(bytes(each.convertToFormat(QImage.Format.Format_RGB32).constBits()) for each in (one, other)), strict=True
    )
    return max(abs(a - b) for a, b in pairs)


def test_the_png_has_a_pixel_a_unit_times_the_scale():
    made = page()

    read = image(export_png(made, LIGHT, scale=1.5))

    assert (read.width(), read.height()) == (round(made.size.width * 1.5), round(made.size.height * 1.5))


def test_the_png_knows_its_resolution():
    read = image(export_png(page(options=BARE), LIGHT, scale=300 / 96))

    assert read.dotsPerMeterX() == pytest.approx(300 / 0.0254, rel=0.001)


def test_stripes_join_without_a_seam(monkeypatch):
    whole = image(export_png(page(), LIGHT, scale=1))
    monkeypatch.setattr(png_module, "STRIPE", 37)

    striped = image(export_png(page(), LIGHT, scale=1))

    assert largest_difference(striped, whole) <= 3


def test_png_and_clipboard_image_are_the_same_picture():
    read = image(export_png(page(), DARK, scale=0.5))

    assert largest_difference(image_of(page(), DARK, 0.5), read) <= 3


def test_the_ground_is_the_canvas_of_the_theme():
    assert image(export_png(page(), DARK, scale=1)).pixelColor(2, 2).name().upper() == DARK.colour("canvas")


def test_a_scale_that_is_none_is_refused():
    with pytest.raises(ValueError, match="no scale"):
        export_png(page(), LIGHT, scale=0)


def test_a_picture_too_large_for_a_png_is_made_smaller(monkeypatch):
    monkeypatch.setattr(png_module, "LARGEST", 400)

    read = image(export_png(page(), LIGHT, scale=8))

    assert max(read.width(), read.height()) == 400


def test_a_selection_becomes_a_small_image():
    options = PageOptions(title=False, legend=False, notes=False, margin=8, only={"call"})

    made = image_of(page(options=options), LIGHT, 2)

    assert (made.width(), made.height()) == (2 * (196 + 16), 2 * (112 + 16))


def test_the_pdf_is_as_large_as_the_picture_and_embeds_its_font():
    made = page()

    data = export_pdf(made, LIGHT)

    assert data.startswith(b"%PDF-")
    assert b"SVSInter" in data
    left, bottom, right, top = (float(n) for n in data.split(b"/MediaBox [")[1].split(b"]")[0].split())
    assert (right - left, top - bottom) == pytest.approx((made.size.width * 0.75, made.size.height * 0.75), abs=1)


@pytest.mark.parametrize(("paper", "points"), [("A4", (842, 595)), ("A3", (1191, 842))])
def test_the_pdf_fits_on_paper(paper, points):
    data = export_pdf(page(), LIGHT, paper=paper)

    box = [float(n) for n in data.split(b"/MediaBox [")[1].split(b"]")[0].split()]
    assert (box[2], box[3]) == pytest.approx(points, abs=1)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_the_text_of_a_pdf_can_be_searched(tmp_path):
    file = tmp_path / "page.pdf"
    file.write_bytes(export_pdf(page(), LIGHT))

    found = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout

    assert "Choose the next team" in found
    assert "Restore warehouse Wi-Fi" in found


def test_printing_fills_the_page_it_is_given():
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    printer = QPdfWriter(buffer)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)

    print_page(page(), printer, LIGHT)

    assert len(buffer.data()) > 10_000


@pytest.mark.qt_log_ignore("QPainter::begin.*Returned false")
def test_a_printer_that_cannot_begin_is_reported(tmp_path):
    nowhere = QPdfWriter(str(tmp_path / "no such folder" / "page.pdf"))

    with pytest.raises(OSError, match="could not be begun"):
        print_page(page(), nowhere, LIGHT)


def test_the_command_line_finds_the_exporters():
    found = installed_formats().exporters

    assert found["png"] is PNG
    assert found["pdf"] is PDF


def test_no_display_is_needed():
    code = (
        "from tests.drawing.pages import page\n"
        "from svs_designer.drawing.theme import LIGHT\n"
        "from svs_designer.qtpaint.export import export_pdf, export_png\n"
        "assert export_png(page(), LIGHT, scale=1)[1:4] == b'PNG'\n"
        "assert export_pdf(page(), LIGHT)[1:4] == b'PDF'\n"
    )
    bare = {
        key: value for key, value in os.environ.items() if key not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }

    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, env=bare, check=False
    )

    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


def test_a_png_is_made_of_whole_chunks():
    data = export_png(page(options=BARE), LIGHT, scale=1)

    position, kinds = 8, []
    while position < len(data):
        length, kind = struct.unpack(">I4s", data[position : position + 8])
        kinds.append(kind)
        position += 12 + length
    assert kinds[0] == b"IHDR"
    assert kinds[-1] == b"IEND"
    assert position == len(data)


@pytest.mark.parametrize("scale", [0.31, 0.337, 0.7, 1.01])
def test_the_ground_reaches_to_every_edge_at_any_scale(scale):
    made = image_of(page(), LIGHT, scale)

    ground = made.pixelColor(0, 0)
    right, bottom = made.width() - 1, made.height() - 1
    assert {made.pixelColor(x, bottom).name() for x in range(made.width())} == {ground.name()}
    assert {made.pixelColor(right, y).name() for y in range(made.height())} == {ground.name()}
