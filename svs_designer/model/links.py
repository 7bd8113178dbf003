"""Ways on from a step: links, and how several of them are meant."""

from enum import StrEnum
from typing import Any

from pydantic import ValidationInfo, model_validator

from svs_designer.model.acceptance import Acceptance
from svs_designer.model.base import Part
from svs_designer.model.duration import Duration
from svs_designer.model.ids import Id
from svs_designer.model.numbers import Ratio


class LinkKind(StrEnum):
    """What passes along a link."""

    FLOW = "flow"
    ESCALATION = "escalation"
    REASSIGN = "reassign"
    REWORK = "rework"
    FEEDBACK = "feedback"


class Split(StrEnum):
    """How several ways on are meant; UNDECIDED is what drawing a second connector makes."""

    ONE = "one"
    ALL = "all"
    UNDECIDED = "undecided"


class Link(Part):
    """One way on: to which node, how often, when, and what is handed over."""

    to: Id
    share: Ratio | None = None
    when: str = ""
    kind: LinkKind = LinkKind.FLOW
    default: bool = False
    delay: Duration | None = None
    info: tuple[str, ...] = ()
    notes: str = ""
    accepted: tuple[Acceptance, ...] = ()


class Ways(Part):
    """The ways on from a node, in the author's order. With fewer than two links there is no split.

    In files: nothing, `triage`, `{to: triage, ...}`, `[a, b]` (undecided), `{one: [...]}` or `{all: [...]}`.
    """

    split: Split | None = None
    links: tuple[Link, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _accept_notation(cls, value: Any, info: ValidationInfo) -> Any:
        from_file = bool(info.context and info.context.get("file"))
        fields = (
            value
            if isinstance(value, dict) and not from_file and value.keys() <= {"split", "links"}
            else _fields(value)
        )
        if not isinstance(fields, dict):
            return fields
        links = fields.get("links", ())
        if isinstance(links, list | tuple):
            if len(links) < 2:
                return {"links": links, "split": None}
            return {"links": links, "split": fields.get("split") or Split.UNDECIDED}
        return fields

    @model_validator(mode="after")
    def _each_target_once(self) -> "Ways":
        seen: set[str] = set()
        for link in self.links:
            if link.to in seen:
                raise ValueError(f"two links to {link.to!r}: join them into one")
            seen.add(link.to)
        return self

    def link_to(self, target: str) -> Link | None:
        """Return the link to a node, if there is one."""
        return next((link for link in self.links if link.to == target), None)


def _fields(value: Any) -> Any:
    """Turn the notation of the file into the fields of Ways; leave what is none of it for the validator to name."""
    if value is None:
        return {}
    if isinstance(value, str | Link):
        return {"links": (_link(value),)}
    if isinstance(value, list | tuple):
        return {"links": tuple(_link(item) for item in value)}
    if isinstance(value, dict):
        return {"links": (value,)} if "to" in value else _fields_of_split(value)
    return value


def _fields_of_split(value: dict[Any, Any]) -> dict[str, Any]:
    for split in (Split.ONE, Split.ALL):
        if value.keys() == {split.value} and isinstance(value[split.value], list | tuple):
            return {"links": tuple(_link(item) for item in value[split.value]), "split": split}
    raise ValueError("the ways on are a step's id, {to: ...}, {one: [...]} or {all: [...]}")


def _link(item: Any) -> Any:
    return {"to": item} if isinstance(item, str) else item
