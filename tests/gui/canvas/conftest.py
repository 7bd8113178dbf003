"""A canvas on the stage, off screen."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from svs_designer.gui.appearance import Appearance
from svs_designer.model.document import Document
from tests.gui.canvas.stage import Stage

MakeStage = Callable[..., Stage]


@pytest.fixture(scope="session")
def appearance(qapp: object) -> Appearance:
    return Appearance("light")


@pytest.fixture
def make_stage(qtbot: QtBot, appearance: Appearance) -> Iterator[MakeStage]:
    stages: list[Stage] = []

    def make(document: Document, *, stream: str = "s", read_only: bool = False) -> Stage:
        stage = Stage(qtbot, appearance, document, stream=stream, read_only=read_only)
        stages.append(stage)
        return stage

    yield make
    for stage in stages:
        stage.canvas.close()
