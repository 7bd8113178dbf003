"""The base of every document type: frozen, strict about its fields, named in kebab-case in files."""

from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict

P = TypeVar("P", bound="Part")


def quoted(value: object) -> str:
    """Return a value as an error message shows it: a list or a mapping by its kind, anything else as it is."""
    if isinstance(value, dict | list | tuple):
        return "a mapping" if isinstance(value, dict) else "a list"
    return repr(value)


def to_kebab(name: str) -> str:
    """Return a field's name as files write it: `cost_per_hour` is `cost-per-hour`, `with_` is `with`."""
    return name.rstrip("_").replace("_", "-")


class Part(BaseModel):
    """A piece of a document: a value that is compared by content and never changes.

    The constructor accepts the notation of the file (`touch="10m"`, `next="triage"`), so reading a file and
    building a document in code are one way.
    """

    model_config: ClassVar[ConfigDict] = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=to_kebab,
        populate_by_name=True,
        allow_inf_nan=False,
    )


def evolve(part: P, **changes: Any) -> P:
    """Return the part with some fields replaced, fully validated; the same object if nothing changes.

    Never use `model_copy(update=...)` on a document type: it takes a wrong type or an unknown field silently.
    """
    if all(getattr(part, field) == value for field, value in changes.items()):
        return part
    kept = {field: getattr(part, field) for field in type(part).model_fields if field not in changes}
    return type(part)(**kept, **changes)
