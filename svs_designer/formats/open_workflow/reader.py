"""An Open Workflow definition as a document: our own come back as they were, of others we take what we understand."""

from typing import Any

from pydantic import ValidationError

from svs_designer.exchange.importer import CannotImport, Imported
from svs_designer.exchange.plain_yaml.reading import load_tree
from svs_designer.formats.open_workflow.program import Program
from svs_designer.formats.open_workflow.returning import returned_document
from svs_designer.formats.open_workflow.strangers import guessed_document


def read_workflow(data: bytes, name: str) -> Imported:
    """Read a definition. Raises CannotImport for what is none, or has no tasks."""
    tree = load_tree(data, name)
    about = tree.get("document") if isinstance(tree, dict) else None
    if not isinstance(tree, dict) or not isinstance(about, dict) or "dsl" not in about:
        raise CannotImport(f"{name} is no workflow of the DSL: it begins with `document:` and names its `dsl`")
    if not str(about["dsl"]).startswith("1."):
        raise CannotImport(f"{name} is written in DSL {str(about['dsl'])[:20]}: 1.0 is what is read here")
    program = Program(tree.get("do"), name)
    if not program.nodes:
        raise CannotImport(f"{name} has no tasks: there is nothing to make a value stream of")
    carried = _carried(about)
    try:
        return returned_document(program, carried) if carried else guessed_document(program, tree, about)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = "/".join(str(part) for part in first["loc"])
        what = f"what rides along under `metadata: svs:` does not fit at {place or 'the document'} ({first['msg']})"
        message = f"{name}: {what}: restore it, or remove it to import the tasks alone"
        raise CannotImport(message) from error


def _carried(about: dict[str, Any]) -> dict[str, Any] | None:
    """Return what of ours a definition carries along; None for a stranger's."""
    metadata = about.get("metadata")
    carried = metadata.get("svs") if isinstance(metadata, dict) else None
    if not isinstance(carried, dict):
        return None
    return carried if all(isinstance(carried.get(key), dict) for key in ("stream", "document")) else None
