"""The open work of a server in a window: seen, done along a chosen way, paused, resumed, cancelled."""

import asyncio
import threading
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from svs_designer.gui.work import window as work_window
from svs_designer.gui.work.desk import Choice, Desk, DeskTrouble, Row
from svs_designer.gui.work.window import NO_WORK, WorkWindow

WAYS = (
    Choice("yes: swap", 0.25, usual=False, answers=(("triage_swap", True),)),
    Choice("Mend it", 0.75, usual=True, answers=()),
)


def a_row(item="T-1/3", step="Look at it", *, paused=False, minutes=5, choices=WAYS):
    since = datetime.now(UTC) - timedelta(minutes=minutes)
    return Row(item, item.split("/")[0], "Broken laptop", step, "desk", since, paused, choices)


class ADesk(Desk):
    """Stands in for the network: says what it is told to say, and remembers what was asked of it."""

    def __init__(self, *rows):
        super().__init__("here:1")
        self.now = tuple(rows)
        self.asked = []
        self.trouble = ""
        self.gate = None

    def rows(self):
        if self.gate:
            self.gate.wait(10)
        if self.trouble:
            raise DeskTrouble(self.trouble)
        return self.now

    def complete(self, item, answers):
        self._note("complete", item, dict(answers))
        self.now = tuple(row for row in self.now if row.id != item)

    def tell(self, case, what):
        self._note(what, case)
        self.now = tuple(row._replace(paused=what == "pause") for row in self.now)

    def _note(self, *what):
        if self.trouble:
            raise DeskTrouble(self.trouble)
        self.asked.append(what)


@pytest.fixture
def desk():
    return ADesk(a_row(), a_row("T-2/4", "Mend it", minutes=90, choices=()))


@pytest.fixture
def work(qtbot, desk, settings, appearance, monkeypatch):
    monkeypatch.setattr(work_window, "SOON_MS", 10)
    appearance.set_mode("light")
    window = WorkWindow(settings, desk=lambda _address: desk)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.reject()


@pytest.fixture
def connected(work, qtbot):
    work.connect_to_server()
    qtbot.waitUntil(work.list.isVisible, timeout=10000)
    return work


def listed(work):
    return [
        tuple(work.list.topLevelItem(row).text(column) for column in range(4))
        for row in range(work.list.topLevelItemCount())
    ]


def test_before_a_server_is_asked_one_sentence_says_what_to_do(work):
    assert work.nothing.isVisible()
    assert not work._act.isVisible()


def test_open_work_is_listed_with_step_team_case_and_age(connected):
    assert listed(connected) == [
        ("Look at it", "desk", "T-1", "5 min"), ("Mend it", "desk", "T-2", "1 h 30 min"),
    ]  # fmt: skip


def test_the_address_that_answered_is_remembered(connected, settings):
    assert settings.server_address == "here:1"


def test_work_is_done_along_the_way_that_is_chosen(connected, desk, qtbot):
    words = [button.accessibleName() for button in connected.ways.buttons]
    assert words == ["Done: 75 % Mend it", "Done: 25 % yes: swap"]

    qtbot.mouseClick(connected.ways.buttons[1], Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: [row[2] for row in listed(connected)] == ["T-2"], timeout=10000)
    assert desk.asked == [("complete", "T-1/3", {"triage_swap": True})]


def test_work_without_a_choice_is_simply_done(connected, desk, qtbot):
    connected.list.setCurrentItem(connected.list.topLevelItem(1))

    qtbot.mouseClick(connected.ways.buttons[0], Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: desk.asked == [("complete", "T-2/4", {})], timeout=10000)


def test_a_paused_case_says_so_and_takes_no_work_until_it_goes_on(connected, desk, qtbot):
    connected.pause.click()
    qtbot.waitUntil(lambda: "paused: T-1" in listed(connected)[0], timeout=10000)
    assert not connected.ways.isEnabled()
    assert connected.pause.text() == "Resume the case"

    connected.pause.click()
    qtbot.waitUntil(connected.ways.isEnabled, timeout=10000)
    assert desk.asked == [("pause", "T-1"), ("resume", "T-1")]


def test_a_case_is_cancelled_only_after_a_question(connected, desk, qtbot, answers):
    answers.button("Keep it")
    connected.cancel.click()
    assert desk.asked == []

    answers.button("Cancel the case")
    connected.cancel.click()

    qtbot.waitUntil(lambda: desk.asked == [("cancel", "T-1")], timeout=10000)


def test_the_selection_stays_where_it_was_when_the_list_is_renewed(connected, desk, qtbot):
    connected.list.setCurrentItem(connected.list.topLevelItem(1))
    desk.now = (a_row("T-9/1", "New"), *desk.now)

    connected.look()

    qtbot.waitUntil(lambda: len(listed(connected)) == 3, timeout=10000)
    assert connected.list.currentItem().text(2) == "T-2"


