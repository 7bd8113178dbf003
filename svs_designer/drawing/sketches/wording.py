"""What sketches read for ids: names of teams and parties from the document, of terms from the catalogue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from svs_designer.catalogue import Activity, Catalogue
from svs_designer.drawing.text import plain
from svs_designer.drawing.theme import LIGHT
from svs_designer.model.document import Document
from svs_designer.model.registers import Party, Role, Team

NO_ACTIVITY = "Choose an activity"
UNTITLED_STEP = "Untitled step"


@dataclass(frozen=True)
class Wording:
    """The names behind ids. Two of equal content give equal sketches."""

    catalogue: Catalogue
    teams: tuple[Team, ...]
    roles: tuple[Role, ...]
    parties: tuple[Party, ...]

    @classmethod
    def of(cls, document: Document, catalogue: Catalogue) -> "Wording":
        """Gather the names that the sketches of a document need."""
        return cls(catalogue, document.teams, document.roles, document.parties)

    def says_the_same(self, other: "Wording") -> bool:
        """Tell whether every id reads as it does there."""
        return self.catalogue is other.catalogue and (
            (self.teams, self.roles, self.parties) == (other.teams, other.roles, other.parties)
        )

    def team(self, team_id: str | None) -> str:
        """Return a team's name, its id where it has none, nothing for None."""
        return self._team_names.get(team_id, team_id) if team_id else ""

    def role(self, role_id: str | None) -> str:
        """Return a role's name, its id where it has none, nothing for None."""
        return self._role_names.get(role_id, role_id) if role_id else ""

    def party(self, party_id: str | None) -> str:
        """Return a party's name, its id where it has none, nothing for None."""
        return self._party_names.get(party_id, party_id) if party_id else ""

    def activity(self, activity_id: str | None) -> Activity | None:
        """Return the activity of an id, if the catalogue knows it."""
        return self.catalogue.activity(activity_id) if activity_id else None

    def practice(self, practice_id: str) -> str:
        """Return the short name of a practice, or its id where the catalogue does not know it."""
        practice = self.catalogue.practice(practice_id)
        return practice.short if practice else practice_id

    @cached_property
    def _team_names(self) -> Mapping[str, str]:
        return _labels(self.teams)

    @cached_property
    def _role_names(self) -> Mapping[str, str]:
        return _labels(self.roles)

    @cached_property
    def _party_names(self) -> Mapping[str, str]:
        return _labels(self.parties)


def activity_role(activity: Activity | None) -> str:
    """Return the theme role of an activity's colour; another framework's colour that no theme has reads as dim."""
    if activity is None:
        return "hairline"
    return activity.colour if activity.colour in LIGHT.colours else "dim"


def words_of_id(some_id: str) -> str:
    """Return an id that no register names as people read it: `incident-practice-owner` is `Incident practice owner`."""
    return some_id.replace("-", " ").capitalize()


def sentence(parts: Iterable[str]) -> str:
    """Join what is known into one spoken line."""
    return plain(", ".join(part for part in parts if part))


def _labels(entries: Iterable[Team | Role | Party]) -> Mapping[str, str]:
    return {entry.id: entry.label for entry in entries}
