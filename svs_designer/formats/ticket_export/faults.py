"""The rows of an export that had to be left out, by what is wrong with them, with their lines."""

from array import array
from collections.abc import Iterator

from svs_designer.exchange.importer import Remark

_MOST_RANGES = 100
_LONGEST_VALUE = 40


class Faults:
    """What is wrong, and where; a million bad rows take little more than their line numbers."""

    def __init__(self) -> None:
        """Begin without any."""
        self._lines: dict[str, array[int]] = {}
        self._examples: dict[str, str] = {}

    def add(self, line: int, reason: str, example: str = "") -> None:
        """Note a bad row; the first example of a reason is shown."""
        if reason not in self._lines:
            self._lines[reason] = array("l")
            self._examples[reason] = example[:_LONGEST_VALUE]
        self._lines[reason].append(line)

    def __len__(self) -> int:
        """Return how many rows are bad."""
        return sum(len(lines) for lines in self._lines.values())

    def remarks(self) -> Iterator[Remark]:
        """Yield a remark for each thing that is wrong, in the order in which it first was."""
        for reason, lines in self._lines.items():
            count = "1 row was" if len(lines) == 1 else f"{len(lines)} rows were"
            example = f" ({self._examples[reason]!r})" if self._examples[reason] else ""
            place = "line" if len(lines) == 1 else "lines"
            yield Remark(f"{count} left out: {reason}{example}", f"{place} {_ranges(lines)}")


def _ranges(lines: "array[int]") -> str:
    ranges: list[list[int]] = []
    left = 0
    for line in lines:
        if ranges and line == ranges[-1][1] + 1:
            ranges[-1][1] = line
        elif len(ranges) < _MOST_RANGES:
            ranges.append([line, line])
        else:
            left += 1
    shown = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges)
    return shown + (f" and {left} more" if left else "")
