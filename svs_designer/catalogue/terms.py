"""The terms a catalogue consists of, as frozen models that also check what a pack's files say."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from svs_designer.catalogue.contribution import Contribution

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
Text = Annotated[str, StringConstraints(min_length=1)]


class Capability(StrEnum):
    """What an activity is for; rules ask for this instead of a framework's own activity names."""

    PLANNING = "planning"
    IMPROVEMENT = "improvement"
    EXTERNAL_BOUNDARY = "external-boundary"
    DESIGN = "design"
    TRANSITION = "transition"
    OBTAIN_RESOURCES = "obtain-resources"
    DELIVERY = "delivery"
    SUPPORT = "support"


class Aspect(StrEnum):
    """What a stream can say of itself; a framework's dimensions share these out among them."""

    OWNER = "owner"
    ROLE = "role"
    TEAM = "team"
    TOOLS = "tools"
    INPUTS = "inputs"
    OUTPUTS = "outputs"
    SUPPLIERS = "suppliers"
    CONTRACT = "contract"
    PRACTICES = "practices"
    TOUCH = "touch"
    WAIT = "wait"
    TARGETS = "targets"
    POLICIES = "policies"


class PackModel(BaseModel):
    """The common manners: frozen, no unknown keys, `two-words` in the file for `two_words` here."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        alias_generator=lambda field: field.replace("_", "-"),
    )


class Named(PackModel):
    """Anything with an id and a name. Equal terms have equal ids, so the id is the hash."""

    id: Id
    name: Text

    def __hash__(self) -> int:
        return hash((type(self), self.id))


class Term(Named):
    """A word of the framework with its one-line explanation, as palette rows and tooltips show it."""

    summary: Text


class Activity(Term):
    """One of the framework's value chain activities: the type of a step.

    `word` is what a card shows, `icon` and `colour` name an icon file and a theme role. `order`, `inputs` and
    `outputs` (artefact ids) are not written in the pack: they follow from its list and its artefacts.
    """

    word: Text
    icon: Id
    colour: Id
    purpose: Text
    capabilities: tuple[Capability, ...] = ()
    questions: tuple[Text, ...] = ()
    order: int = 0
    inputs: tuple[Id, ...] = ()
    outputs: tuple[Id, ...] = ()


class PracticeGroup(Named):
    """A heading practices stand under."""


class Practice(Term):
    """A set of resources for doing work. `short` is the name on a chip; `contributions` go by activity id."""

    short: Text
    group: Id
    purpose: Text
    contributions: Mapping[Id, Contribution] = {}


class Artefact(Named):
    """What passes between activities and the parties outside; both sides are activity or party ids."""

    produced_by: tuple[Id, ...] = Field(alias="from", min_length=1)
    consumed_by: tuple[Id, ...] = Field(alias="to", min_length=1)


class Principle(Term):
    """A guiding principle; `rules` are the ids of the rules of which a finding contradicts it."""

    rules: tuple[str, ...] = ()


class Dimension(Term):
    """One of the sides to look at a service from: the question it asks of a step, and the aspects that answer it."""

    question: Text
    aspects: tuple[Aspect, ...] = ()
