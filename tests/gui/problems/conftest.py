"""A panel of problems over a document of two streams, and what it asks of others."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from svs_designer.editing.session import Session
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.problems.acts import ProblemActs
from svs_designer.gui.problems.panel import ProblemsPanel
from svs_designer.gui.settings import Settings
from svs_designer.model.acceptance import Acceptance
from svs_designer.rules.finding import Finding
from tests.gui.problems.findings import two_streams


class Answer:
    """What the user answers when asked who accepts a finding."""

    def __init__(self) -> None:
        self.asked: list[Finding] = []
        self.acceptance: Acceptance | None = None

    def __call__(self, finding: Finding) -> Acceptance | None:
        self.asked.append(finding)
        return self.acceptance


@pytest.fixture
def appearance(qtbot: QtBot) -> Appearance:
    return Appearance("light")


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(tmp_path / "window.ini")


@pytest.fixture
def session() -> Session:
    return Session(two_streams())


@pytest.fixture
def answer() -> Answer:
    return Answer()


@pytest.fixture
def acts(session: Session, answer: Answer, qtbot: QtBot) -> ProblemActs:
    return ProblemActs(session, answer)


@pytest.fixture
def make_panel(
    qtbot: QtBot, session: Session, appearance: Appearance, acts: ProblemActs, settings: Settings
) -> Callable[[], ProblemsPanel]:
    def made() -> ProblemsPanel:
        panel = ProblemsPanel(session, appearance, acts, settings)
        qtbot.addWidget(panel)
        panel.resize(900, 300)
        panel.show_stream("s")
        panel.show()
        return panel

    return made


@pytest.fixture
def panel(make_panel: Callable[[], ProblemsPanel]) -> ProblemsPanel:
    return make_panel()


@pytest.fixture
def told(acts: ProblemActs) -> list[str]:
    """Return what the acts told, one sentence each."""
    heard: list[str] = []
    acts.told.connect(heard.append)
    return heard
