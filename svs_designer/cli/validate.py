"""`svs-designer validate`: check files against the rules."""

import argparse
import sys
from typing import TYPE_CHECKING

from svs_designer.cli.files import read
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
    readings: dict[str, Reading] = {}
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
        readings[name] = reading
        found += [_of_fault(name, fault) for fault in reading.faults]
        unusable = unusable or reading.document is None
        found += _checked(name, reading)
    if readings or arguments.format != "human":
        sys.stdout.write(report(arguments.format, found, list(readings), readings))
    if unusable or missing:
        return UNUSABLE
    worst = Level(arguments.fail_on)
    return FINDINGS if any(each.finding.level >= worst for each in standing(found)) else CLEAN


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
    return located(name, reading, check_document(reading.document, catalogue))
