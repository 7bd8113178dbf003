"""What no engine could run is refused, whatever the check is set to; what it could run is not."""

import pytest

from svs_designer.catalogue import load_catalogue
from svs_designer.exchange.exporter import CannotExport
from svs_designer.exchange.refusal import obstacles, refuse_unsound
from svs_designer.formats.native import read_file
from svs_designer.model.document import Document
from svs_designer.resource_files import model_file

CATALOGUE = load_catalogue("itil4")
FRAME = {"demand": {"text": "No Wi-Fi", "next": "call"}, "value": {"outcome": "Wi-Fi works"}}


def of(*steps, check=None, **changes):
    stream = {"id": "s", **FRAME, "steps": list(steps), **changes}
    return Document(check=check or {}, streams=(stream,))


def rules(document):
    return [finding.rule for finding in obstacles(document, "s", CATALOGUE)]


@pytest.mark.parametrize("path", sorted(model_file().glob("*.svs.yaml")), ids=lambda path: path.name)
def test_every_worked_stream_can_be_run(path):
    document = read_file(path).document

    for stream in document.streams:
        assert obstacles(document, stream.id, CATALOGUE) == ()


@pytest.mark.parametrize(
    ("document", "rule"),
    [
        (of({"id": "call"}), "SVS021"),
        (of({"id": "call", "next": "value"}, demand=None), "SVS001"),
        (of({"id": "call", "next": "again"}, {"id": "again", "next": "call"}), "SVS023"),
        (of({"id": "call", "next": ["value", "again"]}, {"id": "again", "next": "value"}), "SVS027"),
        (of({"id": "call", "next": {"all": ["a", "b"]}}, *({"id": each, "next": "value"} for each in "ab")), "SVS026"),
        (of({"id": "call", "next": "value"}, {"id": "lost", "next": "value"}), "SVS020"),
        (of({"id": "call", "next": "no"}, ends=[{"id": "no"}]), "SVS022"),
    ],
)  # fmt: skip
def test_a_flow_that_no_engine_could_run_is_refused_with_the_rule_that_says_why(document, rule):
    assert rules(document) == [rule]


def test_a_stream_without_value_is_refused():
    document = of({"id": "call", "next": "no"}, value=None, ends=[{"id": "no"}])

    assert "SVS002" in rules(document)


def test_a_check_that_is_switched_off_does_not_make_a_flow_sound():
    document = of({"id": "call"}, check={"rules": {"SVS021": "off"}})

    with pytest.raises(CannotExport, match="its flow has a fault") as refused:
        refuse_unsound(document, "s", CATALOGUE)

    assert [finding.rule for finding in refused.value.findings] == ["SVS021"]


def test_what_is_merely_not_told_hinders_nobody():
    document = of({"id": "call", "next": "value"}, ends=[{"id": "unused"}], demand={"next": "call"})

    assert rules(document) == []
