"""The registers: entries are added, renamed, filled in and removed, each as one undo step."""

import pytest
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from svs_designer.catalogue import Catalogue
from svs_designer.editing.session import Session
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.dialogs.registers import RegistersDialog
from svs_designer.model.check_settings import CheckSettings
from svs_designer.model.document import REGISTERS
from svs_designer.model.edits.registers import set_document
from tests.builders import a_document, a_step, a_stream
from tests.gui.panels.acting import choose, errors, pick, press, press_enter, text, type_into


@pytest.fixture
def session() -> Session:
    steps = (a_step("a", team="desk", next="b"), a_step("b", team="desk", next="value"))
    teams = ({"id": "desk", "name": "Service desk"}, {"id": "field", "name": "Field support"})
    return Session(a_document(a_stream(steps=steps), teams=teams))


@pytest.fixture
def dialog(qtbot: QtBot, session: Session, catalogue: Catalogue, appearance: Appearance) -> RegistersDialog:
    dialog = RegistersDialog(session, catalogue, appearance)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def entries(dialog: RegistersDialog) -> list[str]:
    found = dialog.findChild(QListWidget)
    assert found is not None
    return [found.item(n).text() for n in range(found.count())]


def remarks(dialog: RegistersDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible() and len(label.text()) > 20]


def test_an_entry_says_how_often_it_is_used(dialog: RegistersDialog) -> None:
    dialog.show_register("teams", "desk")
    used = remarks(dialog)
    dialog.show_register("teams", "field")

    assert used == ["2 places refer to it; removing it clears these references."]
    assert remarks(dialog) == ["Nothing refers to it yet."]


def test_removing_an_entry_clears_its_references_in_one_undo_step(
    qtbot: QtBot, dialog: RegistersDialog, session: Session
) -> None:
    before = session.document
    dialog.show_register("teams", "desk")
    press(qtbot, dialog, "Remove")
    left = entries(dialog), [step.team for step in session.document.streams[0].steps]
    session.undo()

    assert left == (["Field support"], [None, None])
    assert session.document is before
    assert entries(dialog) == ["Service desk", "Field support"]


def test_a_new_entry_is_named_right_away(qtbot: QtBot, dialog: RegistersDialog, session: Session) -> None:
    dialog.show_register("roles")
    empty = remarks(dialog)
    press(qtbot, dialog, "Add role")
    type_into(qtbot, dialog, "roles.name", "Dispatcher")

    assert empty == ["No role is defined yet. “Add role” makes the first one."]
    assert [(role.id, role.name) for role in session.document.roles] == [("new-role", "Dispatcher")]
    assert entries(dialog) == ["Dispatcher"]


def test_renaming_keeps_the_id(qtbot: QtBot, dialog: RegistersDialog, session: Session) -> None:
    dialog.show_register("teams", "desk")
    type_into(qtbot, dialog, "teams.name", "First line")

    assert [(team.id, team.name) for team in session.document.teams][:1] == [("desk", "First line")]
    assert entries(dialog)[0] == "First line"


def test_the_fields_of_an_entry_are_written(qtbot: QtBot, dialog: RegistersDialog, session: Session) -> None:
    dialog.show_register("teams", "desk")
    choose(qtbot, dialog, "teams.kind", "Supplier")
    type_into(qtbot, dialog, "teams.staff", "4.5")
    pick(qtbot, dialog, "teams.calendar", "Office")
    dialog.show_register("calendars", "office")
    type_into(qtbot, dialog, "calendars.hours", "08:00-18:00")

    team, calendar = session.document.teams[0], session.document.calendars[0]
    assert (team.kind, team.staff, team.calendar) == ("supplier", 4.5, "office")
    assert (calendar.id, calendar.hours) == ("office", "08:00-18:00")


def test_hours_that_cannot_be_read_are_not_written(qtbot: QtBot, dialog: RegistersDialog, session: Session) -> None:
    dialog.show_register("calendars")
    press(qtbot, dialog, "Add calendar")
    type_into(qtbot, dialog, "calendars.hours", "nine to five")
    press_enter(qtbot, dialog, "calendars.hours")
    type_into(qtbot, dialog, "calendars.days", "mon-fri")

    assert session.document.calendars[0].hours == "09:00-17:00"
    qtbot.waitUntil(lambda: errors(dialog) == ["'nine to five' are no hours: write them like 08:00-18:00"])
    assert text(dialog, "calendars.hours") == "nine to five"


def test_the_document_has_a_title_and_notes(qtbot: QtBot, dialog: RegistersDialog, session: Session) -> None:
    dialog.show_document()
    type_into(qtbot, dialog, "document.title", "Logistics")
    type_into(qtbot, dialog, "document.notes", "Times are illustrative.")

    assert (session.document.title, session.document.notes) == ("Logistics", "Times are illustrative.")


def test_every_register_can_get_an_entry(qtbot: QtBot, dialog: RegistersDialog, session: Session) -> None:
    for register in REGISTERS:
        dialog.show_register(register)
        add = next(each for each in dialog.findChildren(QPushButton) if each.text().startswith("Add "))
        add.click()

    assert all(getattr(session.document, register) for register in REGISTERS)


def test_choosing_a_profile_of_the_check_keeps_its_levels(
    qtbot: QtBot, dialog: RegistersDialog, session: Session
) -> None:
    session.apply("Set a level", set_document, check=CheckSettings(rules={"SVS004": "off"}))
    dialog.show_document()

    choose(qtbot, dialog, "document.check", "Workshop")

    assert session.document.check == CheckSettings(profile="workshop", rules={"SVS004": "off"})
