"""Words that stay words: in files that a template engine reads, a name must not become an instruction."""

import re

from svs_designer.drawing.text import plain

_OPENING = re.compile(r"\{(?=[{%#])")


def harmless(text: str) -> str:
    """Return text as one line in which no template of Argo, Go or Jinja begins: `{{x}}` becomes `{ {x}}`."""
    return _OPENING.sub("{ ", plain(text))
