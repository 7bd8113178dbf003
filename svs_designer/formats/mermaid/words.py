"""Words as Mermaid takes them within quotes: whatever it could read as something else becomes an entity."""

import re

from svs_designer.drawing.text import plain

# Quotes and brackets end a label, hashes begin entities, %% begins comments, and labels are read as Markdown and HTML.
# ﬂ and ¶ are how Mermaid disguises entities.
# A colon after the word "style" makes Mermaid drop the last semicolon of the line, which ends an entity.
_SPECIAL = re.compile(r"[\"#&<>;:$@\\`*_~\[\]{}|ﬂ¶]|%(?=%)|^[\xa0\ufeff]|[\xa0\ufeff]$")
# The last two are blanks that JavaScript takes from the ends of a text.
# A label that begins like a list is replaced by a complaint that Markdown lists are not supported.
_LIST = re.compile(r"^(\d+)([.)])|^([-+])")


def words(text: str) -> str:
    """Return text as one line that Mermaid shows as it is."""
    return _LIST.sub(_no_list, _SPECIAL.sub(lambda found: _entity(found[0]), plain(text)))


def _no_list(found: re.Match[str]) -> str:
    return found[1] + _entity(found[2]) if found[1] else _entity(found[3])


def _entity(character: str) -> str:
    return f"#{ord(character)};"
