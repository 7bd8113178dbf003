"""`svs-designer validate`: check files against the rules."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from svs_designer.cli.files import read
from svs_designer.cli.trouble import CLEAN, FINDINGS, UNUSABLE, Trouble, say
from svs_designer.rules.finding import Finding, Level
from svs_designer.rules.report.located import LocatedFinding

if TYPE_CHECKING:
    from svs_designer.formats.native import Fault, Reading

FORMATS = ("human", "json", "sarif", "github", "junit")
FILE_RULE = "FILE"
"""Stands in reports for a fault of form, which is no rule's business: broken YAML, an unknown key."""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "validate",
        help="check files against the rules",
        description="Check value streams against the rules of the service value system.",
        epilog="Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 a file cannot be read.",
    )
    parser.add_argument("files", metavar="FILE", nargs="+", help="a *.svs.yaml file")
    parser.add_argument("--format", choices=FORMATS, default="human", help="how findings are written (human)")
    parser.add_argument(
        "--fail-on", choices=[str(level) for level in Level], default="error", help="the level that fails (error)"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the report and return the exit code."""
    found: list[LocatedFinding] = []
    unusable = False
    missing = []
    for name in dict.fromkeys(arguments.files):
        try:
            reading = read(name)
        except Trouble as trouble:
            say(str(trouble))
            if arguments.format != "human":
                found.append(LocatedFinding(name, Finding(FILE_RULE, Level.ERROR, str(trouble))))
            missing.append(name)
            continue
        found += [_of_fault(name, fault) for fault in reading.faults]
        unusable = unusable or reading.document is None
        found += _checked(name, reading)
    checked = [name for name in dict.fromkeys(arguments.files) if name not in missing]
    if checked or arguments.format != "human":
        sys.stdout.write(_report(arguments.format, found, checked))
    if unusable or missing:
        return UNUSABLE
    worst = Level(arguments.fail_on)
    return FINDINGS if any(each.finding.level >= worst for each in found) else CLEAN


def _of_fault(name: str, fault: "Fault") -> LocatedFinding:
    message = f"{fault.message} {fault.suggestion}".strip()
    return LocatedFinding(name, Finding(fault.rule or FILE_RULE, Level(fault.level), message), fault.line, fault.column)


def _checked(name: str, reading: "Reading") -> list[LocatedFinding]:
    if reading.document is None:
        return []
    from svs_designer.catalogue import CatalogueError, UnknownCatalogue, load_catalogue
    from svs_designer.rules.runner import check_document

    try:
        catalogue = load_catalogue(reading.document.catalogue.id)
    except (CatalogueError, UnknownCatalogue) as error:
        line, column = reading.positions.of(None, None, "catalogue")
        return [LocatedFinding(name, Finding("SVS102", Level.ERROR, str(error)), line, column)]
    findings = check_document(reading.document, catalogue)
    return [
        LocatedFinding(name, finding, *reading.positions.of(finding.stream, finding.element, finding.field))
        for finding in findings
    ]


def _report(kind: str, found: Sequence[LocatedFinding], files: Sequence[str]) -> str:
    from svs_designer.rules.installed import installed_rules
    from svs_designer.rules.report import human, machine, sarif

    writers: dict[str, Callable[[], str]] = {
        "human": lambda: human.human(found, colour=_wants_colour(), why=_why, files=len(files)),
        "json": lambda: machine.as_json(found, files=len(files)),
        "github": lambda: machine.github(found),
        "junit": lambda: machine.junit(found, files=files),
        "sarif": lambda: sarif.sarif(found, installed_rules()[0], version=_version()),
    }
    return writers[kind]()


def _why(rule_id: str) -> str:
    from svs_designer.rules.pages import NoSuchPage, page

    try:
        return page(rule_id).why
    except NoSuchPage:
        return ""


def _wants_colour() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def _version() -> str:
    from svs_designer import __version__

    return __version__
