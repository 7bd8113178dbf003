"""The shipped streams: the figures the Wi-Fi case is known for, and all of them against cases walked one by one."""

from statistics import fmean, pstdev

import pytest

from svs_designer.analysis.measures import Measures, measures_of
from svs_designer.formats.native.reader import read_file
from svs_designer.model.stream import ValueStream
from svs_designer.resource_files import model_file
from tests.analysis.measures.simulated import Simulation, clock_time

MINUTE = 60.0
NAMES = sorted(path.name.partition(".")[0] for path in model_file().glob("*.svs.yaml"))
CASES = 4000


def a_model(name: str) -> tuple[ValueStream, Measures]:
    document = read_file(model_file(f"{name}.svs.yaml")).document
    assert document is not None
    (stream,) = document.streams
    return stream, measures_of(document, stream)


def test_the_promise_of_the_wifi_case_is_gone_when_the_network_team_gets_it() -> None:
    _, figures = a_model("wifi-as-is")

    (promise,) = figures.targets
    assert figures.lead
    assert promise.expected
    assert figures.lead.seconds == 233 * MINUTE
    assert promise.expected == 195 * MINUTE
    found = promise.steps["reassign"].begins - 2 * MINUTE
    assert found == 104 * MINUTE
    assert promise.breaks_at == ("reassign", "diagnose")
    assert promise.steps["diagnose"].begins == (124 + 12) * MINUTE
    assert figures.handoffs_before_adding == 2


def test_the_wifi_case_as_it_should_be_keeps_its_promise() -> None:
    _, figures = a_model("wifi-to-be")

    (promise,) = figures.targets
    assert promise.expected == pytest.approx(54 * MINUTE, rel=0.01)
    assert promise.steps["replace"].expected == pytest.approx(64 * MINUTE, rel=0.01)
    assert promise.breaks_at is None
    assert figures.handoffs_before_adding == 1


@pytest.mark.parametrize("name", NAMES)
def test_the_parts_add_up_to_lead_time(name: str) -> None:
    stream, figures = a_model(name)

    parts = sum(
        each.delay + each.on_the_path * ((each.wait or 0) + (each.touch or 0)) for each in figures.steps.values()
    )
    assert figures.lead
    assert parts == pytest.approx(figures.lead.seconds)
    assert all(link.delay is None for _, link in stream.links() if link.to == "value")


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("new-service", "supplier-onboarding")])
def test_the_formulas_agree_with_cases_walked_one_by_one(name: str) -> None:
    stream, figures = a_model(name)
    walks = Simulation(stream).walks(CASES)
    done = [walk for walk in walks if walk.reached]

    assert figures.lead
    assert figures.touch
    assert figures.rolled_ca
    assert figures.handoffs is not None
    agrees([walk.time for walk in done], figures.lead.seconds)
    agrees([walk.touch for walk in done], figures.touch.seconds)
    agrees([float(walk.handoffs) for walk in done], figures.handoffs)
    agrees([walk.quality for walk in done], figures.rolled_ca.value)
    agrees([float(walk.is_right) for walk in done], figures.first_time_right)
    agrees([float(walk.reached) for walk in walks], figures.reaches_value)
    for target, told in zip(stream.targets, figures.targets, strict=True):
        agrees([time for walk in done if (time := clock_time(walk, target)) is not None], told.expected)
    for step, told_step in figures.steps.items():
        passed = [walk.begins[step] for walk in walks if step in walk.begins]
        if len(passed) > 30:
            agrees(passed, told_step.begins)


def agrees(walked: list[float], told: float | None) -> None:
    """Hold a figure against the mean of walks: within five standard errors."""
    assert told is not None
    error = pstdev(walked) / len(walked) ** 0.5
    assert abs(fmean(walked) - told) <= 5 * error + 1e-6 * max(1.0, abs(told))
