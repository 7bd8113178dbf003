"""The formats that are installed: ours and those of plug-ins, all by entry points.

One that cannot be loaded, or that breaks the conventions, becomes a sentence for the user; the others are unharmed.
"""

import re
from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points
from typing import NamedTuple, TypeVar

from svs_designer.exchange.exporter import Exporter, Kind
from svs_designer.exchange.importer import Importer

EXPORTERS, IMPORTERS = "svs_designer.exporters", "svs_designer.importers"
_ID = re.compile(r"[a-z][a-z0-9-]*")
_OURS = "svs_designer."

F = TypeVar("F", Exporter, Importer)


class Formats(NamedTuple):
    """The formats by id, in the order people see them, and what is wrong with those that had to be left out."""

    exporters: dict[str, Exporter]
    importers: dict[str, Importer]
    faults: tuple[str, ...]


def installed_formats(
    exporters: Iterable[EntryPoint] | None = None, importers: Iterable[EntryPoint] | None = None
) -> Formats:
    """Return all installed formats; the arguments stand in for the installed entry points."""
    faults: list[str] = []
    out = _loaded(entry_points(group=EXPORTERS) if exporters is None else exporters, Exporter, faults)
    into = _loaded(entry_points(group=IMPORTERS) if importers is None else importers, Importer, faults)
    rank = {kind: number for number, kind in enumerate(Kind)}
    ordered = sorted(out.values(), key=lambda each: rank[each.kind])
    return Formats({each.id: each for each in ordered}, into, tuple(faults))


def _loaded(points: Iterable[EntryPoint], kind: type[F], faults: list[str]) -> dict[str, F]:
    found: dict[str, F] = {}
    for point in sorted(points, key=lambda each: (not each.value.startswith(_OURS), each.name)):
        try:
            offered = point.load()
        except Exception as error:
            faults.append(_fault(point, f"cannot be loaded ({type(error).__name__}: {error})"))
            continue
        objection = _objection(offered, kind, found)
        if objection:
            faults.append(_fault(point, objection))
        else:
            found[offered.id] = offered
    return found


def _objection(offered: object, kind: type[F], known: dict[str, F]) -> str | None:
    if not isinstance(offered, kind):
        return f"offers a {type(offered).__name__} where an {kind.__name__} is expected"
    if not _ID.fullmatch(offered.id):
        return f"calls its format {offered.id!r}: an id is small letters, digits and hyphens"
    return f"calls its format {offered.id}, which is there already" if offered.id in known else None


def _fault(point: EntryPoint, complaint: str) -> str:
    return f"The format plug-in {point.name!r} {complaint}: mend or uninstall it"
