"""How a form is described: sections of rows of fields, each saying how it reads and changes a part. No widgets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from svs_designer.catalogue import Catalogue
from svs_designer.gui.fields.codecs import TEXT, Codec
from svs_designer.gui.fields.field import MIXED, Added, Removed
from svs_designer.gui.fields.options import Option
from svs_designer.model.base import Part, evolve
from svs_designer.model.document import Document, Register
from svs_designer.model.stream import ValueStream

Changes = dict[str, Any]


class Context(NamedTuple):
    """What a form may look at: the document of now, the framework's words, and the parts being edited."""

    document: Document
    catalogue: Catalogue
    stream_id: str
    parts: tuple[Part, ...]

    @property
    def stream(self) -> ValueStream | None:
        """Return the stream the parts belong to, if it is (still) there."""
        return next((each for each in self.document.streams if each.id == self.stream_id), None)


Source = Callable[[Context], Sequence[Option]]


class Text(NamedTuple):
    """One line, read by a codec."""

    codec: Codec = TEXT


class LongText(NamedTuple):
    """Several lines of free text."""


class Title(NamedTuple):
    """The name of what is selected, large."""

    placeholder: str


class Choice(NamedTuple):
    """A closed set, told as pairs of value and text; `icons` names an icon and a colour role by value."""

    options: Callable[[Catalogue], Sequence[tuple[Any, str]]]
    optional: bool = True
    icons: Callable[[Catalogue], dict[Any, tuple[str, str]]] | None = None
    hint: str = ""


class Flag(NamedTuple):
    """A box to tick."""

    text: str


class Reference(NamedTuple):
    """The id of something defined elsewhere."""

    source: Source
    creates: tuple[Register, ...] = ()
    hint: str = ""


class Several(NamedTuple):
    """A list of ids or texts; `remark` says something behind each.

    `name_of` names an item without asking for all options, where there may be thousands.
    """

    source: Source
    adds: str
    noun: str
    creates: tuple[Register, ...] = ()
    takes_any: bool = False
    remark: Callable[[Context, str], tuple[str, str]] | None = None
    name_of: Callable[[Catalogue, str], str] | None = None


Editor = Text | LongText | Title | Choice | Flag | Reference | Several


@dataclass(frozen=True)
class Spec:
    """One field: its key in the help texts, its label, its editor, and how it reads and changes a part."""

    key: str
    label: str
    editor: Editor
    get: Callable[[Any], Any]
    changes: Callable[[Any, Any], Changes]
    shown: Callable[[Context], bool] = field(default=lambda _context: True)


class Row(NamedTuple):
    """A label and the fields behind it; `wide` ones stand under their label in the whole width."""

    label: str
    fields: tuple[Spec, ...]
    wide: bool = False


class Custom(NamedTuple):
    """A place in a form for a widget of its own, made by name."""

    name: str


class Section(NamedTuple):
    """A part of a form. One without a title is always open, the others open and close."""

    title: str
    rows: tuple[Row | Custom, ...]
    is_open: bool = False
    single: bool = False
    """Shown only where a single part is edited."""


def plain(
    name: str,
    label: str,
    editor: Editor,
    *,
    group: str,
    shown: Callable[[Context], bool] = lambda _context: True,
) -> Spec:
    """Return the field that holds what a part's field of that name holds."""
    if isinstance(editor, Several):
        return Spec(f"{group}.{name}", label, editor, lambda part: getattr(part, name),
                    lambda part, change: {name: listed(getattr(part, name) or (), change)}, shown)  # fmt: skip
    return Spec(f"{group}.{name}", label, editor, lambda part: getattr(part, name), lambda _, v: {name: v}, shown)


def inner(
    outer: str, name: str, label: str, editor: Editor, *, group: str, put: Callable[[Any, Any], Any] | None = None
) -> Spec:
    """Return the field inside a part's part, such as a queue's owner; `put` makes the outer part anew."""
    make = put or (lambda held, value: evolve(held, **{name: value}))
    return Spec(
        f"{group}.{outer}.{name}",
        label,
        editor,
        lambda part: getattr(getattr(part, outer), name, None),
        lambda part, value: {outer: make(getattr(part, outer), value)},
    )


def listed(items: tuple[Any, ...], change: Added | Removed) -> tuple[Any, ...]:
    """Return a list after a change; adding what is there, or removing what is not, leaves it as it is."""
    if isinstance(change, Removed):
        return tuple(item for item in items if item != change.item)
    return items if change.item in items else (*items, change.item)


def same_or_mixed(*values: Any) -> Any:
    """Return what all given values are, MIXED where they differ; None counts for nothing."""
    known = [value for value in values if value is not None]
    if not known:
        return None
    return known[0] if all(value == known[0] for value in known) else MIXED


def row(spec: Spec, *, wide: bool = False) -> Row:
    """Return a row of one field under its own label."""
    return Row(spec.label, (spec,), wide)
