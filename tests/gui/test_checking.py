"""The check beside the work: it keeps up, drops what is stale, and leaves nothing running."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from svs_designer.catalogue import Catalogue, load_catalogue
from svs_designer.editing.session import Session
from svs_designer.gui import checking
from svs_designer.gui.checking import Checker
from svs_designer.model.document import Document
from svs_designer.model.edits.nodes import move_elements
from svs_designer.model.edits.registers import set_document
from svs_designer.model.edits.streams import set_stream
from svs_designer.rules.finding import Finding, Level
from tests.builders import a_document


class Rules:
    """Stands for the rules: one finding that names the document's title; can be held up in the worker."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.go.set()
        self.started = threading.Event()
        self.titles: list[str] = []
        self.threads: set[int] = set()

    def __call__(self, document: Document, catalogue: Catalogue, **_: object) -> tuple[Finding, ...]:
        self.titles.append(document.title)
        self.threads.add(threading.get_ident())
        self.started.set()
        self.go.wait(5)
        return (Finding("SVS001", Level.ADVICE, document.title.strip()),)


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> Rules:
    rules = Rules()
    monkeypatch.setattr(checking, "check_document", rules)
    return rules


@pytest.fixture
def session() -> Session:
    return Session(a_document(title="first"))


@pytest.fixture
def checker(qtbot: QtBot, session: Session, rules: Rules) -> Iterator[Checker]:
    checker = Checker(session, load_catalogue("itil4"))
    yield checker
    rules.go.set()
    checker.close()


def messages(checker: Checker) -> list[str]:
    return [finding.message for finding in checker.findings]


def wait_for(qtbot: QtBot, checker: Checker, message: str) -> None:
    qtbot.waitUntil(lambda: messages(checker) == [message])


def test_a_new_document_is_checked_in_another_thread(qtbot: QtBot, checker: Checker, rules: Rules) -> None:
    wait_for(qtbot, checker, "first")

    assert messages(checker) == ["first"]
    assert threading.get_ident() not in rules.threads


def test_changes_in_a_row_are_checked_once(qtbot: QtBot, checker: Checker, session: Session, rules: Rules) -> None:
    wait_for(qtbot, checker, "first")
    with qtbot.waitSignal(checker.checked):
        for title in ("a", "ab", "abc"):
            session.apply("Type", set_document, title=title)

    assert rules.titles == ["first", "abc"]


def test_findings_of_a_document_that_changed_meanwhile_are_dropped(
    qtbot: QtBot, checker: Checker, session: Session, rules: Rules
) -> None:
    told: list[str] = []
    checker.checked.connect(lambda findings: told.append(findings[0].message))
    wait_for(qtbot, checker, "first")
    rules.go.clear()
    rules.started.clear()
    session.apply("Type", set_document, title="second")
    qtbot.waitUntil(rules.started.is_set)

    session.apply("Type", set_document, title="third")
    rules.go.set()
    wait_for(qtbot, checker, "third")

    assert told[-1] == "third"
    assert "second" not in told


def test_equal_findings_are_not_told_again(qtbot: QtBot, checker: Checker, session: Session, rules: Rules) -> None:
    told: list[tuple[Finding, ...]] = []
    wait_for(qtbot, checker, "first")
    checker.checked.connect(told.append)

    session.apply("Type", set_document, title="first ")
    qtbot.waitUntil(lambda: len(rules.titles) == 2)
    session.apply("Type", set_document, title="third")
    qtbot.waitUntil(lambda: told != [])

    assert [findings[0].message for findings in told] == ["third"]


def test_moving_a_card_asks_no_rule(qtbot: QtBot, checker: Checker, session: Session, rules: Rules) -> None:
    wait_for(qtbot, checker, "first")

    session.apply("Move", move_elements, "s", {"a": (1.0, 2.0)})
    with qtbot.waitSignal(checker.checked):
        session.apply("Rename", set_stream, "s", name="Other")
        session.apply("Type", set_document, title="last")

    assert rules.titles == ["first", "last"]


def test_closing_ends_the_worker_and_what_comes_later_is_not_checked(
    qtbot: QtBot, checker: Checker, session: Session, rules: Rules
) -> None:
    wait_for(qtbot, checker, "first")

    checker.close()
    checker.close()
    session.apply("Type", set_document, title="late")

    assert not [thread for thread in threading.enumerate() if thread.name.startswith("svs-check")]
    assert not [timer for timer in checker.findChildren(QTimer) if timer.isActive()]


@pytest.fixture
def configured(tmp_path: Path) -> Path:
    folder = tmp_path / "models"
    (folder / ".git").mkdir(parents=True)
    (folder / ".svs-designer.yaml").write_text("profile: workshop\nrules: {SVS004: error}\n", encoding="utf-8")
    return folder


def test_the_settings_of_the_document_and_of_the_file_beside_it_count(qtbot: QtBot, configured: Path) -> None:
    session = Session(a_document(check={"rules": {"SVS010": "off"}}))
    session.apply("Empty it", set_stream, "s", steps=(), demand=None)
    checker = Checker(session, load_catalogue("itil4"), path=lambda: configured / "a.svs.yaml")

    with qtbot.waitSignal(checker.checked):
        pass
    workshop = [(finding.rule, finding.level) for finding in checker.findings]
    with qtbot.waitSignal(checker.checked):
        session.apply("Set level", set_document, check={"rules": {"SVS004": "off"}})
    checker.close()

    assert ("SVS004", Level.ERROR) in workshop
    assert "SVS001" not in dict(workshop)
    assert "SVS004" not in {finding.rule for finding in checker.findings}


def test_faults_of_the_settings_beside_the_file_are_findings_and_the_rest_counts(
    qtbot: QtBot, configured: Path
) -> None:
    path = configured / ".svs-designer.yaml"
    path.write_text("profile: workshop\nrule: {}\n", encoding="utf-8")
    session = Session(a_document())
    checker = Checker(session, load_catalogue("itil4"), path=lambda: configured / "a.svs.yaml")

    with qtbot.waitSignal(checker.checked):
        pass
    checker.close()

    assert [(finding.rule, finding.level) for finding in checker.findings] == [("CHECK", Level.WARNING)]
    assert f"{path}: 2:1: 'rule' is not a key of a check" in checker.findings[0].message
