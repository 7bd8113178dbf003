"""Mending files by the safe fixes of their findings: onto the disk, or as a diff to look at first."""

import difflib
import io
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from svs_designer.cli.checking import Check
from svs_designer.cli.files import STDIN, write
from svs_designer.cli.trouble import Trouble, say
from svs_designer.rules.report.located import one_line

if TYPE_CHECKING:
    from svs_designer.formats.native import Reading
    from svs_designer.rules.fixing import Tried


class Mending(NamedTuple):
    """A file before and after its safe fixes: the same reading where there was nothing to mend."""

    name: str
    before: "Reading"
    after: "Reading"
    tried: "tuple[Tried, ...]"


def mended(name: str, reading: "Reading", check: Check) -> Mending:
    """Return a file as its safe fixes leave it. Raises Trouble for one that was opened only in part."""
    from svs_designer.formats.native import read_text, write_text
    from svs_designer.rules.fixing import with_safe_fixes

    if reading.document is None or not reading.complete:
        raise Trouble("it was opened only in part, and writing it would lose the rest")
    found = with_safe_fixes(reading.document, check.document)
    after = read_text(write_text(found.document)) if found.done else reading
    return Mending(name, reading, after, found.tried)


def save(mending: Mending, *, force: bool) -> None:
    """Write a mended file in one piece, and say what was done; standard input is not written here.

    Raises Trouble where a file cannot be written, or should not: it has comments, or somebody changed it meanwhile.
    """
    if mending.after is not mending.before:
        _refuse_to_lose(mending, force=force)
        if mending.name != STDIN:
            write(mending.name, mending.after.text.encode())
    for each in mending.tried:
        say(_told(mending.name, each))


def _refuse_to_lose(mending: Mending, *, force: bool) -> None:
    before = mending.before
    if before.had_comments and not force:
        raise Trouble("its comments would be lost; keep them as notes, or use --force")
    if before.stamp is not None and not before.stamp.matches(Path(mending.name)):
        raise Trouble("somebody changed it meanwhile; try again")


def _told(name: str, tried: "Tried") -> str:
    rule, title = tried.finding.rule, tried.fix.title
    if tried.trouble:
        return f"{name}: {rule} could not be mended by '{title}' ({tried.trouble})"
    return f"{name}: {rule} mended by '{title}': {tried.finding.message}"


def diff(mending: Mending) -> str:
    """Return what would be written as a unified diff; empty where nothing is mended."""
    if mending.after is mending.before:
        return ""
    if mending.before.had_comments:
        say(f"{mending.name} has comments, which would be lost")
    # Lines end where other tools see them end, not at every sign that Python takes for one.
    old, new = (list(io.StringIO(each.text, newline="\n")) for each in (mending.before, mending.after))
    name = one_line(mending.name)
    lines = difflib.unified_diff(old, new, name, name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
