"""A worker: it leads the cases of a server on, beside as many others as there are."""

import asyncio
import contextlib
import signal
from collections.abc import Iterator

from temporalio.client import Client
from temporalio.worker import Worker

from svs_designer.running.temporal import names
from svs_designer.running.temporal.workflow import WORKFLOWS

MOST_CACHED = 1_000
"""How many cases a worker keeps at hand; others it reads again from their history."""


def worker_of(client: Client) -> Worker:
    """Return a worker for the cases of a server; it works while it is entered or run."""
    return Worker(client, task_queue=names.TASK_QUEUE, workflows=WORKFLOWS, max_cached_workflows=MOST_CACHED)


async def work_until_stopped(client: Client) -> None:
    """Work until somebody interrupts or terminates the process."""
    stopped = asyncio.Event()
    with _told_to_stop(stopped):
        async with worker_of(client):
            await stopped.wait()


@contextlib.contextmanager
def _told_to_stop(stopped: asyncio.Event) -> Iterator[None]:
    loop, signals = asyncio.get_running_loop(), (signal.SIGINT, signal.SIGTERM)
    with contextlib.suppress(NotImplementedError):  # Windows: there Ctrl+C raises KeyboardInterrupt
        for each in signals:
            loop.add_signal_handler(each, stopped.set)
    try:
        yield
    finally:
        with contextlib.suppress(NotImplementedError):
            for each in signals:
                loop.remove_signal_handler(each)
