"""What the inspector shows, and what became of it in the document."""

from svs_designer.editing.session import Session
from svs_designer.gui.panels.inspector import Inspector
from svs_designer.gui.selection import Selection
from svs_designer.model.step import Step
from svs_designer.model.stream import ValueStream
from tests.gui.panels import acting


def show(inspector: Inspector, *elements: str, link: tuple[str, str] | None = None) -> None:
    inspector.show_selection(Selection("s", elements, (link,) if link else ()))
    acting.open_sections(inspector)


def stream(session: Session) -> ValueStream:
    return session.document.stream("s")


def step(session: Session, step_id: str = "a") -> Step:
    found = stream(session).step(step_id)
    assert found is not None
    return found
