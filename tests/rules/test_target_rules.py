"""The rules on targets: what they object to, let pass and mend."""

from typing import Any

import pytest

from svs_designer.model.document import Document
from svs_designer.model.edits import links, steps, streams
from tests.builders import a_document, a_step, a_stream
from tests.rules.asking import PARTIES, WIFI, findings_of, found, wifi
from tests.rules.test_fixes import assert_mends

TEAMS = ({"id": "desk", "name": "Desk"}, {"id": "network", "name": "Network"})
PROMISE: dict[str, Any] = {
    "id": "p", "name": "Promise", "within": "2h", "starts": {"step": "a", "at": "begin"}, "stops": ({"step": "c"},),
}  # fmt: skip


def promised(*targets: dict[str, Any], wait: str = "10m", **fields: Any) -> Document:
    """Build a stream of three steps: a call, half an hour of looking, an hour of mending by another team."""
    demand = {"text": "Somebody asks", "source": "user", "next": "a"}
    line = (
        a_step("a", team="desk", touch="10m", wait="0m", next="b"),
        a_step("b", team="desk", touch="20m", wait=wait, value="necessary", next="c"),
        a_step("c", team="network", touch="40m", wait="0m", value="adding", next="value"),
    )
    stream = a_stream(**{"steps": line, "demand": demand, "targets": targets, **fields})
    return a_document(stream, parties=PARTIES, teams=TEAMS)


def test_a_wifi_case_without_its_promise_is_told() -> None:
    mutant = streams.set_stream(wifi(), WIFI, targets=())

    (finding,) = findings_of(mutant)

    assert (finding.rule, finding.element) == ("SVS060", None)
    assert finding.fixes[0].title.startswith("Promise what it takes today: 1h15m")
    assert_mends(mutant, finding, finding.fixes[0])


@pytest.mark.parametrize(
    ("without", "told", "fixes"),
    [("within", "within how long", 0), ("starts", "where its clock starts", 1), ("stops", "where its clock stops", 1)],
)
def test_a_target_says_how_its_clock_runs(without: str, told: str, fixes: int) -> None:
    document = promised({name: value for name, value in PROMISE.items() if name != without})

    (finding,) = found(document, "SVS060")

    assert told in finding.message
    assert len(finding.fixes) == fixes
    for fix in finding.fixes:
        assert_mends(document, finding, fix)


@pytest.mark.parametrize(
    "fields",
    [
        {"demand": {"text": "x", "source": "monitoring-event", "next": "a"}},
        {"demand": {"text": "x", "next": "a"}},
        {"demand": {"text": "x", "party": "carrier", "next": "a"}},
        {"steps": (), "demand": {"text": "x", "source": "user"}},
        {"value": None, "steps": (a_step("a"),)},
    ],
)
def test_only_consumers_are_promised_a_time_and_only_by_a_stream_that_is_drawn(fields: dict[str, Any]) -> None:
    assert found(promised(**fields), "SVS060") == []


def test_the_promise_of_the_wifi_case_breaks_when_its_wait_grows() -> None:
    mutant = steps.set_steps(wifi(), WIFI, ("replace",), wait={"typical": "3h", "reason": "travel"})

    told = {finding.rule: finding for finding in findings_of(mutant)}

    # A wait of three hours is long whichever way one looks, and most of the lead time then.
    assert set(told) - {"SVS070", "SVS071"} == {"SVS061"}
    assert told["SVS061"].element == "replace"
    assert "of the 2 h promised, used up at 'Replace the access point" in told["SVS061"].message


def test_a_promise_is_broken_on_average_or_at_risk_and_never_both() -> None:
    broken = promised(PROMISE | {"within": "1h"})
    risky = promised(PROMISE | {"within": "85m"})
    kept = promised(PROMISE | {"within": "5h"})

    assert [len(found(broken, rule)) for rule in ("SVS061", "SVS062")] == [1, 0]
    assert [len(found(risky, rule)) for rule in ("SVS061", "SVS062")] == [0, 1]
    assert [len(found(kept, rule)) for rule in ("SVS061", "SVS062")] == [0, 0]
    assert "with spreads as they are usual" in found(risky, "SVS062")[0].message
    assert found(risky, "SVS062", thresholds={"most-breaches": 0.9}) == []


def test_a_promise_is_not_judged_on_missing_times() -> None:
    document = promised(PROMISE | {"within": "40m"})
    without = steps.set_steps(document, "s", ("c",), touch=None)

    assert found(without, "SVS062") == []


def test_the_team_that_solves_the_case_begins_in_time() -> None:
    late = promised(PROMISE, wait="40m")
    early = promised(PROMISE, wait="10m")

    (finding,) = found(late, "SVS063")

    assert finding.element == "c"
    assert "'Network' can begin to solve the case only when 1 h 10 min of the 2 h" in finding.message
    assert found(early, "SVS063") == []
    assert found(steps.set_steps(late, "s", ("c",), value="necessary"), "SVS063") == []


def test_a_team_that_has_the_case_from_the_start_is_not_late() -> None:
    document = steps.set_steps(promised(PROMISE, wait="40m"), "s", ("a", "b", "c"), team="network")

    assert found(document, "SVS063") == []


def contracted(within: str, *where: str) -> Document:
    document = promised(PROMISE)
    line = ({"id": "line", "name": "Line", "party": "carrier", "within": within},)
    document = a_document(*document.streams, parties=PARTIES, teams=TEAMS, contracts=line)
    return steps.set_steps(document, "s", where, contract="line")


@pytest.mark.parametrize(
    ("within", "where", "told"),
    [("3h", ("b",), "may take 3 h by 'Line'"), ("70m", ("b", "c"), "may take 2 h 20 min together"), ("1h", ("b",), "")],
)
def test_contracts_fit_into_the_promise(within: str, where: tuple[str, ...], told: str) -> None:
    findings = found(contracted(within, *where), "SVS066")

    assert [told in finding.message for finding in findings] == ([True] if told else [])


def test_a_contract_off_the_clock_does_not_matter() -> None:
    document = contracted("3h", "a")
    later = streams.set_stream(document, "s", targets=(PROMISE | {"starts": {"step": "b", "at": "begin"}},))

    assert found(document, "SVS066")
    assert found(later, "SVS066") == []


def test_the_as_is_case_tells_its_story() -> None:
    told = {finding.rule: finding for finding in findings_of(wifi("wifi-as-is"))}

    assert told["SVS061"].element == ("reassign", "diagnose")
    assert "3 h 15 min of the 2 h" in told["SVS061"].message
    assert told["SVS063"].element == "diagnose"
    assert "2 h 16 min of the 2 h" in told["SVS063"].message


def test_a_loop_without_exit_leaves_targets_to_the_rule_on_loops() -> None:
    document = links.retarget(promised(PROMISE | {"within": "1m"}), "s", "c", "value", "a")

    assert {each.rule for each in findings_of(document)} & {"SVS061", "SVS062", "SVS063"} == set()
