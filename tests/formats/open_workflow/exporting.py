"""Definitions to test: every worked stream in every version and profile, and small flows."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from svs_designer.catalogue import load_catalogue
from svs_designer.exchange.exporter import Exported, ExportRequest
from svs_designer.formats.native import read_file
from svs_designer.formats.open_workflow.exporter import EXPORTER
from svs_designer.model.document import Document
from svs_designer.resource_files import model_file

CATALOGUE = load_catalogue("itil4")
MODELS = sorted(path.name.removesuffix(".svs.yaml") for path in model_file().glob("*.svs.yaml"))
VERSIONS = ("1.0.0", "1.0.3")
PROFILES = ("orchestrate", "rehearse")
EVERY = [(model, version, profile) for model in MODELS for version in VERSIONS for profile in PROFILES]


@cache
def model(name: str) -> Document:
    """Return a worked stream's document."""
    document = read_file(model_file(f"{name}.svs.yaml")).document
    assert document is not None
    return document


def export(document: Document, **settings: Any) -> Exported:
    """Export the only stream of a document; `dsl_version` is `--dsl-version`."""
    named = {name.replace("_", "-"): value for name, value in settings.items()}
    return EXPORTER.export(ExportRequest(document, CATALOGUE, None, named))


@cache
def exported(name: str, version: str = "1.0.3", profile: str = "orchestrate") -> bytes:
    """Return the definition of a worked stream."""
    return export(model(name), dsl_version=version, profile=profile).data


def tree_of(data: bytes) -> Any:
    """Return what another reader of YAML finds in a definition."""
    return yaml.load(data, yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader)


def lists_of(tasks: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Yield a list of tasks and all lists within."""
    yield tasks
    for named in tasks:
        for task in named.values():
            for key in ("do", "try"):
                if key in task:
                    yield from lists_of(task[key])
            for branch in task.get("fork", {}).get("branches", ()):
                yield from lists_of([branch])


def jumps_of(tasks: list[dict[str, Any]]) -> Iterator[str]:
    """Yield where the tasks of one list jump to."""
    for named in tasks:
        for task in named.values():
            if "then" in task:
                yield task["then"]
            for case in task.get("switch", ()):
                yield from (each["then"] for each in case.values())


def schemas() -> dict[str, Path]:
    """Return the official schemas by their file names, as far as they lie beside the checkout."""
    here = Path(__file__).parents[3]
    named = os.environ.get("SVS_SHARED")
    folders = [Path(named)] if named else [here.parent / "shared", here.parent.parent / "shared"]
    found = next((folder / "schemas" for folder in folders if (folder / "schemas").is_dir()), None)
    return {path.name: path for path in sorted(found.glob("*workflow*.yaml"))} if found else {}
