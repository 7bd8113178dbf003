"""The report for people: findings by file, one line each, the rule's name below, a summary at the end."""

from collections.abc import Callable, Sequence
from itertools import groupby

from svs_designer.rules.finding import Level
from svs_designer.rules.report.located import LocatedFinding, count_by_level, in_file_order, one_line

_COLOURS = {Level.ERROR: "31", Level.WARNING: "33", Level.ADVICE: "36"}
_BOLD, _DIM = "1", "2"


def human(
    findings: Sequence[LocatedFinding],
    *,
    colour: bool = False,
    why: Callable[[str], str] = lambda _: "",
    files: int = 1,
) -> str:
    """Return the report as text that ends with a line break. `why` gives a short reason for a rule id, shown once.

    `files` is how many were checked. Colours are ANSI sequences: ask for them on a terminal only.
    """
    paint = _painted if colour else _plain
    lines: list[str] = []
    explained: set[str] = set()
    for file, group in groupby(in_file_order(findings), key=lambda each: each.file):
        lines.append(paint(one_line(file), _BOLD))
        for each in group:
            lines.append(_line(each, paint))
            reason = "" if each.finding.rule in explained else one_line(why(each.finding.rule))
            explained.add(each.finding.rule)
            if reason:
                lines.append(paint(f"{'':10}why: {reason}", _DIM))
        lines.append("")
    return "\n".join([*lines, summary(findings, files=files), ""])


def summary(findings: Sequence[LocatedFinding], *, files: int = 1) -> str:
    """Return one sentence: how many findings of which level, how many can be mended by a fix."""
    checked = "1 file" if files == 1 else f"{files} files"
    if not findings:
        return f"No findings in {checked}."
    counts = ", ".join(_counted(count, level) for level, count in count_by_level(findings).items() if count)
    fixable = sum(each.finding.is_fixable for each in findings)
    offer = f" A fix is on offer for {fixable} of {len(findings)}." if fixable else ""
    return f"{counts} in {checked}.{offer}"


def _counted(count: int, level: Level) -> str:
    plural = "s" if count > 1 and level is not Level.ADVICE else ""
    return f"{count} {level}{plural}"


def _line(each: LocatedFinding, paint: Callable[[str, str], str]) -> str:
    finding = each.finding
    place = f"{each.line}:{each.column}" if each.line else "-"
    level = paint(f"{finding.level:7}", _COLOURS[finding.level])
    return f"{place:>8}  {level}  {one_line(finding.message)}  {paint(one_line(finding.rule), _DIM)}"


def _painted(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def _plain(text: str, _code: str) -> str:
    return text
