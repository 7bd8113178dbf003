"""What a selection is to the inspector: which form it gets, what that form edits, and how it is called."""

from typing import NamedTuple

from svs_designer.gui.panels.forms import subjects
from svs_designer.gui.panels.forms.subjects import Subject
from svs_designer.gui.panels.naming import element_name
from svs_designer.gui.selection import Selection
from svs_designer.model.stream import ValueStream


class Selected(NamedTuple):
    """The kind of form, what it edits, the small heading, and the title where it is no field of its own.

    Without a subject there is nothing that could be edited together.
    """

    kind: str
    subject: Subject | None
    heading: str
    title: str = ""


def selected_in(stream: ValueStream, selection: Selection) -> Selected:
    """Return what a selection is; what the stream holds no more counts for nothing, and nothing is the stream."""
    known = set(stream.elements())
    elements = tuple(each for each in selection.elements if each in known)
    links = tuple(each for each in selection.links if stream.link(*each))
    steps = tuple(each for each in elements if stream.step(each))
    count = len(elements) + len(links)
    if not count:
        return Selected("stream", subjects.stream(stream.id), "STREAM")
    if len(steps) > 1 or (steps and count == 1):
        return _steps(stream, steps, count - len(steps))
    if links and not elements:
        return _links(stream, links)
    if count > 1:
        return Selected("", None, f"{count} ELEMENTS")
    return _element(stream, elements[0])


def _steps(stream: ValueStream, steps: tuple[str, ...], others: int) -> Selected:
    subject = subjects.steps(stream.id, steps)
    if len(steps) == 1:
        return Selected("step", subject, "STEP")
    rest = f", and {others} more that stay as they are" if others else ""
    return Selected("step", subject, "SEVERAL STEPS", f"{len(steps)} steps{rest}")


def _links(stream: ValueStream, links: tuple[tuple[str, str], ...]) -> Selected:
    subject = subjects.links(stream.id, links)
    if len(links) == 1:
        return Selected("link", subject, "LINK", element_name(stream, links[0]))
    return Selected("link", subject, "SEVERAL LINKS", f"{len(links)} links")


def _element(stream: ValueStream, element: str) -> Selected:
    subject = subjects.node(stream.id, element)
    if subject is not None:
        return Selected(element, subject, element.upper())
    if stream.end(element):
        return Selected("end", subjects.end(stream.id, element), "END WITHOUT VALUE")
    return Selected("note", subjects.note(stream.id, element), "NOTE")
