"""The rules on targets: what they object to, let pass and mend."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svs_designer.model.base import evolve
from svs_designer.model.document import Document
from svs_designer.model.edits import links, steps, streams
from svs_designer.model.stream import DemandSource, ValueStream
from tests.analysis.flows import flows
from tests.builders import a_document, a_step, a_stream
from tests.rules.asking import PARTIES, WIFI, findings_of, found, wifi
from tests.rules.test_fixes import assert_mends

FAMILY = ("SVS060", "SVS061", "SVS062", "SVS063", "SVS066")
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
    after = finding.fixes[0].edit(mutant)

    assert (finding.rule, finding.element) == ("SVS060", None)
    assert finding.fixes[0].title.startswith("Promise the time that 90 % of the cases keep today, from 'Take the call")
    assert [str(target.within) for target in after.stream(WIFI).targets] == ["1h40m"]
    assert findings_of(after) == ()


def test_a_time_is_promised_only_where_it_is_known_and_free() -> None:
    known = promised()
    contract = ({"id": "line", "within": "3d"},)
    free = a_document(*known.streams, parties=PARTIES, teams=TEAMS, contracts=contract)
    bound = steps.set_steps(free, "s", ("b",), contract="line")
    unknown = steps.set_steps(known, "s", ("b",), wait=None)

    assert [len(found(each, "SVS060")[0].fixes) for each in (known, free, bound, unknown)] == [1, 1, 0, 0]


@pytest.mark.parametrize(
    ("touch", "told"),
    [("1s", "5m"), ("10-20-40m", "1h20m"), ("2h", "3h30m"), ("7h", "11h"), ("3d", "5d"), ("60d", "92d")],
)
def test_a_time_is_promised_as_people_say_it(touch: str, told: str) -> None:
    document = steps.set_steps(promised(), "s", ("a", "b", "c"), touch="0m", wait="0m")
    document = steps.set_steps(document, "s", ("c",) if "-" not in touch else ("a", "b", "c"), touch=touch)

    (finding,) = found(document, "SVS060")
    (target,) = finding.fixes[0].edit(document).stream("s").targets

    assert str(target.within) == told


def test_who_allows_fewer_breaches_promises_more() -> None:
    document = promised()

    (usual,), (careful,) = found(document, "SVS060"), found(document, "SVS060", thresholds={"most-breaches": 0.0})

    assert "that 90 % of the cases keep" in usual.fixes[0].title
    assert "that 99 % of the cases keep" in careful.fixes[0].title


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


@pytest.mark.parametrize("within", ["1m", "30m"])
def test_no_clock_is_run_that_cannot_be_kept(within: str) -> None:
    open_ = {name: value for name, value in PROMISE.items() if name != "stops"} | {"within": within}

    (finding,) = found(promised(open_), "SVS060")

    assert finding.fixes == ()


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


def test_a_promise_for_some_of_the_cases_is_judged_by_these() -> None:
    for_half = promised(PROMISE | {"within": "85m", "percentile": 60})
    for_nearly_all = promised(PROMISE | {"within": "135m", "percentile": 99.5})
    for_all = promised(PROMISE | {"within": "150m", "percentile": 100})

    (told,) = found(for_nearly_all, "SVS062")

    assert "would miss 'Promise', promised for 99.5 %" in told.message
    assert found(promised(PROMISE | {"within": "135m"}), "SVS062") == []
    assert found(for_half, "SVS062") == []
    assert found(for_all, "SVS062") == []


def test_a_time_that_is_missing_makes_it_longer_still() -> None:
    document = steps.set_steps(promised(PROMISE | {"within": "30m"}), "s", ("b",), wait=None)

    (finding,) = found(document, "SVS061")

    assert "broken on average: at least 1 h 10 min of the 30 min" in finding.message


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


def on_two_ways(*shares: float, **fields: Any) -> Document:
    """Build a stream with two ways of two steps each, under contracts of 70 minutes but for the first step of one."""
    ways = {"one": [{"to": name, "share": share} for name, share in zip("bd", shares, strict=True)]}
    line = (
        a_step("a", next=ways),
        a_step("b", next="c"),
        a_step("c", contract="line", next="value"),
        a_step("d", contract="line", next="e"),
        a_step("e", **{"contract": "line", "next": "value", **fields}),
    )
    target = PROMISE | {"stops": ({"step": "c"}, {"step": "e"})}
    contracts = ({"id": "line", "name": "Line", "within": "70m"},)
    return a_document(a_stream(steps=line, targets=(target,)), contracts=contracts)


def test_contracts_add_up_on_the_longest_way_however_rare() -> None:
    (finding,) = found(on_two_ways(0.9, 0.1), "SVS066")

    assert (finding.element, finding.related) == ("d", ("e",))
    assert "'Do d' and 'Do e' may take 2 h 20 min together" in finding.message


def test_contracts_of_other_ways_do_not_add_up() -> None:
    document = on_two_ways(0.5, 0.5, contract=None)

    assert found(document, "SVS066") == []


def test_rework_does_not_add_a_contract_to_itself() -> None:
    back = {"one": [{"to": "value", "share": 0.8}, {"to": "d", "share": 0.2, "kind": "rework"}]}
    document = steps.set_steps(on_two_ways(0.5, 0.5, next=back), "s", ("d",), contract=None)

    assert found(document, "SVS066") == []


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


@given(flows(most=6), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_fixes_on_promises_mend_any_stream(stream: ValueStream, random: Any) -> None:
    def some(*choices: Any) -> Any:
        return random.choice(choices)

    target = {"id": "p", "within": some(None, "5m", "3h"), "stops": some((), ({"step": "n0"},))}
    demand = evolve(stream.demand, source=DemandSource.USER) if stream.demand else None
    line = tuple(
        evolve(step, touch=some("10m", "1h", None), wait=some("0m", "20m", "1d"), contract=some("line", None, None))
        for step in stream.steps
    )
    promising = evolve(stream, demand=demand, steps=line, targets=some((), (target,)))
    document = a_document(promising, contracts=({"id": "line", "within": "2h"},))

    for finding in findings_of(document):
        for fix in finding.fixes if finding.rule in FAMILY else ():
            assert_mends(document, finding, fix)
