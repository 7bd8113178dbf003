"""The tables of fields: complete, explained, and in step with the model."""

import pytest

from svs_designer.gui.panels.forms.help_texts import HELP
from svs_designer.gui.panels.forms.registers import DOCUMENT, ENTRIES
from svs_designer.gui.panels.forms.spec import Row, Section, Spec
from svs_designer.gui.panels.forms.stream import LISTINGS
from svs_designer.gui.panels.inspector import FORMS
from svs_designer.model.base import Part
from svs_designer.model.document import ENTRY_TYPES
from svs_designer.model.links import Link
from svs_designer.model.step import Step
from svs_designer.model.stream import (
    Annotation,
    Demand,
    End,
    Improvement,
    Metric,
    Principle,
    Target,
    Touchpoint,
    Value,
    ValueStream,
)


def specs(sections: tuple[Section, ...]) -> list[Spec]:
    return [spec for section in sections for row in section.rows if isinstance(row, Row) for spec in row.fields]


ALL: dict[str, list[Spec]] = {
    **{kind: specs(sections) for kind, sections in FORMS.items()},
    **{field: specs((Section("", listing.rows),)) for field, listing in LISTINGS.items()},
    **{register: specs(sections) for register, sections in ENTRIES.items()},
    "document": specs(DOCUMENT),
}
# What is edited elsewhere: on the canvas, by lists of their own, beside the finding that is accepted, or not at all
# because ids are frozen.
ELSEWHERE = {
    "id", "next", "to", "demand", "value", "steps", "ends", "annotations", "targets", "metrics", "principles", "before",
    "improvements", "accepted",
}  # fmt: skip
PARTS: dict[str, type[Part]] = {
    "step": Step, "demand": Demand, "value": Value, "end": End, "note": Annotation, "link": Link, "stream": ValueStream,
    "targets": Target, "metrics": Metric, "principles": Principle, "before": Touchpoint, "improvements": Improvement,
    **ENTRY_TYPES,
}  # fmt: skip


@pytest.mark.parametrize("kind", sorted(PARTS))
def test_every_field_of_the_model_has_a_field_in_its_form(kind: str) -> None:
    edited = {part for spec in ALL[kind] for part in spec.key.split(".")[1:2]}
    wanted = set(PARTS[kind].model_fields) - (ELSEWHERE - ({"value"} if kind == "step" else set()))

    assert wanted - edited == set()


def test_every_field_is_explained_in_one_sentence_and_no_sentence_is_left_over() -> None:
    keys = {spec.key for found in ALL.values() for spec in found}

    assert keys == set(HELP)
    assert [key for key, text in HELP.items() if not text.endswith(".") or "\n" in text] == []
