"""Opening what can be opened of a faulty tree: name each fault, take the node out, try again."""

from itertools import islice

from pydantic import ValidationError

from svs_designer.formats.native.explain import explain, is_required, needs
from svs_designer.formats.native.faults import Fault, Flaw, Path
from svs_designer.formats.native.paths import at, path_of
from svs_designer.formats.native.shape import flaws
from svs_designer.formats.native.tree import MORE_FAULTS, MOST_FAULTS, Marks, Tree
from svs_designer.model.document import Document

# Each round takes nodes out; more than a few rounds need faults that only show when others are gone.
_MOST_ROUNDS = 30
# Nobody mends more by reading them, and naming a million takes half a minute.
MOST_MENDED = 10_000


class TooManyFaults(Exception):
    """A file whose faults are too many to mend; `fault` says so."""

    fault = Fault(
        None,
        f"The file has more than {MOST_MENDED:,} faults: it is hardly a value stream file.",
        suggestion="See whether it is the right file, or whether a program wrote it wrongly.",
    )


def validated(tree: Tree) -> Document:
    """Make the document of a tree without its version. Raises ValidationError, or TooManyFaults."""
    try:
        return Document.model_validate(tree, context={"file": True}, by_alias=True, by_name=False)
    except ValidationError as error:
        if error.error_count() > MOST_MENDED:
            raise TooManyFaults from error
        raise


class Mender:
    """Makes a document of a tree with faults; the tree shrinks on the way. `faults` tells what was taken out."""

    def __init__(self, tree: dict[str, Tree], marks: Marks) -> None:
        self.faults: list[Fault] = []
        self._tree = tree
        self._marks = marks
        self._known: dict[str, set[str]] = {}

    def document(self) -> Document | None:
        """Return what can be opened; None where nothing can. Raises TooManyFaults."""
        for _ in range(_MOST_ROUNDS):
            found = list(islice(flaws(self._tree, self._known), MOST_MENDED + 1))
            if len(found) > MOST_MENDED:
                raise TooManyFaults
            if not found:
                try:
                    return validated(self._tree)
                except ValidationError as error:
                    found = self._flaws_of(error)
            if not all(flaw.path for flaw in found):
                break
            for flaw in found:
                self._name(flaw)
            for path in sorted({flaw.path for flaw in found}, reverse=True):
                self._take_out(path)
        self.faults.append(Fault(None, "The file cannot be opened even in part.", suggestion="Mend the faults named."))
        return None

    def _flaws_of(self, error: ValidationError) -> list[Flaw]:
        found: list[Flaw] = []
        for details in error.errors(include_url=False):
            location = details["loc"]
            path = path_of(self._tree, location)
            is_needed = bool(location) and is_required(location)
            if details["input"] is None and details["type"] not in {"missing", "extra_forbidden"}:
                # A key with nothing behind it says nothing: as if it were not there, which the needed must be.
                message, suggestion = needs(location) if is_needed else ("", "")
                found.append(Flaw(path, message, suggestion, at_key=True))
            else:
                message, suggestion = explain(details) if len(found) < MOST_FAULTS else ("More faults.", "")
                found.append(Flaw(path, message, suggestion, at_key=details["type"] == "extra_forbidden"))
            if is_needed:
                found.append(Flaw(path_of(self._tree, location[:-1])))
        return found

    def _name(self, flaw: Flaw) -> None:
        if not flaw.message or len(self.faults) > MOST_FAULTS:
            return
        if len(self.faults) == MOST_FAULTS:
            self.faults.append(MORE_FAULTS)
            return
        line, column = self._marks.of(self._tree, flaw.path, key=flaw.at_key)
        fault = Fault(flaw.rule, flaw.message, line, column, flaw.path, flaw.suggestion, flaw.level)
        self.faults.append(fault)

    def _take_out(self, path: Path) -> None:
        """Delete a node, and its mark with it: the marks of a list stay in step with its items."""
        parent = at(self._tree, path[:-1])
        spots = self._marks.spots.get(id(parent))
        key = path[-1]
        if isinstance(parent, list) and isinstance(key, int) and key < len(parent):
            del parent[key]
            if spots is not None and key < len(spots):
                del spots[key]
        elif isinstance(parent, dict):
            parent.pop(key, None)
