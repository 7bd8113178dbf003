"""What each element is in a draw.io drawing: one shape, for a step with its band, its activity and its foot."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from svs_designer.drawing.elements import Element, name_of
from svs_designer.drawing.figures import Figure
from svs_designer.drawing.geometry import Box
from svs_designer.drawing.sketches.card import times
from svs_designer.drawing.sketches.wording import Wording, activity_role
from svs_designer.drawing.text import fit, plain, wrap
from svs_designer.drawing.theme import LIGHT
from svs_designer.formats.drawio.cells import Style, part, shape
from svs_designer.model.step import Step
from svs_designer.model.stream import Annotation, Demand, DemandKind, End, Value

_BAND, _MARGIN = 6.0, 18.0
_PLAIN: Style = {"html": 0, "fontFamily": "Helvetica"}
"""Labels are plain text: whatever a name holds, it is no markup. draw.io wraps only HTML, so lines are broken here."""


def shapes(figure: Figure, element: Element, wording: Wording) -> Iterator[ET.Element]:
    """Draw an element where it stands on the canvas."""
    match element:
        case Step():
            yield from _card(figure, element, wording)
        case Demand():
            heading = "Opportunity" if element.kind is DemandKind.OPPORTUNITY else "Demand"
            yield _pill(figure, heading, element.text, "demand")
        case Value():
            yield _pill(figure, "Value", element.outcome, "value")
        case End():
            yield _pill(figure, name_of(element), "", "end")
        case Annotation():
            yield _note(figure, element)


def _card(figure: Figure, step: Step, wording: Wording) -> Iterator[ET.Element]:
    key, box = figure.key, figure.box
    room = box.width - _MARGIN - 10
    activity = wording.activity(step.activity)
    role = activity_role(activity)
    style = {
        "rounded": 1, "absoluteArcSize": 1, "arcSize": 20, "fillColor": LIGHT.colour("card"),
        "strokeColor": LIGHT.colour("hairline"), "fontColor": LIGHT.colour("text"), "fontSize": 13, "fontStyle": 1,
        "align": "left", "verticalAlign": "middle", "spacingLeft": _MARGIN, "foldable": 0, "collapsible": 0, **_PLAIN,
    }  # fmt: skip
    yield shape(key, "\n".join(wrap(name_of(step), room, 3, 13, 600)), box, style, _properties(step, wording))
    band = {"fillColor": LIGHT.colour(role), "strokeColor": "none", **_PLAIN}
    yield part(f"band:{key}", key, "", Box(0, 10, _BAND, box.height - 20), band)
    words = fit(activity.word, room, 11, 600) if activity else ""
    if words:
        ink = {**_text(LIGHT.colour(role), "left"), "fontStyle": 1}
        yield part(f"activity:{key}", key, words, Box(_MARGIN, 8, room, 18), ink)
    spent = times(step)
    who = fit(wording.team(step.team) or wording.role(step.role), room - 8 * len(spent), 11)
    foot = " · ".join(each for each in (who, spent) if each)
    if foot:
        place = Box(_MARGIN, box.height - 26, room, 18)
        yield part(f"foot:{key}", key, foot, place, _text(LIGHT.colour("dim"), "left"))


def _pill(figure: Figure, heading: str, text: str, role: str) -> ET.Element:
    lines = [*wrap(heading, figure.box.width - 28, 3, 12, 600), *wrap(text, figure.box.width - 28, 4, 11)]
    style = {
        "rounded": 1, "absoluteArcSize": 1, "arcSize": 2 * min(36.0, figure.box.height / 2),
        "fillColor": LIGHT.colour(role),
        "strokeColor": LIGHT.colour("connector" if role == "end" else role), "fontColor": LIGHT.colour(f"on-{role}"),
        "fontSize": 11, "align": "center", "verticalAlign": "middle", **_PLAIN,
    }  # fmt: skip
    return shape(figure.key, "\n".join(lines), figure.box, style, {"svs_id": figure.key, "svs_kind": role})


def _note(figure: Figure, note: Annotation) -> ET.Element:
    style = {
        "shape": "note", "size": 12, "fillColor": LIGHT.colour("note"), "strokeColor": LIGHT.colour("note-line"),
        "fontColor": LIGHT.colour("on-note"), "fontSize": 12, "align": "left", "verticalAlign": "top",
        "spacing": 8, **_PLAIN,
    }  # fmt: skip
    lines = wrap(note.text, figure.box.width - 24, 12, 12)
    about = {"svs_about": note.about} if note.about else {}
    return shape(figure.key, "\n".join(lines), figure.box, style, {"svs_id": figure.key, "svs_kind": "note", **about})


def _properties(step: Step, wording: Wording) -> dict[str, str]:
    """Return what a step knows beyond its picture; what it does not know is left out."""
    known = {
        "svs_id": step.id,
        "svs_kind": step.kind.value,
        "activity": step.activity or "",
        "practices": ", ".join(step.practices),
        "team": plain(wording.team(step.team)),
        "role": plain(wording.role(step.role)),
        "touch": str(step.touch.likely) if step.touch else "",
        "wait": str(step.wait.typical) if step.wait else "",
    }
    return {name: value for name, value in known.items() if value}


def _text(colour: str, align: str) -> Style:
    ground = {"fillColor": "none", "strokeColor": "none"}
    return {**ground, "fontColor": colour, "fontSize": 11, "align": align, "verticalAlign": "middle", **_PLAIN}
