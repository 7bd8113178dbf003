"""All rules over streams of 1,000 and 10,000 steps, in the field names of the peers' scripts.

Run: python tests/benchmarks/rules.py [N ...]. Goal: 10 ms and 150 ms with all rules; bpmnlint takes 85 and 1,523.
"""

import gc
import json
import random
import statistics
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from svs_designer.catalogue import load_catalogue
from svs_designer.model.document import Document
from svs_designer.model.stream import ValueStream
from svs_designer.rules.installed import installed_rules
from svs_designer.rules.runner import check_document


def a_big_document(steps: int, *, faulty: float = 0.0) -> Document:
    """Build a stream of blocks of twenty steps: a line, a rework loop, and parallel branches with their join."""
    rnd = random.Random(1)
    made: list[dict[str, Any]] = []
    while len(made) < steps - 1:
        made += _line(len(made), 5) + _decision(len(made) + 5) + _line(len(made) + 6, 4) + _branches(len(made) + 10)
    made.append(_step(len(made), "value"))
    for step in made:
        if rnd.random() < faulty:
            step.update(rnd.choice([{"activity": None}, {"role": "agnt"}, {"name": "Approval"}, {"takes": ("spare",)}]))
    stream = ValueStream(
        id="s",
        name="A big stream",
        owner="agent",
        demand={"text": "Somebody asks for it", "source": "user", "next": "s0"},
        value={"recipient": "user", "outcome": "People can work again", "measure": "minutes lost"},
        steps=tuple(made),
    )
    return Document(
        streams=(stream,), roles=({"id": "agent"},), teams=({"id": "desk"},), parties=({"id": "user", "kind": "user"},)
    )


def _step(number: int, following: Any, **fields: Any) -> dict[str, Any]:
    return {
        "id": f"s{number}",
        "name": f"Check part {number} of the case",
        "activity": "engage" if number % 3 == 0 else "deliver-support",
        "practices": ("incident-management", "knowledge-management"),
        "role": "agent",
        "team": "desk",
        "touch": "10m",
        "wait": "2m",
        "next": following,
        **fields,
    }


def _line(first: int, count: int) -> list[dict[str, Any]]:
    return [_step(number, f"s{number + 1}") for number in range(first, first + count)]


def _decision(number: int) -> list[dict[str, Any]]:
    onward = {"to": f"s{number + 1}", "share": 0.8, "when": "it is right"}
    back = {"to": f"s{number - 3}", "share": 0.2, "when": "it is wrong", "kind": "rework"}
    return [_step(number, {"one": [onward, back]})]


def _branches(number: int) -> list[dict[str, Any]]:
    branches = [_step(number + each, f"s{number + 4}") for each in (1, 2, 3)]
    fork = _step(number, {"all": [branch["id"] for branch in branches]})
    return [fork, *branches, _step(number + 4, f"s{number + 5}", join="all")]


def measure(document: Document, rounds: int = 9) -> tuple[float, int]:
    """Return the median time in ms of a check that shares nothing with the one before, and the number of findings."""
    catalogue, rules = load_catalogue("itil4"), installed_rules()[0]
    times, findings = [], ()
    for _ in range(rounds):
        stream = ValueStream(**dict(document.streams[0]))  # a new revision: its facts are not known yet
        revision = Document(**{**dict(document), "streams": (stream,)})
        gc.collect()
        start = time.perf_counter()
        findings = check_document(revision, catalogue, rules=rules)
        times.append((time.perf_counter() - start) * 1e3)
    return statistics.median(times), len(findings)


def main() -> None:
    for steps in [int(each) for each in sys.argv[1:]] or [1_000, 10_000]:
        for what, faulty in (("all rules, clean", 0.0), ("all rules, 10 % faulty", 0.1)):
            ms, findings = measure(a_big_document(steps, faulty=faulty))
            print(
                json.dumps(
                    {"bench": "validator", "n": steps, "lib": "svs-designer", "what": what, "ms": round(ms, 2)}
                    | {"findings": findings}
                )
            )


if __name__ == "__main__":
    main()
