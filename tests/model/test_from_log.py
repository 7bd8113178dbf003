"""A stream made of a log: drawn in order, with shares, rework and teams, and sound whatever the log holds."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svs_designer.analysis.observed import CaseState, Visit
from svs_designer.catalogue import load_catalogue
from svs_designer.exchange.refusal import obstacles
from svs_designer.formats.native import read_text, write_text
from svs_designer.model.document import Document
from svs_designer.model.edits.from_log import stream_from_log
from svs_designer.model.edits.observed_flow import drawn_flow
from svs_designer.model.edits.within import EditError
from svs_designer.model.links import LinkKind, Split
from svs_designer.model.observed import Observed, Outcome
from svs_designer.model.registers import Team
from svs_designer.model.stream import StreamKind, ValueStream
from tests.analysis.observed.logs import a_visit, a_walk, observed

CATALOGUE = load_catalogue("itil4")


def drawn(log: list[Visit], document: Document | None = None) -> tuple[Document, ValueStream]:
    made = stream_from_log(document or Document(), "From tickets", observed(log))
    return made, made.streams[-1]


def line(case: str, steps: str, **fields: object) -> list[Visit]:
    """Build the visits of a case to steps of one letter, ten minutes each."""
    return [a_visit(case, step, place * 20, place * 20 + 10, **fields) for place, step in enumerate(steps)]


def many(steps: str, count: int, **fields: object) -> list[Visit]:
    return [visit for number in range(count) for visit in line(f"{steps}{number}", steps, **fields)]


def links(stream: ValueStream) -> dict[tuple[str, str], tuple[float | None, LinkKind]]:
    return {(source, link.to): (link.share, link.kind) for source, link in stream.links()}


def test_steps_links_shares_and_rework_are_those_of_the_log():
    log = [*many("abc", 6), *many("abac", 2), *many("a", 2, state=CaseState.WITHOUT_VALUE)]

    _, stream = drawn(log)

    assert [(step.id, step.name) for step in stream.steps] == [("a", "a"), ("b", "b"), ("c", "c")]
    assert links(stream) == {
        ("demand", "a"): (None, LinkKind.FLOW),
        ("a", "b"): (0.666, LinkKind.FLOW), ("a", "c"): (0.167, LinkKind.FLOW), ("a", "end"): (0.167, LinkKind.FLOW),
        ("b", "c"): (0.75, LinkKind.FLOW), ("b", "a"): (0.25, LinkKind.REWORK),
        ("c", "value"): (None, LinkKind.FLOW),
    }  # fmt: skip
    assert stream.step("a").next.split is Split.ONE
    assert (stream.kind, stream.step("b").touch.samples) == (StreamKind.AS_IS, 8)


def test_teams_come_into_the_register_once():
    log = [*line("1", "ab", team="Desk"), *line("2", "a", team="Field"), *line("3", "ab", team="Desk")]
    document = Document(teams=(Team(id="service-desk", name="desk"),))

    made, stream = drawn(log, document)

    assert [team.id for team in made.teams] == ["service-desk"]
    assert {step.team for step in stream.steps} == {"service-desk"}


def test_rare_ways_and_what_only_they_lead_to_are_left_out_and_counted():
    log = [*many("abc", 99), *line("odd", "axc")]

    flow = drawn_flow(observed(log))
    _, stream = drawn(log)

    assert [step.id for step in stream.steps] == ["a", "b", "c"]
    assert (flow.left_steps, flow.left_moves, flow.moves) == (("x",), 2, 400)
    assert "2 of 400 moves between steps went ways too rare to draw" in stream.notes


def test_a_rare_way_stays_where_it_is_the_only_way_out():
    log = line("1", "ab" * 60 + "c")

    flow = drawn_flow(observed(log))

    assert [(way.source, way.target) for way in flow.ways] == [
        (None, "a"), ("a", "b"), ("b", "a"), ("b", "c"), ("c", Outcome.VALUE),
    ]  # fmt: skip
    assert flow.remarks == ()


def test_value_is_drawn_even_where_no_case_is_known_to_have_reached_it():
    log = many("ab", 3, state=CaseState.WITHOUT_VALUE)

    flow = drawn_flow(observed(log))

    assert [way.target for way in flow.ways_from("b")] == [Outcome.VALUE]
    assert flow.remarks == ("No case of the log reached value: those that ended are drawn as if they had",)


def test_a_log_of_open_cases_leads_to_value_and_says_that_nobody_went_there():
    log = [a_visit("1", "a", 0, 10), a_visit("1", "b", 20, None)]

    flow = drawn_flow(observed(log))

    assert flow.remarks[-1] == "No case of the log went on from “b”: it is drawn to lead to value"


def test_demand_has_the_rate_at_which_cases_arrived():
    log = [a_visit(str(day), "a", day * 24 * 60, day * 24 * 60 + 5) for day in range(15)]

    _, stream = drawn(log)

    assert str(stream.demand.rate) == "1 per day"
    assert drawn(log[:5])[1].demand.rate is None


def test_an_empty_log_is_refused():
    with pytest.raises(EditError, match="there is nothing to draw"):
        drawn([])


def test_names_that_are_reserved_or_spell_nothing_get_ids_of_their_own():
    log = [a_visit("1", name, place, place + 0.5) for place, name in enumerate(["Value", "demand", "End", "!", "日本"])]

    _, stream = drawn(log)

    assert [step.id for step in stream.steps] == ["value-2", "demand-2", "end-2", "step", "step-2"]
    assert obstacles(Document(streams=(stream,)), stream.id, CATALOGUE) == ()


def test_a_simulated_log_gives_its_stream_back():
    _, stream = drawn(a_walk(3000))

    shares = {link: share for link, (share, _) in links(stream).items()}
    assert shares["triage", "repair"] == pytest.approx(0.7, abs=0.03)
    assert shares["check", "repair"] == pytest.approx(0.25, abs=0.03)
    assert links(stream)["check", "repair"][1] is LinkKind.REWORK
    assert len(shares) == 6


cases = st.lists(st.text("abcdef", min_size=1, max_size=9), min_size=1, max_size=25)
states = st.sampled_from([CaseState.UNKNOWN, CaseState.WITHOUT_VALUE, CaseState.OPEN])


@given(cases, st.lists(states, min_size=1), st.sampled_from([0.02, 0.3, 1.0]))
def test_whatever_a_log_holds_the_stream_is_sound_and_its_shares_add_up(
    told: list[str], kinds: list[CaseState], rare: float
):
    log = [
        visit for number, steps in enumerate(told)
        for visit in line(str(number), steps, state=kinds[number % len(kinds)])
    ]  # fmt: skip

    made = stream_from_log(Document(), "From tickets", observed(log), rare=rare)

    stream = made.streams[0]
    assert obstacles(made, stream.id, CATALOGUE) == ()
    for node in stream.nodes():
        ways = stream.ways(node)
        if ways is not None and len(ways.links) > 1:
            assert sum(link.share or 0 for link in ways.links) == pytest.approx(1)
    assert read_text(write_text(made)).document == made


@given(cases)
def test_the_flow_is_found_without_regard_to_the_order_of_cases(told: list[str]):
    def flow(order: Callable[[list[str]], list[str]]) -> Observed:
        return observed(visit for steps in order(told) for visit in line(f"{steps} {told.count(steps)}", steps))

    assert drawn_flow(flow(sorted)) == drawn_flow(flow(lambda each: sorted(each, reverse=True)))
