"""The official schema of SARIF, from the package its makers publish."""

import json
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest

PACKAGE = "@microsoft/jest-sarif@1.0.0-beta.0"
SCHEMA = "package/lib/schemas/sarif-2.1.0-rtm.5.json"


@pytest.fixture(scope="session")
def sarif_validator(tmp_path_factory: pytest.TempPathFactory) -> jsonschema.Draft7Validator:
    """Return a validator for SARIF 2.1.0; skip where npm, or the registry it asks, is absent."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("the official schema of SARIF comes from npm, which is not installed")
    folder = tmp_path_factory.mktemp("sarif")
    fetch = [npm, "pack", "--silent", "--ignore-scripts", "--prefer-offline", "--fetch-retries=0", PACKAGE]
    done = subprocess.run(fetch, cwd=folder, capture_output=True, text=True, timeout=90, check=False)
    archive = next(folder.glob("*.tgz"), None)
    if archive is None:
        pytest.skip(f"the official schema of SARIF cannot be fetched: {done.stderr.strip()[-200:]}")
    return jsonschema.Draft7Validator(_schema(archive), format_checker=jsonschema.FormatChecker())


def _schema(archive: Path) -> Any:
    with tarfile.open(archive) as packed:
        member = packed.extractfile(SCHEMA)
        assert member is not None
        return json.load(member)
