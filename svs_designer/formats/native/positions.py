"""Where streams, elements, links and fields of a document stand in the text of its file."""

from functools import cached_property

from svs_designer.formats.native.faults import Path
from svs_designer.formats.native.paths import at, ids_of, links_of, nodes_of, streams_of
from svs_designer.formats.native.tree import Parsed, Spot, Tree, parse
from svs_designer.model.base import to_kebab
from svs_designer.model.ids import DEMAND, VALUE

Element = str | tuple[str, str]
"""The id of a node, a target, a metric and so on; or source and target of a link."""

_LISTS = ("steps", "ends", "annotations", "targets", "metrics", "principles", "improvements")


class Positions:
    """Line and column, from 1, of what a text holds.

    The text is parsed again at the first question, so that opening a file costs nothing for it.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def of(self, stream_id: str | None, element: Element | None = None, field: str | None = None) -> Spot:
        """Return where a field stands; else its element, else its stream, else the top of the file.

        Without a stream, an element is an entry of a register.
        """
        parsed = self._parsed
        if parsed.marks is None:
            return 1, 1
        path = self._path(stream_id, element)
        if field is not None:
            owner, key = at(parsed.tree, path), to_kebab(field)
            if isinstance(owner, dict) and key in owner:
                return parsed.marks.of(parsed.tree, (*path, key), key=True)
        return parsed.marks.of(parsed.tree, path, key=bool(path) and isinstance(path[-1], str))

    def _path(self, stream_id: str | None, element: Element | None) -> Path:
        source = element[0] if isinstance(element, tuple) else element
        for known in ((stream_id, element), (stream_id, source), (stream_id, None)):
            if known in self._paths:
                return self._paths[known]
        return ()

    @cached_property
    def _parsed(self) -> Parsed:
        return parse(self._text, with_marks=True)

    @cached_property
    def _paths(self) -> dict[tuple[str | None, Element | None], Path]:
        """The path of each (stream, element); a stream itself is (stream, None), an entry of a register (None, id)."""
        tree = self._parsed.tree
        found: dict[tuple[str | None, Element | None], Path] = {}
        for key in tree if isinstance(tree, dict) else ():
            if key != "streams":
                for entry_id, index in ids_of(tree, key):
                    found.setdefault((None, entry_id), (key, index))
        for path, stream in streams_of(tree):
            stream_id = stream.get("id")
            if isinstance(stream_id, str):
                found.setdefault((stream_id, None), path)
                for element, below in _elements(stream):
                    found.setdefault((stream_id, element), (*path, *below))
        return found


def _elements(stream: dict[str, Tree]) -> list[tuple[Element, Path]]:
    found: list[tuple[Element, Path]] = [(key, (key,)) for key in (DEMAND, VALUE) if key in stream]
    for key in _LISTS:
        found += [(element_id, (key, index)) for element_id, index in ids_of(stream, key)]
    for path, node in nodes_of(stream):
        source = path[0] if len(path) == 1 else node.get("id") if isinstance(node, dict) else None
        if isinstance(source, str):
            found += [((source, target), (*path, *below)) for target, below in links_of(node)]
    return found
