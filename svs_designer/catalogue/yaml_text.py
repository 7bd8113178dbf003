"""YAML as plain text: mappings, lists and strings, and the line a place stands on.

Every scalar stays the text it is, so `no` and `4` need no quotes in a pack; the models give them their types.
"""

from collections.abc import Hashable, Sequence

import yaml

try:
    from yaml import CBaseLoader as Loader
except ImportError:  # PyYAML built without libyaml
    from yaml import BaseLoader as Loader  # type: ignore[assignment]

Place = Sequence[str | int]
"""The keys and list positions that lead to a value."""


class _TextLoader(Loader):
    """Text only, and no key twice: the second would silently win."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:  # noqa: FBT001, FBT002 - PyYAML's signature
        mapping = super().construct_mapping(node, deep)  # refuses a key that is a list or a mapping
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"'{key.value}' stands twice", key.start_mark)
            seen.add(key.value)
        return mapping


def read_text(text: str) -> object:
    """Return the content as dicts, lists and strings. Raises yaml.YAMLError."""
    return yaml.load(text, _TextLoader)  # noqa: S506 - builds text, lists and dicts only


def line_of(text: str, place: Place) -> int:
    """Return the line, from 1, of the deepest part of the place that the text has."""
    node = yaml.compose(text, Loader)
    line = 1
    for part in place:
        node, line = _child(node, part) or (None, line)
    return line


def _child(node: yaml.Node | None, part: str | int) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        item = node.value[part]
        return item, item.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == part:
                return value, key.start_mark.line + 1
    return None
