"""A framework's catalogue and the questions the rest of the program asks it."""

from collections.abc import Sequence
from difflib import get_close_matches
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from svs_designer.catalogue.contribution import Contribution
from svs_designer.catalogue.terms import (
    Activity,
    Artefact,
    Capability,
    Dimension,
    Named,
    Practice,
    PracticeGroup,
    Principle,
    Term,
    Text,
)

Kind = Literal["activity", "practice", "artefact"]


class Catalogue(Named):
    """The vocabulary of one framework, in the order its pack lists it.

    `inputs` are what starts a stream (demand, opportunity), `output` is value, `parties` are those outside the
    value chain. `notice` says whose marks the words are: show it wherever the catalogue is presented.
    """

    version: Text
    notice: Text
    activities: Annotated[tuple[Activity, ...], Field(min_length=1)]
    artefacts: tuple[Artefact, ...]
    practice_groups: tuple[PracticeGroup, ...]
    practices: tuple[Practice, ...]
    inputs: Annotated[tuple[Term, ...], Field(min_length=1)]
    output: Term
    parties: tuple[Term, ...] = ()
    components: tuple[Term, ...] = ()
    principles: tuple[Principle, ...] = ()
    governance: tuple[Term, ...] = ()
    continual_improvement_model: tuple[Term, ...] = ()
    dimensions: tuple[Dimension, ...] = ()

    def activity(self, activity_id: str) -> Activity | None:
        """Return the activity of this id."""
        return self._activities.get(activity_id)

    def practice(self, practice_id: str) -> Practice | None:
        """Return the practice of this id."""
        return self._practices.get(practice_id)

    def artefact(self, artefact_id: str) -> Artefact | None:
        """Return the artefact of this id."""
        return self._artefacts.get(artefact_id)

    def contribution(self, practice_id: str, activity_id: str) -> Contribution | None:
        """Return how much the practice contributes to the activity.

        None when either is unknown or the pack does not rate the pair.
        """
        practice = self.practice(practice_id)
        return practice.contributions.get(activity_id) if practice else None

    def contribution_rows(self) -> tuple[tuple[Practice, tuple[Contribution | None, ...]], ...]:
        """Return the whole table: each practice with its grades in the order of the activities."""
        return tuple(
            (practice, tuple(practice.contributions.get(activity.id) for activity in self.activities))
            for practice in self.practices
        )

    def has_capability(self, activity_id: str | None, capability: str) -> bool:
        """Tell whether the activity has the capability; an unknown activity or None has none.

        Raises ValueError for a capability that does not exist, so that a slip in a rule does not pass for "no".
        """
        wanted = Capability(capability)
        activity = self.activity(activity_id) if activity_id else None
        return activity is not None and wanted in activity.capabilities

    def practices_in(self, group_id: str) -> tuple[Practice, ...]:
        """Return the practices of a group."""
        return tuple(practice for practice in self.practices if practice.group == group_id)

    def practices_for(self, activity_id: str) -> tuple[Practice, ...]:
        """Return the practices that contribute to the activity, best first.

        Among equals the specialist comes first: the one that is weaker elsewhere, strongest grades compared first.
        """

        def suitability(practice: Practice) -> tuple[int, list[int]]:
            grades = sorted((grade.rank for grade in practice.contributions.values()), reverse=True)
            return -practice.contributions[activity_id].rank, grades

        contributing = (p for p in self.practices if _contributes(p, activity_id))
        return tuple(sorted(contributing, key=suitability))

    def activities_for(self, practice_id: str) -> tuple[Activity, ...]:
        """Return the activities the practice contributes to, best first."""
        practice = self.practice(practice_id)
        if practice is None:
            return ()
        contributing = (a for a in self.activities if _contributes(practice, a.id))
        return tuple(sorted(contributing, key=lambda a: practice.contributions[a.id], reverse=True))

    def nearest(self, kind: Kind, unknown_id: str) -> str | None:
        """Return the id somebody probably meant: by id, name or short name, misspelt or not."""
        spellings = self._spellings[kind]
        close = get_close_matches(_as_id(unknown_id), spellings, n=1)
        return spellings[close[0]] if close else None

    @cached_property
    def _activities(self) -> dict[str, Activity]:
        return {activity.id: activity for activity in self.activities}

    @cached_property
    def _practices(self) -> dict[str, Practice]:
        return {practice.id: practice for practice in self.practices}

    @cached_property
    def _artefacts(self) -> dict[str, Artefact]:
        return {artefact.id: artefact for artefact in self.artefacts}

    @cached_property
    def _spellings(self) -> dict[Kind, dict[str, str]]:
        short = {_as_id(practice.short): practice.id for practice in self.practices}
        return {
            "activity": _spelt(self.activities),
            "practice": short | _spelt(self.practices),
            "artefact": _spelt(self.artefacts),
        }


def _contributes(practice: Practice, activity_id: str) -> bool:
    return practice.contributions.get(activity_id, Contribution.NONE) > Contribution.NONE


def _spelt(terms: Sequence[Named]) -> dict[str, str]:
    return {_as_id(term.name): term.id for term in terms} | {term.id: term.id for term in terms}


def _as_id(text: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())
