"""A stranger's YAML as a plain tree: no tags, few aliases, limits on size, depth and number. Raises CannotImport.

Plain scalars are read by the core schema of YAML 1.2, which workflows are written in; keys are text.
"""

from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from svs_designer.exchange.importer import CannotImport
from svs_designer.exchange.plain_yaml.scalars import resolve

MOST_BYTES = 20_000_000
MOST_NODES = 1_000_000
DEEPEST = 250

_LOADER: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_LINE_BREAKS = "\n\r\x85\u2028\u2029"


def load_tree(data: bytes, name: str) -> Any:
    """Return the tree of the only document in a file: dicts, lists and scalars."""
    if len(data) > MOST_BYTES:
        raise CannotImport(
            f"{name} has {len(data) / 1e6:,.1f} MB; {MOST_BYTES // 1_000_000} MB is the most that is read"
        )
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise CannotImport(f"{name} is no UTF-8 text (byte {error.start}): save it as UTF-8") from error
    if text.startswith("%") or any(f"{line_break}%" in text for line_break in _LINE_BREAKS):
        # libyaml compares each directive with all before it: a file full of them takes minutes.
        raise CannotImport(f"{name} has a directive, a line that begins with '%': remove it")
    try:
        return _Composer(text, name).tree()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f", line {mark.line + 1}" if mark else ""
        raise CannotImport(f"{name}{place}: this is no YAML ({error.problem or error.context})") from error
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        raise CannotImport(f"{name} holds a character that YAML does not allow: save it as plain UTF-8 text") from error


class _Composer:
    """Builds the tree of one text, at most `DEEPEST` calls deep. An alias costs what it stands for."""

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._count = 0
        self._anchors: dict[str | None, tuple[Any, int]] = {}
        self._events: Iterator[Any] = iter(())

    def tree(self) -> Any:
        """Return the tree of the first document, and refuse a second one."""
        loader = _LOADER(self._text)
        try:
            self._events = iter(loader.get_event, None)
            next(self._events)
            if isinstance(next(self._events), StreamEndEvent):
                return None
            tree = self._node(next(self._events), 0)
            next(self._events)
            if isinstance(second := next(self._events), DocumentStartEvent):
                raise self._refusal(second, "a second document begins here: keep one document in a file")
            return tree
        finally:
            loader.dispose()

    def _node(self, event: Any, depth: int) -> Any:
        self._count_one(event)
        if isinstance(event, AliasEvent):
            return self._alias(event)
        if event.tag is not None and not (isinstance(event, ScalarEvent) and event.tag == "!"):
            raise self._refusal(event, f"the tag {event.tag[:40]} means nothing here: remove it")
        if depth > DEEPEST:
            raise self._refusal(event, f"more than {DEEPEST} levels stand inside each other: make it flatter")
        before = self._count
        if isinstance(event, ScalarEvent):
            node: Any = resolve(event.value) if event.implicit[0] else event.value
        elif isinstance(event, MappingStartEvent):
            node = self._mapping(depth)
        elif isinstance(event, SequenceStartEvent):
            node = self._sequence(depth)
        if event.anchor is not None:
            self._anchors[event.anchor] = node, self._count - before + 1
        return node

    def _mapping(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self._events), MappingEndEvent):
            if not isinstance(event, ScalarEvent):
                raise self._refusal(event, "a list or mapping cannot be a key: write a text")
            self._count_one(event)
            if event.value in found:
                raise self._refusal(event, f"the key {event.value[:40]!r} stands twice: remove one of the two")
            found[event.value] = self._node(next(self._events), depth + 1)
        return found

    def _sequence(self, depth: int) -> list[Any]:
        found = []
        while not isinstance(event := next(self._events), SequenceEndEvent):
            found.append(self._node(event, depth + 1))
        return found

    def _alias(self, event: AliasEvent) -> Any:
        if event.anchor not in self._anchors:
            raise self._refusal(event, "an alias stands for nothing, or for itself: write out what is meant")
        node, size = self._anchors[event.anchor]
        self._count += size
        self._limit(event)
        return node

    def _count_one(self, event: Any) -> None:
        self._count += 1
        self._limit(event)

    def _limit(self, event: Any) -> None:
        if self._count > MOST_NODES:
            raise self._refusal(event, f"more than {MOST_NODES:,} keys and values: this is no workflow for people")

    def _refusal(self, event: Any, what: str) -> CannotImport:
        return CannotImport(f"{self._name}, line {event.start_mark.line + 1}: {what}")
