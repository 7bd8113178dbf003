"""From the text of a native file to a document, with all of its faults.

What can be opened is opened; `complete` tells whether anything was left out, so that a part never overwrites the whole.
"""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import ValidationError

from svs_designer.formats.native.comments import has_comments
from svs_designer.formats.native.decoding import Undecodable, read_bytes, text_of
from svs_designer.formats.native.faults import Fault
from svs_designer.formats.native.mending import Mender, TooManyFaults, validated
from svs_designer.formats.native.positions import Positions
from svs_designer.formats.native.shape import has_odd_layout, imply_nodes
from svs_designer.formats.native.stamp import FileStamp
from svs_designer.formats.native.tree import Marks, Parsed, Tree, parse
from svs_designer.formats.native.versions import migrate, version_of
from svs_designer.model.document import Document
from svs_designer.no_garbage import no_garbage_collection


@dataclass(frozen=True)
class Reading:
    """What a file gave. `document` is None where nothing could be opened; then there is at least one fault."""

    document: Document | None
    faults: tuple[Fault, ...]
    text: str = ""
    version: str = ""
    stamp: FileStamp | None = None

    @property
    def complete(self) -> bool:
        """Tell whether the document is all that the file holds, so that saving it loses nothing but comments."""
        return self.document is not None and not self.faults

    @cached_property
    def positions(self) -> Positions:
        """Where things stand in the text."""
        return Positions(self.text)

    @cached_property
    def had_comments(self) -> bool:
        """Whether the text has comments that a Save would drop."""
        return self.document is not None and has_comments(self.text)


def read_file(path: Path) -> Reading:
    """Read a native file. Raises OSError where there is no file to read; all else is a fault of the reading."""
    try:
        data, mtime_ns = read_bytes(path)
    except Undecodable as error:
        return Reading(None, (error.fault,))
    stamp = FileStamp(mtime_ns, len(data), hashlib.sha256(data).hexdigest())
    return _read(data, stamp)


def read_text(text: str | bytes) -> Reading:
    """Read a native file's content; bytes are decoded, see `text_of`."""
    return _read(text, None)


def _read(source: str | bytes, stamp: FileStamp | None) -> Reading:
    try:
        text = text_of(source)
    except Undecodable as error:
        return Reading(None, (error.fault,), stamp=stamp)
    with no_garbage_collection():
        parsed = parse(text)
        try:
            document, faults = _document_of(text, parsed)
        except TooManyFaults as error:
            document, faults = None, (error.fault,)
    version = version_of(parsed.tree) if isinstance(parsed.tree, dict) else ""
    return Reading(document, faults, text, version, stamp)


def _document_of(text: str, parsed: Parsed) -> tuple[Document | None, tuple[Fault, ...]]:
    if parsed.tree is None and parsed.faults:
        return None, parsed.faults
    if not parsed.faults and (document := _sound_document(parsed.tree)):
        return document, ()
    careful = parsed if parsed.marks is not None else parse(text, with_marks=True)
    marks = careful.marks or Marks()
    document, faults = _mended_document(careful.tree, marks)
    return document, tuple(sorted((*careful.faults, *faults), key=lambda fault: (fault.line, fault.column)))


def _sound_document(tree: Tree) -> Document | None:
    """Return the document of a tree without any fault; None leaves it to the careful way."""
    if not isinstance(tree, dict):
        return None
    content = dict(tree)
    if migrate(content) is not None or has_odd_layout(content):
        return None
    imply_nodes(content)
    del content["svs"]
    try:
        return validated(content)
    except ValidationError:
        return None


def _mended_document(tree: Tree, marks: Marks) -> tuple[Document | None, list[Fault]]:
    if tree is None:
        return None, [Fault(None, "The file is empty.", 1, 1, suggestion='A document begins with: svs: "1.0"')]
    if not isinstance(tree, dict):
        line, column = marks.start
        way_out = 'A document is a mapping of keys and begins with: svs: "1.0"'
        return None, [Fault(None, "This is not a value stream file.", line, column, suggestion=way_out)]
    if fault := migrate(tree):
        return None, [_placed(fault, tree, marks)]
    imply_nodes(tree)
    del tree["svs"]
    mender = Mender(tree, marks)
    return mender.document(), mender.faults


def _placed(fault: Fault, tree: Tree, marks: Marks) -> Fault:
    line, column = marks.of(tree, fault.path)
    return Fault(fault.rule, fault.message, line, column, fault.path, fault.suggestion, fault.level)
