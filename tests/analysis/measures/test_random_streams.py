"""Random streams of sequences, choices, rework and parallel branches, against cases walked one by one."""

import random
from statistics import fmean, pstdev
from typing import Any

import pytest

from svs_designer.analysis.measures import measures_of
from svs_designer.model.step import Step
from svs_designer.model.stream import ValueStream
from tests.analysis.measures.simulated import Simulation, clock_time
from tests.builders import a_document, a_step, a_stream

CASES = 600


class Grower:
    """Grows a stream backwards: each part is made knowing the node it leads to.

    Inside parallel branches nothing is left to chance: the mean of the slowest is not the slowest of the means.
    """

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.steps: list[Step] = []

    def stream(self) -> ValueStream:
        first = self._sequence("value", depth=3, may_choose=True)
        start, stop = (self._random.choice(self.steps).id for _ in range(2))
        clock = {"id": "t", "within": "1h", "starts": {"step": start, "at": "begin"}, "stops": ({"step": stop},)}
        return a_stream(
            steps=tuple(self.steps[::-1]),
            demand={"text": "Somebody asks", "next": first},
            targets=(clock,),
            ends=({"id": "end"},),
        )

    def _sequence(self, onward: str, *, depth: int, may_choose: bool) -> str:
        for _ in range(self._random.randint(1, 3)):
            onward = self._part(onward, depth=depth, may_choose=may_choose)
        return onward

    def _part(self, onward: str, *, depth: int, may_choose: bool) -> str:
        kinds = ["step", "step"]
        if depth:
            kinds += ["parallel", *(["choice", "rework", "refusal"] if may_choose else [])]
        kind = self._random.choice(kinds)
        if kind == "parallel":
            join = self._step(onward, join="all")
            heads = [self._sequence(join, depth=depth - 1, may_choose=False) for _ in range(2)]
            return self._step({"all": heads})
        if kind == "choice":
            return self._step(self._one(*(self._sequence(onward, depth=depth - 1, may_choose=True) for _ in range(2))))
        if kind == "refusal":
            return self._step(self._one(onward, "end"))
        if kind == "rework":
            back = f"n{self._random.randrange(10**9)}"
            ways = [{"to": onward, "share": 0.75}, {"to": back, "share": 0.25, "kind": "rework"}]
            inner = self._sequence(self._step({"one": ways}), depth=depth - 1, may_choose=True)
            return self._step(inner, step_id=back)
        return self._step(onward)

    def _one(self, first: str, second: str) -> Any:
        share = self._random.choice([0.25, 0.5, 0.75])
        return {"one": [{"to": first, "share": share}, {"to": second, "share": 1 - share}]}

    def _step(self, onward: Any, *, step_id: str = "", **fields: Any) -> str:
        step_id = step_id or f"n{self._random.randrange(10**9)}"
        times = {name: f"{self._random.randint(0, 60)}m" for name in ("touch", "wait")}
        quality = self._random.choice([None, 0.5, 0.9])
        team = self._random.choice(["desk", "field", "network"])
        self.steps.append(a_step(step_id, team=team, complete_and_accurate=quality, next=onward, **times, **fields))
        return step_id


@pytest.mark.parametrize("seed", range(25))
def test_the_formulas_agree_with_cases_walked_one_by_one(seed: int) -> None:
    stream = Grower(seed).stream()
    figures = measures_of(a_document(stream), stream)
    walks = Simulation(stream, seed).walks(CASES)
    done = [walk for walk in walks if walk.reached]

    assert figures.trouble is None
    assert figures.lead
    assert figures.touch
    agrees([walk.time for walk in done], figures.lead.seconds)
    agrees([walk.touch for walk in done], figures.touch.seconds)
    agrees([float(walk.handoffs) for walk in done], figures.handoffs)
    agrees([float(walk.is_right) for walk in done], figures.first_time_right)
    agrees([float(walk.reached) for walk in walks], figures.reaches_value)
    if figures.rolled_ca:
        agrees([walk.quality for walk in done], figures.rolled_ca.value)
    for step, told in figures.steps.items():
        agrees([float(walk.visits.get(step, 0)) for walk in walks], told.visits)
        passed = [walk.begins[step] for walk in walks if step in walk.begins]
        if len(passed) > 50:
            agrees(passed, told.begins)


def agrees(walked: list[float], told: float | None) -> None:
    """Hold a figure against the mean of walks: within five standard errors."""
    assert told is not None
    error = pstdev(walked) / len(walked) ** 0.5
    assert abs(fmean(walked) - told) <= 5 * error + 1e-6 * max(1.0, abs(told)) + 3 / CASES


@pytest.mark.parametrize("seed", range(100, 140))
def test_clocks_agree_with_cases_walked_one_by_one(seed: int) -> None:
    stream = Grower(seed).stream()
    (target,) = stream.targets
    (told,) = measures_of(a_document(stream), stream).targets
    times = [time for walk in Simulation(stream, seed).walks(CASES) if (time := clock_time(walk, target)) is not None]

    if len(times) > 50:
        assert target.starts
        agrees(times, told.expected)
