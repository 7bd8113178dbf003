"""Doing one thing at a Temporal server and waiting for it: for the command line, and for jobs of the window.

Nothing of Temporal is imported before somebody asks: its SDK is an optional extra.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from temporalio.client import Client

T = TypeVar("T")
SDK = "temporalio"


class ServerTrouble(Exception):
    """What keeps one from running on a server: no SDK, no server, a refusal. The message says the way out."""


def at_server(act: "Callable[[Client], Awaitable[T]]", *, address: str = "", namespace: str = "") -> T:
    """Connect, do something with the client, and return what it gives; raise ServerTrouble.

    What there is to do is in `temporal.desk`: `open_cases`, `complete`, `tell`, `log_of` and the like.
    """
    try:
        from temporalio.service import RPCError

        from svs_designer.running.temporal import desk, names
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != SDK:
            raise
        raise ServerTrouble("running on Temporal needs its SDK: pip install 'svs-designer[temporal]'") from error

    async def connected() -> T:
        client = await desk.connect(address or names.ADDRESS, namespace or names.NAMESPACE)
        return await act(client)

    try:
        return asyncio.run(connected())
    except (desk.NoServer, desk.Refused) as error:
        raise ServerTrouble(str(error)) from error
    except RPCError as error:
        raise ServerTrouble(f"the Temporal server broke off: {error.message}") from error