def test_work_done_elsewhere_selects_no_other_case_under_the_buttons(connected, desk, qtbot):
    assert connected.list.currentItem().text(2) == "T-1"
    desk.now = desk.now[1:]

    connected.look()

    qtbot.waitUntil(lambda: len(listed(connected)) == 1, timeout=10000)
    assert connected.list.currentItem() is None
    assert not connected._act.isVisible()


def test_other_work_of_the_same_case_is_selected_next(connected, desk, qtbot):
    desk.now = (desk.now[1], a_row("T-1/4", "Tell the user", choices=()))

    connected.look()

    qtbot.waitUntil(lambda: listed(connected)[-1][0] == "Tell the user", timeout=10000)
    assert connected.list.currentItem().text(0) == "Tell the user"


def test_until_the_server_has_answered_nothing_else_can_be_pressed(connected, qtbot):
    qtbot.mouseClick(connected.ways.buttons[0], Qt.MouseButton.LeftButton)

    assert not connected._act.isEnabled()
    qtbot.waitUntil(connected._act.isEnabled, timeout=10000)


def test_a_server_that_is_gone_is_told_and_asked_again(connected, desk, qtbot):
    desk.trouble = "No Temporal server answers at here:1: start one, or name another."

    connected.look()
    qtbot.waitUntil(connected.trouble.isVisible, timeout=10000)
    assert connected.trouble.text() == desk.trouble
    assert connected._again.isActive()

    desk.trouble = ""
    connected.look()
    qtbot.waitUntil(lambda: not connected.trouble.isVisible(), timeout=10000)


def test_what_the_server_refuses_is_told(connected, desk, qtbot, answers):
    desk.trouble = "There is no case 'T-1' under way."
    answers.button("OK")

    connected.pause.click()

    qtbot.waitUntil(lambda: answers.seen == ["Nothing was changed on the server."], timeout=10000)


def test_without_open_work_the_window_says_how_a_case_begins(connected, desk, qtbot):
    desk.now = ()

    connected.look()

    qtbot.waitUntil(connected.nothing.isVisible, timeout=10000)
    assert connected.nothing.sentence == NO_WORK
    assert not connected._act.isVisible()


def test_closing_waits_for_no_answer(work, desk, qtbot):
    desk.gate = threading.Event()
    work.connect_to_server()

    work.reject()

    assert not work.isVisible()
    desk.gate.set()
    qtbot.wait(50)
    assert listed(work) == []


def test_another_address_shows_nothing_of_the_server_before(connected, desk, qtbot):
    desk.trouble = "No Temporal server answers there."

    connected.connect_to_server()

    qtbot.waitUntil(connected.trouble.isVisible, timeout=10000)
    assert listed(connected) == []
    assert not connected._act.isVisible()


def test_the_command_opens_one_window_of_work(window):
    window.commands.action("view.work").trigger()
    window.commands.action("view.work").trigger()

    (shown,) = window.findChildren(WorkWindow)
    assert shown.isVisible()
    shown.reject()


def test_no_server_is_told_in_one_sentence():
    pytest.importorskip("temporalio", reason="needs the extra: pip install 'svs-designer[temporal]'")

    with pytest.raises(DeskTrouble, match=r"^No Temporal server answers at 127\.0\.0\.1:9: start one"):
        Desk("127.0.0.1:9").rows()


@pytest.mark.slow
def test_work_of_a_real_server_is_seen_and_done(tmp_path):
    pytest.importorskip("temporalio", reason="needs the extra: pip install 'svs-designer[temporal]'")
    from svs_designer.running.temporal.desk import connect, start_case
    from svs_designer.running.temporal.worker import worker_of
    from tests.running.hardware import hardware
    from tests.running.temporal.servers import running_server

    async def acting(address):
        desk = Desk(address)
        client = await connect(address)
        async with worker_of(client):
            await start_case(client, hardware(), "T-1")
            first = await seen(desk, 1)
            await asyncio.to_thread(desk.complete, first[0].id, dict(first[0].choices[0].answers))
            second = await seen(desk, 2)
            await asyncio.to_thread(desk.tell, "T-1", "pause")
            with pytest.raises(DeskTrouble, match="paused"):
                await asyncio.to_thread(desk.complete, second[0].id, {})
            await asyncio.to_thread(desk.tell, "T-1", "cancel")
            return first, second, await seen(desk, 0)

    async def seen(desk, count):
        """Look until the server's list, which lags behind, shows so much work."""
        while len(rows := await asyncio.to_thread(desk.rows)) != count:
            await asyncio.sleep(0.2)
        return rows

    with running_server(tmp_path) as server:
        first, second, last = asyncio.run(asyncio.wait_for(acting(server.address), 90))

    assert [(row.case, row.step, row.team) for row in first] == [("T-1", "Look at it", "desk")]
    assert abs(first[0].since - datetime.now(UTC)) < timedelta(minutes=5)
    assert {row.step for row in second} == {"Hand over a spare", "Tell the user"}
    assert last == ()
