"""A stream without loops: how often each step is there, what is asked at each visit, and that it stays sound."""

from itertools import pairwise

import pytest
from hypothesis import given

from svs_designer.exchange.exporter import CannotExport
from svs_designer.exchange.unrolling import Unrolled, unrolled
from svs_designer.formats.native import read_file
from svs_designer.model.stream import ValueStream
from svs_designer.resource_files import model_file
from tests.analysis.flows import a_flow
from tests.exchange.grown import grown_streams
from tests.exchange.unrolled_game import endings

MODELS = sorted(model_file().glob("*.svs.yaml"))


def drawn(found: Unrolled) -> list[str]:
    return [f"{way.source}>{way.target}" for way in found.ways]


def test_a_stream_without_rework_stays_as_it_is() -> None:
    stream = a_flow("demand > a", "a > one b c", "b > value", "c > value")

    found = unrolled(stream, 2)

    assert drawn(found) == ["demand>a", "a>b", "a>c", "b>value", "c>value"]
    assert found.cut == ()
    assert [way.reads for way in found.leaving("a")] == [(("a_b", True),), (("a_b", False),)]


def test_rework_becomes_further_visits_and_the_last_one_has_no_way_back() -> None:
    stream = a_flow("demand > do", "do > check", "check > one value do")

    found = unrolled(stream, 2)

    assert drawn(found) == [
        "demand>do", "do>check", "check>value", "check>do-2", "do-2>check-2", "check-2>value", "check-2>do-3",
        "do-3>check-3", "check-3>value",
    ]  # fmt: skip
    assert found.cut == (("check", "do"),)
    assert [(copy.id, copy.node, copy.visit) for copy in found.copies if copy.node == "do"] == [
        ("do", "do", 1), ("do-2", "do", 2), ("do-3", "do", 3),
    ]  # fmt: skip


def test_booleans_of_later_visits_say_which_visit_they_belong_to() -> None:
    stream = a_flow("demand > do", "do > check", "check > one value do")

    found = unrolled(stream, 1)

    assert [way.reads for way in found.leaving("check")] == [(("check_value", True),), (("check_value", False),)]
    assert [way.reads for way in found.leaving("check-2")] == [()]


def test_a_way_that_only_leads_back_is_not_offered_at_the_last_visit_either() -> None:
    stream = a_flow("demand > do", "do > check", "check > one value mend", "mend > do")

    found = unrolled(stream, 1)

    assert "mend-2" not in {copy.id for copy in found.copies}
    assert {("mend", "do"), ("check", "mend")} <= set(found.cut)


def test_an_inner_loop_begins_anew_with_each_turn_of_the_outer_one() -> None:
    stream = a_flow("demand > a", "a > b", "b > one b c", "c > one value a")

    found = unrolled(stream, 1)

    visits = {node: sum(copy.node == node for copy in found.copies) for node in "abc"}
    assert visits == {"a": 2, "b": 4, "c": 2}


def test_rework_within_a_branch_leaves_the_join_alone() -> None:
    stream = a_flow("demand > f", "f > all a b", "a > check", "check > one j a", "b > j", "*j > value")

    found = unrolled(stream, 2)

    assert sum(copy.node == "j" for copy in found.copies) == 1
    assert [way.source for way in found.reaching("j")] == ["check", "check-2", "check-3", "b"]


def test_a_copy_never_takes_the_id_of_another_step() -> None:
    stream = a_flow("demand > a", "a > a-2", "a-2 > one value a")

    found = unrolled(stream, 1)

    ids = [copy.id for copy in found.copies]
    assert len(ids) == len(set(ids))
    assert {copy.id for copy in found.copies if copy.node == "a"} == {"a", "a-2-again"}


def test_without_repeats_only_the_straight_way_is_left() -> None:
    stream = a_flow("demand > do", "do > check", "check > one value do")

    assert drawn(unrolled(stream, 0)) == ["demand>do", "do>check", "check>value"]


def test_a_loop_with_two_ways_in_has_a_way_through_without_repeats() -> None:
    stream = a_flow("demand > one a b", "a > one b end", "b > one a value")

    found = unrolled(stream, 0)

    assert drawn(found) == ["demand>a", "demand>b", "a>b", "a>end", "b>value"]
    assert found.cut == (("b", "a"),)


def test_a_stream_whose_value_no_case_gets_to_is_refused() -> None:
    with pytest.raises(CannotExport, match="No case gets to value with 2 repeats of a loop"):
        unrolled(a_flow("demand > a", "a > one end a"), 2)


def test_what_only_feedback_leads_on_from_is_refused_rather_than_ended() -> None:
    steps = [
        {"id": "a", "name": "Ask", "next": {"one": [{"to": "b"}, {"to": "value"}]}},
        {"id": "b", "name": "Tell", "next": {"to": "a", "kind": "feedback"}},
    ]

    with pytest.raises(CannotExport, match="Only feedback leads on from “Tell”"):
        unrolled(ValueStream(id="s", demand={"next": "a"}, value={}, steps=steps), 2)


def test_a_loop_after_value_that_nobody_leaves_is_refused() -> None:
    stream = a_flow("demand > a", "a > value", "value > b", "b > c", "c > b")

    with pytest.raises(CannotExport, match="no case comes to an end"):
        unrolled(stream, 2)


def test_a_stream_that_grows_too_large_is_refused() -> None:
    letters = "abcdefgh"
    chain = [f"{one} > {two}" for one, two in pairwise(letters)]
    stream = a_flow("demand > a", *chain[:-1], "g > one h g f e d c b a", "h > value")

    with pytest.raises(CannotExport, match="more than 1000 steps: allow fewer than 9 repeats"):
        unrolled(stream, 9)


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.name.split(".")[0])
def test_every_worked_stream_comes_to_its_end_along_every_choice(path) -> None:
    for stream in read_file(path).document.streams:
        for most in (0, 1, 2):
            check(stream, most)


@given(grown_streams())
def test_what_is_grown_at_random_stays_sound_and_without_loops(stream: ValueStream) -> None:
    for most in (0, 1, 2):
        check(stream, most)


def check(stream: ValueStream, most: int) -> None:
    found = unrolled(stream, most)

    place = {copy.id: number for number, copy in enumerate(found.copies)}
    assert all(place[way.source] < place[way.target] for way in found.ways)
    assert {copy.node for copy in found.copies} <= set(stream.nodes())
    assert found == unrolled(stream, most)
    for ending in endings(found, stream):
        assert "value" in ending or any(end.id in ending for end in stream.ends)
