"""A session with a step to edit, and the inspector that shows it."""

import pytest
from pytestqt.qtbot import QtBot

from svs_designer.catalogue import Catalogue
from svs_designer.editing.session import Session
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.panels.inspector import Inspector
from tests.builders import a_document, a_step, a_stream


@pytest.fixture
def session() -> Session:
    steps = (
        a_step("a", team="desk", next={"one": [{"to": "b", "share": "80%"}, {"to": "value", "share": "10%"}]}),
        a_step("b", team="field", touch="10m", next="value", practices=("incident-management", "service-desk")),
    )
    stream = a_stream("s", steps=steps, ends=({"id": "end"},), annotations=({"id": "note", "text": "Look"},))
    teams = ({"id": "desk", "name": "Service desk"}, {"id": "field", "name": "Field support"})
    return Session(a_document(stream, teams=teams))


@pytest.fixture
def inspector(qtbot: QtBot, session: Session, catalogue: Catalogue, appearance: Appearance) -> Inspector:
    inspector = Inspector(session, catalogue, appearance)
    qtbot.addWidget(inspector)
    inspector.resize(300, 900)
    inspector.show()
    return inspector
