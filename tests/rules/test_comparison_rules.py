"""The rule that a wanted future is shown to be better: by figures, or by metrics."""

from typing import Any

import pytest

from svs_designer.model.document import Document
from svs_designer.model.edits import steps, streams
from svs_designer.model.stream import Metric, StreamKind, ValueStream
from svs_designer.rules.builtin.aims import Aim, aim_of
from tests.builders import a_document, a_stream
from tests.rules.asking import WIFI, found, timed, wifi


def a_future(present: ValueStream, *, notes: str = "", **changes: Any) -> Document:
    """Build a document of a stream and its future, in which the first step has changed."""
    document = streams.duplicate_stream(a_document(present), "s", "Future", kind=StreamKind.TO_BE)
    document = streams.set_stream(document, "future", notes=notes)
    return steps.set_steps(document, "future", ("a",), **changes) if changes else document


def test_a_copy_is_not_better_until_something_is() -> None:
    (copy,) = found(a_future(timed()), "SVS084")

    assert "No figure of 'Future' is better than in 'Stream s'" in copy.message
    assert found(a_future(timed(), wait="20m"), "SVS084") == []


def test_a_time_that_is_missing_makes_nothing_better() -> None:
    (finding,) = found(a_future(timed(), wait=None), "SVS084")

    assert finding.message.endswith("or give the times that are missing")


def test_what_gets_worse_needs_a_word() -> None:
    worse = {"wait": "20m", "touch": "15m", "team": "two"}

    (finding,) = found(a_future(timed(), **worse), "SVS084")

    assert "work on a case from 20 min to 25 min and hand-offs from 0 to 1" in finding.message
    assert found(a_future(timed(), notes="Two pairs of eyes", **worse), "SVS084") == []
    assert found(a_future(timed(), wait="20m", touch="10m30s"), "SVS084") == []


def test_the_wifi_case_is_better_than_today_in_every_figure() -> None:
    document = streams.copy_stream(wifi("wifi-as-is"), wifi(), WIFI)
    document = streams.set_stream(document, WIFI, notes="")

    assert found(document, "SVS084") == []
    turned = streams.set_stream(document, WIFI, kind=StreamKind.AS_IS)
    turned = streams.set_stream(turned, "wifi-as-is", kind=StreamKind.TO_BE, baseline=WIFI)
    assert [each.stream for each in found(turned, "SVS084")] == ["wifi-as-is"]


def test_a_present_elsewhere_is_told_by_the_metrics() -> None:
    def told(*metrics: dict[str, str], **fields: Any) -> list[str]:
        stream = a_stream(kind="to-be", metrics=tuple({"id": "m", **each} for each in metrics), **fields)
        return [each.message for each in found(stream, "SVS084")]

    better, worse = {"baseline": "195m", "target": "<= 90m"}, {"baseline": "2", "target": "<= 3"}

    assert told(better) == []
    assert "does not say what it is better than" in told()[0]
    assert "not in this document" in told(baseline="elsewhere")[0]
    assert "No metric of 'Stream s' aims at more" in told(worse)[0]
    assert "aims at <= 3, which is worse than the 2 of today" in told(better, worse)[0]
    assert told(better, {**worse, "notes": "On purpose"}) == []


def test_a_stream_to_compare_with_is_offered() -> None:
    future = a_stream("t", kind="to-be", type="request")
    document = a_document(a_stream("r", type="incident"), future, a_stream("q", type="request"))
    (finding,) = found(document, "SVS084")

    after = finding.fixes[0].edit(document)

    assert [fix.title for fix in finding.fixes] == ["Compare it with 'Stream q'", "Compare it with 'Stream r'"]
    assert after.stream("t").baseline == "q"


@pytest.mark.parametrize(
    ("baseline", "target", "aim"),
    [
        ("195m", "<= 90m", Aim.BETTER),
        ("3h15m", "at most 90 min", Aim.BETTER),
        ("90m", "<= 1h30m", Aim.THE_SAME),
        ("60m", "<= 90m", Aim.WORSE),
        ("1d", "< 10h", Aim.BETTER),
        ("60%", ">= 85 %", Aim.BETTER),
        ("about 60 %", "at least 50%", Aim.WORSE),
        ("3", "2", Aim.BETTER),
        ("12 tickets", "= 0 tickets", Aim.BETTER),
        ("12,5 EUR", "<= 13.5 EUR", Aim.WORSE),
        ("2 tools, 9 min sync", "1 tool", Aim.BETTER),
        ("20 a month", "-50 % in a quarter", Aim.BETTER),
        ("as before", "As before", Aim.THE_SAME),
        ("", "<= 90m", None),
        ("195m", " ", None),
    ],
)
def test_a_metric_is_read_as_people_write_it(baseline: str, target: str, aim: Aim | None) -> None:
    metric = Metric(id="m", baseline=baseline, target=target)

    assert aim_of(metric, day=86400) is aim
