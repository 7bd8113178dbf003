"""What a tooltip says about a card or a link: all that the card has no room for, and its findings. No Qt."""

from html import escape

from svs_designer.catalogue.catalogue import Catalogue
from svs_designer.drawing.figures import LinkKey
from svs_designer.model.document import Document
from svs_designer.model.step import Step
from svs_designer.model.stream import ValueStream
from svs_designer.model.times import spread_text


def tip(
    key: str | LinkKey, document: Document, stream: ValueStream, catalogue: Catalogue, findings: str, spoken: str
) -> str:
    """Return the tooltip as simple HTML; `spoken` serves for whatever is no step."""
    step = stream.step(key) if isinstance(key, str) else None
    lines = _of_step(step, document, catalogue) if step else [escape(spoken)]
    if findings:
        lines.append("<b>Findings</b>")
        lines += [escape(line) for line in findings.splitlines()]
    return "<qt>" + "<br>".join(lines) + "</qt>"


def _of_step(step: Step, document: Document, catalogue: Catalogue) -> list[str]:
    activity = catalogue.activity(step.activity or "")
    practices = [catalogue.practice(each) for each in step.practices]
    names = [p.name if p else each for p, each in zip(practices, step.practices, strict=True)]
    touch = f"Touch {spread_text(step.touch)}" if step.touch else ""
    wait = f"Wait {spread_text(step.wait)}" if step.wait else ""
    reason = f" ({step.wait.reason.value})" if step.wait and step.wait.reason else ""
    rows = [
        activity.name if activity else "No activity yet",
        ", ".join(names),
        ", ".join(part for part in (document.label("teams", step.team), document.label("roles", step.role)) if part),
        ", ".join(part for part in (touch, wait + reason if wait else "") if part),
        step.notes,
    ]
    return [f"<b>{escape(step.name or 'Untitled step')}</b>", *(escape(row) for row in rows if row)]
