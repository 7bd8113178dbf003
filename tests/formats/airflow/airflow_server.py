"""A real Airflow for a test: installed once into a cache, started in a folder of its own, spoken to by its API.

`SVS_TEST_AIRFLOW=1` asks for it; `SVS_AIRFLOW_PYTHON` names a Python that has Airflow and dag-factory already.
"""

import json
import os
import pwd
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PINNED = ("apache-airflow==3.3.2", "dag-factory==1.1.0")
INSTALL_SECONDS, START_SECONDS, RUN_SECONDS, PATIENCE_SECONDS = 900, 180, 600, 15
LOADER = """\
from airflow.sdk import DAG
from dagfactory import load_yaml_dags
load_yaml_dags(globals_dict=globals(), suffix=[".airflow.yaml"])
"""


def airflow_python() -> str:
    """Return a Python that has Airflow; skip where nobody asked for it, or where it cannot be installed."""
    if os.environ.get("SVS_TEST_AIRFLOW") != "1":
        pytest.skip("runs a real Airflow for some minutes: set SVS_TEST_AIRFLOW=1")
    named = os.environ.get("SVS_AIRFLOW_PYTHON")
    if named:
        return named
    folder = Path(pwd.getpwuid(os.getuid()).pw_dir) / ".cache/svs-designer/airflow" / "_".join(PINNED)
    python = folder / "bin/python"
    if not (folder / "installed").exists():
        venv.create(folder, with_pip=True, clear=True)
        command = [str(python), "-m", "pip", "install", "--quiet", *PINNED]
        done = subprocess.run(command, capture_output=True, text=True, timeout=INSTALL_SECONDS, check=False)
        if done.returncode:
            pytest.skip(f"needs Airflow, which pip cannot install: {done.stderr.strip()[-300:]}")
        (folder / "installed").touch()
    return str(python)


class Airflow:
    """A server that runs: what a person does in its window, by its API."""

    def __init__(self, port: int) -> None:
        self.base = f"http://localhost:{port}"
        self.token = ""
        self._seen: dict[str, float] = {}

    def call(self, method: str, path: str, body: Any = None) -> Any:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data=data, headers=headers, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read() or b"null")

    def sign_in(self) -> None:
        self.token = self.call("GET", "/auth/token")["access_token"]

    def start(self, dag: str) -> str:
        """Begin a run of a DAG, once Airflow has read it, and return the id of the run."""
        self.call("PATCH", f"/api/v2/dags/{dag}", {"is_paused": False})
        run: str = self.call("POST", f"/api/v2/dags/{dag}/dagRuns", {"logical_date": None})["dag_run_id"]
        return run

    def pending(self, dag: str, run: str) -> list[dict[str, Any]]:
        """Return what has waited for somebody for a moment.

        Who answers before the scheduler has seen that the task waits makes Airflow 3.3 fail it; no person is so quick.
        """
        path = f"/api/v2/dags/{dag}/dagRuns/{run}/hitlDetails?response_received=false"
        found: list[dict[str, Any]] = self.call("GET", path)["hitl_details"]
        now = time.monotonic()
        return [
            each for each in found if now - self._seen.setdefault(each["task_instance"]["id"], now) > PATIENCE_SECONDS
        ]

    def answer(self, dag: str, run: str, task: str, option: str) -> None:
        path = f"/api/v2/dags/{dag}/dagRuns/{run}/taskInstances/{task}/-1/hitlDetails"
        self.call("PATCH", path, {"chosen_options": [option], "params_input": {}})

    def states(self, dag: str, run: str) -> dict[str, str]:
        found = self.call("GET", f"/api/v2/dags/{dag}/dagRuns/{run}/taskInstances?limit=1000")["task_instances"]
        return {each["task_id"]: each["state"] for each in found}


def until(seconds: float, ask: Any, what: str) -> Any:
    """Ask again and again until something comes back."""
    end = time.monotonic() + seconds
    complaint: object = None
    while time.monotonic() < end:
        try:
            found = ask()
        except (urllib.error.URLError, OSError) as error:
            found, complaint = None, error
        if found:
            return found
        time.sleep(1)
    raise AssertionError(f"{what} did not come in {seconds:g} s ({complaint})")


@contextmanager
def running(python: str, dags: Path, home: Path) -> Iterator[Airflow]:
    """Run Airflow with all its parts over a folder of DAGs; stop every process of it at the end."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    (dags / "load_streams.py").write_text(LOADER, "utf-8")
    settings = {
        "CORE__DAGS_FOLDER": dags, "CORE__LOAD_EXAMPLES": False, "API__PORT": port,
        "CORE__EXECUTION_API_SERVER_URL": f"http://localhost:{port}/execution/", "API__BASE_URL": f"http://localhost:{port}",
        "CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": True, "DAG_FACTORY__ENABLE_TELEMETRY": False, "API__WORKERS": 1,
        "USAGE_DATA_COLLECTION__ENABLED": False, "SCHEDULER__SCHEDULER_HEARTBEAT_SEC": 1,
    }  # fmt: skip
    path = os.pathsep.join([str(Path(python).parent), os.environ.get("PATH", "")])
    environment = {**os.environ, "AIRFLOW_HOME": str(home), "PATH": path, "DO_NOT_TRACK": "1"}
    environment |= {f"AIRFLOW__{name}": str(value) for name, value in settings.items()}
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(
            [python, "-m", "airflow", "standalone"], env=environment, stdout=log, stderr=log, start_new_session=True
        )
        try:
            airflow = Airflow(port)
            until(START_SECONDS, lambda: airflow.sign_in() or airflow.token, "Airflow")
            yield airflow
        except BaseException:
            sys.stderr.write((home / "log").read_text("utf-8", "replace")[-6000:])
            raise
        finally:
            _stop(server)


def _stop(server: subprocess.Popen[bytes]) -> None:
    os.killpg(server.pid, signal.SIGTERM)
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
