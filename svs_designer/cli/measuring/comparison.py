"""Two streams side by side: each figure before and after, what differs, and whether that is better."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from svs_designer.analysis.measures import Amount, Measures
from svs_designer.cli.measuring.figures import FIGURES, Figure, Unit, Value, Wanted
from svs_designer.cli.measuring.measured import Measured
from svs_designer.cli.measuring.table import BOLD, GREEN, RED, Cell, Layout, Paint, paragraph, table
from svs_designer.drawing.ladder.numbers import percent

_LEFT_OUT = {"touch_time_on_path_seconds"}
_STYLES = {"better": GREEN, "worse": RED}


class Difference(NamedTuple):
    """A figure before and after; `amount` is None where one of them is not known, or lacks numbers."""

    figure: Figure
    before: Value | None
    after: Value | None
    amount: float | None

    @property
    def verdict(self) -> str:
        """Return `better`, `worse`, `equal`, or nothing where that cannot be said."""
        if self.amount is None or self.before is None:
            return ""
        if abs(self.amount) <= 1e-9 * max(1.0, abs(self.before.number)):
            return "equal"
        if self.figure.wanted is Wanted.NEITHER:
            return ""
        return "better" if (self.amount > 0) is (self.figure.wanted is Wanted.MORE) else "worse"


def differences(base: Measured, changed: Measured) -> list[Difference]:
    """Return the figures that at least one of two streams has; times only where both count days alike."""
    return _differences(FIGURES, base, changed)


def target_differences(base: Measured, changed: Measured) -> list[Difference]:
    """Return how the targets fare that both streams have; the key of each is the target's id."""
    both = [each for each in base.measures.targets if changed.measures.target(each.id)]
    return _differences([_clock_of(each.id, each.label) for each in both], base, changed)


def _differences(figures: Sequence[Figure], base: Measured, changed: Measured) -> list[Difference]:
    found = [_difference(figure, base.measures, changed.measures) for figure in figures]
    return [each for each in found if each.before is not None or each.after is not None]


def _clock_of(target_id: str, label: str) -> Figure:
    def expected(measures: Measures) -> Amount | None:
        target = measures.target(target_id)
        return None if target is None or target.expected is None else Amount(target.expected, target.missing)

    return Figure(target_id, label, Unit.SECONDS, Wanted.LESS, expected)


def comparison(base: Measured, changed: Measured, width: int, paint: Paint) -> Iterator[str]:
    """Yield the lines of the comparison."""
    title = f"{changed.stream.label}, compared with {base.stream.label}"
    yield from (paint(line, BOLD) for line in paragraph(title, width, indent=0))
    for each in (base, changed):
        if each.measures.trouble:
            yield from paragraph(f"Nothing to compare: '{each.stream.label}' has no figures.", width)
            return
    found = [*differences(base, changed), *target_differences(base, changed)]
    rows = [list(_cells(each, base, changed)) for each in found if each.figure.key not in _LEFT_OUT]
    head = ("", *_names(base, changed), "Difference", "")
    yield from table(head, rows, Layout(width, (1, 2, 3), ((0, 14), (1, 8), (2, 8)), drops=(4,)), paint)
    if base.measures.day != changed.measures.day:
        yield from paragraph("The two count days of different length: times are not subtracted.", width)


def _names(base: Measured, changed: Measured) -> tuple[str, str]:
    """Name the two by what tells them apart."""
    if base.stream.id != changed.stream.id:
        return base.stream.id, changed.stream.id
    return base.file, changed.file


def _difference(figure: Figure, one: Measures, other: Measures) -> Difference:
    before, after = figure.value(one), figure.value(other)
    comparable = figure.unit is not Unit.SECONDS or one.day == other.day
    if before is None or after is None or before.missing or after.missing or not comparable:
        return Difference(figure, before, after, None)
    return Difference(figure, before, after, after.number - before.number)


def _cells(each: Difference, base: Measured, changed: Measured) -> Iterator[Cell]:
    yield Cell(each.figure.name)
    yield Cell(each.figure.text(each.before, base.measures) if each.before else "not known")
    yield Cell(each.figure.text(each.after, changed.measures) if each.after else "not known")
    style = _STYLES.get(each.verdict, "")
    yield Cell(_change(each, base.measures), style)
    yield Cell(each.verdict, style)


def _change(each: Difference, measures: Measures) -> str:
    """Write a difference with its sign; of shares in points, of all else also by how much it is of what was."""
    if each.amount is None or each.before is None:
        return "?"
    if each.verdict == "equal":
        return "0"
    sign = "+" if each.amount > 0 else "\N{MINUS SIGN}"
    size = abs(each.amount)
    if each.figure.unit is Unit.RATIO:
        return f"{sign}{percent(size).removesuffix('%').rstrip()} points"
    text = f"{sign}{each.figure.bare_text(size, measures)}"
    return f"{text} ({sign}{percent(size / each.before.number)})" if each.before.number else text
