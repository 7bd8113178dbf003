"""Edits of the registers and of the document's own fields."""

from typing import Any

from svs_designer.model.base import Part, evolve
from svs_designer.model.document import ENTRY_TYPES, Document, Register
from svs_designer.model.edits.within import EditError, replaced
from svs_designer.model.ids import fresh_id

# Where ids of a register stand: fields of streams and their parts, and fields of other registers.
_REFERENCES: dict[Register, frozenset[str]] = {
    "parties": frozenset({"party", "recipient", "who", "with_", "suppliers"}),
    "teams": frozenset({"team"}),
    "roles": frozenset({"role", "owner", "authority", "who"}),
    "tools": frozenset({"tools", "integrated_with"}),
    "contracts": frozenset({"contract"}),
    "calendars": frozenset({"calendar"}),
    "policies": frozenset({"policies", "authority"}),
    "controls": frozenset({"control"}),
}


def set_document(document: Document, **changes: Any) -> Document:
    """Return the document with its own fields changed (title, notes, catalogue)."""
    return evolve(document, **changes)


def new_entry_id(document: Document, register: Register, name: str) -> str:
    """Return the id that an entry of that name would get in a register."""
    return fresh_id(name, {entry.id for entry in getattr(document, register)}, fallback=register.rstrip("s"))


def add_entry(
    document: Document, register: Register, name: str, *, entry_id: str | None = None, **fields: Any
) -> Document:
    """Return the document with a new entry in a register; its id is `new_entry_id(document, register, name)`.

    An explicit `entry_id` defines an id that is referred to already.
    """
    kind = ENTRY_TYPES[register]
    named = next(field for field in ("name", "text", "what") if field in kind.model_fields)
    made = kind(**{"id": entry_id or new_entry_id(document, register, name), named: name, **fields})
    return evolve(document, **{register: (*getattr(document, register), made)})


def set_entry(document: Document, register: Register, entry_id: str, **changes: Any) -> Document:
    """Return the document with fields of an entry changed; raise EditError if there is none."""
    entry = document.entry(register, entry_id)
    if entry is None:
        raise EditError(f"there is no {entry_id!r} in {register}")
    return evolve(document, **{register: replaced(getattr(document, register), entry, evolve(entry, **changes))})


def remove_entry(document: Document, register: Register, entry_id: str) -> Document:
    """Return the document without an entry, and without the references to it."""
    kept = tuple(entry for entry in getattr(document, register) if entry.id != entry_id)
    document = evolve(document, **{register: kept})
    names = _REFERENCES[register]
    others = {name: getattr(document, name) for name in ENTRY_TYPES}
    cleaned = {
        name: tuple(_without_reference(entry, names, entry_id) for entry in entries) for name, entries in others.items()
    }
    streams = tuple(_without_reference(stream, names, entry_id) for stream in document.streams)
    return evolve(document, streams=streams, **cleaned)


def uses(document: Document, register: Register, entry_id: str) -> int:
    """Count the places that refer to an entry."""
    names = _REFERENCES[register]
    parts: list[Part] = [*document.streams, *(entry for name in ENTRY_TYPES for entry in getattr(document, name))]
    return sum(_count(part, names, entry_id) for part in parts)


def _count(part: Part, names: frozenset[str], entry_id: str) -> int:
    found = 0
    for field in type(part).model_fields:
        held = getattr(part, field)
        if field in names and not isinstance(held, Part):
            found += entry_id == held or (isinstance(held, tuple) and entry_id in held)
        elif isinstance(held, Part):
            found += _count(held, names, entry_id)
        elif isinstance(held, tuple):
            found += sum(_count(each, names, entry_id) for each in held if isinstance(each, Part))
    return found


def _without_reference(part: Any, names: frozenset[str], entry_id: str) -> Any:
    changes: dict[str, Any] = {}
    for field in type(part).model_fields:
        held = getattr(part, field)
        if field in names and held == entry_id:
            changes[field] = None
        elif field in names and isinstance(held, tuple) and entry_id in held:
            changes[field] = tuple(each for each in held if each != entry_id)
        elif isinstance(held, Part):
            changes[field] = _without_reference(held, names, entry_id)
        elif isinstance(held, tuple) and any(isinstance(each, Part) for each in held):
            changes[field] = tuple(_without_reference(each, names, entry_id) for each in held)
    changed = {field: value for field, value in changes.items() if value != getattr(part, field)}
    return evolve(part, **changed) if changed else part
