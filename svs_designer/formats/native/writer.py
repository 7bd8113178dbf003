"""A document as the canonical text of its file, and onto the disk in one piece."""

import hashlib
from pathlib import Path
from typing import Any

from svs_designer.exchange.notation import document_tree
from svs_designer.exchange.plain_yaml.emitter import emit
from svs_designer.formats.native.comments import SCHEMA_LINE
from svs_designer.formats.native.stamp import FileStamp
from svs_designer.formats.native.versions import CURRENT
from svs_designer.model.document import Document
from svs_designer.whole_file import write_whole

_IN_BLOCK = frozenset({"streams", "steps", "layout"})


def tree_of(document: Document) -> dict[str, Any]:
    """Return the tree of a document's file, which begins with the version of the format."""
    return {"svs": CURRENT, **document_tree(document)}


def write_text(document: Document) -> str:
    """Return the text of a document's file: the same document gives the same text, byte for byte."""
    return f"{SCHEMA_LINE}\n{emit(tree_of(document), in_block=_IN_BLOCK)}"


def save_file(path: Path, document: Document) -> FileStamp:
    """Write a document to a file in one piece: afterwards there is the whole new file, or still the old one.

    The file keeps its mode; a symbolic link stays one, and its target is written. Raises OSError.
    """
    data = write_text(document).encode()
    target = write_whole(path, data)
    return FileStamp(target.stat().st_mtime_ns, len(data), hashlib.sha256(data).hexdigest())
