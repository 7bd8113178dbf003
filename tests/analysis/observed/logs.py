"""Logs for tests: visits in a line, and a seeded walk through a stream whose shares and times are known."""

import random
from collections.abc import Iterable

from svs_designer.analysis.observed import CaseState, Visit, Visits, observe
from svs_designer.model.observed import Observed


def a_visit(
    case: str, step: str, start: float | None, end: float | None, *, team: str | None = None,
    queued: float | None = None, state: CaseState = CaseState.UNKNOWN,
) -> Visit:  # fmt: skip
    """Build a visit; times in minutes since a Monday."""
    base = 1_795_392_000.0
    return Visit(case, step, team, *(None if at is None else base + at * 60 for at in (start, end, queued)), state)


def observed(visits: Iterable[Visit]) -> Observed:
    return observe(table(visits))


def table(visits: Iterable[Visit]) -> Visits:
    held = Visits()
    for visit in visits:
        held.add(visit)
    return held


def a_walk(cases: int, seed: int = 7) -> list[Visit]:
    """Walk cases through: triage, then 30 % rejected, else repair, check; 25 % of checks go back to repair.

    Touch is even between 10 and 30 minutes at triage, exponential with mean 60 at repair, always 5 at check; waits
    are exponential with mean 20 before each step.
    """
    chance = random.Random(seed)
    touch = {
        "Triage": lambda: chance.uniform(10, 30), "Repair": lambda: chance.expovariate(1 / 60), "Check": lambda: 5.0,
    }  # fmt: skip
    visits = []
    for number in range(cases):
        now, step, case = number * 45.0, "Triage", f"INC{number}"
        queued = now
        while step:
            start = now + chance.expovariate(1 / 20)
            now = start + touch[step]()
            rejected = step == "Triage" and chance.random() < 0.3
            state = CaseState.WITHOUT_VALUE if rejected else CaseState.UNKNOWN
            visits.append(a_visit(case, step, start, now, team=f"{step} team", queued=queued, state=state))
            again = step == "Check" and chance.random() < 0.25
            step = "" if rejected else {"Triage": "Repair", "Repair": "Check", "Check": "Repair" if again else ""}[step]
    return visits
