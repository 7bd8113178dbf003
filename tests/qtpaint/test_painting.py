"""Painting marks: where they land, in which colour, and how few calls they need."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from svs_designer.drawing.icons import icon_paths
from svs_designer.drawing.marks import Band, Disc, Icon, Mark, Rectangle, Stroke, Words
from svs_designer.drawing.text import width
from svs_designer.drawing.theme import DARK, LIGHT, Theme
from svs_designer.qtpaint.application import ensure_application
from svs_designer.qtpaint.painting import Painting, painting_of
from svs_designer.qtpaint.paths import icon_path
from svs_designer.resource_files import resource


@pytest.fixture(autouse=True)
def _application(qapp):
    """Let pytest-qt make the application."""


def painted(*marks: Mark, theme: Theme = LIGHT, coarse: bool = False) -> QImage:
    image = QImage(120, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("#FF00FF"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painting = Painting(marks, theme)
    (painting.paint_coarse if coarse else painting.paint)(painter)
    painter.end()
    return image


def colour(image: QImage, x: int, y: int) -> str:
    return image.pixelColor(x, y).name().upper()


def touched(image: QImage) -> QRectF:
    """The space of all pixels that are not ground any more."""
    spots = [
        (x, y) for x in range(image.width()) for y in range(image.height()) if colour(image, x, y) != "#FF00FF"
    ]  # fmt: skip
    if not spots:
        return QRectF()
    left, top = min(x for x, _ in spots), min(y for _, y in spots)
    return QRectF(left, top, max(x for x, _ in spots) - left + 1, max(y for _, y in spots) - top + 1)


def test_a_rectangle_fills_its_box_and_its_hairline_lies_within():
    image = painted(Rectangle(10, 10, 40, 20, 0, "card", "accent"))

    assert touched(image) == QRectF(10, 10, 40, 20)
    assert colour(image, 10, 20) == LIGHT.colour("accent")
    assert colour(image, 11, 20) == LIGHT.colour("card")


def test_roles_take_the_colour_of_the_theme():
    image = painted(Rectangle(0, 0, 20, 20, 0, "value"), theme=DARK)

    assert colour(image, 5, 5) == DARK.colour("value")


def test_a_band_follows_the_rounded_corners():
    image = painted(Band(0, 0, 6, 60, 10, "engage"))

    assert colour(image, 3, 30) == LIGHT.colour("engage")
    assert colour(image, 0, 0) == "#FF00FF"
    assert colour(image, 7, 30) == "#FF00FF"


def test_a_disc_lies_around_its_centre():
    assert touched(painted(Disc(30, 30, 10, "accent"))) == QRectF(20, 20, 20, 20)


def test_an_arrow_points_at_the_last_point():
    image = painted(Stroke(((10, 30), (60, 30)), "connector", 2, arrow=True))

    box = touched(image)
    assert box.right() == pytest.approx(60, abs=1)
    assert box.height() == pytest.approx(9, abs=2)


def test_a_dashed_stroke_has_gaps():
    image = painted(Stroke(((0, 30), (120, 30)), "connector", 2, dashed=True))

    along = [colour(image, x, 30) for x in range(120)]
    assert "#FF00FF" in along
    assert LIGHT.colour("connector") in along


def test_a_stroke_of_one_point_is_nothing():
    assert touched(painted(Stroke(((5, 5), (5, 5)), "connector", 2, arrow=True))).isEmpty()


@pytest.mark.parametrize(("anchor", "left"), [("start", 60), ("middle", 40), ("end", 20)])
def test_words_stand_where_their_anchor_says(anchor, left):
    text = "Himalaya"
    size = 40 / width(text, 1, 400)
    assert round(size) in range(8, 12)
    wide = width(text, round(size), 400)

    box = touched(painted(Words(60, 40, text, round(size), 400, "text", anchor, wide)))

    assert box.left() == pytest.approx({"start": 60, "middle": 60 - wide / 2, "end": 60 - wide}[anchor], abs=2)
    assert box.width() == pytest.approx(wide, abs=3)
    assert abs(box.left() - left) < 4


def test_words_stand_on_their_baseline():
    text = "Hxm"
    box = touched(painted(Words(10, 40, text, 20, 400, "text", "start", width(text, 20))))

    assert box.bottom() == pytest.approx(40, abs=1)
    assert box.top() == pytest.approx(40 - 0.73 * 20, abs=2)


def test_the_coarse_form_keeps_titles_and_drops_small_words():
    title, small = Words(10, 20, "Title", 13, 600, "text"), Words(10, 50, "small", 11, 400, "dim")

    assert touched(painted(title, small, coarse=True)).bottom() < 30


def test_nothing_paints_nothing():
    assert touched(painted()).isEmpty()


def test_paintings_are_prepared_once():
    marks = (Rectangle(0, 0, 20, 20, 0, "card"),)

    assert painting_of(marks, LIGHT) is painting_of(marks, LIGHT)
    assert painting_of(marks, LIGHT) is not painting_of(marks, DARK)


def test_an_application_that_exists_is_left_alone(qapp):
    ensure_application()

    assert type(qapp).instance() is qapp


@pytest.mark.parametrize("name", sorted(path.stem for path in resource("icons").glob("*.svg") if path.stem != "app"))
def test_every_icon_becomes_a_path_on_its_grid(name):
    box = icon_path(name).boundingRect()

    assert icon_paths(name)
    assert min(box.left(), box.top()) >= 1
    assert max(box.right(), box.bottom()) <= 23
    assert max(box.width(), box.height()) >= 8


def test_an_icon_is_drawn_into_its_square():
    box = touched(painted(Icon("stop-that-is-not-there", 0, 0, 24, "text"), Icon("check", 20, 10, 40, "text")))

    assert QRectF(20, 10, 40, 40).contains(box)
    assert not box.isEmpty()


def test_an_unknown_icon_is_empty():
    assert icon_path("no-such-icon").isEmpty()
