"""The nodes of a flowchart: one line an element, in a shape and a class that tell its kind."""

from collections.abc import Iterable

from svs_designer.drawing.elements import Element, name_of
from svs_designer.drawing.sketches.card import times
from svs_designer.drawing.sketches.note import EMPTY_NOTE
from svs_designer.drawing.sketches.wording import Wording, activity_role
from svs_designer.drawing.text import plain
from svs_designer.drawing.theme import Theme
from svs_designer.formats.mermaid.words import words
from svs_designer.model.step import Step, StepKind
from svs_designer.model.stream import Annotation, Demand, DemandKind, End, Value

_INK = {"demand": "on-demand", "value": "on-value", "end": "on-end", "note": "on-note"}
_LINES = {"end": "connector", "note": "note-line"}
NO_ACTIVITY = "unknown"


def node_id(key: str) -> str:
    """Return the name of a node: Mermaid stumbles over hyphens, and over words of its own such as `end`."""
    return f"n_{key.replace('-', '_')}"


def class_of(element: Element, wording: Wording) -> str:
    """Return the role of the theme that colours an element."""
    match element:
        case Step():
            activity = wording.activity(element.activity)
            return activity_role(activity) if activity else NO_ACTIVITY
        case Demand():
            return "demand"
        case Value():
            return "value"
        case End():
            return "end"
        case Annotation():
            return "note"


def node(key: str, element: Element, wording: Wording) -> str:
    """Return the line of an element; what a label says stands in lines of its own."""
    before, after = _shape(element)
    said = [words(part) for part in _label(element, wording)]
    label = "<br/>".join(part for part in said if part)
    # A class of its own name: `end` is a word of Mermaid's.
    return f'{node_id(key)}{before}"{label}"{after}:::c_{class_of(element, wording).replace("-", "_")}'


def class_line(role: str, theme: Theme) -> str:
    """Return the definition of a class, which carries its ground and its ink: readable on a light or dark page."""
    if role == NO_ACTIVITY:
        fill, ink, line = "card", "text", "connector"
    else:
        fill, ink, line = role, _INK.get(role, "on-activity"), _LINES.get(role, role)
    colours = f"fill:{theme.colour(fill)},stroke:{theme.colour(line)},color:{theme.colour(ink)}"
    return f"classDef c_{role.replace('-', '_')} {colours}"


def _shape(element: Element) -> tuple[str, str]:
    match element:
        case Demand() | Value():
            return "([", "])"
        case End():
            return "(", ")"
        case Annotation():
            return ">", "]"
        case Step(kind=StepKind.DECISION):
            return "{{", "}}"
        case _:
            return "[", "]"


def _label(element: Element, wording: Wording) -> Iterable[str]:
    match element:
        case Step():
            who = wording.team(element.team) or wording.role(element.role)
            return name_of(element), " · ".join(part for part in (who, times(element)) if part)
        case Demand():
            return "Opportunity" if element.kind is DemandKind.OPPORTUNITY else "Demand", element.text
        case Value():
            return "Value", element.outcome
        case End():
            return (name_of(element),)
        case Annotation():
            return (plain(element.text) or EMPTY_NOTE,)
