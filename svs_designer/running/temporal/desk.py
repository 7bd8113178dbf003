"""The desk: starting cases on a server, seeing what work is open, saying that it is done. Any client may sit at it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from dataclasses import dataclass
from typing import Any, TypeVar

from temporalio.client import (
    Client,
    WorkflowExecutionStatus,
    WorkflowFailureError,
    WorkflowHandle,
    WorkflowQueryFailedError,
    WorkflowUpdateFailedError,
    WorkflowUpdateRPCTimeoutOrCancelledError,
)
from temporalio.common import WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

from svs_designer.exchange.events import WorkEvent
from svs_designer.running.definition import Definition
from svs_designer.running.temporal import names
from svs_designer.running.temporal.workflow import event_of

T = TypeVar("T")
ANSWER_SECONDS = 15.0
"""How long a worker may take to answer."""


class NoServer(Exception):
    """A server that does not answer; the message says which and what to do."""


class Refused(Exception):
    """Something a case cannot do, or a case there is none of; the message says why."""


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case that is under way, as lists show it."""

    id: str
    title: str
    paused: bool
    work: list[dict[str, Any]]


async def connect(address: str = names.ADDRESS, namespace: str = names.NAMESPACE) -> Client:
    """Return a client of a server; raise NoServer."""
    try:
        return await Client.connect(address, namespace=namespace)
    except (RuntimeError, ValueError, OSError) as error:
        raise NoServer(
            f"no Temporal server answers at {address}: start one (temporal server start-dev), or name another with "
            "--address"
        ) from error


async def start_case(
    client: Client,
    definition: Definition,
    case: str,
    *,
    given: dict[str, Any] | None = None,
    most_history: int | None = None,
) -> WorkflowHandle[Any, Any]:
    """Start a case under its id; raise Refused where there is, or was, one of that id: told twice it starts once."""
    asked: dict[str, Any] = {"definition": definition.source, "input": given}
    if most_history:
        asked["most_history"] = most_history
    try:
        return await client.start_workflow(
            names.WORKFLOW,
            asked,
            id=case,
            task_queue=names.TASK_QUEUE,
            id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
        )
    except WorkflowAlreadyStartedError as error:
        raise Refused(f"there is a case {case!r} already: choose another name") from error


async def open_cases(client: Client) -> list[OpenCase]:
    """Return the cases under way, as far as the server's lists know them: they lag behind by a moment."""
    return sorted([each async for each in _open_cases(client)], key=lambda each: each.id)


async def begin(client: Client, item: str) -> bool:
    """Say that somebody begins a piece of work, and return whether that was news; raise Refused."""
    handle = client.get_workflow_handle(_case_of(item))
    try:
        return bool(await _answered(handle.execute_update(names.BEGIN, item, result_type=bool)))
    except WorkflowUpdateFailedError as error:
        raise Refused(str(error.cause)) from error
    except RPCError as error:
        raise _refused(error, _case_of(item)) from error


async def complete(client: Client, item: str, answers: dict[str, bool], *, way: str | None = None) -> bool:
    """Say that work is done and return whether that was news; raise Refused where there is no such work.

    `way` is the element the case shall go to, where there is a choice; `answers` come on top of it.
    """
    handle = client.get_workflow_handle(_case_of(item))
    try:
        if way is not None:
            answers = await _answers_for(handle, item, way) | answers
        update = handle.execute_update(names.COMPLETE, args=[item, answers], result_type=bool)
        return bool(await _answered(update))
    except WorkflowUpdateFailedError as error:
        raise Refused(str(error.cause)) from error
    except RPCError as error:
        if await _was_done(handle, item):
            return False
        raise _refused(error, _case_of(item)) from error


async def tell(client: Client, case: str, what: str) -> None:
    """Pause, resume or cancel a case; raise Refused where it is not under way."""
    try:
        await client.get_workflow_handle(case).signal(what)
    except RPCError as error:
        raise _refused(error, case) from error


async def log_of(client: Client, case: str) -> list[WorkEvent]:
    """Return what happened to a case, also after its end; a worker has to be there to tell it."""
    try:
        told = await _answered(client.get_workflow_handle(case).query(names.LOG))
    except WorkflowQueryFailedError as error:
        raise Refused(f"case {case!r} cannot tell its log: {error}") from error
    except RPCError as error:
        raise _refused(error, case) from error
    return [event_of(each) for each in told]


async def every_case(client: Client) -> list[str]:
    """Return the ids of all cases the server remembers, under way or over."""
    found = client.list_workflows(f'WorkflowType = "{names.WORKFLOW}"')
    return sorted({each.id async for each in found})


async def outcome(handle: WorkflowHandle[Any, Any]) -> tuple[str, str]:
    """Wait for the end of a case; return how it ended, and why where it failed."""
    try:
        result = await handle.result()
    except WorkflowFailureError as error:
        description = await handle.describe()
        if description.status is WorkflowExecutionStatus.CANCELED:
            return "cancelled", ""
        return (description.status or WorkflowExecutionStatus.FAILED).name.lower(), str(error.cause)
    return str(result["status"]), ""


async def _answers_for(handle: WorkflowHandle[Any, Any], item: str, way: str) -> dict[str, bool]:
    open_items: list[dict[str, Any]] = await _answered(handle.query(names.WORK))
    ways = next((each["ways"] for each in open_items if each["id"] == item), None)
    if ways is None:
        return {}  # is done or broken off: the case says which
    found: dict[str, bool] | None = next((each["answers"] for each in ways if each["target"] == way), None)
    if found is None:
        known = ", ".join(each["target"] for each in ways) or "no choice"
        raise Refused(f"no way leads from {item} to {way!r}: there is {known}")
    return found


async def _answered(asking: Awaitable[T]) -> T:
    """Wait for what only a worker can answer, but not for ever; raise Refused where there seems to be none."""
    try:
        return await asyncio.wait_for(asking, ANSWER_SECONDS)
    except (TimeoutError, WorkflowUpdateRPCTimeoutOrCancelledError) as error:
        raise Refused(
            "no worker answers: start one (svs-designer run --on temporal --worker-only), then say it again"
        ) from error


async def _open_cases(client: Client) -> AsyncIterator[OpenCase]:
    query = f'WorkflowType = "{names.WORKFLOW}" AND ExecutionStatus = "Running"'
    async for execution in client.list_workflows(query):
        memo = (await execution.memo()).get(names.MEMO) or {}
        yield OpenCase(execution.id, memo.get("title", ""), memo.get("paused", False), memo.get("work", []))


async def _was_done(handle: WorkflowHandle[Any, Any], item: str) -> bool:
    """Ask a case that is over whether it took a piece of work as done."""
    try:
        state = await _answered(handle.query(names.STATE))
    except (RPCError, WorkflowQueryFailedError):
        return False
    return any(seen.endswith(f"|{item}") for seen in state["case"]["seen"])


def _case_of(item: str) -> str:
    return item.rpartition("/")[0]


def _refused(error: RPCError, case: str) -> Refused:
    if error.status is RPCStatusCode.NOT_FOUND:
        return Refused(f"there is no case {case!r} under way")
    return Refused(f"the server does not take it: {error.message}")
