"""Whether a YAML text holds comments, which a Save would drop: the model has `notes` for what should last."""

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import ScalarEvent

from svs_designer.formats.native.tree import LOADER

SCHEMA_LINE = "# yaml-language-server: $schema=svs-1.json"
"""The one comment the writer makes itself."""

_CANDIDATE = re.compile(r"(?:\A|(?<=\s))#(?! yaml-language-server:)")


def has_comments(text: str) -> bool:
    """Tell whether a syntactically sound text holds a comment other than the editor's schema line."""
    candidates = [found.start() for found in _CANDIDATE.finditer(text)]
    if not candidates:
        return False
    nowhere = (len(text), len(text))
    spans = _quoted_spans(text)
    start, end = next(spans, nowhere)
    for candidate in candidates:
        while end <= candidate:
            start, end = next(spans, nowhere)
        if candidate < start:
            return True
    return False


def _quoted_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where quoted texts and literal blocks begin and end: a '#' in there is no comment."""
    for event in yaml.parse(text, Loader=LOADER):
        if not isinstance(event, ScalarEvent) or event.style not in {'"', "'", "|", ">"}:
            continue
        begin: Any = event.start_mark
        end: Any = event.end_mark
        # A comment may follow the sign of a block itself.
        start = max(text.find("\n", begin.index), begin.index) if event.style in {"|", ">"} else begin.index
        yield start, end.index
