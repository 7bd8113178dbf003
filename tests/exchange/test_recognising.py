"""The importer of a file is found by its content, and by its ending where the content says nothing."""

import pytest

from svs_designer.exchange.importer import CannotImport, Imported, Importer
from svs_designer.exchange.recognising import importer_for, is_native
from tests.builders import a_document


def a_format(format_id, ending, mark):
    return Importer(
        format_id, format_id.upper(), (ending,), lambda data: mark in data, lambda _data, _name: Imported(a_document())
    )


KNOWN = {each.id: each for each in (a_format("flow", "xml", b"<flow"), a_format("bpmn", "bpmn", b"<definitions"))}


def test_the_content_decides_over_the_ending():
    assert importer_for("a.xml", b"<definitions/>", KNOWN).id == "bpmn"


def test_of_several_that_recognise_a_content_the_ending_decides():
    both = {**KNOWN, "other": a_format("other", "xml", b"<definitions")}

    assert importer_for("a.xml", b"<definitions/>", both).id == "other"
    assert importer_for("A.BPMN", b"<definitions/>", both).id == "bpmn"


def test_a_content_nobody_recognises_goes_to_the_ending_whose_reader_says_best_what_is_wrong():
    assert importer_for("a.bpmn", b"empty", KNOWN).id == "bpmn"


def test_a_file_of_no_format_is_refused_with_the_formats_there_are():
    with pytest.raises(CannotImport, match=r"“a\.doc” is in no format .* FLOW \(\.xml\), BPMN \(\.bpmn\)"):
        importer_for("a.doc", b"text", KNOWN)


def test_without_any_format_the_refusal_says_so():
    with pytest.raises(CannotImport, match="No format to import is installed"):
        importer_for("a.bpmn", b"", {})


def test_a_plug_in_that_fails_over_a_content_does_not_take_it():
    def fail(_data):
        raise ValueError("bad")

    bad = Importer("bad", "Bad", ("bad",), fail, lambda _data, _name: Imported(a_document()))

    assert importer_for("a.txt", b"<flow>", {"bad": bad, **KNOWN}).id == "flow"


def test_a_reader_that_crashes_becomes_one_sentence():
    def crash(_data, _name):
        raise IndexError("no such row")

    bad = Importer("bad", "Bad", ("bad",), lambda _: True, crash)

    with pytest.raises(
        CannotImport, match=r"Bad could not be read \(IndexError: no such row\): its reader is at fault"
    ):
        bad.import_(b"", "a.bad")


@pytest.mark.parametrize("data", [b'svs: "1.0"', b'"svs": "1.0"', b"{svs: '1.0'}", b'# ours\nsvs : "1.0"'])
def test_a_document_of_ours_is_known_by_its_key(data):
    assert is_native(data)


def test_the_key_of_ours_deeper_inside_makes_no_document():
    assert not is_native(b"document: {dsl: 1.0.0}\nmetadata:\n  svs: {}")
