"""Names as Argo takes them: tasks that its expressions can speak of, none too long, no two alike."""

from collections.abc import Iterable

LONGEST = 128
_LONGEST_WORKFLOW = 52
"""Workflows are named after their template, with a suffix, and their name has to fit the 63 characters of a label."""

_WORDS = frozenset({"and", "contains", "else", "false", "if", "in", "let", "matches", "nil", "not", "or", "true"})
"""Words of the language of `depends` that an id can be as well."""


def task_names(ids: Iterable[str]) -> dict[str, str]:
    """Return the name of each task: its id wherever that can be."""
    ids = tuple(ids)
    taken = {each for each in ids if _fits(each)}
    names: dict[str, str] = {}
    for each in ids:
        name = each if _fits(each) else _free(each, taken)
        taken.add(name)
        names[each] = name
    return names


def workflow_name(stream_id: str) -> str:
    """Return the name of the template in the cluster."""
    return stream_id[:_LONGEST_WORKFLOW].rstrip("-")


def _fits(name: str) -> bool:
    return len(name) <= LONGEST and name not in _WORDS


def _free(name: str, taken: set[str]) -> str:
    stem, number = name[: LONGEST - 16].rstrip("-"), 1
    while f"{stem}-task{number if number > 1 else ''}" in taken:
        number += 1
    return f"{stem}-task{number if number > 1 else ''}"
