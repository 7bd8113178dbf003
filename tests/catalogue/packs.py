"""A small invented framework, written as a pack's five files."""

from pathlib import Path

FILES = {
    "catalogue.yaml": """\
id: kitchen
name: Kitchen
version: 2
notice: Invented for the tests.
""",
    "activities.yaml": """\
activities:
  - id: serve
    name: Serve
    word: Serve
    icon: engage
    colour: engage
    summary: Talk with the guests
    purpose: Take orders and bring plates.
    capabilities: [external-boundary, delivery]
  - id: cook
    name: Cook and plate
    word: Cook
    icon: obtain-build
    colour: obtain-build
    summary: Make the dishes
    purpose: Turn orders into dishes.
""",
    "artefacts.yaml": """\
artefacts:
  - {id: wish, name: Wish, from: [guest], to: [serve]}
  - {id: order, name: Order, from: [serve], to: [cook]}
  - {id: dish, name: Dish, from: [cook, serve], to: [serve, guest]}
""",
    "practices.yaml": """\
practice-groups:
  - {id: craft, name: Craft}
practices:
  - id: kindness
    name: Kindness of the house
    short: Kindness
    group: craft
    summary: Be kind
    purpose: Be kind to guests and colleagues.
    contributions: {serve: high, cook: medium}
  - id: hosting
    name: Hosting
    short: Host
    group: craft
    summary: Host the guests
    purpose: Host the guests.
    contributions: {serve: high, cook: none}
  - id: knife-work
    name: Knife work
    short: Knife
    group: craft
    summary: Cut well
    purpose: Cut well and safely.
    contributions: {serve: low, cook: high}
  - id: gardening
    name: Gardening
    short: Garden
    group: craft
    summary: Grow herbs
    purpose: Grow herbs.
""",
    "frame.yaml": """\
inputs:
  - {id: hunger, name: Hunger, summary: Somebody wants to eat}
output: {id: delight, name: Delight, summary: Somebody ate well}
parties:
  - {id: guest, name: Guest, summary: Eats and pays}
""",
}


def a_pack(folder: Path, *, file: str = "catalogue.yaml", old: str = "", new: str = "") -> Path:
    """Write the kitchen pack into a folder, with one piece of text of one file replaced."""
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    if old:
        assert FILES[file].count(old) == 1, f"{old!r} does not stand exactly once in {file}"
        (folder / file).write_text(FILES[file].replace(old, new), encoding="utf-8")
    return folder
