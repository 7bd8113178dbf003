"""A link's share and condition as people type them: `80% device suspected`. No Qt."""

import re
from typing import NamedTuple

from svs_designer.model.links import Link
from svs_designer.model.numbers import parse_ratio, ratio_text

_SHARE = re.compile(r"^\s*(\d+(?:[.,]\d+)?)\s*%\s*")


class LinkWords(NamedTuple):
    """What the line says."""

    share: float | None
    when: str


def link_words(text: str) -> LinkWords:
    """Read a share and a condition, either of which may be missing; raise ValueError with the way out."""
    match = _SHARE.match(text)
    if match is None:
        return LinkWords(None, text.strip())
    if float(match[1].replace(",", ".")) > 100:
        raise ValueError(f"{match[1]}% is more than all cases: a share is at most 100%")
    return LinkWords(parse_ratio(match[0]), text[match.end() :].strip())


def words_of_link(link: Link) -> str:
    """Return what `link_words` reads."""
    share = ratio_text(link.share) if link.share is not None else ""
    return " ".join(part for part in (share, link.when) if part)
