"""The canvas after any sequence of edits equals one that was built for the result."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from svs_designer.catalogue import load_catalogue
from svs_designer.editing.session import Session
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.canvas.view import StreamCanvas
from svs_designer.model.edits.within import EditError
from tests.builders import a_document
from tests.edit_strategies import edits


def shown(canvas: StreamCanvas) -> dict[str, object]:
    """What there is to see: every item with its place, its look and what it wears."""
    return {
        "cards": {
            key: (card.x(), card.y(), card.sketch, card.dress, card.zValue(), card.boundingRect().getRect())
            for key, card in canvas.board.cards.items()
        },
        "connectors": {
            key: (line.connector, line.dress, line.zValue(), line.isVisible(), line.boundingRect().getRect())
            for key, line in canvas.board.connectors.items()
        },
        "items": len(canvas.board.items()),
        "space": canvas.sceneRect().getRect(),
    }


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=40)
@given(data=st.data())
def test_the_canvas_after_any_edits_equals_a_fresh_one(qapp: QApplication, appearance: Appearance, data: st.DataObject):
    session = Session(a_document())
    edited = StreamCanvas(session, load_catalogue("itil4"), appearance)
    edited.show_stream("s")

    for _ in range(data.draw(st.integers(1, 8))):
        what = data.draw(st.sampled_from(["edit", "edit", "edit", "undo", "redo"]))
        if what == "edit":
            edit = data.draw(edits(session.document))
            try:
                session.apply("Edit", edit)
            except EditError:
                continue
        else:
            getattr(session, what)()
    if "s" in {stream.id for stream in session.document.streams}:
        fresh = StreamCanvas(Session(session.document), load_catalogue("itil4"), appearance)
        fresh.show_stream("s")

        assert shown(edited) == shown(fresh)

        fresh.deleteLater()
    edited.deleteLater()
