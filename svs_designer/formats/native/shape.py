"""What a tree must be before the model can judge it: ids that are unique, links that lead somewhere, places.

Faults of these kinds the model could only name for a whole stream; here each has its own place, and only the node
itself is lost.
"""

from collections.abc import Iterator

from svs_designer.formats.native.check_section import check_flaws
from svs_designer.formats.native.faults import Flaw, Path, did_you_mean, shown
from svs_designer.formats.native.paths import ids_of, links_of, nodes_of, streams_of
from svs_designer.formats.native.tree import Tree
from svs_designer.model.document import REGISTERS
from svs_designer.model.ids import DEMAND, END, RESERVED, VALUE
from svs_designer.model.layout import Layout

# What only a step can carry: demand and value border the chain, they are no activities of it.
_WORK = (
    "activity", "practices", "role", "team", "authority", "tools", "inputs", "outputs", "takes", "restocks",
    "automation", "queue", "touch", "wait", "complete-and-accurate", "wastes", "join",
)  # fmt: skip
# Near words are sought for so many unknown targets; a hostile file has a million.
_MOST_SUGGESTIONS = 100


def imply_nodes(tree: Tree) -> None:
    """Add what the notation leaves unsaid: value and the unnamed end, where links lead to them."""
    for _, stream in streams_of(tree):
        targets = {target for _, node in nodes_of(stream) for target, _ in links_of(node)}
        if VALUE in targets and stream.get(VALUE) is None:
            stream[VALUE] = {}
        if END not in targets or any(each == END for key in ("steps", "ends") for each, _ in ids_of(stream, key)):
            continue
        if stream.get("ends") is None:
            stream["ends"] = []
        if isinstance(stream["ends"], list):
            stream["ends"].append({"id": END})


def has_odd_layout(tree: Tree) -> bool:
    """Tell whether the layout holds what the model would pass over in silence."""
    layout = tree.get("layout") if isinstance(tree, dict) else None
    return isinstance(layout, dict) and not all(isinstance(places, dict) for places in layout.values())


def flaws(tree: Tree, known: dict[str, set[str]]) -> Iterator[Flaw]:
    """Yield what is wrong with ids, links and places.

    `known` remembers by stream the ids the file had at first: a link to a step that was taken out is no second fault.
    """
    yield from check_flaws(tree.get("check"))
    for register in (*REGISTERS, "streams"):
        yield from _repeated(tree, register, f"in {register}", {})
    for path, stream in streams_of(tree):
        yield from _stream_flaws(stream, path, known)
    layout = tree.get("layout")
    if isinstance(layout, dict):
        yield from _layout_flaws(layout)


def _stream_flaws(stream: dict[str, Tree], path: Path, known: dict[str, set[str]]) -> Iterator[Flaw]:
    seen: dict[str, Path] = {}
    for key in ("steps", "ends", "annotations"):
        for flaw in _repeated(stream, key, "in this stream", seen):
            yield flaw._replace(path=(*path, *flaw.path))
    for key in (DEMAND, VALUE):
        node: Tree = stream.get(key)
        for work in _WORK if isinstance(node, dict) else ():
            if work in node:
                yield Flaw(
                    (*path, key, work),
                    f"'{key}' cannot carry '{work}': it borders the chain and is no step of it.",
                    "Move work to a step, and what the consumer does to 'before'.",
                    "SVS016",
                    "advice",
                    at_key=True,
                )
    targets = {each for each, where in seen.items() if where[0] != "annotations"}
    if isinstance(stream.get(VALUE), dict):
        targets.add(VALUE)
    once = known.setdefault(str(stream.get("id")), targets | _meant(stream))
    yield from _link_flaws(stream, path, targets, once - targets)


def _meant(stream: dict[str, Tree]) -> set[str]:
    """Return the targets of links that stand in the stream in a wrong form: the form is the fault, not the links."""
    meant = {VALUE} if stream.get(VALUE) is not None else set()
    if any(not isinstance(stream.get(key), list | None) for key in ("steps", "ends")):
        meant |= {target for _, node in nodes_of(stream) for target, _ in links_of(node)}
    return meant


def _link_flaws(stream: dict[str, Tree], path: Path, targets: set[str], lost: set[str]) -> Iterator[Flaw]:
    unknown = 0
    names = sorted(targets)
    for node_path, node in nodes_of(stream):
        seen: set[str] = set()
        for target, below in links_of(node):
            place = (*path, *node_path, *below)
            if target in seen:
                yield Flaw(place, f"A second link leads to {shown(target)} from here.", "Join the two into one.")
            elif target in lost:
                yield Flaw(place)
            elif target == DEMAND:
                yield Flaw(
                    place, "A link leads to 'demand', which begins the stream.", "Lead to the first step.", "SVS102"
                )
            elif target not in targets:
                unknown += 1
                near = did_you_mean(target, names) if unknown <= _MOST_SUGGESTIONS else ""
                way_out = near or "Name a step or an end of this stream, 'value' or 'end'."
                yield Flaw(place, f"A link leads to {shown(target)}, which is not in this stream.", way_out, "SVS102")
            seen.add(target)


def _layout_flaws(layout: dict[str, Tree]) -> Iterator[Flaw]:
    for stream, places in layout.items():
        if not isinstance(places, dict):
            yield Flaw(("layout", stream), f"The places of {shown(stream)} are a mapping of ids to [x, y].")
        elif not _is_layout({stream: {}}):
            yield Flaw(("layout", stream), f"{shown(stream)} cannot be the id of a stream.", at_key=True)
        elif not _is_layout({stream: places}):
            for key, place in places.items():
                if not _is_layout({stream: {key: place}}):
                    yield Flaw(
                        ("layout", stream, key),
                        f"The place of {shown(key)} is not [x, y] or [x, y, pinned], numbers within a million.",
                        "Remove the line to have the element placed anew.",
                    )


def _is_layout(tree: Tree) -> bool:
    try:
        Layout.model_validate(tree)
    except ValueError:
        return False
    return True


def _repeated(tree: Tree, key: str, where: str, seen: dict[str, Path]) -> Iterator[Flaw]:
    """Yield the things whose id is taken, by what stands above or by the chain itself; `seen` gathers the ids."""
    nodes = key in {"steps", "ends", "annotations"}
    for each, index in ids_of(tree, key):
        if nodes and each in RESERVED:
            yield Flaw((key, index), f"The id {shown(each)} has a meaning of its own.", "Choose another id.", "SVS101")
        elif each in seen:
            yield Flaw(
                (key, index),
                f"The id {shown(each)} stands twice {where}; the first counts.",
                "Give one of the two another id.",
                "SVS101",
            )
        else:
            seen[each] = (key, index)
