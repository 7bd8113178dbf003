"""Packages of Node that read what we write, installed once into a cache and shared by all test runs.

`SVS_NODE_CACHE` names another folder for the cache. Where Node is absent, or cannot fetch a package, the tests that
need it are skipped and say so.
"""

import fcntl
import hashlib
import json
import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

INSTALL_SECONDS = 600
RUN_SECONDS = 110


def node_packages(*pinned: str) -> Path:
    """Return a folder whose `node_modules` holds these packages; each as `name@exact.version`.

    Skips the test where there is no Node, or where the packages cannot be had.
    """
    npm = _needed("npm")
    _needed("node")
    key = hashlib.sha256("\n".join(sorted(pinned)).encode()).hexdigest()[:16]
    folder = _cache() / key
    with _locked(folder):
        if not (folder / "installed").exists():
            _install(npm, folder, pinned)
    return folder


def run_node(folder: Path, script: str, *arguments: str | Path, text: str = "") -> str:
    """Run a CommonJS script against the packages of a folder, and return what it prints; fail with what it complains.

    The arguments begin at `process.argv[1]`, `text` is its standard input.
    """
    done = subprocess.run(
        [_needed("node"), "-e", script, "--", *map(str, arguments)],
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        timeout=RUN_SECONDS,
        check=False,
    )
    assert done.returncode == 0, f"Node ended with {done.returncode}:\n{done.stderr[-4000:]}\n{done.stdout[-1000:]}"
    return done.stdout


def _needed(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"needs Node: there is no {program} on this machine")
    return found


def _cache() -> Path:
    """Return the folder of all packages. The tests give themselves settings of their own, the cache is the user's."""
    named = os.environ.get("SVS_NODE_CACHE")
    return Path(named) if named else Path(pwd.getpwuid(os.getuid()).pw_dir) / ".cache/svs-designer/node"


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Let one test process at a time look into a folder: several run at once, and each may have to install."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _install(npm: str, folder: Path, pinned: tuple[str, ...]) -> None:
    wanted = dict(each.rsplit("@", 1) for each in pinned)
    (folder / "package.json").write_text(json.dumps({"private": True, "dependencies": wanted}), encoding="utf-8")
    command = [npm, "install", "--no-audit", "--no-fund", "--no-progress", "--ignore-scripts", "--loglevel=error"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=INSTALL_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip(f"needs Node packages, and npm took too long: {', '.join(pinned)}")
    if done.returncode:
        pytest.skip(f"needs Node packages that npm cannot fetch: {', '.join(pinned)} ({done.stderr.strip()[-300:]})")
    (folder / "installed").touch()
