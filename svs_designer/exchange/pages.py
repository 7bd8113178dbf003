"""The page of a stream as every picture format draws it, with the choices that all of them offer."""

from typing import TYPE_CHECKING

from svs_designer.exchange.exporter import ExportRequest
from svs_designer.exchange.settings import Choice, Setting

if TYPE_CHECKING:
    from svs_designer.drawing.page import Page
    from svs_designer.drawing.theme import Theme

THEME = Setting(
    "theme", "Colours", "light", (Choice("light", "Light"), Choice("dark", "Dark")), help="colours of a picture"
)
AROUND = (
    Setting("title-block", "Title block", default=True, help="whether a picture has its title block"),
    Setting("legend", "Legend", default=True, help="whether a picture explains its colours and signs"),
    Setting("with-notes", "Notes", default=True, help="whether a picture ends with the document's notes"),
)
PICTURE = (THEME, *AROUND)


def page_for(request: ExportRequest) -> "Page":
    """Draw the stream of a request with what is wanted around it."""
    from svs_designer.drawing.page import PageOptions, page_of
    from svs_designer.drawing.picture import picture_of

    title, legend, notes = (bool(request.settings[each.name]) for each in AROUND)
    stream = request.stream.id
    picture = picture_of(request.document, stream, request.catalogue)
    options = PageOptions(title=title, legend=legend, notes=notes, date=request.date)
    return page_of(picture, request.document, stream, request.catalogue, options=options)


def theme_for(request: ExportRequest) -> "Theme":
    """Return the theme of a request."""
    from svs_designer.drawing.theme import DARK, LIGHT

    return DARK if request.settings[THEME.name] == "dark" else LIGHT
