"""Reading a ticket export and drawing a stream of it, beside Python's csv module alone: nothing reads rows faster."""

import csv
import io
import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from svs_designer.analysis.observed import observe
from svs_designer.formats.ticket_export import read_tickets
from svs_designer.model.document import Document
from svs_designer.model.edits.from_log import stream_from_log
from tests.benchmarks.measuring import OURS, Cost, resident_mb, side_by_side

CSV = "csv module"
_STEPS = 5


def ticket_costs(n: int) -> Iterator[Cost]:
    """Measure an export of n rows, five of each case, with three times in each row."""
    data = an_export(n)
    before = resident_mb()
    stream_from_log(Document(), "Tickets", observe(read_tickets(data).visits))
    grown = resident_mb() - before
    acts: dict[str, dict[str, Callable[[], object]]] = {
        "export to visits": {OURS: lambda: read_tickets(data), CSV: lambda: _only_rows(data)},
        "export to stream": {
            OURS: lambda: stream_from_log(Document(), "Tickets", observe(read_tickets(data).visits)),
            CSV: lambda: _only_rows(data),
        },
    }
    for what, tools in acts.items():
        for tool, ms in side_by_side(tools, 3).items():
            yield Cost("tickets", n, what, tool, {"ms": ms, "mb": grown} if tool == OURS else {"ms": ms})


def an_export(rows: int) -> bytes:
    """Make an export as ticket tools write them; the same one each time."""
    chance = random.Random(1)
    created = end = datetime(2026, 1, 1, 8)
    lines = ["Number,Activity,Assignment group,Created,Start,End"]
    for row in range(rows):
        case, step = divmod(row, _STEPS)
        if step == 0:
            created = end = created + timedelta(minutes=7)
        start = end + timedelta(seconds=chance.randrange(3600))
        end = start + timedelta(seconds=chance.randrange(3600))
        lines.append(f"INC{case:07},Step {step},Team {step % 3},{created},{start},{end}")
    return "\n".join(lines).encode()


def _only_rows(data: bytes) -> int:
    return sum(1 for _ in csv.reader(io.TextIOWrapper(io.BytesIO(data), "utf-8", newline="")))
