"""What goes wrong on the command line: one clear line on stderr, and the exit code it ends with."""

import contextlib
import re
import sys

CLEAN = 0
FINDINGS = 1
UNUSABLE = 2

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Trouble(Exception):
    """Something the user has to mend before the command can do its work; ends with exit code 2."""


def say(message: str, *, name: str = "svs-designer: ") -> None:
    """Write one line to stderr; a file's name may hold line breaks, or what a terminal would obey."""
    with contextlib.suppress(OSError):
        print(f"{name}{_CONTROL.sub('?', message)}", file=sys.stderr, flush=True)
