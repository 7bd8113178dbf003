"""Talking to a Temporal server from the command line: which one is meant, and one line where it cannot be done."""

import argparse
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
    from svs_designer.running.server import ServerTrouble, at_server

    try:
        return at_server(act, address=arguments.address or "", namespace=arguments.namespace or "")
    except ServerTrouble as trouble:
        raise Trouble(str(trouble)) from trouble
