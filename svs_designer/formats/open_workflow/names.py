"""How tasks and variables are called: nodes keep their ids, what serves them has an underscore, which no id has."""

import re

RESERVED = frozenset({"continue", "exit", "end"})
"""What `then` means by itself: a task of that name could not be jumped to."""

_JQ_WORDS = frozenset({
    "and", "as", "break", "catch", "def", "elif", "else", "end", "foreach", "if", "import", "include", "label",
    "module", "not", "or", "reduce", "then", "try",
})  # fmt: skip
_LONGEST_NAME = 63


def task_name(node: str) -> str:
    """Return the name of the task of a node."""
    return f"{node}_" if node in RESERVED else node


def decision_name(node: str) -> str:
    """Return the name of the switch behind a node."""
    return f"{node}_way"


def parallel_name(node: str, first: str = "") -> str:
    """Return the name of the fork behind a node, or of the part of it that begins with the branch to `first`."""
    return f"{node}_parallel_{first}" if first else f"{node}_parallel"


def branch_name(first: str) -> str:
    """Return the name of a branch by the node its link leads to."""
    return f"{first}_branch"


def link_name(source: str, target: str) -> str:
    """Return the name of a task that stands for a link."""
    return f"{source}_to_{target}"


def delay_name(source: str, target: str) -> str:
    """Return the name of the wait on a link."""
    return f"{link_name(source, target)}_delay"


def workflow_name(stream_id: str) -> str:
    """Return the name of a stream's workflow: a host name, in small letters."""
    return stream_id[:_LONGEST_NAME].rstrip("-")


class Variables:
    """Names of variables, each given once: letters, digits and underscores, no word of jq."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def fresh(self, wanted: str) -> str:
        """Return a name as near as possible to the wanted one."""
        stem = re.sub(r"[^a-z0-9]", "_", wanted)
        stem = f"{stem}_" if stem in _JQ_WORDS else stem
        name, number = stem, 2
        while name in self._given:
            name, number = f"{stem}_{number}", number + 1
        self._given.add(name)
        return name
