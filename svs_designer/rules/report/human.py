"""The report for people: findings by file and stream, what is accepted apart, a summary at the end."""

import textwrap
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from svs_designer.rules.finding import Fix, Level
from svs_designer.rules.report.located import (
    LocatedFinding,
    acceptance_text,
    accepted,
    count_by_level,
    in_file_order,
    one_line,
    standing,
)

_COLOURS = {Level.ERROR: "31", Level.WARNING: "33", Level.ADVICE: "36"}
_BOLD, _DIM, _GREEN = "1", "2", "32"
_NARROWEST = 40
_TITLES = 3
"""How many ways out are named where there are several."""

Paint = Callable[[str, str], str]


def human(
    findings: Sequence[LocatedFinding],
    *,
    colour: bool = False,
    width: int | None = None,
    why: Callable[[str], str] = lambda _: "",
    files: int = 1,
) -> str:
    """Return the report as text that ends with a line break. `why` gives a short reason for a rule id, shown once.

    `files` is how many were checked. Colours are ANSI sequences: ask for them on a terminal only. With a `width`
    lines are broken there; without, each finding stands on one line, for `grep`.
    """
    writer = _Writer(findings, _painted if colour else _plain, width, why)
    return "\n".join([*writer.standing(), *writer.accepted(), summary(findings, files=files), ""])


def summary(findings: Sequence[LocatedFinding], *, files: int = 1) -> str:
    """Return one line: how many findings of which level, how many have a fix, how many are accepted."""
    checked = "1 file" if files == 1 else f"{files} files"
    open_ones, closed = standing(findings), len(accepted(findings))
    counts = [_counted(count, level) for level, count in count_by_level(open_ones).items() if count]
    parts = [f"{', '.join(counts) or 'No findings'} in {checked}."]
    fixable = sum(each.finding.is_fixable for each in open_ones)
    if fixable:
        parts.append(f"A fix is on offer for {fixable} of {len(open_ones)}{_applied(open_ones)}.")
    if closed:
        parts.append(f"{closed} accepted.")
    return " ".join(parts)


def _applied(findings: Sequence[LocatedFinding]) -> str:
    safe = sum(any(fix.safe for fix in each.finding.fixes) for each in findings)
    if not safe:
        return ""
    return "; --fix applies the safe one" if safe == 1 else f"; --fix applies the {safe} safe ones"


def _counted(count: int, level: Level) -> str:
    plural = "s" if count > 1 and level is not Level.ADVICE else ""
    return f"{count} {level}{plural}"


class _Writer:
    """Writes the lines of one report; columns are as wide as the report needs them."""

    def __init__(
        self, findings: Sequence[LocatedFinding], paint: Paint, width: int | None, why: Callable[[str], str]
    ) -> None:
        self._findings = findings
        self._paint = paint
        self._width = width
        self._why = why
        self._explained: set[str] = set()
        self._rule_width = max((len(one_line(each.finding.rule)) for each in findings), default=0)

    def standing(self) -> Iterator[str]:
        """Yield the findings that count, below their file and their stream."""
        for file, group in groupby(in_file_order(standing(self._findings)), key=lambda each: each.file):
            yield self._paint(one_line(file), _BOLD)
            for stream, found in _by_stream(list(group)):
                if stream:
                    yield self._paint(f"  {stream}", _BOLD)
                for each in found:
                    yield from self._finding(each)
            yield ""

    def accepted(self) -> Iterator[str]:
        """Yield what somebody answers for, with the reason, the name and the last day."""
        found = in_file_order(accepted(self._findings))
        if found:
            yield self._paint("Accepted", _BOLD)
        for file, group in groupby(found, key=lambda each: each.file):
            yield f"  {one_line(file)}"
            for each in group:
                yield from self._accepted(each)
        if found:
            yield ""

    def _finding(self, each: LocatedFinding) -> Iterator[str]:
        finding = each.finding
        head = f"{_place(each):>9}  {finding.level:7}  {one_line(finding.rule):{self._rule_width}}  "
        first, *rest = self._broken(one_line(finding.message), len(head))
        level = self._paint(f"{finding.level:7}", _COLOURS[finding.level])
        rule = self._paint(f"{one_line(finding.rule):{self._rule_width}}", _DIM)
        yield f"{_place(each):>9}  {level}  {rule}  {first}"
        yield from rest
        if finding.fixes:
            yield from self._note("fix", _offer(finding.fixes), _GREEN)
        reason = "" if finding.rule in self._explained else one_line(self._why(finding.rule))
        self._explained.add(finding.rule)
        if reason:
            yield from self._note("why", reason, _DIM)

    def _accepted(self, each: LocatedFinding) -> Iterator[str]:
        head = f"{_place(each):>9}  {one_line(each.finding.rule):{self._rule_width}}  "
        first, *rest = self._broken(one_line(each.finding.message), len(head))
        yield head + first
        yield from rest
        if each.finding.accepted:
            yield from self._broken(acceptance_text(each.finding.accepted), len(head), " " * len(head))

    def _note(self, word: str, text: str, colour: str) -> Iterator[str]:
        head = f"{'':9}  {word}: "
        first, *rest = self._broken(text, len(head))
        yield self._paint(head + first, colour)
        for line in rest:
            yield self._paint(line, colour)

    def _broken(self, text: str, indent: int, head: str = "") -> list[str]:
        """Break a text to the width; the first line begins with `head`, the others below it."""
        if self._width is None:
            return [head + text]
        space = max(self._width - indent, _NARROWEST)
        first, *rest = textwrap.wrap(text, space, break_long_words=False, break_on_hyphens=False) or [""]
        return [head + first, *(" " * indent + line for line in rest)]


def _by_stream(findings: Sequence[LocatedFinding]) -> Iterator[tuple[str, list[LocatedFinding]]]:
    """Group the findings of a file: what is about no stream first, then stream by stream as the file has them."""
    streams = dict.fromkeys([None, *(each.finding.stream for each in findings)])
    for stream in streams:
        found = [each for each in findings if each.finding.stream == stream]
        if found:
            yield one_line(found[0].stream_name or stream or ""), found


def _place(each: LocatedFinding) -> str:
    return f"{each.line}:{each.column}" if each.line else "-"


def _offer(fixes: Sequence[Fix]) -> str:
    """Name the ways out; a safe one needs nobody's judgement."""
    titles = [one_line(fix.title) + (" (safe)" if fix.safe else "") for fix in fixes]
    more = f", or one of {len(titles) - _TITLES} more" if len(titles) > _TITLES else ""
    return " | ".join(titles[:_TITLES]) + more


def _painted(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def _plain(text: str, _code: str) -> str:
    return text
