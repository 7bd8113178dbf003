"""The rule that who asked is told: how long it takes, how it ended, and why it was refused."""

from typing import Any

import pytest

from svs_designer.model.base import evolve
from svs_designer.model.document import Document
from svs_designer.model.edits import nodes, steps
from svs_designer.model.step import Step
from tests.builders import a_document, a_step, a_stream
from tests.rules.asking import PARTIES, found
from tests.rules.test_fixes import assert_mends


def asked(*inner: Step, source: str | None = "user", ends: tuple[dict[str, str], ...] = (), **demand: Any) -> Document:
    first = inner[0].id
    stream = a_stream(
        steps=inner,
        ends=ends,
        demand={"text": "Somebody asks", "source": source, "party": "driver", "next": first, **demand},
    )
    return a_document(stream, parties=PARTIES)


MEET = a_step("take", "Take the call", activity="engage", with_=("driver",), next="do")
DONE = a_step("close", "Close", activity="engage", with_=("driver",), next="value")


@pytest.mark.parametrize(
    ("source", "party", "told"),
    [
        ("user", None, True),
        ("customer", None, True),
        (None, "driver", True),
        (None, "carrier", False),
        (None, None, False),
        ("business-unit", "driver", False),
        ("monitoring-event", "driver", False),
    ],
)
def test_only_a_customer_or_user_waits_for_an_answer(source: str | None, party: str | None, *, told: bool) -> None:
    document = asked(MEET, a_step("do", next="value"), source=source, party=party)

    assert bool(found(document, "SVS086")) is told


@pytest.mark.parametrize(
    ("last", "told"),
    [
        ({"next": "value"}, True),
        ({"value": "adding", "next": "value"}, True),
        ({"value": "necessary", "next": "value"}, False),
        ({"activity": "obtain-build", "next": "value"}, False),
        ({"activity": "engage", "next": "value"}, False),
        ({"activity": "engage", "with_": ("carrier",), "value": "adding", "next": "value"}, True),
        ({"with_": ("driver",), "next": "value"}, False),
        ({"automation": "automatic", "outputs": ("services-delivered",), "next": "value"}, False),
        ({"next": "close"}, False),
    ],
)
def test_the_outcome_is_told_between_the_work_and_value(last: dict[str, Any], *, told: bool) -> None:
    inner = (MEET, a_step("do", **last)) + ((DONE,) if last["next"] == "close" else ())

    findings = found(asked(*inner), "SVS086")

    assert [(each.element, each.related) for each in findings] == ([("value", ("do",))] if told else [])


def test_book_keeping_after_the_outcome_was_told_is_no_silence() -> None:
    done = evolve(DONE, next="record")
    record = a_step("record", value="necessary", next="value")

    assert found(asked(MEET, a_step("do", value="adding", next="close"), done, record), "SVS086") == []


def test_one_step_informs_of_all_silent_ways_and_leaves_the_others() -> None:
    split = {"one": [{"to": "b", "share": 0.4}, {"to": "c", "share": 0.4}, {"to": "close", "share": 0.2}]}
    document = asked(MEET, a_step("do", next=split), a_step("b", next="value"), a_step("c", next="value"), DONE)
    (finding,) = found(document, "SVS086")

    stream = finding.fixes[0].edit(document).stream("s")

    made = "inform-the-requester-of-the-outcome"
    assert finding.related == ("b", "c")
    assert [source for source, link in stream.links() if link.to == made] == ["b", "c"]
    assert {source for source, link in stream.links() if link.to == "value"} == {"close", made}
    assert_mends(document, finding, finding.fixes[0])


REFUSED = {"id": "refused", "name": "Refused"}


@pytest.mark.parametrize(
    ("decide", "end", "told"),
    [
        ({}, REFUSED, True),
        ({"activity": "engage"}, REFUSED, False),
        ({"activity": "engage", "with_": ("carrier",)}, REFUSED, True),
        ({}, {"id": "refused", "name": "Withdrawn by the driver"}, False),
        ({"when": "cancelled"}, REFUSED, False),
    ],
)
def test_a_refusal_needs_a_word(decide: dict[str, Any], end: dict[str, str], *, told: bool) -> None:
    when = decide.pop("when", "no")
    ways = {"one": [{"to": "close", "share": 0.9, "when": "yes"}, {"to": "refused", "share": 0.1, "when": when}]}
    document = asked(MEET, a_step("do", **decide, next=ways), DONE, ends=(end,))

    findings = found(document, "SVS086")

    assert [(each.element, each.related) for each in findings] == ([("refused", ("do",))] if told else [])
    for finding in findings:
        assert_mends(document, finding, finding.fixes[0])


