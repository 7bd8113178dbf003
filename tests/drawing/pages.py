"""A page with everything that can stand on one, for the tests of pictures and exports."""

from svs_designer.catalogue import load_catalogue
from svs_designer.drawing.page import WHOLE, Page, PageOptions, page_of
from svs_designer.drawing.picture import picture_of
from svs_designer.drawing.tidy import tidied
from svs_designer.model.document import Document
from tests.builders import a_document, a_step, a_stream

CATALOGUE = load_catalogue("itil4")


def wifi() -> Document:
    """A small stream with everything that a legend can explain."""
    steps = (
        a_step("call", "Take the call and agree priority", activity="engage", team="desk", touch="6m", wait="3m",
               next="triage"),
        a_step("triage", "Choose the next team", kind="decision", team="desk", touch="10m", wait="2m",
               next={"one": [{"to": "swap", "share": "80%", "when": "device suspected", "delay": "3m"},
                             {"to": "refused", "share": "20%"}]}),
        a_step("swap", "Replace the access point", activity="design-transition", team="field", live=True,
               automation="assisted", touch="18m", wait="8m", next={"all": ["close", "tell"]}),
        a_step("close", "Check and close", activity="engage", kind="approval", team="desk", next="value"),
        a_step("tell", "Tell the warehouse", activity="engage", team="desk", next=["value", "call"]),
        a_step("again", "Look again", activity="improve", team="field", next={"to": "triage", "kind": "rework"}),
    )  # fmt: skip
    stream = a_stream(
        steps=steps,
        name="Restore warehouse Wi-Fi",
        type="incident",
        owner="incident-practice-owner",
        ends=({"id": "refused", "name": "Refused"},),
        annotations=({"id": "note", "text": "Measured in May", "about": "swap"},),
        demand={"text": "No Wi-Fi in one area of the warehouse", "rate": "3 per week", "next": "call"},
        value={"outcome": "The driver loads on time again", "recipient": "driver"},
        targets=({"id": "p2", "name": "Priority 2", "within": "2h"},),
        notes="Times are illustrative.",
    )
    document = a_document(
        stream,
        title="Warehouse logistics",
        notes="Times are illustrative.",
        teams=({"id": "desk", "name": "Service desk"}, {"id": "field", "name": "Field support"}),
        parties=({"id": "driver", "name": "Forklift driver"},),
    )
    return tidied(document, "s", CATALOGUE)


def page(document: Document | None = None, options: PageOptions = WHOLE) -> Page:
    document = document or wifi()
    return page_of(picture_of(document, "s", CATALOGUE), document, "s", CATALOGUE, options=options)
