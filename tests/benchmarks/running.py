"""What running costs: a case rehearsed here beside its expressions alone, and cases through a Temporal server.

On the server the figures are those of one machine that does everything: the server with its file, the workers, and the
client that says of each piece of work that it is done. `in_flight` cases were open at once; `*_cpu_ms` is the processor
time that server, workers and client took for one case, which tells what limits it.
"""

import asyncio
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from svs_designer.running.answering import by_shares
from svs_designer.running.case import Case
from svs_designer.running.expressions import evaluate, marked
from svs_designer.running.happenings import Entered, Started
from svs_designer.running.local import Rehearsal
from svs_designer.running.machine import advance
from svs_designer.running.stages import EXPORTING
from tests.benchmarks.measuring import OURS, Cost, side_by_side
from tests.running.driving import START, workflow
from tests.running.hardware import hardware

EXPRESSIONS = "its expressions alone"
ONE_WORKER = "one worker"
ROUNDS = 3
CLIENTS = 40
"""How many people say at once that work is done."""


def rehearsal_costs(cases: int) -> Iterator[Cost]:
    """Rehearse cases with chance on their ways, and lead one through a long chain of tasks."""
    definition = hardware()

    def rehearse() -> None:
        for number in range(cases):
            Rehearsal.of(definition, at=START, case=str(number)).rehearse(by_shares(1, str(number)))

    done = [Rehearsal.of(definition, at=START, case=str(n)).rehearse(by_shares(1, str(n))) for n in range(cases)]
    steps = sum(each.kind == "completed" for case in done for each in case.log)
    texts = [text for case in done for text in _evaluated(case)]
    context = done[0].case.context

    def expressions() -> None:
        for text in texts:
            evaluate("$context.ticket" if text else ".", {}, lambda _: context, EXPORTING)

    times = side_by_side({OURS: rehearse, EXPRESSIONS: expressions}, ROUNDS)
    per_second = {"steps_per_s": steps / times[OURS] * 1e3}
    yield Cost("run", cases, "rehearse a case", OURS, {"ms": times[OURS] / cases, **per_second})
    yield Cost("run", cases, "rehearse a case", EXPRESSIONS, {"ms": times[EXPRESSIONS] / cases})
    yield from _chain_costs(min(cases * 10, 5_000))


def _evaluated(rehearsal: Rehearsal) -> list[str]:
    """Return an expression for each that the tasks of a case have, once a visit, as often as the log tells visits."""
    visits = [each.element for each in rehearsal.log if each.kind == "completed"]
    texts = {}
    for task in rehearsal.definition.tasks.values():
        step = task.notes.get("step")
        if isinstance(step, dict):
            texts[step["id"]] = [text for text in _strings(task.body) if marked(text) is not None]
    return [text for visit in visits for text in texts[visit]]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, str):
        yield value


def _chain_costs(tasks: int) -> Iterator[Cost]:
    definition = workflow("\n".join(f"- t{n}: {{set: {{n: '${{ .n + 1 }}'}}}}" for n in range(tasks)))

    def machine() -> None:
        said = advance(definition, Case("chain"), Started(START, {"n": 0}))
        assert sum(isinstance(each, Entered) for each in said) == tasks + 1

    def expressions() -> None:
        for number in range(tasks):
            evaluate(".n + 1", {"n": number}, lambda _: None, EXPORTING)

    times = side_by_side({OURS: machine, EXPRESSIONS: expressions}, ROUNDS)
    for tool, taken in times.items():
        yield Cost("run", tasks, "chain of tasks", tool, {"ms": taken, "tasks_per_s": tasks / taken * 1e3})


def engine_costs(cases: int) -> Iterator[Cost]:
    """Start cases on a server, then do all their work, with one worker and with two; nothing without a server."""
    import pytest

    try:
        for tool, workers in ((ONE_WORKER, 1), (OURS, 2)):
            with tempfile.TemporaryDirectory() as folder:
                figures = _through_server(Path(folder), cases, workers)
            yield Cost("engine", cases, "case through two workers", tool, figures)
    except pytest.skip.Exception:
        return


def _through_server(folder: Path, cases: int, workers: int) -> dict[str, float]:
    from tests.running.temporal.servers import running_server, worker_process

    with running_server(folder) as server:
        processes = [worker_process(server, f"worker-{number}") for number in range(workers)]
        try:
            asyncio.run(_drive(server.address, 2))  # until all are awake
            assert server.process is not None
            pids = {"server": [server.process.pid], "worker": [each.pid for each in processes]}
            before = {name: _cpu_ms(each) for name, each in pids.items()}
            own = time.process_time()
            started, finished, completions = asyncio.run(_drive(server.address, cases))
            after = {name: _cpu_ms(each) for name, each in pids.items()}
            client = (time.process_time() - own) * 1e3
        finally:
            for process in processes:
                process.kill()
                process.wait()
    return {
        "ms": finished / cases * 1e3,
        "cases_per_s": cases / finished,
        "completions_per_s": completions / finished,
        "starts_per_s": cases / started,
        "in_flight": cases,
        "client_cpu_ms": client / cases,
        **{f"{name}_cpu_ms": (after[name] - before[name]) / cases for name in pids},
    }


async def _drive(address: str, cases: int) -> tuple[float, float, int]:
    """Return how long starting took, how long doing all the work took, and how many pieces it was."""
    from svs_designer.running.temporal import desk

    client = await desk.connect(address)
    definition = hardware()
    names = [f"{cases}-{number}" for number in range(cases)]
    begin = time.perf_counter()
    handles = await _at_once([desk.start_case(client, definition, name) for name in names])
    for handle in handles[-1:]:
        await handle.query("work")  # the last of them has come to a worker
    started = time.perf_counter() - begin
    begin = time.perf_counter()
    counts = await _at_once([_all_work(client, handle) for handle in handles])
    return started, time.perf_counter() - begin, sum(counts)


async def _all_work(client: Any, handle: Any) -> int:
    from svs_designer.running.temporal import desk

    done = 0
    while items := await handle.query("work"):
        for item in items:
            done += await desk.complete(client, item["id"], {})
    await handle.result()
    return done


async def _at_once(acts: Sequence[Any]) -> list[Any]:
    gate = asyncio.Semaphore(CLIENTS)

    async def through(act: Any) -> Any:
        async with gate:
            return await act

    return await asyncio.gather(*map(through, acts))


def _cpu_ms(pids: Sequence[int]) -> float:
    """Return the processor time of processes; 0 where the system does not tell."""
    total = 0.0
    for pid in pids:
        stat = Path(f"/proc/{pid}/stat")
        if stat.exists():
            fields = stat.read_text(encoding="ascii").rpartition(")")[2].split()
            total += (int(fields[11]) + int(fields[12])) * 10.0  # ticks of a hundredth of a second
    return total
