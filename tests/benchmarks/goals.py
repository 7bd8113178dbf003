"""What the measurements are held against, and the table that shows it.

Ratios, because a machine's speed is its own: both sides were measured in one run.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from tests.benchmarks.checking import AT_HAND, FIGURES, LINTER, NETWORKX
from tests.benchmarks.documents import DUMPER, FLOOR, LIBYAML, LOADER
from tests.benchmarks.drawing import COLUMNS
from tests.benchmarks.exporting import GENERATOR, NATIVE, PAINTED, WHOLE
from tests.benchmarks.ladder import BARS
from tests.benchmarks.measuring import OURS, Cost
from tests.benchmarks.rectangles import ENGINE, RECTANGLES
from tests.benchmarks.running import EXPRESSIONS, ONE_WORKER
from tests.benchmarks.starting import EMPTY_PYTHON, EMPTY_WINDOW
from tests.benchmarks.tickets import CSV


class Goal(NamedTuple):
    """What a figure should be: `at_most` times what a limit costs, `at_least` times better than a peer, or `within`.

    `within` is in ms (or mb), for any number of steps (0) or for some; the others hold `from_steps` on. A goal
    without any only shows the ratio.
    """

    bench: str
    what: str
    beside: str
    figure: str = "ms"
    at_most: float = 0.0
    at_least: float = 0.0
    within: Mapping[int, float] = MappingProxyType({})
    from_steps: int = 0


GOALS = (
    Goal("doc", "open", LIBYAML),
    Goal("doc", "open", LOADER, at_least=10, from_steps=10_000),
    Goal("doc", "save", DUMPER, at_least=10, from_steps=10_000),
    Goal("edit", "rename, with history", FLOOR),
    Goal("edit", "rename to frame", RECTANGLES, within={0: 16.7}),
    Goal("edit", "rename to frame", RECTANGLES, "fitted_ms", within={0: 16.7}),
    Goal("open", "file to painted canvas", RECTANGLES),
    Goal("validator", "all rules", NETWORKX, within={1_000: 10, 10_000: 150}),
    Goal("validator", "all rules", LINTER, at_least=8),
    Goal("validator", "all rules", FIGURES),
    Goal("validator", AT_HAND, NETWORKX, within={1_000: 10, 10_000: 150}),
    Goal("validator", AT_HAND, LINTER, at_least=8),
    Goal("validator", "all rules, 10 % faulty", NETWORKX),
    Goal("ladder", "change to painted ladder", BARS, within={200: 100}),
    Goal("layout", "layout + routing", COLUMNS, within={1_000: 100}),
    Goal("layout", "picture of a laid-out stream", COLUMNS),
    Goal("scene", "canvas", RECTANGLES, "build_ms", at_most=3),
    Goal("scene", "canvas", RECTANGLES, "show_ms"),
    Goal("scene", "canvas", ENGINE, "fit_full", at_most=4, from_steps=1_000),
    Goal("scene", "canvas", RECTANGLES, "fit_full"),
    Goal("scene", "canvas", RECTANGLES, "full100"),
    Goal("scene", "canvas", RECTANGLES, "pan100"),
    Goal("scene", "canvas", RECTANGLES, "pan100diag"),
    Goal("scene", "canvas", RECTANGLES, "drag100"),
    Goal("scene", "canvas", RECTANGLES, "full35"),
    Goal("scene", "canvas", RECTANGLES, "zoomstep"),
    Goal("scene", "canvas", RECTANGLES, "frame_max", within={0: 16.7}),
    Goal("scene", "canvas", RECTANGLES, "rss_mb", within={0: 110}),
    Goal("export", "SVG", GENERATOR, at_least=2.5),
    Goal("export", "SVG", GENERATOR, "kb", at_least=2.5),
    Goal("export", "PNG", WHOLE, at_least=1.8),
    Goal("export", "PDF", PAINTED),
    Goal("export", "BPMN", NATIVE),
    Goal("export", "Open Workflow", NATIVE),
    Goal("run", "rehearse a case", EXPRESSIONS),
    Goal("run", "rehearse a case", EXPRESSIONS, "steps_per_s"),
    Goal("run", "chain of tasks", EXPRESSIONS),
    Goal("engine", "case through two workers", ONE_WORKER),
    Goal("engine", "case through two workers", ONE_WORKER, "completions_per_s"),
    Goal("tickets", "export to visits", CSV),
    Goal("tickets", "export to stream", CSV),
    Goal("tickets", "export to stream", CSV, "mb"),
    Goal("startup", "first window", EMPTY_WINDOW, at_most=1.6),
    Goal("startup", "usable window", EMPTY_WINDOW, at_most=1.6),
    Goal("startup", "window with the Wi-Fi case", EMPTY_WINDOW),
    Goal("startup", "--help", EMPTY_PYTHON, within={0: 400}),
    Goal("startup", "validate a small file", EMPTY_PYTHON, within={0: 400}),
)


class Row(NamedTuple):
    """A line of the table."""

    what: str
    n: str
    ours: str
    beside: str
    its: str
    ratio: str
    goal: str
    met: str


HEADINGS = Row("what", "steps", "ours", "beside", "its", "ratio", "goal", "")


def table(costs: Iterable[Cost]) -> str:
    """Return the comparison as text; a ratio above 1 is in our favour."""
    rows = [HEADINGS, *_rows(list(costs))]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths) for row in rows)


def _line(row: Row, widths: list[int]) -> str:
    left = {"what", "beside", "goal", "met"}
    cells = [
        cell.ljust(width) if name in left else cell.rjust(width)
        for name, cell, width in zip(Row._fields, row, widths, strict=True)
    ]
    return "  ".join(cells).rstrip()


def _rows(costs: list[Cost]) -> Iterator[Row]:
    known = {(cost.bench, cost.n, cost.what, cost.tool): cost.figures for cost in costs}
    for bench, n, what, tool in known:
        if tool != OURS:
            continue
        for goal in GOALS:
            if (goal.bench, goal.what) == (bench, what):
                ours, its = known[bench, n, what, OURS], known.get((bench, n, what, goal.beside), {})
                yield _row(goal, n, ours[goal.figure], its.get(goal.figure))


def _row(goal: Goal, n: int, ours: float, its: float | None) -> Row:
    ratio = its / ours if its and ours else 0.0
    words, met = _verdict(goal, n, ours, ratio)
    name = goal.what if goal.figure == "ms" else f"{goal.what}: {goal.figure}"
    return Row(
        what=name,
        n=f"{n:,}" if n else "",
        ours=f"{ours:,.2f}",
        beside=goal.beside if its else "",
        its=f"{its:,.2f}" if its else "",
        ratio=f"{ratio:.2f}" if ratio else "",
        goal=words,
        met=met,
    )


def _verdict(goal: Goal, n: int, ours: float, ratio: float) -> tuple[str, str]:
    """Return the goal in words, and whether it is met."""
    if within := goal.within.get(n, goal.within.get(0)):
        return f"<= {within:g}", "met" if ours <= within else "MISSED"
    if n < goal.from_steps or not ratio:
        return "", ""
    if goal.at_least:
        return f">= {goal.at_least:g}", "met" if ratio >= goal.at_least else "MISSED"
    if goal.at_most:
        return f">= 1/{goal.at_most:g}", "met" if ratio >= 1 / goal.at_most else "MISSED"
    return "", ""
