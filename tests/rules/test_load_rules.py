"""The rules on load, cases in progress and busy teams: what they object to, let pass and mend."""

from typing import Any

import pytest

from svs_designer.model.document import Document
from svs_designer.model.edits import steps
from svs_designer.rules.finding import Level
from tests.builders import a_document
from tests.rules.worked import found, line

TEAM = {"id": "field", "name": "Field support", "staff": 1}


def loaded(
    rate: str | None, *, touch: str = "1h", wait: str = "0m", staff: float | None = 1, **fields: Any
) -> Document:
    """Build a stream whose one step a team of some staff does, at a rate of demand."""
    stream = line(
        {"touch": touch, "wait": {"typical": wait, "reason": "queue"}, "team": "field", "role": "tech", **fields},
        demand={"text": "Somebody asks", "rate": rate, "next": "a"},
    )
    return a_document(stream, teams=({**TEAM, "staff": staff},))


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (loaded("7 per week", wait="3d", queue={"limit": 2}), True),
        (loaded("7 per week", wait="3d", queue={"limit": 3}), False),
        (loaded(None, wait="3d", queue={"limit": 1}), False),
        (loaded("7 per week", wait="3d"), True),
        (loaded("7 per week", wait="1d"), False),
        (loaded("7 per week", wait="3d", staff=2), False),
        (loaded("7 per week", wait="3d", staff=None), False),
        (loaded(None, wait="3d"), False),
    ],
)
def test_svs074_counts_cases_in_progress(document: Document, told: bool) -> None:
    assert [each.element for each in found(document, "SVS074")] == ["a"] * told


def test_svs074_does_not_count_what_is_only_observed() -> None:
    document = loaded("7 per week")
    document = steps.set_steps(document, "s", ("a",), wait={"typical": "9d", "reason": "observation"})

    assert found(document, "SVS074") == []


def test_the_fix_of_svs074_sets_a_limit_where_most_of_the_cases_are() -> None:
    document = loaded("7 per week", wait="3d12h")
    (finding,) = found(document, "SVS074")

    step = finding.fixes[0].edit(document).stream("s").step("a")

    assert finding.fixes[0].title == "Let at most 4 cases wait before 'Do a'"
    assert step is not None
    assert step.queue is not None
    assert (step.queue.owner, step.queue.limit) == ("tech", 4)


@pytest.mark.parametrize(
    ("document", "levels"),
    [
        (loaded("30 per week"), []),
        (loaded("34 per week"), [Level.WARNING]),
        (loaded("40 per week"), [Level.ERROR]),
        (loaded("40 per week", staff=2), []),
        (loaded("40 per week", staff=None), []),
        (loaded(None), []),
    ],
)
def test_svs075_grades_utilisation(document: Document, levels: list[Level]) -> None:
    findings = found(document, "SVS075")

    assert [each.level for each in findings] == levels
    assert [each.element for each in findings] == ["a"] * len(levels)


def test_svs075_names_the_step_that_asks_for_most_first() -> None:
    stream = line(
        {"touch": "10m", "team": "field"},
        {"touch": "2h", "team": "field"},
        {"team": "field"},
        {"touch": "9h", "team": "other"},
        demand={"text": "Somebody asks", "rate": "20 per week", "next": "a"},
    )

    (finding,) = found(a_document(stream, teams=(TEAM, {"id": "other"})), "SVS075")

    assert (finding.element, finding.related) == ("b", ("a", "c"))
    assert "at least 108 % by this stream alone, with 43.3 of 40 hours a week" in finding.message
