"""Which boolean leads a case along which way, and which way is the default."""

from svs_designer.exchange.decisions import carrying, decision, variable
from svs_designer.model.links import Ways


def test_the_boolean_of_a_way_is_named_after_its_two_ends():
    assert variable("choose-team", "send-visit") == "choose_team_send_visit"


def test_the_way_that_says_so_is_the_default_and_the_others_are_asked_in_their_order():
    ways = Ways(
        split="one",
        links=[{"to": "a", "share": "10%"}, {"to": "b", "share": "20%", "default": True}, {"to": "c", "share": "70%"}],
    )

    found = decision("x", ways)

    assert found.default.to == "b"
    assert [(each.link.to, each.variable) for each in found.asked] == [("a", "x_a"), ("c", "x_c")]


def test_without_a_word_the_likeliest_way_that_is_no_rework_is_the_default():
    ways = Ways(
        split="one",
        links=[{"to": "a", "share": "30%"}, {"to": "b", "share": "40%"}, {"to": "c", "share": "30%", "kind": "rework"}],
    )

    assert decision("x", ways).default.to == "b"
    assert decision("x", Ways(split="one", links=[{"to": "a"}, {"to": "b"}])).default.to == "b"


def test_feedback_and_ways_that_no_case_takes_carry_nothing():
    ways = Ways(
        split="one",
        links=[{"to": "a", "share": "100%"}, {"to": "b", "share": "0%"}, {"to": "c", "kind": "feedback"}],
    )

    assert [link.to for link in carrying(ways)] == ["a"]
    assert decision("x", ways) is None


def test_parallel_ways_are_no_decision():
    assert decision("x", Ways(split="all", links=[{"to": "a"}, {"to": "b"}])) is None
