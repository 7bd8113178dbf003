"""Finding one's way in a tree whose values may be anything: streams, things with an id, links."""

from collections.abc import Iterator

from svs_designer.formats.native.faults import Path
from svs_designer.formats.native.tree import Tree
from svs_designer.model.ids import DEMAND, VALUE


def at(tree: Tree, path: Path) -> Tree:
    """Return what stands at a path, None where nothing does."""
    for key in path:
        try:
            tree = tree[key]
        except (KeyError, IndexError, TypeError):
            return None
    return tree


def streams_of(tree: Tree) -> Iterator[tuple[Path, dict[str, Tree]]]:
    """Yield the streams that are mappings, each with its path."""
    for index, stream in enumerate(items_of(tree, "streams")):
        if isinstance(stream, dict):
            yield ("streams", index), stream


def items_of(tree: Tree, key: str) -> list[Tree]:
    """Return the list under a key; empty where there is none."""
    items = tree.get(key) if isinstance(tree, dict) else None
    return items if isinstance(items, list) else []


def ids_of(tree: Tree, key: str) -> Iterator[tuple[str, int]]:
    """Yield the ids of the things listed under a key, with their index."""
    for index, item in enumerate(items_of(tree, key)):
        if isinstance(item, dict) and isinstance(item.get("id"), str):
            yield item["id"], index


def nodes_of(stream: dict[str, Tree]) -> Iterator[tuple[Path, Tree]]:
    """Yield what links can leave: demand, the steps, value; each with its path from the stream."""
    yield (DEMAND,), stream.get(DEMAND)
    for index, step in enumerate(items_of(stream, "steps")):
        yield ("steps", index), step
    yield (VALUE,), stream.get(VALUE)


def links_of(node: Tree) -> list[tuple[str, Path]]:
    """Return the targets of a node's ways on, each with the path from the node to the link."""
    ways = node.get("next") if isinstance(node, dict) else None
    if ways is None:
        return []
    found: list[tuple[Tree, Path]]
    if isinstance(ways, dict) and "to" not in ways:
        found = [(item, ("next", key, index)) for key in ("one", "all") for index, item in _numbered(ways.get(key))]
    elif isinstance(ways, list):
        found = [(item, ("next", index)) for index, item in _numbered(ways)]
    else:
        found = [(ways, ("next",))]
    targets = [(item.get("to") if isinstance(item, dict) else item, path) for item, path in found]
    return [(target, path) for target, path in targets if isinstance(target, str)]


def path_of(tree: Tree, location: tuple[str | int, ...]) -> Path:
    """Return the path in a file's tree of a place in the model, as far as the file has it."""
    path: Path = ()
    rest = list(location)
    while rest:
        step: str | int = rest.pop(0)
        here = at(tree, path)
        if step == "links" and path[-1:] == ("next",) and rest:
            path = (*path, *_link_path(here, rest.pop(0)))
        elif (isinstance(here, dict) and step in here) or (isinstance(here, list) and step in range(len(here))):
            path = (*path, step)
        else:
            break
    return path


def _link_path(ways: Tree, index: str | int) -> Path:
    if isinstance(ways, list):
        return (index,)
    if isinstance(ways, dict) and "to" not in ways:
        return (next((key for key in ("one", "all") if key in ways), "one"), index)
    return ()


def _numbered(items: Tree) -> list[tuple[int, Tree]]:
    return list(enumerate(items)) if isinstance(items, list) else []
