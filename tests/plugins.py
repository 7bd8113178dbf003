"""Plug-ins in tests: built as their author would build them, installed as an installer leaves them."""

import zipfile
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder


def unpacked(project: Path, folder: Path) -> Path:
    """Build the wheel of a project and unpack it into a folder, which is returned."""
    wheel = next(iter(WheelBuilder(str(project)).build(directory=str(folder / "dist"), versions=["standard"])))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def installed_by_hand(folder: Path, name: str, code: str, *, group: str, offers: str) -> Path:
    """Put a module and its entry point into a folder of its own; `offers` is what in the module the point names."""
    metadata = folder / f"{name}-1.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", "utf-8")
    (metadata / "entry_points.txt").write_text(f"[{group}]\n{name} = {name}:{offers}\n", "utf-8")
    (folder / f"{name}.py").write_text(code, "utf-8")
    return folder
