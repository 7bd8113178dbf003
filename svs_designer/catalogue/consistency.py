"""What a pack says against itself: ids given twice and references that lead nowhere."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from svs_designer.catalogue.catalogue import Catalogue

# Lists whose ids must differ within the list. Activities and parties stand together: artefacts refer to both.
_LISTS = (
    "artefacts", "practice_groups", "practices", "inputs",
    "components", "principles", "governance", "continual_improvement_model", "dimensions",
)  # fmt: skip


class Fault(NamedTuple):
    """Something wrong at a place, a path of keys and list positions through the pack."""

    path: tuple[str | int, ...]
    message: str


def contradictions(catalogue: Catalogue) -> Iterator[Fault]:
    """Yield what is wrong between the parts of a catalogue that are well-formed each for itself."""
    return chain(
        _repeated(catalogue),
        _stray_activity_keys(catalogue),
        _lost_practice_references(catalogue),
        _lost_artefact_references(catalogue),
    )


def _repeated(catalogue: Catalogue) -> Iterator[Fault]:
    ends = [("activities", i, a.id) for i, a in enumerate(catalogue.activities)]
    ends += [("parties", i, p.id) for i, p in enumerate(catalogue.parties)]
    yield from _twice(ends, "id")
    yield from _twice((("practices", i, p.short) for i, p in enumerate(catalogue.practices)), "short")
    for field in _LISTS:
        key = field.replace("_", "-")
        yield from _twice(((key, i, term.id) for i, term in enumerate(getattr(catalogue, field))), "id")


def _twice(values: Iterable[tuple[str, int, str]], key: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for name, position, value in values:
        if value in seen:
            yield Fault((name, position, key), f"'{value}' is given twice")
        seen.add(value)


def _stray_activity_keys(catalogue: Catalogue) -> Iterator[Fault]:
    for i, activity in enumerate(catalogue.activities):
        for key in ("order", "inputs", "outputs"):
            if key in activity.model_fields_set:
                yield Fault(("activities", i, key), "follows from the list and the artefacts: leave it out")


def _lost_practice_references(catalogue: Catalogue) -> Iterator[Fault]:
    groups = {group.id for group in catalogue.practice_groups}
    for i, practice in enumerate(catalogue.practices):
        if practice.group not in groups:
            yield Fault(("practices", i, "group"), f"there is no group '{practice.group}'")
        for activity_id in practice.contributions:
            if catalogue.activity(activity_id) is None:
                hint = _hint(catalogue.nearest("activity", activity_id))
                yield Fault(
                    ("practices", i, "contributions", activity_id), f"there is no activity '{activity_id}'{hint}"
                )


def _lost_artefact_references(catalogue: Catalogue) -> Iterator[Fault]:
    known = {term.id for term in (*catalogue.activities, *catalogue.parties)}
    for i, artefact in enumerate(catalogue.artefacts):
        for key, ends in (("from", artefact.produced_by), ("to", artefact.consumed_by)):
            for end in ends:
                if end not in known:
                    hint = _hint(catalogue.nearest("activity", end))
                    yield Fault(("artefacts", i, key), f"there is no activity or party '{end}'{hint}")


def _hint(nearest: str | None) -> str:
    return f"; did you mean '{nearest}'?" if nearest else ""
