"""Findings in groups, found again by what they are about, and filtered by their words."""

from dataclasses import replace

from svs_designer.gui.panels.naming import PlaceNames
from svs_designer.gui.problems.filtering import drawn_streams, holds_words, told_of, worth_telling
from svs_designer.gui.problems.grouping import ACCEPTED, Grouping, grouped, listed
from svs_designer.model.registers import Team
from svs_designer.model.stream import End
from svs_designer.rules.finding import Finding, Level
from tests.builders import a_document, a_stream
from tests.gui.problems.findings import DEAD_END, ELSEWHERE, NO_TEAM, REGISTERS, SHARES, accepted, two_streams

ALL = (REGISTERS, NO_TEAM, SHARES, DEAD_END, ELSEWHERE)


def told(
    findings: tuple[Finding, ...], grouping: Grouping, *, all_streams: bool = False
) -> list[tuple[str, list[str]]]:
    groups = grouped(listed(findings), two_streams(), grouping, all_streams=all_streams)
    return [(group.title, [finding.rule for finding in group.findings]) for group in groups]


def test_by_level_the_worst_comes_first_and_the_order_of_the_check_stays() -> None:
    assert told(ALL, Grouping.LEVEL) == [
        ("Errors", ["SVS021"]),
        ("Warnings", ["SVS026", "SVS004"]),
        ("Advice", ["SVS100", "SVS106"]),
    ]


def test_by_rule_each_heading_says_the_name_of_the_rule_and_the_worst_comes_first() -> None:
    milder = replace(SHARES, level=Level.ADVICE, element="a")

    groups = grouped(listed((NO_TEAM, milder, SHARES, DEAD_END)), two_streams(), Grouping.RULE)

    assert [(group.rule, group.title, group.level, len(group.items)) for group in groups][:2] == [
        ("SVS021", "Dead end", Level.ERROR, 1),
        ("SVS026", "Parallel split and join unbalanced", Level.WARNING, 2),
    ]


def test_by_step_what_is_said_of_a_link_stands_with_the_step_it_leaves() -> None:
    assert told(ALL, Grouping.STEP) == [
        ("Document", ["SVS100"]),
        ("Do a", ["SVS026", "SVS106"]),
        ("Do b", ["SVS021"]),
        ("Stream t", ["SVS004"]),
    ]


def test_where_all_streams_are_shown_each_finding_says_where_it_is() -> None:
    groups = grouped(listed(ALL), two_streams(), Grouping.LEVEL, all_streams=True)

    assert [item.stream for group in groups for item in group.items] == [
        "Stream s", "Stream s", "Stream t", "Document", "Stream s",
    ]  # fmt: skip


def test_what_is_accepted_stands_at_the_end_whatever_its_level() -> None:
    groups = grouped(listed((accepted(DEAD_END), NO_TEAM)), two_streams(), Grouping.LEVEL)

    assert [group.key for group in groups] == ["advice", ACCEPTED]


def test_a_finding_is_known_by_what_it_is_about_and_not_by_its_words() -> None:
    before = listed((NO_TEAM, SHARES))
    after = listed((replace(NO_TEAM, message="Nobody does 'Triage'"), accepted(SHARES)))

    assert [item.key for item in before] == [item.key for item in after]


def test_findings_that_are_alike_are_told_apart() -> None:
    assert len({item.key for item in listed((NO_TEAM, NO_TEAM, NO_TEAM))}) == 3


def test_words_are_looked_for_in_message_rule_place_and_acceptance() -> None:
    told = told_of(DEAD_END, "Do b")

    assert holds_words(told, "  ")
    assert holds_words(told, "NOWHERE svs021")
    assert holds_words(told, "dead do b")
    assert holds_words(told_of(accepted(DEAD_END), "Do b"), "ann law")
    assert not holds_words(told, "nowhere else")


def test_a_place_is_called_as_people_call_it() -> None:
    stream = a_stream("s", ends=(End(id="lost", name="Given up"),))
    names = PlaceNames(a_document(stream, teams=(Team(id="desk", name="Service desk"),)))

    assert names("s", "a") == "Do a"
    assert names("s", ("demand", "a")) == "Demand → Do a"
    assert names("s", "lost") == "Given up"
    assert names("s", None) == "Stream s"
    assert names(None, "desk") == "Service desk"
    assert names(None, None) == "Document"


def test_streams_where_nothing_is_drawn_yet_are_left_in_peace() -> None:
    document = a_document(a_stream("s"), a_stream("t", steps=0))

    assert drawn_streams(document) == {"s"}
    assert worth_telling(document, (REGISTERS, ELSEWHERE, DEAD_END)) == (REGISTERS, DEAD_END)
