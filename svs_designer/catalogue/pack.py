"""Reading a pack: five YAML files in a folder become one Catalogue, or a list of everything wrong with them."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml
from pydantic import ValidationError

from svs_designer.catalogue.catalogue import Catalogue
from svs_designer.catalogue.consistency import Fault, contradictions
from svs_designer.catalogue.errors import CatalogueError
from svs_designer.catalogue.terms import Activity
from svs_designer.catalogue.yaml_text import line_of, read_text

FILES: Mapping[str, tuple[str, ...]] = {
    "catalogue.yaml": ("id", "name", "version", "notice"),
    "activities.yaml": ("activities",),
    "artefacts.yaml": ("artefacts",),
    "practices.yaml": ("practice-groups", "practices"),
    "frame.yaml": (
        "inputs",
        "output",
        "parties",
        "components",
        "principles",
        "governance",
        "continual-improvement-model",
        "dimensions",
    ),
}
"""Which file of a pack holds which part of the catalogue."""


def read_pack(folder: Path) -> Catalogue:
    """Read, check and connect the pack in a folder. Raises CatalogueError with a line for each fault."""
    content: dict[str, object] = {}
    for name, keys in FILES.items():
        content |= _read_file(folder / name, keys)
    try:
        catalogue = Catalogue.model_validate(content)
    except ValidationError as error:
        raise _broken(folder, content, _invalid(error)) from None
    if faults := list(contradictions(catalogue)):
        raise _broken(folder, content, faults)
    return _connected(catalogue)


def _read_file(file: Path, keys: tuple[str, ...]) -> dict[str, object]:
    try:
        content = read_text(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise CatalogueError(f"{file}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CatalogueError(f"{file}: not UTF-8 text at byte {error.start}") from error
    except yaml.MarkedYAMLError as error:
        raise CatalogueError(f"{file}{_line(error)}: {error.problem}") from error
    except yaml.YAMLError as error:
        raise CatalogueError(f"{file}: {error}") from error
    if not isinstance(content, dict):
        raise CatalogueError(f"{file}: expected keys with values ({', '.join(keys)})")
    for key in content.keys() - set(keys):
        raise CatalogueError(f"{file}: unknown key '{key}'; the file holds {', '.join(keys)}")
    return content


def _line(error: yaml.MarkedYAMLError) -> str:
    return f", line {error.problem_mark.line + 1}" if error.problem_mark else ""


def _invalid(error: ValidationError) -> Iterator[Fault]:
    for detail in error.errors(include_url=False):
        unknown = detail["type"] == "extra_forbidden"
        yield Fault(detail["loc"], "unknown key" if unknown else detail["msg"])


def _broken(folder: Path, content: Mapping[str, object], faults: Iterator[Fault] | list[Fault]) -> CatalogueError:
    return CatalogueError("\n".join(_told(folder, content, fault) for fault in faults))


def _told(folder: Path, content: Mapping[str, object], fault: Fault) -> str:
    file = folder / next(name for name, keys in FILES.items() if fault.path[0] in keys)
    line = line_of(file.read_text(encoding="utf-8"), fault.path)
    return f"{file}, line {line}, {' > '.join(_steps(content, fault.path))}: {fault.message}"


def _steps(content: object, path: tuple[str | int, ...]) -> Iterator[str]:
    """Name each part of a path, a list item by its id where it has one."""
    for part in path:
        try:
            content = content[part]  # type: ignore[index]  # walks whatever the file holds
        except (TypeError, LookupError):
            content = None
        yield str(content.get("id", part) if isinstance(part, int) and isinstance(content, dict) else part)


def _connected(catalogue: Catalogue) -> Catalogue:
    """Give each activity its place in the list and the artefacts it takes and gives."""
    activities = tuple(
        Activity(
            **dict(activity)
            | {
                "order": order,
                "inputs": tuple(a.id for a in catalogue.artefacts if activity.id in a.consumed_by),
                "outputs": tuple(a.id for a in catalogue.artefacts if activity.id in a.produced_by),
            }
        )
        for order, activity in enumerate(catalogue.activities, start=1)
    )
    return Catalogue(**dict(catalogue) | {"activities": activities})
