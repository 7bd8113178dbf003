"""The palette: search, groups, choosing and dragging, with real events."""

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from svs_designer.catalogue import Catalogue
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.mime import PaletteItem, item_of
from svs_designer.gui.panels.palette import PaletteList, PalettePanel
from svs_designer.gui.panels.palette_rows import ROW_ROLE, Row
from svs_designer.gui.panels.palette_tiles import Tile


@pytest.fixture
def panel(qtbot: QtBot, catalogue: Catalogue, appearance: Appearance) -> PalettePanel:
    panel = PalettePanel(catalogue, appearance)
    qtbot.addWidget(panel)
    panel.resize(232, 700)
    panel.show()
    return panel


@pytest.fixture
def dragged(monkeypatch: pytest.MonkeyPatch) -> list[QMimeData]:
    """Collect what drags carry instead of waiting for a drop."""
    carried: list[QMimeData] = []
    monkeypatch.setattr(QDrag, "exec", lambda drag, *_: carried.append(drag.mimeData()))
    return carried


def rows(panel: PalettePanel) -> list[Row]:
    model = the_list(panel).model()
    return [model.index(number, 0).data(ROW_ROLE) for number in range(model.rowCount(QModelIndex()))]


def the_list(panel: PalettePanel) -> PaletteList:
    found = panel.findChild(PaletteList)
    assert found is not None
    return found


def search(panel: PalettePanel) -> QLineEdit:
    found = panel.findChild(QLineEdit)
    assert found is not None
    return found


def centre_of(panel: PalettePanel, text: str) -> QPoint:
    number = next(n for n, row in enumerate(rows(panel)) if row.text.startswith(text))
    view = the_list(panel)
    index = view.model().index(number, 0)
    view.scrollTo(index)
    rect = view.visualRect(index)
    return QPoint(rect.left() + 40, rect.center().y())


def names(panel: PalettePanel) -> list[str]:
    return [row.entry.name for row in rows(panel) if row.entry]


def test_the_palette_offers_six_activities_and_34_practices_in_three_groups(panel: PalettePanel) -> None:
    shown = rows(panel)

    assert [row.text for row in shown if row.kind == "group"] == [
        "General management · 14", "Service management · 17", "Technical management · 3",
    ]  # fmt: skip
    assert sum(row.kind == "activity" for row in shown) == 6
    assert sum(row.kind == "practice" for row in shown) == 34
    assert [tile.text() for tile in panel.findChildren(Tile)] == ["Demand", "Value", "End", "Note"]


def test_every_entry_explains_itself_in_one_line(panel: PalettePanel) -> None:
    entries = [row.entry for row in rows(panel) if row.entry]

    assert all(entry.summary and "\n" not in entry.summary for entry in entries)


def test_searching_shows_the_best_matches_first(qtbot: QtBot, panel: PalettePanel) -> None:
    panel.focus_search()
    qtbot.keyClicks(search(panel), "change")

    assert names(panel)[:2] == ["Change enablement", "Organizational change management"]


@pytest.mark.parametrize(
    ("query", "found"),
    [("sec", "Information security management"), ("refusal", "End"), ("deliver-support", "Deliver & support")],
)
def test_searching_looks_at_names_ids_and_explanations(
    qtbot: QtBot, panel: PalettePanel, query: str, found: str
) -> None:
    qtbot.keyClicks(search(panel), query)

    assert found in names(panel)


def test_enter_chooses_the_best_match_and_escape_clears(qtbot: QtBot, panel: PalettePanel) -> None:
    qtbot.keyClicks(search(panel), "engage")
    with qtbot.waitSignal(panel.chosen) as chosen:
        qtbot.keyClick(search(panel), Qt.Key.Key_Return)
    qtbot.keyClick(search(panel), Qt.Key.Key_Escape)

    assert chosen.args == [PaletteItem("activity", "engage")]
    assert search(panel).text() == ""
    assert len(names(panel)) == 40


def test_the_arrow_keys_walk_the_list_from_the_search_box(qtbot: QtBot, panel: PalettePanel) -> None:
    qtbot.keyClicks(search(panel), "change")
    qtbot.keyClick(search(panel), Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.chosen) as chosen:
        qtbot.keyClick(search(panel), Qt.Key.Key_Return)

    assert chosen.args == [PaletteItem("practice", "organizational-change-management")]


def test_a_search_without_a_hit_says_so(qtbot: QtBot, panel: PalettePanel) -> None:
    qtbot.keyClicks(search(panel), "xyzzy")

    assert [row.kind for row in rows(panel)] == ["nothing"]


def test_a_click_on_a_group_closes_and_opens_it(qtbot: QtBot, panel: PalettePanel) -> None:
    view = the_list(panel)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=centre_of(panel, "General"))
    closed = sum(row.kind == "practice" for row in rows(panel))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=centre_of(panel, "General"))

    assert closed == 20
    assert sum(row.kind == "practice" for row in rows(panel)) == 34


def test_a_group_opens_and_closes_by_the_arrows_to_the_sides(qtbot: QtBot, panel: PalettePanel) -> None:
    view = the_list(panel)
    view.go_to_row(next(n for n, row in enumerate(rows(panel)) if row.text.startswith("Technical")))
    qtbot.keyClick(view, Qt.Key.Key_Left)
    closed = sum(row.kind == "practice" for row in rows(panel))
    qtbot.keyClick(view, Qt.Key.Key_Right)

    assert closed == 31
    assert sum(row.kind == "practice" for row in rows(panel)) == 34


def test_a_double_click_chooses_a_practice(qtbot: QtBot, panel: PalettePanel) -> None:
    where = centre_of(panel, "Incident management")
    viewport = the_list(panel).viewport()
    with qtbot.waitSignal(panel.chosen) as chosen:
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=where)
        qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=where)

    assert chosen.args == [PaletteItem("practice", "incident-management")]


def test_dragging_an_activity_carries_its_id(qtbot: QtBot, panel: PalettePanel, dragged: list[QMimeData]) -> None:
    where = centre_of(panel, "Obtain")
    viewport = the_list(panel).viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=where)
    qtbot.mouseMove(viewport, where + QPoint(30, 10))
    qtbot.mouseMove(viewport, where + QPoint(60, 20))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=where + QPoint(60, 20))

    assert [item_of(mime) for mime in dragged] == [PaletteItem("activity", "obtain-build")]


def test_dragging_a_tile_carries_its_kind(qtbot: QtBot, panel: PalettePanel, dragged: list[QMimeData]) -> None:
    tile = panel.findChildren(Tile)[3]
    qtbot.mousePress(tile, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    qtbot.mouseMove(tile, QPoint(40, 60))
    qtbot.mouseRelease(tile, Qt.MouseButton.LeftButton, pos=QPoint(40, 60))

    assert [item_of(mime) for mime in dragged] == [PaletteItem("note", "")]


def test_enter_on_a_tile_chooses_it(qtbot: QtBot, panel: PalettePanel) -> None:
    with qtbot.waitSignal(panel.chosen) as chosen:
        qtbot.keyClick(panel.findChildren(Tile)[1], Qt.Key.Key_Return)

    assert chosen.args == [PaletteItem("value")]


def test_screen_readers_hear_what_a_row_is(panel: PalettePanel) -> None:
    model = the_list(panel).model()
    said = [model.index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(model.rowCount(QModelIndex()))]

    assert said[1] == "Plan, activity. Decide where to go, what to take on and which policies bind the work"
    assert "General management · 14, expanded" in said
