"""`svs-designer validate`: check files against the rules, and mend what needs nobody's judgement."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from svs_designer.cli.checking import Check, Checks, add_options, say_idle
from svs_designer.cli.files import STDIN, read, write
from svs_designer.cli.fixing import diff, mended, save
from svs_designer.cli.reporting import FORMATS, located, report
from svs_designer.cli.trouble import CLEAN, FINDINGS, UNUSABLE, Trouble, say
from svs_designer.rules.finding import Finding, Level
from svs_designer.rules.report.located import LocatedFinding, standing

if TYPE_CHECKING:
    from svs_designer.formats.native import Fault, Reading

FILE_RULE = "FILE"
"""Stands in reports for a fault of form, which is no rule's business: broken YAML, an unknown key."""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "validate",
        help="check files against the rules, and mend them",
        description="Check value streams against the rules of the service value system.",
        epilog="Exit codes: 0 nothing at or above --fail-on, 1 findings or a diff, 2 a file cannot be read or written.",
    )
    parser.add_argument("files", metavar="FILE", nargs="+", help="a *.svs.yaml file; - is standard input")
    parser.add_argument("--format", choices=FORMATS, default="human", help="how findings are written (human)")
    parser.add_argument(
        "--fail-on", choices=[str(level) for level in Level], default="error", help="the level that fails (error)"
    )
    add_options(parser)
    parser.add_argument("--fix", action="store_true", help="apply every safe fix, and report what is left")
    parser.add_argument("--diff", action="store_true", help="show what --fix would change, and write nothing")
    parser.add_argument("--force", action="store_true", help="let --fix write files although it drops their comments")
    parser.set_defaults(run=run)


@dataclass
class Outcome:
    """What came of one file. `reading` is what the file holds in the end, None where there is no file to read."""

    name: str
    reading: "Reading | None" = None
    found: list[LocatedFinding] = field(default_factory=list)
    diff: str = ""
    has_trouble: bool = False


def run(arguments: argparse.Namespace) -> int:
    """Print the report, or the diff, and return the exit code."""
    checks = Checks(arguments)
    names = dict.fromkeys(STDIN if name == "-" else name for name in arguments.files)
    outcomes = [_outcome(name, checks, arguments) for name in names]
    if arguments.diff:
        sys.stdout.write("".join(outcome.diff for outcome in outcomes))
    else:
        _report(outcomes, arguments)
    if any(outcome.has_trouble for outcome in outcomes):
        return UNUSABLE
    if arguments.diff:
        return FINDINGS if any(outcome.diff for outcome in outcomes) else CLEAN
    worst = Level(arguments.fail_on)
    counted = (each for outcome in outcomes for each in standing(outcome.found))
    return FINDINGS if any(each.finding.level >= worst for each in counted) else CLEAN


def _outcome(name: str, checks: Checks, arguments: argparse.Namespace) -> Outcome:
    outcome = Outcome(name)
    try:
        outcome.reading = read(name)
    except Trouble as trouble:
        say(str(trouble))
        outcome.has_trouble = True
        if arguments.format != "human":
            outcome.found.append(LocatedFinding(name, Finding(FILE_RULE, Level.ERROR, str(trouble))))
        return outcome
    outcome.found += [_of_fault(name, fault) for fault in outcome.reading.faults]
    _look_into(outcome, outcome.reading, checks, arguments)
    if name == STDIN and arguments.fix and not arguments.diff:
        write("-", outcome.reading.text.encode())
    return outcome


def _of_fault(name: str, fault: "Fault") -> LocatedFinding:
    message = f"{fault.message} {fault.suggestion}".strip()
    return LocatedFinding(name, Finding(fault.rule or FILE_RULE, Level(fault.level), message), fault.line, fault.column)


def _look_into(outcome: Outcome, reading: "Reading", checks: Checks, arguments: argparse.Namespace) -> None:
    """Check what a file holds, mended before where that is asked for."""
    from svs_designer.catalogue import CatalogueError, UnknownCatalogue

    if reading.document is None:
        outcome.has_trouble = True
        return
    try:
        check = checks.of(outcome.name, reading.document)
    except (CatalogueError, UnknownCatalogue) as error:
        unknown = Finding("SVS102", Level.ERROR, str(error), field="catalogue")
        outcome.found += located(outcome.name, reading, [unknown])
        return
    if arguments.fix or arguments.diff:
        reading = _mended(outcome, reading, check, arguments)
    if not arguments.diff:
        outcome.reading = reading
        findings = check(reading)
        outcome.found += located(outcome.name, reading, findings)
        say_idle(outcome.name, reading, check.idle(reading, findings))


def _mended(outcome: Outcome, before: "Reading", check: Check, arguments: argparse.Namespace) -> "Reading":
    """Mend a file, or only show it in a diff; return what the file holds afterwards."""
    try:
        mending = mended(outcome.name, before, check)
        if arguments.diff:
            outcome.diff = diff(mending)
        else:
            save(mending, force=arguments.force)
    except Trouble as trouble:
        say(f"{outcome.name} is not mended: {trouble}")
        outcome.has_trouble = True
        return before
    return mending.after


def _report(outcomes: Sequence[Outcome], arguments: argparse.Namespace) -> None:
    readings = {outcome.name: outcome.reading for outcome in outcomes if outcome.reading is not None}
    if not readings and arguments.format == "human":
        return
    found = [each for outcome in outcomes for each in outcome.found]
    # With --fix the document itself goes from standard input to standard output.
    to = sys.stderr if arguments.fix and STDIN in readings else sys.stdout
    to.write(report(arguments.format, found, list(readings), readings))
