"""Talking to a Temporal server from the command line: the extra that has to be there, the server, its refusals."""

import argparse
import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from svs_designer.cli.trouble import Trouble

if TYPE_CHECKING:
    from temporalio.client import Client

T = TypeVar("T")


def add_server(parser: "argparse.ArgumentParser | argparse._ArgumentGroup") -> None:
    """Add the options that say which server is meant."""
    parser.add_argument("--address", metavar="HOST:PORT", help="the Temporal server (localhost:7233)")
    parser.add_argument("--namespace", metavar="NAME", help="the namespace on it (default)")


def on_server(arguments: argparse.Namespace, act: "Callable[[Client], Awaitable[T]]") -> T:
    """Do something with a client of the server; raise Trouble where there is none, or where it refuses."""
    try:
        from svs_designer.running.temporal import desk, names
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "temporalio":
            raise
        raise Trouble("running on Temporal needs its SDK: pip install 'svs-designer[temporal]'") from error

    async def connected() -> T:
        client = await desk.connect(arguments.address or names.ADDRESS, arguments.namespace or names.NAMESPACE)
        return await act(client)

    from temporalio.service import RPCError

    try:
        return asyncio.run(connected())
    except (desk.NoServer, desk.Refused) as error:
        raise Trouble(str(error)) from error
    except RPCError as error:
        raise Trouble(f"the Temporal server broke off: {error.message}") from error
