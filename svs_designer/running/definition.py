"""A definition that is ready to run: its tasks by their place, read and checked once.

The subset is that of the Open Workflow DSL 1.0 which needs no other service: set, switch, fork, for, emit, listen,
wait, raise, try, do. What a definition asks for beyond it is refused when it is read, with the place it stands at.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

DSL_VERSIONS = ("1.0.0", "1.0.1", "1.0.2", "1.0.3")
KINDS = ("set", "switch", "fork", "for", "emit", "listen", "wait", "raise", "try", "do")
"""In the order they are told apart: a `for` has a `do` as well."""
DIRECTIVES = ("continue", "exit", "end")


class BadDefinition(ValueError):
    """A definition that cannot be run; the message names the task and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Task:
    """One task: its name, its place as a JSON pointer, what it does, and the tasks within it by the part they are in.

    `variables` are the loop and error variables that expressions see here.
    """

    name: str
    path: str
    kind: str
    body: dict[str, Any]
    parts: dict[str, tuple["Task", ...]] = field(default_factory=dict)
    variables: frozenset[str] = frozenset()

    def place(self, part: str, name: str) -> int | None:
        """Return where in a part the task of that name is; None where there is none."""
        return next((place for place, task in enumerate(self.parts[part]) if task.name == name), None)

    @property
    def notes(self) -> dict[str, Any]:
        """Return what SVS Designer wrote about this task, empty where it wrote nothing."""
        metadata = self.body.get("metadata")
        notes = metadata.get("svs") if isinstance(metadata, dict) else None
        return notes if isinstance(notes, dict) else {}


@dataclass(frozen=True)
class Definition:
    """A checked definition: the document as it was read, and its tasks below `root`, which is the workflow itself."""

    source: dict[str, Any]
    root: Task

    @property
    def name(self) -> str:
        """Return the name of the workflow."""
        return str(self.source["document"]["name"])

    @property
    def title(self) -> str:
        """Return what people read."""
        return str(self.source["document"].get("title") or self.name)

    @property
    def notes(self) -> dict[str, Any]:
        """Return what SVS Designer wrote about the workflow, empty where it wrote nothing."""
        metadata = self.source["document"].get("metadata")
        notes = metadata.get("svs") if isinstance(metadata, dict) else None
        return notes if isinstance(notes, dict) else {}

    @cached_property
    def tasks(self) -> dict[str, Task]:
        """Return every task by its place, the workflow itself at the empty one."""
        found: dict[str, Task] = {}
        todo = [self.root]
        while todo:
            task = todo.pop()
            found[task.path] = task
            todo += [inner for part in reversed(task.parts.values()) for inner in reversed(part)]
        return found

    @cached_property
    def lists(self) -> dict[str, tuple[Task, ...]]:
        """Return for the place of each task the list it stands in."""
        parts = [part for task in self.tasks.values() for part in task.parts.values()]
        return {task.path: part for part in parts for task in part}

    def reusable(self, kind: str, name: str) -> Any:
        """Return what `use` defines under a kind and a name, None where it defines none."""
        return (self.source.get("use") or {}).get(kind, {}).get(name)


def read_definition(data: bytes) -> Definition:
    """Read the text of a definition; raise BadDefinition."""
    from svs_designer.exchange.importer import CannotImport
    from svs_designer.exchange.plain_yaml.reading import load_tree

    try:
        source = load_tree(data, "it")
    except CannotImport as error:
        raise BadDefinition(str(error)) from error
    return checked_definition(source)


def checked_definition(source: Any) -> Definition:
    """Return a definition of parsed YAML or JSON; raise BadDefinition."""
    from svs_designer.running.checking import checked

    return checked(source)
