"""A stream with its figures, and which two of several are to be compared."""

from collections.abc import Sequence
from typing import NamedTuple

from svs_designer.analysis.measures import Measures
from svs_designer.model.document import Document
from svs_designer.model.stream import StreamKind, ValueStream


class Measured(NamedTuple):
    """A stream of a file, with its figures."""

    file: str
    document: Document
    stream: ValueStream
    measures: Measures


def pairs(streams: Sequence[Measured]) -> list[tuple[Measured, Measured]]:
    """Return what is compared, each base before what changes it.

    A to-be is compared with the stream it names as its baseline, or else with the one as-is there is. Where that says
    nothing, two streams are compared as they come.
    """
    found = [(base, each) for each in streams if (base := _base(each, streams)) is not None]
    if not found and len(streams) == 2:
        return [(streams[0], streams[1])]
    return found


def _base(changed: Measured, streams: Sequence[Measured]) -> Measured | None:
    if changed.stream.kind is not StreamKind.TO_BE:
        return None
    named = [
        each for each in streams if each.stream.id == changed.stream.baseline and each.stream is not changed.stream
    ]
    if named:
        return next((each for each in named if each.file == changed.file), named[0])
    present = [each for each in streams if each.stream.kind is StreamKind.AS_IS]
    return present[0] if len(present) == 1 else None