def test_a_refusal_is_explained_after_the_choice_not_before_it() -> None:
    ways = {"one": [{"to": "close", "share": 0.9}, {"to": "explain", "share": 0.1}]}
    explain = a_step("explain", activity="engage", with_=("driver",), next="file")
    document = asked(MEET, a_step("do", next=ways), DONE, explain, a_step("file", next="refused"), ends=(REFUSED,))

    assert found(document, "SVS086") == []
    silent = steps.set_steps(document, "s", ("explain",), activity="deliver-support", with_=())
    assert [each.related for each in found(silent, "SVS086")] == [("file",)]


def test_the_end_of_the_tail_is_no_refusal() -> None:
    document = nodes.set_value(asked(MEET, a_step("do", next="close"), DONE, ends=(REFUSED,)), "s", next="refused")

    assert found(document, "SVS086") == []


@pytest.mark.parametrize(
    ("first", "wait", "told"),
    [
        ({"outputs": ("request",)}, "4h", True),
        ({"outputs": ("request",), "with_": ()}, "4h", True),
        ({"outputs": ("request",)}, "1m", False),
        ({"outputs": ("request", "expected-completion-time")}, "4h", False),
        ({"outputs": ("agreed-date",), "with_": ()}, "4h", False),
        ({"outputs": ("agreed-date",), "with_": ("carrier",)}, "4h", True),
        ({"outputs": ()}, "4h", False),
    ],
)
def test_a_long_wait_is_announced(first: dict[str, Any], wait: str, *, told: bool) -> None:
    take = evolve(MEET, **first, touch="5m", wait="1m")
    work = a_step("do", touch="30m", wait=wait, next="close")
    document = asked(take, work, evolve(DONE, touch="5m", wait="1m"))

    findings = found(document, "SVS086")

    assert [(each.element, each.field) for each in findings] == ([("do", "wait")] if told else [])
    for finding in findings:
        assert "waits 4 h for step 'Do do'" in finding.message
        for fix in finding.fixes:
            assert_mends(document, finding, fix)


def test_the_step_that_meets_the_requester_is_offered_to_tell_it() -> None:
    take = evolve(MEET, outputs=("request",), touch="5m", wait="1m")
    document = asked(take, a_step("do", touch="30m", wait="4h", next="close"), evolve(DONE, touch="5m", wait="1m"))
    (finding,) = found(document, "SVS086")

    after = finding.fixes[0].edit(document).stream("s")

    assert [fix.title for fix in finding.fixes] == [
        "'Take the call' tells it", "Insert 'Tell the requester how long it takes' (Engage) before 'Do do'",
    ]  # fmt: skip
    assert after.steps[0].outputs == ("request", "expected-completion-time")


def test_only_the_first_long_wait_is_told() -> None:
    take = evolve(MEET, outputs=("request",), touch="5m", wait="1m")
    first = a_step("do", touch="30m", wait="4h", next="check")
    second = a_step("check", touch="30m", wait="4h", next="close")
    document = asked(take, first, second, evolve(DONE, touch="5m", wait="1m"))

    assert [each.element for each in found(document, "SVS086")] == ["do"]


def test_words_of_other_languages_are_believed() -> None:
    take = evolve(MEET, outputs=("voraussichtliche-dauer",), touch="5m", wait="1m")
    german = asked(take, a_step("do", touch="30m", wait="4h", next="close"), evolve(DONE, touch="5m", wait="1m"))
    document = evolve(german, notes="Der Fahrer wartet auf die Antwort und weiß nicht, wie lange es noch dauert")

    assert found(document, "SVS086") == []


def test_what_does_not_come_in_by_the_door_is_told_by_the_rule_on_the_door() -> None:
    document = asked(a_step("do", touch="30m", wait="4h", next="close"), evolve(DONE, touch="5m", wait="1m"))

    assert found(document, "SVS086") == []
    assert [each.element for each in found(document, "SVS005")] == ["do"]
