"""The findings of `validate` as the report that is asked for."""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from svs_designer.rules.finding import Finding
from svs_designer.rules.report.located import LocatedFinding

if TYPE_CHECKING:
    from svs_designer.formats.native import Reading

FORMATS = ("human", "json", "sarif", "github", "junit")


def located(file: str, reading: "Reading", findings: Iterable[Finding]) -> list[LocatedFinding]:
    """Return findings about a file with the places they are about."""
    names = {stream.id: stream.label for stream in reading.document.streams} if reading.document else {}
    of = reading.positions.of
    return [
        LocatedFinding(
            file,
            finding,
            *of(finding.stream, finding.element, finding.field),
            stream_name=names.get(finding.stream or "", ""),
            related=tuple(of(finding.stream, element) for element in finding.related),
        )
        for finding in findings
    ]


def report(kind: str, found: Sequence[LocatedFinding], files: Sequence[str], readings: "Mapping[str, Reading]") -> str:
    """Return a report in one of FORMATS; `files` are those that were checked, `readings` what they hold."""
    from svs_designer import __version__
    from svs_designer.cli.mended_text import MendedText
    from svs_designer.rules.installed import installed_rules
    from svs_designer.rules.report import github, human, junit, plain_json, sarif

    writers: dict[str, Callable[[], str]] = {
        "human": lambda: human.human(found, colour=wants_colour(), width=terminal_width(), why=_why, files=len(files)),
        "json": lambda: plain_json.as_json(found, files=len(files)),
        "github": lambda: github.github(found),
        "junit": lambda: junit.junit(found, files=files),
        "sarif": lambda: sarif.sarif(
            found, installed_rules()[0], version=__version__, changes=MendedText(readings).changes
        ),
    }
    return writers[kind]()


def wants_colour() -> bool:
    """Tell whether the output goes to a terminal that shows colours, and nobody objects."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def terminal_width() -> int | None:
    """Return how many characters a line of the terminal holds; None where the output is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _why(rule_id: str) -> str:
    from svs_designer.rules.pages import NoSuchPage, page

    try:
        return page(rule_id).why
    except NoSuchPage:
        return ""
