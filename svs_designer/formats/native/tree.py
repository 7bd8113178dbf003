"""YAML text to a plain tree straight from libyaml's events, with every fault of form it can name.

PyYAML's own node tree and constructor cost ten times as much as libyaml; they are not used.
Safe on a stranger's file: no tags, anchors or aliases; size, depth and number of nodes are limited.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from svs_designer.exchange.plain_yaml.scalars import Scalar, resolve
from svs_designer.formats.native.decoding import forbidden_character, place_of
from svs_designer.formats.native.faults import Fault, Path, shown
from svs_designer.formats.native.syntax import syntax_fault
from svs_designer.no_garbage import no_garbage_collection

Tree = Any  # dict[str, Tree] | list[Tree] | Scalar: recursive, and read by key all over the reader
Spot = tuple[int, int]

DEEPEST = 64
# Ten thousand steps are 730,000 events; a million take libyaml a second, PyYAML alone twenty times that.
MOST_EVENTS = 1_000_000 if yaml.__with_libyaml__ else 100_000
# Twice as many steps as a stream is drawn and checked with at ease; a hundred thousand take minutes.
MOST_ITEMS = 20_000
# Nobody reads more, and a hostile file shall not make a list of a million.
MOST_FAULTS = 1000
MORE_FAULTS = Fault(
    None, f"The file has more than the {MOST_FAULTS:,} faults listed here.", suggestion="Mend these first."
)

_LINE_BREAKS = "\n\r\x85\u2028\u2029"
_NOTHING = object()

LOADER: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


@dataclass(slots=True)
class Marks:
    """Line and column, from 1, of every key and value of one tree; alive as long as the tree is."""

    start: Spot = (1, 1)
    # By the identity of the dict or list, then by key or index: (mark of the key, mark of the value).
    spots: dict[int, Any] = field(default_factory=dict)

    def of(self, tree: Tree, path: Path, *, key: bool = False) -> Spot:
        """Return where the value at a path stands (or its key); the nearest known place above where it is absent."""
        found = self.start
        for step in path:
            spots = self.spots.get(id(tree))
            try:
                mark = spots[step][0 if key else 1] if spots is not None else None
                tree = tree[step]
            except (KeyError, IndexError, TypeError):
                return found
            if mark is None:
                return found
            found = (mark.line + 1, mark.column + 1)
        return found


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a text holds: `tree` is None where no part of it could be read."""

    tree: Tree
    faults: tuple[Fault, ...]
    marks: Marks | None


def parse(text: str, *, with_marks: bool = False) -> Parsed:
    """Parse one YAML document. Faults are collected; a broken syntax ends the reading with one fault.

    Marks cost a tenth of the time, so a faultless text is read without unless they are asked for.
    """
    if directive := _directive(text):
        return Parsed(None, (directive,), None)
    with no_garbage_collection():
        parsed = _Parser(text, with_marks=with_marks).parse()
        if with_marks or parsed.tree is None or not parsed.faults:
            return parsed
        return _Parser(text, with_marks=True).parse()


def _directive(text: str) -> Fault | None:
    """Refuse `%YAML` and `%TAG` unseen: libyaml compares each with all before it, minutes for a file full of them."""
    at = 0 if text.startswith("%") else max(text.find(line_break + "%") + 1 for line_break in _LINE_BREAKS)
    if at == 0 and not text.startswith("%"):
        return None
    line, column = place_of(text, at)
    return Fault(
        None,
        "A line that begins with '%' is a directive, which this format does not have.",
        line,
        column,
        suggestion="Remove it, or indent the line if it goes on with a text.",
    )


class _Refused(Exception):
    """The reading ends here."""


