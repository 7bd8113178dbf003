"""The `.svs-designer.yaml` beside documents: where it is found, and what it says of the check.

It holds at its top level what a document holds under `check:`, and is read as safely as any file.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from svs_designer.formats.native.decoding import Undecodable, read_bytes, text_of
from svs_designer.formats.native.faults import Fault
from svs_designer.formats.native.mending import Mender, TooManyFaults
from svs_designer.formats.native.tree import Marks, Parsed, Tree, parse
from svs_designer.model.check_settings import CheckSettings

CONFIGURATION_NAME = ".svs-designer.yaml"
_REPOSITORY_SIGNS = (".git", ".hg", ".svn")


class _Mark(NamedTuple):
    line: int
    column: int


_TOP = _Mark(0, 0)


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a configuration file says; where it has faults, what could be read of it."""

    path: Path
    check: CheckSettings
    faults: tuple[Fault, ...] = ()


def find_configuration(folder: Path) -> Path | None:
    """Return the configuration file for documents in a folder: there or nearest above.

    The search ends at the root of a repository and at the user's home, whichever comes first.
    """
    begin = Path(os.path.realpath(folder))  # Path.resolve() raises RuntimeError on links that lead in a circle
    for each in (begin, *begin.parents):
        if _is_file(each / CONFIGURATION_NAME):
            return each / CONFIGURATION_NAME
        if _is_last(each):
            return None
    return None


def read_configuration(path: Path) -> Configuration:
    """Read a configuration file. Raises OSError where there is no file to read; all else is a fault."""
    try:
        text = text_of(read_bytes(path)[0])
    except Undecodable as error:
        return Configuration(path, CheckSettings(), (error.fault,))
    parsed = parse(text, with_marks=True)
    if parsed.tree is None:
        return Configuration(path, CheckSettings(), parsed.faults)
    if not isinstance(parsed.tree, dict):
        fault = Fault(None, "This is not a mapping of keys.", 1, 1, suggestion="Write it like: profile: workshop")
        return Configuration(path, CheckSettings(), (*parsed.faults, fault))
    check, faults = _check_of(parsed)
    return Configuration(path, check, tuple(sorted(faults, key=lambda fault: (fault.line, fault.column))))


def _check_of(parsed: Parsed) -> tuple[CheckSettings, tuple[Fault, ...]]:
    """Let the reader of documents judge it, as the settings of an otherwise empty one."""
    whole: dict[str, Tree] = {"check": parsed.tree}
    marks = parsed.marks or Marks()
    marks.spots[id(whole)] = {"check": (_TOP, _TOP)}
    mender = Mender(whole, marks)
    try:
        document = mender.document()
    except TooManyFaults as error:
        return CheckSettings(), (error.fault,)
    return document.check if document else CheckSettings(), (*parsed.faults, *mender.faults)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False  # a folder nobody may look into holds nothing for us


def _is_last(folder: Path) -> bool:
    try:
        return folder == Path.home() or any((folder / sign).exists() for sign in _REPOSITORY_SIGNS)
    except (OSError, RuntimeError):  # an account without a home
        return False
