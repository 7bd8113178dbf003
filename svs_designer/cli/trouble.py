"""What goes wrong on the command line: one clear line on stderr, and the exit code it ends with."""

CLEAN = 0
FINDINGS = 1
UNUSABLE = 2


class Trouble(Exception):
    """Something the user has to mend before the command can do its work; ends with exit code 2."""
