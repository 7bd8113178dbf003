"""People say what the columns of a ticket export mean before it is read; what they said is remembered."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox

from svs_designer.exchange.importer import CannotImport, Importer
from svs_designer.exchange.installed import Formats
from svs_designer.formats.ticket_export.remembered import remembered_file

CLEAR = "Case,Activity,Start,End\n1,Triage,2026-01-01 08:00,2026-01-01 09:00\n1,Repair,2026-01-01 09:30,soon\n"
DARK = "a,b,c,d\nx1,Triage,03/04/2026 08:00,red\nx1,Repair,04/04/2026 08:00,blue\nx2,Triage,05/04/2026 08:00,red\n"
OPAQUE = "a,b\nred,green\nblue,green\n"


@pytest.fixture(autouse=True)
def _nothing_is_remembered():
    remembered_file().unlink(missing_ok=True)
    yield
    remembered_file().unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def _remarks_stay_closed(window, monkeypatch):
    """Let the list of remarks, which has tests of its own, not open after each import."""
    monkeypatch.setattr(window.imports, "show_remarks", lambda _document: None)


@pytest.fixture
def export(tmp_path):
    def write(text, name="tickets.csv"):
        path = tmp_path / name
        path.write_text(text)
        return path

    return write


def choose(dialog, **columns):
    for meaning, name in columns.items():
        box = dialog.boxes[meaning]
        box.setCurrentIndex(box.findData(name))


def chosen(dialog):
    return {name: answer for name, answer in dialog.answers().items() if answer}


def ok(dialog):
    return dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)


def steps(window):
    return [step.name for step in window.current.session.document.streams[0].steps]


def until_asked(qtbot, answers):
    qtbot.waitUntil(lambda: not answers.waiting, timeout=10000)


def test_a_guess_is_shown_with_what_it_would_read_before_a_document_is_made(window, answers, qtbot, export):
    seen = []

    def look(dialog):
        qtbot.waitUntil(lambda: "visit" in dialog.verdict.text(), timeout=10000)
        seen.append((chosen(dialog), dialog.verdict.text(), len(window.documents)))
        ok(dialog).click()

    answers.dialog(look)
    window.imports.take([export(CLEAR)])
    qtbot.waitUntil(lambda: len(window.documents) == 1, timeout=10000)

    assert seen == [
        (
            {"case": "Case", "step": "Activity", "start": "Start", "end": "End"},
            "1 visit of 1 case will be read. 1 row was left out: its end is no time ('soon').",
            0,
        )
    ]
    assert steps(window) == ["Triage"]


def test_a_wrong_guess_is_corrected_and_remembered_for_files_with_this_header(window, answers, qtbot, export):
    answers.dialog(lambda dialog: (choose(dialog, case="Activity", step="Case", end=""), ok(dialog).click()))
    window.imports.take([export(CLEAR)])
    qtbot.waitUntil(lambda: len(window.documents) == 1, timeout=10000)
    assert steps(window) == ["1"]

    window.imports.take([export(CLEAR.replace("\n1,", "\n7,"), "next.csv")])

    qtbot.waitUntil(lambda: len(window.documents) == 2, timeout=10000)
    assert steps(window) == ["7"]
    assert all("left out" not in remark.message for remark in window.current.remarks)


def test_a_column_that_is_said_to_mean_nothing_is_not_guessed_again(window, answers, qtbot, export):
    text = "Case,Activity,Start,Status\n1,Triage,2026-01-01,Rejected\n2,Triage,2026-01-02,Rejected\n"
    answers.dialog(lambda dialog: (choose(dialog, status=""), ok(dialog).click()))

    window.imports.take([export(text)])
    qtbot.waitUntil(lambda: len(window.documents) == 1, timeout=10000)

    assert window.current.session.document.streams[0].ends == ()


def test_what_is_missing_is_said_and_nothing_can_be_read_until_it_is_chosen(window, answers, qtbot, export):
    seen = []

    def answer(dialog):
        choose(dialog, case="a", step="b", start="", end="")
        seen.append((dialog.verdict.text(), ok(dialog).isEnabled()))
        choose(dialog, step="", end="b")
        seen.append((dialog.verdict.text(), ok(dialog).isEnabled()))
        choose(dialog, step="b")
        seen.append((dialog.verdict.text(), ok(dialog).isEnabled()))
        choose(dialog, step="a", case="")
        seen.append((dialog.verdict.text(), ok(dialog).isEnabled()))
        dialog.reject()

    answers.dialog(answer)
    window.imports.take([export(OPAQUE)])
    until_asked(qtbot, answers)

    assert seen == [
        ("No column says when work started or ended: choose one", False),
        ("No column says which step, or which team, a row is about: choose one", False),
        ("“b” cannot be both the step and the end: choose another column for one", False),
        ("No column says which case a row belongs to: choose one", False),
    ]


def test_columns_by_which_no_row_can_be_read_are_refused(window, answers, qtbot, export):
    def answer(dialog):
        choose(dialog, case="a", step="b", end="d")
        qtbot.waitUntil(lambda: dialog.verdict.text().startswith("No row of the file can be used"), timeout=10000)
        assert not ok(dialog).isEnabled()
        dialog.reject()

    answers.dialog(answer)
    window.imports.take([export(DARK)])
    until_asked(qtbot, answers)

    assert window.documents == ()


def test_cancel_imports_nothing_and_goes_on_with_the_next_file(window, answers, qtbot, export):
    answers.button("Cancel")
    answers.dialog(lambda dialog: ok(dialog).click())

    window.imports.take([export(OPAQUE), export(CLEAR.replace("soon", ""), "next.csv")])
    qtbot.waitUntil(lambda: len(window.documents) == 1, timeout=10000)

    assert answers.seen == ["Import of tickets.csv", "Import of next.csv"]
    assert window.current.name == "next"


def test_the_order_of_dates_is_asked_only_where_it_is_in_doubt(window, answers, qtbot, export):
    seen = []
    answers.dialog(lambda dialog: (seen.append("dates" in dialog.boxes), dialog.reject()))
    answers.dialog(
        lambda dialog: (
            seen.append("dates" in dialog.boxes),
            choose(dialog, step="b", dates="month-first"),
            ok(dialog).click(),
        )
    )

    window.imports.take([export(CLEAR), export(DARK, "dark.csv")])
    qtbot.waitUntil(lambda: len(window.documents) == 1, timeout=10000)

    assert seen == [False, True]
    assert not any("either way round" in remark.message for remark in window.current.remarks)


def test_what_is_remembered_can_be_asked_anew(window, answers, qtbot, export):
    seen = []
    path = export(CLEAR.replace("soon", ""))
    answers.dialog(lambda dialog: (choose(dialog, end=""), ok(dialog).click()))
    window.imports.take([path])
    qtbot.waitUntil(lambda: len(window.documents) == 1, timeout=10000)

    answers.file(path)
    answers.dialog(lambda dialog: (seen.append(chosen(dialog)), dialog.reject()))
    window.commands.action("file.import-anew").trigger()
    until_asked(qtbot, answers)

    assert seen == [{"case": "Case", "step": "Activity", "start": "Start"}]


def test_it_is_answered_with_the_keyboard_alone(window, answers, qtbot, export):
    seen = []

    def answer(dialog):
        qtbot.waitUntil(dialog.boxes["case"].hasFocus, timeout=10000)
        for name in list(dialog.boxes)[1:]:
            qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
            seen.append(dialog.boxes[name].hasFocus())
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

    answers.dialog(answer)
    window.imports.take([export(CLEAR.replace("soon", ""))])
    qtbot.waitUntil(lambda: len(window.documents) == 1, timeout=10000)

    assert seen == [True] * 6


def test_an_importer_whose_question_crashes_is_told_like_any_trouble(window, answers, qtbot, export):
    def crash(_data):
        raise ZeroDivisionError("odd")

    odd = Importer("odd", "Odd", ("csv",), lambda _data: True, lambda _data, _name: None, asks=crash)
    window.exports.formats = Formats({}, {"odd": odd}, ())
    answers.button("OK")

    window.imports.take([export(CLEAR)])
    until_asked(qtbot, answers)

    with pytest.raises(CannotImport, match="its reader is at fault, not the file"):
        odd.ask(b"")
    assert window.documents == ()
