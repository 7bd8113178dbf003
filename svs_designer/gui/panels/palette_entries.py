"""What the palette offers, as plain values, and the search over it. No Qt but the name of an item."""

from typing import NamedTuple

from svs_designer.catalogue import Catalogue
from svs_designer.gui.mime import PaletteItem

BORDER = "border"
ACTIVITIES = "activities"


class Entry(NamedTuple):
    """Something to drag: its words, its icon, the role of its colour, and the heading it stands under."""

    item: PaletteItem
    name: str
    summary: str
    icon: str
    colour: str
    heading: str
    aliases: tuple[str, ...] = ()

    @property
    def kind_word(self) -> str:
        """Return what it is, as a screen reader says it."""
        return {"activity": "activity", "practice": "practice"}.get(self.item.kind, "")


def palette_entries(catalogue: Catalogue) -> tuple[Entry, ...]:
    """Return everything the palette offers for a framework, in the order it lists it."""
    started = catalogue.inputs[0].summary
    border = (
        Entry(PaletteItem("demand"), "Demand", started, "demand", "text", BORDER, ("trigger", "opportunity")),
        Entry(PaletteItem("value"), "Value", catalogue.output.summary, "value", "good", BORDER, ("outcome",)),
        Entry(PaletteItem("end"), "End", "An end without value, such as a refusal", "end", "text", BORDER, ("stop",)),
        Entry(PaletteItem("note"), "Note", "A remark on the canvas, free or about one element", "note", "text", BORDER),
    )
    activities = tuple(
        Entry(PaletteItem("activity", each.id), each.word, each.summary, each.icon, each.colour, ACTIVITIES,
              (each.name, each.id))
        for each in catalogue.activities
    )  # fmt: skip
    practices = tuple(
        Entry(PaletteItem("practice", each.id), each.name, each.summary, "practice", "dim", group.id,
              (each.short, each.id))
        for group in catalogue.practice_groups
        for each in catalogue.practices_in(group.id)
    )  # fmt: skip
    return (*border, *activities, *practices)


def matching(entries: tuple[Entry, ...], query: str) -> tuple[Entry, ...]:
    """Return the entries that hold every word of the query, the best first; equals keep their order."""
    words = query.casefold().split()
    scored = [(score, entry) for entry in entries if (score := _score(entry, words)) is not None]
    return tuple(entry for _, entry in sorted(scored, key=lambda pair: pair[0]))


def _score(entry: Entry, words: list[str]) -> int | None:
    """Return how far an entry is from a query, 0 for the beginning of its name; None where a word is missing."""
    total = 0
    for word in words:
        distance = _distance(entry, word)
        if distance is None:
            return None
        total += distance
    return total


def _distance(entry: Entry, word: str) -> int | None:
    name, aliases = entry.name.casefold(), " ".join(entry.aliases).casefold()
    if name.startswith(word):
        return 0
    tests = (
        any(part.startswith(word) for part in _parts(name)),
        any(part.startswith(word) for part in _parts(aliases)),
        word in name or word in aliases,
        word in entry.summary.casefold(),
    )
    return next((rank * 2 + 1 for rank, found in enumerate(tests) if found), None)


def _parts(text: str) -> list[str]:
    return text.replace("-", " ").replace("/", " ").split()