class _Parser:
    """Recursive descent over the events: one method a kind of node, at most `DEEPEST` calls deep."""

    def __init__(self, text: str, *, with_marks: bool) -> None:
        self._text = text
        self._has_anchors = "&" in text
        self._marks = Marks() if with_marks else None
        self._faults: list[Fault] = []
        self._path: list[str | int] = []
        self._values: dict[str, Scalar] = {}
        self._keys: set[str] = set()
        self._events: Iterator[Any] = iter(())

    def parse(self) -> Parsed:
        tree: Tree = None
        try:
            loader = LOADER(self._text)
            try:
                # One iterator for all loops below: a call a node less than get_event(), and the limit for nothing.
                self._events = islice(iter(loader.get_event, None), MOST_EVENTS)
                tree = self._document()
            finally:
                loader.dispose()
        except (yaml.reader.ReaderError, UnicodeEncodeError):
            self._faults.append(forbidden_character(self._text) or Fault(None, "The file is not text."))
        except yaml.MarkedYAMLError as error:
            self._faults.append(syntax_fault(error, self._text))
        except StopIteration:
            limit = f"The file holds more than {MOST_EVENTS:,} keys and values."
            self._faults.append(Fault(None, limit, suggestion="Split the document into several files."))
        except _Refused:
            pass
        return Parsed(tree, tuple(self._faults), self._marks)

    def _document(self) -> Tree:
        next(self._events)
        if next(self._events).__class__ is StreamEndEvent:
            return None
        event = next(self._events)
        if self._marks is not None:
            self._marks.start = (event.start_mark.line + 1, event.start_mark.column + 1)
        tree = self._node(event)
        next(self._events)
        after = next(self._events)
        if after.__class__ is not StreamEndEvent:
            self._fault(after, "A second document ('---') begins here.", "Keep one document in a file.")
        return None if tree is _NOTHING else tree

    def _node(self, event: Any) -> Tree:
        kind = event.__class__
        if kind is ScalarEvent:
            return self._scalar(event)
        if kind is AliasEvent:
            return self._fault(
                event,
                f"{shown('*' + event.anchor)} is an alias, which this format does not have.",
                "Write the value out, or put a text that begins with '*' in quotes.",
            )
        if event.anchor is not None:
            self._anchor(event)
        if event.tag is not None:
            self._tag(event)
        if len(self._path) >= DEEPEST:
            self._fault(event, f"More than {DEEPEST} levels inside each other.", "Write it with fewer levels.")
            raise _Refused
        node = self._mapping() if kind is MappingStartEvent else self._sequence()
        if len(node) > MOST_ITEMS:
            counted = f"{len(node):,} entries stand in one list or mapping; {MOST_ITEMS:,} is the most that is opened."
            self._fault(event, counted, "Split the document into several files.")
            raise _Refused
        return node

    def _scalar(self, event: Any) -> Scalar:
        text: str = event.value
        plain, quoted = event.implicit
        if self._has_anchors and event.anchor is not None:
            self._anchor(event)
        if not plain:
            if not quoted:
                self._tag(event)
            return text
        try:
            return self._values[text]
        except KeyError:
            value = self._values[text] = resolve(text)
            return value

    def _mapping(self) -> dict[str, Tree]:
        result: dict[str, Tree] = {}
        spots: dict[str, Any] = {}
        if self._marks is not None:
            self._marks.spots[id(result)] = spots
        keys, path, marks, events = self._keys, self._path, self._marks, self._events
        path.append("")
        for event in events:
            kind = event.__class__
            if kind is MappingEndEvent:
                path.pop()
                return result
            key = event.value if kind is ScalarEvent else None
            if key not in keys:
                key = self._key(event)
            path[-1] = key or ""
            value_event = next(events)
            value = self._node(value_event)
            if key is None or value is _NOTHING:
                continue
            if (value is None or key in result) and self._is_faulty(event, key, value_event, value, result):
                continue
            result[key] = value
            if marks is not None:
                spots[key] = (event.start_mark, value_event.start_mark)
        raise StopIteration

    def _sequence(self) -> list[Tree]:
        result: list[Tree] = []
        spots: list[Any] = []
        path, marks = self._path, self._marks
        path.append(0)
        for event in self._events:
            if event.__class__ is SequenceEndEvent:
                path.pop()
                if marks is not None:
                    marks.spots[id(result)] = spots
                return result
            value = self._node(event)
            if value is not _NOTHING:
                result.append(value)
                path[-1] = len(result)
                if marks is not None:
                    spots.append((event.start_mark, event.start_mark))
        raise StopIteration

    def _key(self, event: Any) -> str | None:
        """Return a key met for the first time; None, with a fault, for what cannot be one."""
        key = self._node(event)
        if isinstance(key, str):
            if resolve(key) == key:
                self._keys.add(key)
            return key
        if key is not _NOTHING:
            what = shown(event.value) if event.__class__ is ScalarEvent else "A list or mapping"
            self._fault(event, f"{what} cannot be a key: a key is text.", "Put the key in quotes.")
        return None

    def _is_faulty(self, event: Any, key: str, value_event: Any, value: Tree, before: dict[str, Tree]) -> bool:
        """Name the fault of an entry that is to be left out, if it has one."""
        if key in before:
            self._duplicate(event, key, before)
            return True
        if value is None and self._lacks_colon(event, value_event):
            self._cut_by_comma(event, key, before)
            return True
        return False

    def _lacks_colon(self, key: Any, value: Any) -> bool:
        """Tell `{name}` from `{name: }`; both give an empty value."""
        if value.__class__ is not ScalarEvent or value.value:
            return False
        return not self._text.startswith(":", self._skip_spaces(key.end_mark.index))

    def _skip_spaces(self, index: int) -> int:
        end = len(self._text)
        while index < end and self._text[index] in " \t\r\n":
            index += 1
        return index

    def _cut_by_comma(self, event: Any, key: str, before: dict[str, Tree]) -> None:
        last = next(reversed(before.values()), None)
        if isinstance(last, str):
            self._fault(
                event,
                f"The comma before {shown(key)} cuts the text {shown(last)} short.",
                "Put the whole text in quotes.",
            )
        else:
            self._fault(event, f"{shown(key)} has no value.", "Write ': ' and the value after it, or remove it.")

    def _duplicate(self, event: Any, key: str, before: dict[str, Tree]) -> None:
        spots = self._marks.spots[id(before)] if self._marks else {}
        first = f" in line {spots[key][0].line + 1}" if key in spots else ""
        self._fault(event, f"The key {shown(key)} stands twice; the first{first} counts.", "Remove one of the two.")

    def _anchor(self, event: Any) -> None:
        self._fault(
            event,
            f"{shown('&' + event.anchor)} is an anchor, which this format does not have.",
            "Remove it, or put a text that begins with '&' in quotes.",
        )

    def _tag(self, event: Any) -> None:
        tag = shown(event.tag or "!")
        self._fault(
            event,
            f"The tag {tag} is not part of this format.",
            "Remove it, or put a text that begins with '!' in quotes.",
        )

    def _fault(self, event: Any, message: str, suggestion: str) -> Any:
        mark = event.start_mark
        fault = Fault(None, message, mark.line + 1, mark.column + 1, tuple(self._path), suggestion)
        self._faults.append(fault)
        if len(self._faults) >= MOST_FAULTS:
            self._faults.append(MORE_FAULTS)
            raise _Refused
        return _NOTHING
