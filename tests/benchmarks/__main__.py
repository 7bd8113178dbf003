"""Measure speed: `./dev bench [NAME ...] [--steps N ...] [--jsonl FILE]`, a table on standard output.

Each measurement runs in a process of its own, so that the memory and imports of one do not weigh on the next.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

# Before anything loads Qt: no screen, and no waiting between frames.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QPA_UPDATE_IDLE_TIME", "0")

from tests.benchmarks.canvas import canvas_costs, opening_costs
from tests.benchmarks.checking import rule_costs
from tests.benchmarks.documents import document_costs
from tests.benchmarks.drawing import drawing_costs
from tests.benchmarks.exporting import export_costs
from tests.benchmarks.goals import table
from tests.benchmarks.ladder import ladder_costs
from tests.benchmarks.measuring import Cost
from tests.benchmarks.running import engine_costs, rehearsal_costs
from tests.benchmarks.starting import start_costs
from tests.benchmarks.tickets import ticket_costs


class Benchmark(NamedTuple):
    """What is measured, at which numbers of steps."""

    measure: Callable[[int], Iterator[Cost]]
    steps: tuple[int, ...]


BENCHMARKS = {
    "documents": Benchmark(document_costs, (1_000, 10_000)),
    "opening": Benchmark(opening_costs, (1_000,)),
    "canvas": Benchmark(canvas_costs, (100, 1_000, 5_000)),
    "rules": Benchmark(rule_costs, (1_000, 10_000)),
    "drawing": Benchmark(drawing_costs, (1_000,)),
    "ladder": Benchmark(ladder_costs, (200, 1_000)),
    "export": Benchmark(export_costs, (1_000,)),
    "run": Benchmark(rehearsal_costs, (200,)),
    "engine": Benchmark(engine_costs, (100,)),
    "tickets": Benchmark(ticket_costs, (100_000,)),
    "start": Benchmark(start_costs, (0,)),
}


def main() -> None:
    """Measure what was asked for and print the table."""
    parser = argparse.ArgumentParser(prog="./dev bench", description="Measure speed beside limits and peers.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"what to measure ({', '.join(BENCHMARKS)})")
    parser.add_argument("--steps", type=int, nargs="+", metavar="N", help="steps of the documents")
    parser.add_argument("--jsonl", type=Path, metavar="FILE", help="append each measurement as a line of JSON")
    parser.add_argument("--within", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - BENCHMARKS.keys():
        parser.error(f"there is no {', '.join(sorted(unknown))}; choose from {', '.join(BENCHMARKS)}")
    if arguments.within:
        for cost in BENCHMARKS[arguments.names[0]].measure(arguments.steps[0]):
            print(json.dumps(cost.record()), flush=True)
        sys.stdout.flush()
        os._exit(0)  # Qt's objects outlive their application here, which is of no use to anybody
    costs = []
    for name in arguments.names or BENCHMARKS:
        for steps in arguments.steps if arguments.steps and name != "start" else BENCHMARKS[name].steps:
            print(f"{name} {steps or ''} ...", file=sys.stderr, flush=True)
            lines = _in_process(name, steps)
            costs += [Cost.of(json.loads(line)) for line in lines]
            if arguments.jsonl:
                with arguments.jsonl.open("a", encoding="utf-8") as file:
                    file.writelines(f"{line}\n" for line in lines)
    print(table(costs))


def _in_process(name: str, steps: int) -> list[str]:
    command = [sys.executable, "-m", "tests.benchmarks", name, "--steps", str(steps), "--within"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"the measurement of {name} failed")
    return done.stdout.splitlines()


if __name__ == "__main__":
    main()
