"""The measures for people: one section a stream, then what differs."""

from collections.abc import Iterator, Sequence

from svs_designer.analysis.measures import Measures, TargetFigures, TeamFigures
from svs_designer.cli.measuring.comparison import comparison
from svs_designer.cli.measuring.figures import FIGURES, PARTS, detail
from svs_designer.cli.measuring.measured import Measured, pairs
from svs_designer.cli.measuring.steps import step_table
from svs_designer.cli.measuring.table import (
    BOLD,
    DIM,
    GREEN,
    RED,
    Cell,
    Layout,
    Paint,
    painted,
    paragraph,
    plain,
    table,
)
from svs_designer.drawing.ladder.numbers import NO_BREAK, number, percent
from svs_designer.model.stream import ValueStream


def human(streams: Sequence[Measured], *, width: int, colour: bool = False) -> str:
    """Return the text, which ends with a line break; lines are no wider than `width` where that can be."""
    paint = painted if colour else plain
    lines: list[str] = []
    for each in streams:
        lines += [*_stream(each, width, paint), ""]
    for base, changed in pairs(streams):
        lines += [*comparison(base, changed, width, paint), ""]
    return "\n".join(lines).replace(NO_BREAK, " ")


def _stream(measured: Measured, width: int, paint: Paint) -> Iterator[str]:
    stream, measures = measured.stream, measured.measures
    yield from (paint(line, BOLD) for line in paragraph(stream.label, width, indent=0))
    about = " · ".join((stream.id, stream.kind.value, measured.file))
    yield from (paint(line, DIM) for line in paragraph(about, width))
    if measures.trouble:
        yield from paragraph(f"No figures: {measures.trouble}", width)
        return
    yield ""
    yield from _figures(measured, width, paint)
    yield from _section("Targets", _targets(measured, width, paint), paint)
    yield from _section("Steps, in the order they begin", step_table(measured, width, paint), paint)
    yield from _section("Teams", _teams(measured, width, paint), paint)
    granted = [line for each in measures.assumptions for line in paragraph(each, width)]
    yield from _section("Taken for granted", granted, paint)


def _section(title: str, lines: Sequence[str], paint: Paint) -> Iterator[str]:
    if lines:
        yield ""
        yield paint(title, BOLD)
        yield from lines


def _figures(measured: Measured, width: int, paint: Paint) -> list[str]:
    measures = measured.measures
    rows = []
    for figure in FIGURES:
        value = figure.value(measures)
        if value is None or figure.key in PARTS:
            continue
        explained = detail(figure, measured.stream, measures)
        rows.append([Cell(figure.name), Cell(figure.text(value, measures), BOLD), Cell(explained, DIM)])
    return table((), rows, Layout(width, (1,), ((2, 24),), breaks=2), paint)


def _targets(measured: Measured, width: int, paint: Paint) -> list[str]:
    rows = []
    for target in measured.measures.targets:
        kept, style = _kept(target)
        said = _expected(target, measured.measures)
        if target.breaks_at:
            said += f"; the time is used up {_place(target, measured.stream)}"
        rows.append([Cell(target.label), Cell(kept, style), Cell(said)])
    return table((), rows, Layout(width, (), ((2, 50), (0, 16), (2, 24)), breaks=2), paint)


def _kept(target: TargetFigures) -> tuple[str, str]:
    if target.used is None:
        return ("no figures", DIM) if target.expected is None else ("no time to keep", DIM)
    return ("missed", RED) if target.used > 1 or target.breaks_at else ("kept", GREEN)


def _expected(target: TargetFigures, measures: Measures) -> str:
    if target.expected is None:
        return target.trouble or ""
    text = f"{'at least ' if target.missing else ''}{measures.time_text(target.expected)} expected"
    if target.within is None:
        return text
    used = "" if target.used is None else f" ({percent(target.used)})"
    text += f" of {measures.time_text(target.within)}{used}"
    return f"{text}; {_longer(target)} cases need longer" if target.breach else text


def _longer(target: TargetFigures) -> str:
    """Say how many cases miss a target; where no spread of the times is given, that is an estimate."""
    share = target.breach or 0.0
    if share > 0.99:
        return "nearly all" if share < 1 else "all"
    told = percent(share)
    if told.startswith("<"):
        return f"fewer than {told[1:]} of"
    return f"{'about ' if target.assumed_spread else ''}{told} of"


def _place(target: TargetFigures, stream: ValueStream) -> str:
    """Say where on the most likely path the time of a target is used up."""
    labels = {step.id: f"'{step.label}'" for step in stream.steps}
    if isinstance(target.breaks_at, str):
        return f"at {labels.get(target.breaks_at, target.breaks_at)}"
    source, end = target.breaks_at or ("", "")
    return f"between {labels.get(source, source)} and {labels.get(end, end)}"


def _teams(measured: Measured, width: int, paint: Paint) -> list[str]:
    head = ("Team", "Work a case", "Work a week", "Capacity", "Used", "In progress")
    rows = [list(_team(each, measured.measures)) for each in measured.measures.teams]
    return table(head, rows, Layout(width, range(1, 6), ((0, 12),), drops=(3, 5, 2)), paint)


def _team(team: TeamFigures, measures: Measures) -> Iterator[Cell]:
    yield Cell(team.label)
    yield Cell(("at least " if team.missing else "") + measures.time_text(team.touch))
    for seconds in (team.work_per_week, team.capacity_per_week):
        yield Cell("" if seconds is None else f"{number(seconds / 3600)} h")
    used = team.utilisation
    yield Cell("" if used is None else percent(used), RED if used and used > 1 else "")
    yield Cell("" if team.wip is None else number(team.wip))
