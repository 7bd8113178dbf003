"""Pages: what an export shows around the picture, that nothing is cut, and that nothing overlaps."""

from itertools import combinations

import pytest

from svs_designer.drawing.geometry import Box
from svs_designer.drawing.marks import Icon, Stroke, Words
from svs_designer.drawing.page import BARE, Page, PageOptions, PagePart
from svs_designer.drawing.text import width
from svs_designer.model.stream import ValueStream
from tests.builders import a_document, a_stream
from tests.drawing.pages import page


def words(part: PagePart | Page) -> list[str]:
    return [mark.text for mark in part.marks if isinstance(mark, Words)]


def the_part(made: Page, key: str) -> PagePart:
    return next(part for part in made.parts if part.key == key)


def test_the_title_block_says_what_whose_and_when():
    made = page(options=PageOptions(version="4", date="23 November 2026"))

    said = " ".join(words(the_part(made, "page_title")))
    for expected in (
        "Restore warehouse Wi-Fi",
        "As-is",
        "Incident",
        "Warehouse logistics",
        "Owner: Incident practice owner",
        "Version 4",
        "23 November 2026",
        "No Wi-Fi in one area of the warehouse (3 per week)",
        "The driver loads on time again (for Forklift driver)",
        "Priority 2 within 2h",
    ):
        assert expected in said


def test_a_stream_without_an_owner_says_so():
    assert "No owner yet" in " ".join(words(the_part(page(a_document()), "page_title")))


def test_without_a_date_the_page_is_the_same_on_every_day():
    assert page() == page()
    assert not any("202" in text for text in words(the_part(page(), "page_title")))


def test_the_legend_explains_what_is_drawn():
    said = [text for text in words(the_part(page(), "page_legend")) if text != "?"]

    assert said == [
        "Improve", "Engage", "Design & transition", "Deliver & support",
        "touch time + wait time", "decision", "approval", "changes the live environment", "assisted or automatic",
        "hand-off to another team", "one of several ways", "all ways at once", "not decided: one way or all", "rework",
    ]  # fmt: skip


def test_the_legend_is_silent_on_what_is_not_drawn():
    said = words(the_part(page(a_document()), "page_legend"))

    assert said == ["Deliver & support"]


def test_the_notes_are_said_once():
    assert words(the_part(page(), "page_notes")) == ["Times are illustrative."]


def test_parts_can_be_left_out():
    keys = {part.key for part in page(options=BARE).parts}

    assert not any(key.startswith("page_") for key in keys)
    assert "call" in keys


def test_a_selection_brings_its_links_along_and_nothing_else():
    made = page(options=PageOptions(title=False, legend=False, notes=False, only={"call", "triage"}))

    assert [part.key for part in made.parts] == ["call_triage", "call", "triage"]


def test_the_legend_of_a_selection_explains_the_selection():
    made = page(options=PageOptions(only={"call"}))

    assert words(the_part(made, "page_legend")) == ["Engage", "touch time + wait time"]


def test_every_key_stands_once():
    keys = [part.key for part in page().parts]

    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("only", [None, {"call"}, {"note"}, set()], ids=["all", "a card", "a note", "nothing"])
def test_nothing_is_cut(only):
    made = page(options=PageOptions(only=only))

    sheet = Box(0, 0, *made.size)
    for part in made.parts:
        assert sheet.contains((part.box.x, part.box.y)), part.key
        assert sheet.contains((part.box.right, part.box.bottom)), part.key
    for mark in made.marks:
        match mark:
            case Words():
                before = {"start": 0.0, "middle": mark.width / 2, "end": mark.width}[mark.anchor]
                assert mark.width == pytest.approx(width(mark.text, mark.size, mark.weight))
                assert mark.x - before >= 0
                assert mark.x - before + mark.width <= made.size.width
            case Stroke():
                assert all(sheet.contains(point) for point in mark.points)
            case Icon():
                assert sheet.contains((mark.x + mark.size, mark.y + mark.size))


def test_blocks_and_figures_do_not_overlap():
    parts = [part for part in page().parts if "_" not in part.key or part.key.startswith("page_")]

    assert not [(a.key, b.key) for a, b in combinations(parts, 2) if a.box.intersects(b.box)]


def test_no_words_of_blocks_overlap():
    for key in ("page_title", "page_legend", "page_notes"):
        boxes = [
            Box(mark.x - (mark.width / 2 if mark.anchor == "middle" else 0), mark.y - mark.size * 0.73, mark.width, 1)
            for mark in the_part(page(), key).marks
            if isinstance(mark, Words)
        ]
        assert not any(one.intersects(other) for one, other in combinations(boxes, 2))


def test_a_narrow_picture_still_has_room_for_its_title():
    made = page(a_document(a_stream(steps=(), name="A name that is long enough to need some room on the page")))

    assert made.size.width >= 560


def test_an_empty_stream_makes_a_page():
    made = page(a_document(ValueStream(id="s", name="New stream")))

    assert words(made)[0] == "New stream"
    assert made.size.height > 0
