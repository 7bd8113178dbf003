"""From a BPMN file to a document: our own comes back as it was, a foreign one becomes value streams, with remarks."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath

from svs_designer.catalogue import Catalogue, CatalogueError, load_catalogue
from svs_designer.drawing.geometry import Box
from svs_designer.drawing.text import plain
from svs_designer.exchange.importer import CannotImport, Imported, Remark
from svs_designer.formats.bpmn.annotations import annotations_of
from svs_designer.formats.bpmn.building import Built, built
from svs_designer.formats.bpmn.collecting import collected, words_of
from svs_designer.formats.bpmn.mirror import Unreadable
from svs_designer.formats.bpmn.moved import moved
from svs_designer.formats.bpmn.naming import element_name
from svs_designer.formats.bpmn.net import Net, Role
from svs_designer.formats.bpmn.own import Own, is_unchanged, own_of
from svs_designer.formats.bpmn.parsing import parsed
from svs_designer.formats.bpmn.pools import Pools, foreign_settings, unknown_definitions
from svs_designer.formats.bpmn.positions import boxes_in, places_of
from svs_designer.formats.bpmn.told import Told
from svs_designer.formats.bpmn.untangling import untangle
from svs_designer.formats.bpmn.xml_tree import Element
from svs_designer.model.base import evolve
from svs_designer.model.document import Document
from svs_designer.model.edits.nodes import move_elements
from svs_designer.model.ids import fresh_id
from svs_designer.model.layout import Layout, StreamLayout
from svs_designer.model.stream import ValueStream

MOST_NODES = 5_000
_CHANGED = "The diagram was changed in another tool: its flow counts, and what this program wrote beside it is kept"
_DAMAGED = "What this program once wrote beside the diagram has been damaged: only the diagram is read"


def read_bpmn(data: bytes, name: str) -> Imported:
    """Read a file; raise CannotImport where no value stream can be made of it."""
    root = parsed(data)
    if root.tag != "bpmn:definitions":
        raise CannotImport(f"The file holds “{root.tag}”, no BPMN 2.0: export it as BPMN 2.0 XML")
    _refuse_enormous(root)
    remarks: list[Remark] = []
    own: Own | None = None
    try:
        own = own_of(root)
    except Unreadable:
        remarks.append(Remark(_DAMAGED))
    if own is not None and own.told is not None and is_unchanged(own.told, root):
        return _with_moves(own, own.told, boxes_in(root))
    if own is not None:
        remarks.append(Remark(_CHANGED))
    try:
        imported = _Foreign(root, name, own).imported()
    except (ValueError, RecursionError) as error:
        raise CannotImport(f"No value stream can be made of the file ({_first_line(error)})") from error
    return Imported(imported.document, (*remarks, *imported.remarks))


def _with_moves(own: Own, told: Told, boxes: Mapping[str, Box]) -> Imported:
    """Return our own document as it was, but for what was moved on its diagram."""
    places = moved(told, boxes)
    if not places:
        return Imported(own.document)
    document = move_elements(own.document, own.stream.id, {key: (at.x, at.y) for key, at in places.items()})
    names = ", ".join(f"“{element_name(own.stream, key)}”" for key in places)
    return Imported(document, (Remark(f"Moved in another tool, and so on the canvas: {names}"),))


def _refuse_enormous(root: Element) -> None:
    """Refuse a file with more in it than anybody has drawn: everything below looks from each to each."""
    named = [each for each in root.all() if "id" in each.attributes and each.tag.startswith("bpmn:")]
    nodes = [each for each in named if each.tag not in ("bpmn:sequenceFlow", "bpmn:association")]
    if len(nodes) > MOST_NODES:
        place = f"Line {nodes[MOST_NODES].line}"
        raise CannotImport(f"{place}: more than {MOST_NODES:,} nodes, lanes and notes: import one process at a time")


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


class _Foreign:
    """A file that others drew, or drew on."""

    def __init__(self, root: Element, name: str, own: Own | None) -> None:
        self.root = root
        self.own = own
        self.title = plain(PurePath(name).name.partition(".")[0])
        document = own.document if own else Document()
        self.document = document
        self.pools = Pools(root, document.teams, document.parties)
        self.boxes = boxes_in(root)
        self.catalogue = _catalogue(document.catalogue.id)

    def imported(self) -> Imported:
        streams: list[ValueStream] = []
        layouts: list[StreamLayout] = []
        remarks: list[Remark] = []
        for process in self.root.of("bpmn:process"):
            net = self._net(process)
            if not any(True for _ in net.having(Role.STEP)):
                empty = Remark(f"The process “{words_of(process)}” has no step: left out", f"line {process.line}")
                remarks += [*_in_stream(net, {}), empty]
                continue
            made = self._stream(process, net, [stream.id for stream in streams])
            streams.append(made.stream)
            layouts.append(self._layout(made, net))
            remarks += [*_in_stream(net, made.ids), *made.remarks]
        if not streams:
            raise CannotImport("The file holds no process with a step in it: a picture alone is no value stream")
        remarks += [*self.pools.remarks, *unknown_definitions(self.root), *foreign_settings(self.root)]
        document = evolve(
            self.document,
            title=self.document.title or self.title or streams[0].name,
            teams=self.pools.teams,
            parties=self.pools.parties,
            streams=tuple(streams),
            layout=Layout(streams=tuple(each for each in layouts if each.places)),
        )
        return Imported(document, tuple(dict.fromkeys(remarks)))

    def _net(self, process: Element) -> Net:
        lanes = self.pools.lanes(process)
        pool = self.pools.names.get(process.get("id"), "")
        team = self.pools.team(pool) if pool and not lanes else None
        net = collected(process, lanes, team, value="value" if self.own else "")
        if self.own is not None:
            _forget_own_signs(net)
        untangle(net)
        return net

    def _stream(self, process: Element, net: Net, taken: list[str]) -> Built:
        known = self.own.stream if self.own else None
        notes, about, said = annotations_of(self.root, process)
        net.remarks += said
        if known is not None:
            return built(net, known, self.catalogue, known)
        name = words_of(process) or self.pools.names.get(process.get("id"), "") or self.title
        words = "\n\n".join(each.text.strip() for each in process.of("bpmn:documentation") if each.text.strip())
        base = ValueStream(id=fresh_id(name, taken, fallback="stream"), name=name, notes=words, annotations=notes)
        made = built(net, base, self.catalogue)
        told = tuple(evolve(note, about=made.ids.get(about.get(note.id, ""))) for note in notes)
        return made._replace(stream=evolve(made.stream, annotations=told))

    def _layout(self, made: Built, net: Net) -> StreamLayout:
        """Return where things stand; of our own file what it remembers, for its lanes have moved everything."""
        if self.own is not None:
            kept = self.own.document.layout.of(made.stream.id).items()
            here = set(made.stream.elements())
            return StreamLayout(stream=made.stream.id, places=tuple((key, at) for key, at in kept if key in here))
        return StreamLayout(stream=made.stream.id, places=places_of(net, made.ids, self.boxes))


def _in_stream(net: Net, ids: Mapping[str, str]) -> list[Remark]:
    """Return what there is to say about a net, with the elements of the stream instead of the file's."""
    return [replace(each, element=ids.get(each.element or "")) for each in net.remarks]


def _forget_own_signs(net: Net) -> None:
    """Forget what this program adds to a flow: questions at gateways, and ends where only feedback goes on."""
    for node in list(net.nodes.values()):
        if node.role is Role.GATEWAY and node.name.startswith("After “"):
            node.name = ""
        elif node.role is Role.END and node.id.startswith("over_"):
            for edge in net.into(node.id):
                net.drop(edge)
            del net.nodes[node.id]


def _catalogue(catalogue_id: str) -> Catalogue:
    try:
        return load_catalogue(catalogue_id)
    except CatalogueError:
        return load_catalogue("itil4")
