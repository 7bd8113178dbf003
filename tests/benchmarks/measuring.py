"""How costs are measured: rivals take turns in one run, and what counts is the median."""

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

OURS = "svs-designer"
TOOL_KEY = {"scene": "variant", "validator": "lib"}
"""How a record names its tool, where the scripts that measure peers do not call it `tool`."""

Act = Callable[[], object]
Figures = Mapping[str, float]


class Cost(NamedTuple):
    """What one tool pays for one job of a size: times in ms, sizes in kb and mb."""

    bench: str
    n: int
    what: str
    tool: str
    figures: Figures

    def record(self) -> dict[str, object]:
        """Return the fields of its JSON line."""
        named = {"bench": self.bench, "n": self.n, "what": self.what, TOOL_KEY.get(self.bench, "tool"): self.tool}
        return named | {name: round(value, 3) for name, value in self.figures.items()}

    @classmethod
    def of(cls, record: Mapping[str, object]) -> "Cost":
        """Return the cost that a JSON line tells."""
        tool_key = TOOL_KEY.get(str(record["bench"]), "tool")
        rest = {key: value for key, value in record.items() if key not in {"bench", "n", "what", tool_key}}
        return cls(record["bench"], record["n"], record["what"], record[tool_key], rest)  # type: ignore[arg-type]


def milliseconds(act: Act) -> float:
    """Return the time of one act."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1e3


def side_by_side(acts: Mapping[str, Act], rounds: int) -> dict[str, float]:
    """Return the median time of each act; they take turns, so that a slow moment of the machine hits all."""
    gc.collect()
    times: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(rounds):
        for name, act in acts.items():
            times[name].append(milliseconds(act))
    return {name: statistics.median(each) for name, each in times.items()}


def resident_mb() -> float:
    """Return the memory of this process; 0 where the system does not tell."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text(encoding="ascii").split()[1]) * 4096 / 1e6 if statm.exists() else 0.0
