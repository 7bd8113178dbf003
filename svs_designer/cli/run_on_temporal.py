"""`svs-designer run --on temporal`: a case on a server, or a worker for the cases that are there."""

import argparse
import asyncio
import secrets
from typing import TYPE_CHECKING

from svs_designer.cli.on_temporal import on_server
from svs_designer.cli.trouble import CLEAN, FINDINGS, Trouble, say

if TYPE_CHECKING:
    from temporalio.client import Client

    from svs_designer.exchange.events import WorkEvent
    from svs_designer.running.definition import Definition

_LOOK_SECONDS = 1.0


def run_on_temporal(arguments: argparse.Namespace) -> int:
    """Work, or start a case, or both, and return the exit code; raise Trouble where it cannot be done."""
    if arguments.worker_only:
        on_server(arguments, _work)
        return CLEAN
    from svs_designer.cli.definitions import open_definition

    definition = open_definition(arguments.file, arguments.stream)
    if definition is None:
        return FINDINGS
    case = arguments.case or f"{definition.name}-{secrets.token_hex(4)}"
    if not case.strip():
        raise Trouble("--case needs a name")
    if arguments.start_only:
        on_server(arguments, lambda client: _start(client, definition, case))
        return CLEAN
    return on_server(arguments, lambda client: _run(client, definition, case))


async def _work(client: "Client") -> None:
    from svs_designer.running.temporal.worker import work_until_stopped

    say("working; Ctrl+C stops, the cases stay where they are", name="")
    await work_until_stopped(client)


async def _start(client: "Client", definition: "Definition", case: str) -> None:
    from svs_designer.running.temporal.desk import start_case

    await start_case(client, definition, case)
    say(f"started case {case}", name="")


async def _run(client: "Client", definition: "Definition", case: str) -> int:
    from svs_designer.running.temporal.desk import outcome, start_case
    from svs_designer.running.temporal.worker import worker_of

    async with worker_of(client):
        handle = await start_case(client, definition, case)
        say(f"started case {case}; see what is to be done: svs-designer work list", name="")
        end = asyncio.ensure_future(outcome(handle))
        try:
            await _follow(client, case, end)
        except asyncio.CancelledError:
            say("the case stays where it is: go on with svs-designer run --on temporal --worker-only", name="")
            raise
    how, why = end.result()
    say(f"case {case} is {how}{f': {why}' if why else ''}", name="")
    return FINDINGS if how == "failed" else CLEAN


async def _follow(client: "Client", case: str, end: "asyncio.Future[tuple[str, str]]") -> None:
    """Print what happens to a case until its end."""
    from svs_designer.running.temporal.desk import log_of

    shown = 0
    while True:
        over = end.done()
        log = await log_of(client, case)
        for event in log[shown:]:
            print(_line(event), flush=True)
        shown = len(log)
        if over:
            return
        await asyncio.wait([end], timeout=_LOOK_SECONDS)


def _line(event: "WorkEvent") -> str:
    team = f" - {event.team}" if event.team else ""
    return f"{event.at:%Y-%m-%d %H:%M:%S}  {event.kind:<9}  {event.name}{team}"
