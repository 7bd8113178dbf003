"""The desk of a server, asked from any thread: which work is open, that it is done, what a case shall do."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from svs_designer.running.server import ServerTrouble, at_server

if TYPE_CHECKING:
    from temporalio.client import Client

    from svs_designer.running.temporal.desk import OpenCase

T = TypeVar("T")


class DeskTrouble(Exception):
    """A server that is not there, or that refuses; the message says why and what to do."""


class Choice(NamedTuple):
    """A way on that whoever does a piece of work can choose, and the answers that lead along it."""

    title: str
    share: float | None
    usual: bool
    answers: tuple[tuple[str, bool], ...]


class Row(NamedTuple):
    """A piece of open work, as the list shows it; `since` is when it was asked for, None where that is not told."""

    id: str
    case: str
    stream: str
    step: str
    team: str
    since: datetime | None
    paused: bool
    choices: tuple[Choice, ...]


class Desk:
    """Asks one server, a connection for each question: that way any thread may ask."""

    def __init__(self, address: str) -> None:
        """Mean the server at `host:port`."""
        self.address = address.strip()

    def rows(self) -> tuple[Row, ...]:
        """Return the open work, that which waits longest first; raise DeskTrouble."""

        async def listed(client: "Client") -> "list[OpenCase]":
            from svs_designer.running.temporal.desk import open_cases

            return await open_cases(client)

        rows = [_row(case, item) for case in self._ask(listed) for item in case.work]
        return tuple(sorted(rows, key=lambda row: (row.since is None, row.since.isoformat() if row.since else row.id)))

    def complete(self, item: str, answers: Mapping[str, bool]) -> None:
        """Say that a piece of work is done; raise DeskTrouble."""

        async def completed(client: "Client") -> bool:
            from svs_designer.running.temporal.desk import complete

            return await complete(client, item, dict(answers))

        self._ask(completed)

    def tell(self, case: str, what: str) -> None:
        """Pause, resume or cancel a case; raise DeskTrouble."""

        async def told(client: "Client") -> None:
            from svs_designer.running.temporal.desk import tell

            await tell(client, case, what)

        self._ask(told)

    def _ask(self, act: "Callable[[Client], Awaitable[T]]") -> T:
        try:
            return at_server(act, address=self.address)
        except ServerTrouble as error:
            said = str(error).rstrip(".")
            raise DeskTrouble(f"{said[:1].upper()}{said[1:]}.") from error


def _row(case: "OpenCase", item: Mapping[str, Any]) -> Row:
    since = item.get("since")
    return Row(
        id=str(item["id"]),
        case=case.id,
        stream=case.title,
        step=str(item["name"]),
        team=str(item["team"] or ""),
        since=datetime.fromisoformat(since) if since else None,
        paused=case.paused,
        choices=tuple(
            Choice(str(way["title"]), way["share"], bool(way["default"]), tuple(way["answers"].items()))
            for way in item["ways"]
        ),
    )
