"""The elements of a stream as the picture takes them: what has a place, how it looks and what it is called."""

from svs_designer.drawing.figures import Sketch
from svs_designer.drawing.sketches import Wording, card, demand, ending, note, value
from svs_designer.drawing.sketches.end import UNTITLED_END
from svs_designer.drawing.sketches.wording import UNTITLED_STEP
from svs_designer.drawing.text import plain
from svs_designer.model.ids import DEMAND, VALUE
from svs_designer.model.links import Ways
from svs_designer.model.step import Step
from svs_designer.model.stream import Annotation, Demand, End, Value, ValueStream

Element = Demand | Step | Value | End | Annotation


def elements_of(stream: ValueStream) -> dict[str, Element]:
    """Return everything that has a place on the canvas, by id, in the author's order."""
    found: dict[str, Element] = {}
    if stream.demand:
        found[DEMAND] = stream.demand
    for step in stream.steps:
        found[step.id] = step
    if stream.value:
        found[VALUE] = stream.value
    for end in stream.ends:
        found[end.id] = end
    for annotation in stream.annotations:
        found[annotation.id] = annotation
    return found


def sketch_of(element: Element, wording: Wording, about: str = "") -> Sketch:
    """Draw one element; `about` names what a note speaks of."""
    match element:
        case Step():
            return card(element, wording)
        case Demand():
            return demand(element, wording)
        case Value():
            return value(element, wording)
        case End():
            return ending(element)
        case Annotation():
            return note(element, about)


def name_of(element: Element | None) -> str:
    """Return what people read for an element; nothing for none."""
    match element:
        case Step():
            return plain(element.name) or UNTITLED_STEP
        case End():
            return plain(element.name) or UNTITLED_END
        case Demand():
            return "Demand"
        case Value():
            return "Value"
        case Annotation():
            return plain(element.text)
        case None:
            return ""


def team_of(element: Element | None) -> str | None:
    """Return the id of the team that works on an element; only steps have one."""
    return element.team if isinstance(element, Step) else None


def ways_of(element: Element) -> Ways:
    """Return the ways on from an element; ends and notes have none."""
    return element.next if isinstance(element, Demand | Step | Value) else Ways()
