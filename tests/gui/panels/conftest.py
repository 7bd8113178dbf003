"""What the panels' tests stand on: the look and the catalogue, made once."""

import pytest
from pytestqt.qtbot import QtBot

from svs_designer.catalogue import Catalogue, load_catalogue
from svs_designer.gui.appearance import Appearance


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue("itil4")


@pytest.fixture
def appearance(qtbot: QtBot) -> Appearance:
    return Appearance("light")
