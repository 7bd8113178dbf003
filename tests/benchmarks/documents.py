"""Open and save: the native file beside PyYAML with its C parser, and beside libyaml's events alone."""

from collections.abc import Iterator

import yaml

from svs_designer.editing.session import Session
from svs_designer.formats.native.mending import validated
from svs_designer.formats.native.reader import read_text
from svs_designer.formats.native.shape import imply_nodes
from svs_designer.formats.native.writer import tree_of, write_text
from svs_designer.model.document import Document
from svs_designer.model.edits.steps import rename_step
from tests.benchmarks.big_document import STREAM, laid_out
from tests.benchmarks.measuring import OURS, Cost, side_by_side

LIBYAML, LOADER, DUMPER, FLOOR = "libyaml events", "CSafeLoader + pydantic", "CSafeDumper", "one stream rebuilt"


def document_costs(n: int) -> Iterator[Cost]:
    """Measure opening, saving, and one edit with its history."""
    document = laid_out(n)
    text = write_text(document)
    rounds = 5 if n <= 1_000 else 2
    opening = {OURS: lambda: read_text(text), LIBYAML: lambda: _events(text), LOADER: lambda: _with_pyyaml(text)}
    for tool, ms in side_by_side(opening, rounds).items():
        yield Cost("doc", n, "open", tool, {"ms": ms, "kb": len(text) / 1e3})
    saving = {OURS: lambda: write_text(document), DUMPER: lambda: _dumped(document)}
    for tool, ms in side_by_side(saving, rounds).items():
        yield Cost("doc", n, "save", tool, {"ms": ms})
    editing = {OURS: lambda: _edit(document), FLOOR: lambda: _rebuilt(document)}
    for tool, ms in side_by_side(editing, 15).items():
        yield Cost("edit", n, "rename, with history", tool, {"ms": ms})


def _events(text: str) -> int:
    return sum(1 for _ in yaml.parse(text, Loader=yaml.CSafeLoader))


def _with_pyyaml(text: str) -> Document:
    tree = yaml.load(text, Loader=yaml.CSafeLoader)
    imply_nodes(tree)
    del tree["svs"]
    return validated(tree)


def _dumped(document: Document) -> str:
    return yaml.dump(tree_of(document), Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)


def _edit(document: Document) -> Document:
    return Session(document).apply("Rename", rename_step, STREAM, "s3", "Another name")


def _rebuilt(document: Document) -> tuple[object, ...]:
    """Do what no edit can do without: a new list of the steps."""
    return tuple(step for step in document.streams[0].steps)
