"""What a fix would change in the text of a file, for reports that carry it along."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from svs_designer.model.edits.within import EditError
from svs_designer.rules.finding import Fix
from svs_designer.rules.report.changes import Change, line_changes
from svs_designer.rules.report.located import LocatedFinding

if TYPE_CHECKING:
    from svs_designer.formats.native import Reading

_MOST_CHARACTERS = 4_000_000
"""How much text is written for one report: some 400 fixes of a stream of a page, 10 of one of 1,000 steps."""


class MendedText:
    """Answers what a fix changes, for files that stand as Save would write them: any other would be laid out anew."""

    def __init__(self, readings: "Mapping[str, Reading]") -> None:
        self._readings = readings
        self._left = _MOST_CHARACTERS
        self._is_canonical = cache(self._compared)

    def changes(self, each: LocatedFinding, fix: Fix) -> Sequence[Change]:
        """Return the changed lines; none for a file laid out by hand, or when the report is long enough already."""
        if not self._is_canonical(each.file):
            return ()
        reading = self._readings[each.file]
        self._left -= len(reading.text)
        if reading.document is None or self._left < 0:
            return ()
        from svs_designer.formats.native import write_text

        try:
            mended = fix.edit(reading.document)
        except EditError:
            return ()  # a plug-in's own fault, told to whoever tries the fix
        return line_changes(reading.text, write_text(mended))

    def _compared(self, file: str) -> bool:
        from svs_designer.formats.native import write_text

        reading = self._readings.get(file)
        return reading is not None and reading.document is not None and write_text(reading.document) == reading.text
