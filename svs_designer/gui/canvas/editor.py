"""What the canvas changes: each intent one undo step with a name, refusals told in words. No Qt."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from svs_designer.catalogue.catalogue import Catalogue
from svs_designer.drawing.figures import LinkKey, Picture
from svs_designer.drawing.geometry import Box, Point
from svs_designer.drawing.picture import picture_of
from svs_designer.editing.session import ReadOnlyDocument, Session
from svs_designer.gui.canvas.capture import Draft
from svs_designer.gui.canvas.capture_edits import add_draft, insert_draft, make_room
from svs_designer.gui.canvas.placing import room_after, room_between, room_for_label
from svs_designer.model.document import Document
from svs_designer.model.edits.links import connect, retarget, set_link, set_split
from svs_designer.model.edits.nodes import (
    add_annotation,
    add_demand,
    add_end,
    add_value,
    delete_and_heal,
    delete_elements,
    move_elements,
    new_annotation_id,
    new_end_id,
    pin_elements,
    set_annotation,
    set_demand,
    set_end,
    set_value,
)
from svs_designer.model.edits.steps import attach_practice, new_step_id, put_on_link, rename_step, set_steps
from svs_designer.model.edits.within import EditError, place
from svs_designer.model.ids import DEMAND, VALUE
from svs_designer.model.layout import Place
from svs_designer.model.links import Split
from svs_designer.model.stream import ValueStream

Edit = Callable[..., Document]
Tell = Callable[[str], None]


class _Unnamed(NamedTuple):
    """A step that was just added: the documents before and after, and how to add it under a name."""

    key: str
    before: Document
    after: Document
    add: Callable[[Document, str], Document]

    def is_still(self, key: str, session: Session) -> bool:
        """Tell whether a step is this one and nothing came since; what is on disk keeps its id."""
        return key == self.key and session.document is self.after and not session.is_saved


class StreamEditor:
    """Edit one stream of a session's document; an edit that is refused is told and changes nothing."""

    def __init__(self, session: Session, catalogue: Catalogue, tell: Tell) -> None:
        """Edit through the session; `tell` takes one line for the person at the keyboard."""
        self.session = session
        self.catalogue = catalogue
        self.tell = tell
        self.stream_id = ""
        self.picture: Picture | None = None
        self.reborn: dict[str, str] = {}
        """Ids that a first name replaced: what was selected under the old one is selected under the new."""
        self._newest: _Unnamed | None = None

    @property
    def stream(self) -> ValueStream:
        """Return the stream as it is now."""
        return self.session.document.stream(self.stream_id)

    @property
    def boxes(self) -> dict[str, Box]:
        """Return where everything is drawn."""
        return {key: figure.box for key, figure in self.picture.figures.items()} if self.picture else {}

    @property
    def pinned(self) -> set[str]:
        """Return the elements that Tidy leaves in place."""
        return {key for key, at in self.session.document.layout.of(self.stream_id).items() if at.pinned}

    def apply(self, label: str, edit: Edit, *args: Any, **kwargs: Any) -> bool:
        """Apply an edit as one undo step; tell why where it is refused, and return whether it went through."""
        return self._guarded(lambda: self.session.apply(label, edit, *args, **kwargs))

    def apply_in_gesture(self, gesture: str, label: str, edit: Edit, *args: Any, **kwargs: Any) -> bool:
        """Apply an edit that continues a gesture; otherwise as `apply`."""
        return self._guarded(lambda: self.session.apply_in_gesture(gesture, label, edit, *args, **kwargs))

    def _guarded(self, act: Callable[[], Document]) -> bool:
        try:
            act()
        except (ReadOnlyDocument, EditError) as refusal:
            self.tell(str(refusal))
            return False
        return True

    # -- adding

    def add_step(self, draft: Draft, at: Point, *, source: str | None = None) -> str | None:
        """Add a step at a place, linked from `source` if given; return its id, None where it was refused."""

        def edit(document: Document, name: str) -> tuple[Document, str]:
            named = draft._replace(name=name or draft.name)
            return add_draft(self.settled(document), self.stream_id, named, at=at, source=source)

        return self._add_named("Add step", edit)

    def add_step_after(self, draft: Draft, source: str) -> str | None:
        """Add a step beside an element and link it from there; what stands in the way makes room."""
        ways = self.stream.ways(source)
        room = room_after(source, self.boxes, self.pinned, branches=bool(ways and ways.links))

        def edit(document: Document, name: str) -> tuple[Document, str]:
            document = make_room(self.settled(document), self.stream_id, room.moved)
            named = draft._replace(name=name or draft.name)
            return add_draft(document, self.stream_id, named, at=room.at, source=source)

        return self._add_named("Add step", edit)

    def insert_step(self, draft: Draft, link: LinkKey) -> str | None:
        """Put a new step on a link; what lies beyond makes room."""
        room = room_between(*link, self.boxes, self.pinned)

        def edit(document: Document, name: str) -> tuple[Document, str]:
            document = make_room(self.settled(document), self.stream_id, room.moved)
            named = draft._replace(name=name or draft.name)
            return insert_draft(document, self.stream_id, *link, named, at=room.at)

        return self._add_named("Insert step", edit)

    def add_node(self, kind: str, at: Point, *, source: str | None = None) -> str | None:
        """Add demand, value or an end at a place, linked from `source` if given; return its id."""
        key = new_end_id(self.stream) if kind == "end" else kind
        adders: Mapping[str, Callable[..., Document]] = {"demand": add_demand, "value": add_value, "end": add_end}

        def edit(document: Document) -> Document:
            document = adders[kind](self.settled(document), self.stream_id, at=Place(*at))
            return connect(document, self.stream_id, source, key) if source else document

        return key if self.apply(f"Add {kind}", edit) else None

    def add_note(self, at: Point | None, *, about: str | None = None) -> str | None:
        """Add a note, at a place or beside what it is about; return its id."""
        key = new_annotation_id(self.stream)
        there = Place(*at) if at else None
        added = self.apply(
            "Add note", lambda document: add_annotation(self.settled(document), self.stream_id, about=about, at=there)
        )
        return key if added else None

    def _add_named(self, label: str, edit: Callable[[Document, str], tuple[Document, str]]) -> str | None:
        """Add a step that may get its first name in the same undo step: ids are made from first names."""
        before = self.session.document
        found: list[str] = []

        def add(document: Document, name: str = "") -> Document:
            document, key = edit(document, name)
            found.append(key)
            return document

        if not self.apply(label, add):
            return None
        self._newest = _Unnamed(found[0], before, self.session.document, add)
        return found[0]

    # -- words

    def rename(self, key: str, text: str) -> str:
        """Give an element its words: a name, demand's or a note's text, value's outcome; return its id.

        A step that was just added without a name is added anew under this one, so that its id is spelled from it.
        """
        newest = self._newest
        if newest and text.strip() and newest.is_still(key, self.session):
            return self._name(newest, text.strip())
        stream = self.stream
        if stream.step(key):
            self.apply("Rename step", rename_step, self.stream_id, key, text)
        elif key == DEMAND:
            self.apply("Change demand", set_demand, self.stream_id, text=text.strip())
        elif key == VALUE:
            self.apply("Change value", set_value, self.stream_id, outcome=text.strip())
        elif stream.end(key):
            self.apply("Rename end", set_end, self.stream_id, key, name=text.strip())
        else:
            self.apply("Change note", set_annotation, self.stream_id, key, text=text.strip())
        return key

    def _name(self, newest: "_Unnamed", name: str) -> str:
        named = new_step_id(newest.before.stream(self.stream_id), name)
        self.reborn = {newest.key: named}
        self._guarded(lambda: self.session.amend(lambda _: newest.add(newest.before, name)))
        self.reborn = {}
        return named

    def words(self, key: str) -> str:
        """Return the words that `rename` changes."""
        stream = self.stream
        if key == DEMAND:
            return stream.demand.text if stream.demand else ""
        if key == VALUE:
            return stream.value.outcome if stream.value else ""
        note = stream.annotation(key)
        named = stream.step(key) or stream.end(key)
        return note.text if note else named.name if named else ""

    # -- links and fields

    def connect(self, source: str, target: str) -> bool:
        """Link two nodes."""
        return self.apply("Connect", connect, self.stream_id, source, target)

    def retarget(self, link: LinkKey, target: str) -> bool:
        """Lead a link to another node."""
        return self.apply("Reconnect", retarget, self.stream_id, *link, target)

    def set_link(self, link: LinkKey, **changes: Any) -> bool:
        """Change fields of a link; where its words would lie on a card, what lies beyond makes room."""

        def edit(document: Document) -> Document:
            changed = set_link(document, self.stream_id, *link, **changes)
            return changed if changed is document else self._with_room_for_words(changed, link)

        return self.apply("Change link", edit)

    def _with_room_for_words(self, document: Document, link: LinkKey) -> Document:
        picture = picture_of(document, self.stream_id, self.catalogue, previous=self.picture)
        boxes = {key: figure.box for key, figure in picture.figures.items()}
        label = picture.connectors[link].label
        if label is None or not any(label.intersects(box) for box in boxes.values()):
            return document
        moved = room_for_label(*link, boxes, self.pinned, label.size)
        return make_room(self.settled(document), self.stream_id, moved)

    def set_split(self, source: str, split: Split) -> bool:
        """Choose whether one or all of the ways on are taken."""
        return self.apply("Choose kind of split", set_split, self.stream_id, source, split)

    def attach(self, steps: tuple[str, ...], practice: str) -> bool:
        """Attach a practice to steps."""

        def edit(document: Document) -> Document:
            for step in steps:
                document = attach_practice(document, self.stream_id, step, practice)
            return document

        return self.apply("Attach practice", edit)

    def change_activity(self, steps: tuple[str, ...], activity: str) -> bool:
        """Make steps instances of an activity."""
        return self.apply("Change activity", set_steps, self.stream_id, steps, activity=activity)

    # -- places

    def settled(self, document: Document) -> Document:
        """Return the document with a place for whatever is drawn without one, so that nothing jumps later."""
        known = document.layout.of(self.stream_id)
        alive = document.stream(self.stream_id).elements()
        loose = {key: Place(box.x, box.y) for key, box in self.boxes.items() if key not in known and key in alive}
        return place(document, self.stream_id, loose) if loose else document

    def put_on_link(self, step: str, link: LinkKey) -> bool:
        """Put a step that is not connected on a link; what lies beyond makes room."""
        boxes = {key: box for key, box in self.boxes.items() if key != step}
        room = room_between(*link, boxes, self.pinned)

        def edit(document: Document) -> Document:
            document = make_room(self.settled(document), self.stream_id, {**room.moved, step: room.at})
            return put_on_link(document, self.stream_id, *link, step)

        return self.apply("Put step on link", edit)

    def move(self, to: Mapping[str, Point], *, label: str = "", gesture: str = "") -> bool:
        """Move elements; moves of one gesture are one step."""

        def edit(document: Document) -> Document:
            return move_elements(self.settled(document), self.stream_id, to)

        label = label or f"Move {counted(self.stream, tuple(to))}"
        if gesture:
            return self.apply_in_gesture(gesture, label, edit)
        return self.apply(label, edit)

    def pin(self, elements: tuple[str, ...], *, pinned: bool) -> bool:
        """Keep elements where they stand when the stream is tidied, or free them."""
        at = {key: (box.x, box.y) for key, box in self.boxes.items() if key in elements}
        label = f"{'Pin' if pinned else 'Unpin'} {counted(self.stream, elements)}"
        return self.apply(label, pin_elements, self.stream_id, at, pinned=pinned)

    # -- deleting

    def delete(self, elements: tuple[str, ...], links: tuple[LinkKey, ...], *, verb: str = "Delete") -> bool:
        """Delete elements and links; a single step leads what arrives on to what follows."""
        label = f"{verb} {counted(self.stream, elements, links)}"
        if len(elements) == 1 and not links and self.stream.step(elements[0]):
            return self.apply(
                label, lambda document: delete_and_heal(self.settled(document), self.stream_id, *elements)
            )
        return self.apply(
            label, lambda document: delete_elements(self.settled(document), self.stream_id, elements, links)
        )


def counted(stream: ValueStream, elements: tuple[str, ...], links: tuple[LinkKey, ...] = ()) -> str:
    """Return what a label calls some elements: `step`, `demand`, `3 steps`, `2 elements`, `link`."""
    kinds = {_kind(stream, key) for key in elements} | ({"link"} if links else set())
    count = len(elements) + len(links)
    if count == 1:
        return next(iter(kinds))
    return f"{count} {next(iter(kinds)) if len(kinds) == 1 else 'element'}s"


def _kind(stream: ValueStream, key: str) -> str:
    if stream.step(key):
        return "step"
    return key if key in {DEMAND, VALUE} else "end" if stream.end(key) else "note"
