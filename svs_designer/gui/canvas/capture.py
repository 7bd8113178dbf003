"""Typing a step in one line: `e Take the call @Service desk 6m+3m`; and rows that are pasted. No Qt.

A line is: an activity (its letter, or its name and a colon; optional), the name, `@` and a team, and touch + waiting
time. Rows come from a spreadsheet (tabs between columns) or are plain lines of names.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from svs_designer.catalogue.catalogue import Catalogue
from svs_designer.model.duration import BadDuration
from svs_designer.model.times import Touch, Wait

_SPAN = r"(?:\d+(?:[.,]\d+)?\s?(?:days?|d|hours?|hrs?|h|minutes?|mins?|min|m|seconds?|secs?|s))+"
_SPREAD = rf"(?:(?:\d+(?:[.,]\d+)?[a-z]*-){{2}})?{_SPAN}"
_TIMES = re.compile(
    rf"(?:^|\s)(?:(?P<touch>{_SPREAD})(?:\s*\+\s*(?P<wait>{_SPREAD})?)?|\+\s*(?P<only>{_SPREAD}))$", re.IGNORECASE
)
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,3}[.)])\s+")
_COLUMNS = {
    "name": "name", "step": "name", "title": "name",
    "activity": "activity",
    "team": "team", "who": "team",
    "touch": "touch", "touch time": "touch",
    "wait": "wait", "wait time": "wait", "waiting": "wait", "waiting time": "wait",
}  # fmt: skip


class Draft(NamedTuple):
    """A step as somebody typed it; the team is a name, which may be new."""

    name: str = ""
    activity: str | None = None
    team: str = ""
    touch: Touch | None = None
    wait: Wait | None = None


def shortcuts(catalogue: Catalogue) -> Mapping[str, str]:
    """Return the letter of each activity: the first initial of its words that no other has taken."""
    letters: dict[str, str] = {}
    for activity in catalogue.activities:
        initials = [word[0].lower() for word in re.findall(r"[A-Za-z]+", activity.name) if word != "and"]
        letter = next((each for each in initials if each not in letters), None)
        if letter:
            letters[letter] = activity.id
    return letters


def read_draft(text: str, catalogue: Catalogue) -> Draft:
    """Read a step from one line; what is no activity, team or time belongs to the name."""
    rest, activity = _activity(text.strip(), catalogue)
    rest, times = _times(rest)
    name, team = rest, ""
    at = re.search(r"(?:^|\s)@\s*(?=\S)", rest)
    if at:
        name, team = rest[: at.start()], rest[at.end() :].strip()
        if not times:
            name, times = _times(name)
    touch, wait = times or ("", "")
    return Draft(name.strip(), activity, team, _touch(touch), _wait(wait))


def activity_named(text: str, catalogue: Catalogue) -> str | None:
    """Return the activity that a text names: by id, name or card word, or by its beginning of three letters or more."""
    wanted = text.strip().lower()
    if not wanted:
        return None
    for activity in catalogue.activities:
        if wanted in {activity.id, activity.name.lower(), activity.word.lower()}:
            return activity.id
    begins = [each.id for each in catalogue.activities if each.name.lower().startswith(wanted)]
    return begins[0] if len(wanted) >= 3 and len(begins) == 1 else None


def read_rows(text: str, catalogue: Catalogue) -> tuple[Draft, ...]:
    """Read steps from rows of a spreadsheet or from plain lines; empty lines are left out.

    Columns go by their headings (name, activity, team, touch, wait), else by what their cells look like.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if not any("\t" in line for line in lines):
        return tuple(Draft(name=_BULLET.sub("", line).strip()) for line in lines)
    rows = [[cell.strip() for cell in line.split("\t")] for line in lines]
    headings = [_COLUMNS.get(cell.lower()) for cell in rows[0]]
    if "name" in headings:
        drafts = [_by_heading(dict(zip(headings, row, strict=False)), catalogue) for row in rows[1:]]
    else:
        drafts = [_by_looks(row, catalogue) for row in rows]
    return tuple(draft for draft in drafts if draft != Draft())


def _by_heading(cells: Mapping[str | None, str], catalogue: Catalogue) -> Draft:
    return Draft(
        _BULLET.sub("", cells.get("name", "")),
        activity_named(cells.get("activity", ""), catalogue),
        cells.get("team", ""),
        _touch(cells.get("touch", "")),
        _wait(cells.get("wait", "")),
    )


def _by_looks(cells: list[str], catalogue: Catalogue) -> Draft:
    """Take the first text as the name, the second as the team; the first time as touch, the second as wait."""
    words: list[str] = []
    times: list[str] = []
    activity = None
    for cell in filter(None, cells):
        found = activity_named(cell, catalogue) if words else None
        if found and activity is None:
            activity = found
        elif _touch(cell):
            times.append(cell)
        else:
            words.append(cell)
    names, spans = [*words, "", ""], [*times, "", ""]
    return Draft(_BULLET.sub("", names[0]), activity, names[1], _touch(spans[0]), _wait(spans[1]))


def _activity(text: str, catalogue: Catalogue) -> tuple[str, str | None]:
    before, colon, after = text.partition(":")
    if colon:
        named = activity_named(before, catalogue) or shortcuts(catalogue).get(before.strip().lower())
        if named:
            return after.strip(), named
    first, _, rest = text.partition(" ")
    letter = shortcuts(catalogue).get(first.lower()) if len(first) == 1 else None
    return (rest.strip(), letter) if letter and rest.strip() else (text, None)


def _times(text: str) -> tuple[str, tuple[str, str] | None]:
    match = _TIMES.search(text.rstrip())
    if match is None:
        return text, None
    return text[: match.start()].rstrip(), (match["touch"] or "", match["wait"] or match["only"] or "")


def _touch(text: str) -> Touch | None:
    try:
        return Touch.model_validate(text) if text else None
    except (BadDuration, ValueError):
        return None


def _wait(text: str) -> Wait | None:
    try:
        return Wait.model_validate(text) if text else None
    except (BadDuration, ValueError):
        return None
