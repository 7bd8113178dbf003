"""The report as commands of GitHub Actions, which shows them beside the code of a pull request."""

from collections.abc import Sequence

from svs_designer.rules.finding import Level
from svs_designer.rules.report.located import (
    LocatedFinding,
    acceptance_text,
    accepted,
    in_file_order,
    one_line,
    standing,
)

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "notice"}


def github(findings: Sequence[LocatedFinding]) -> str:
    """Return one workflow command a finding, and what is accepted as a folded part of the log; nothing without any."""
    found = in_file_order(findings)
    lines = [_command(each) for each in standing(found)]
    closed = accepted(found)
    if closed:
        count = "1 accepted finding" if len(closed) == 1 else f"{len(closed)} accepted findings"
        lines += [f"::group::{count}", *(_log_line(each) for each in closed), "::endgroup::"]
    return "".join(f"{line}\n" for line in lines)


def _command(each: LocatedFinding) -> str:
    finding = each.finding
    where = {"file": each.file}
    if each.line:
        where |= {"line": str(each.line), "col": str(max(each.column, 1))}
    where["title"] = finding.rule
    properties = ",".join(f"{key}={_property(value)}" for key, value in where.items())
    return f"::{_COMMANDS[finding.level]} {properties}::{_data(_message(each))}"


def _message(each: LocatedFinding) -> str:
    offer = [f"Fix on offer: {one_line(fix.title)}" for fix in each.finding.fixes[:1]]
    if len(each.finding.fixes) > 1:
        offer[0] += f" (or one of {len(each.finding.fixes) - 1} more)"
    lines = [one_line(line) for line in each.finding.message.splitlines()]
    return "\n".join([*lines, *offer])


def _log_line(each: LocatedFinding) -> str:
    """Return a line of the log; it begins with a word, and holds nothing the runner would take for a command."""
    place = f"{each.file}:{each.line}" if each.line else each.file
    text = f"accepted: {place}: {each.finding.rule} {each.finding.message} ({_acceptance(each)})"
    return one_line(text).replace("##[", "## [")


def _acceptance(each: LocatedFinding) -> str:
    return acceptance_text(each.finding.accepted) if each.finding.accepted else ""


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
