"""Which file is a document of ours, and which importer another is for: by its content, else by its ending."""

import re
from collections.abc import Iterable, Mapping

from svs_designer.exchange.importer import CannotImport, Importer

_NATIVE = re.compile(rb"^(\{\s*)?[\"']?svs[\"']?\s*:", re.MULTILINE)
"""The key a document of ours has, at the margin: others may carry one deeper inside."""


def is_native(data: bytes) -> bool:
    """Tell whether a file, or its beginning, is a document of ours."""
    return _NATIVE.search(data) is not None


def importer_for(name: str, data: bytes, importers: Mapping[str, Importer]) -> Importer:
    """Return the importer of a file's content; raise CannotImport where none takes it.

    Where no content is recognised but one ending fits, that importer is chosen: it says best what is wrong.
    """
    if not importers:
        raise CannotImport("No format to import is installed")
    known = [each for each in importers.values() if recognises(each, data)]
    fitting = [each for each in known or importers.values() if has_ending(name, each)]
    chosen = fitting or known
    if not chosen:
        raise CannotImport(f"“{name}” is in no format that can be imported: those are {_listed(importers.values())}")
    return chosen[0]


def recognises(importer: Importer, data: bytes) -> bool:
    """Tell whether an importer takes a content; one that fails over it does not."""
    try:
        return importer.recognises(data)
    except Exception:
        return False


def has_ending(name: str, importer: Importer) -> bool:
    """Tell whether a file is named like those of a format."""
    return name.lower().endswith(tuple(f".{ending.lower()}" for ending in importer.endings))


def _listed(importers: Iterable[Importer]) -> str:
    return ", ".join(f"{each.name} ({', '.join(f'.{ending}' for ending in each.endings)})" for each in importers)
